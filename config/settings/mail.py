"""The sample keeps what it would send as files in DATA_DIR/outbox; production needs EMAIL_URL."""

from __future__ import annotations

from config.settings.mode import DATA_DIR, IS_PRODUCTION, env

OUTBOX_DIR = DATA_DIR / "outbox"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Concord <concord@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if IS_PRODUCTION:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "foundation.notices.mail.EmlBackend"

__all__ = [name for name in dir() if name.startswith("EMAIL_") or name.endswith("_EMAIL") or name == "OUTBOX_DIR"]
