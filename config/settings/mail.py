"""The sample keeps what it would send as files in DATA_DIR/outbox; production needs EMAIL_URL."""

from __future__ import annotations

from typing import Any

from config.settings.mode import DATA_DIR, IS_PRODUCTION, env

OUTBOX_DIR = DATA_DIR / "outbox"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Concord <concord@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

_server: dict[str, Any] = env.email_url("EMAIL_URL", default="smtp://localhost:25") if IS_PRODUCTION else {}
EMAIL_BACKEND = _server.get("EMAIL_BACKEND", "foundation.notices.mail.EmlBackend")
EMAIL_HOST = _server.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _server.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _server.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _server.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _server.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _server.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20

__all__ = [
    "DEFAULT_FROM_EMAIL", "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_HOST_PASSWORD", "EMAIL_HOST_USER", "EMAIL_PORT",
    "EMAIL_TIMEOUT", "EMAIL_USE_SSL", "EMAIL_USE_TLS", "OUTBOX_DIR", "SERVER_EMAIL",
]  # fmt: skip
