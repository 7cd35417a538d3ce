"""PostgreSQL, reached as the app role; migrations run as the owner.

`DATABASE_URL` is `postgres://user:password@host:port/name`; a unix socket stands percent-encoded in
the host's place: `postgres://concord_app@%2Fpath%2Fto%2Fsocket/concord`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.mode import IS_PRODUCTION, MODE, env


def database_from(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL starts with postgres://")
    netloc_host = parts.netloc.rpartition("@")[2]
    host, _, port = netloc_host.rpartition(":") if ":" in netloc_host else (netloc_host, "", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": port,
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 0 if MODE == "test" else 300,
        "CONN_HEALTH_CHECKS": True,
        # What is bound on the server is prepared there at once; only `access.statements` binds so.
        "OPTIONS": dict(parse_qsl(parts.query)) | {"prepare_threshold": 0},
        "TEST": {"NAME": unquote(parts.path.lstrip("/"))},
    }


def _required(name: str) -> str:
    url = env.str(name, "" if IS_PRODUCTION else "postgres://concord@localhost/concord")
    if not url:
        raise ImproperlyConfigured(f"Production needs {name}.")
    return url


AS_OWNER = env.str("CONCORD_DATABASE_ROLE", "app") == "owner"
DATABASES = {"default": database_from(_required("DATABASE_OWNER_URL" if AS_OWNER else "DATABASE_URL"))}
# The role the web and the worker use; migrations take from it what it must not have.
APP_ROLE = database_from(_required("DATABASE_URL"))["USER"]
OWNER_DATABASE = database_from(_required("DATABASE_OWNER_URL")) if MODE == "test" else None

__all__ = ["APP_ROLE", "DATABASES", "OWNER_DATABASE"]
