from __future__ import annotations

from config.settings.mode import env

# 32 random bytes in base64; where it is not given, a file in DATA_DIR holds one.
JOURNAL_SIGNING_KEY = env.str("JOURNAL_SIGNING_KEY", "")

__all__ = ["JOURNAL_SIGNING_KEY"]
