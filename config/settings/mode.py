"""Which of three lives this process leads: production (the default), sample or test."""

from __future__ import annotations

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
VERSION = "0.1.0"

env = environ.Env()

MODE = env.str("CONCORD_MODE", "production")
if MODE not in {"production", "sample", "test"}:
    raise ImproperlyConfigured("CONCORD_MODE is production (unset), sample or test.")
IS_PRODUCTION = MODE == "production"

DEBUG = False
if IS_PRODUCTION and env.bool("DEBUG", False):
    raise ImproperlyConfigured("Production does not start with DEBUG. Unset it.")

SECRET_KEY = env.str("SECRET_KEY", "" if IS_PRODUCTION else "only-for-tests-and-the-first-look")
if IS_PRODUCTION and (len(SECRET_KEY) < 40 or "only-for-tests" in SECRET_KEY):
    raise ImproperlyConfigured(
        "Production needs SECRET_KEY: at least 40 random characters, kept out of the repository."
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Where this mission keeps its files, outgoing sample mail and signed journal checkpoints.
DATA_DIR = Path(env.str("CONCORD_DATA", str(ROOT / "var")))
SITE_URL = env.str("CONCORD_URL", "http://localhost:8000").rstrip("/")

__all__ = [
    "DATA_DIR", "DEBUG", "IS_PRODUCTION", "MODE", "ROOT", "SECRET_KEY", "SECRET_KEY_FALLBACKS", "SITE_URL", "VERSION",
    "env",
]  # fmt: skip
