from __future__ import annotations

from config.settings.mode import env

# At least 32 characters, kept elsewhere than the backups; the command also takes a file.
BACKUP_KEY = env.str("BACKUP_KEY", "")

__all__ = ["BACKUP_KEY"]
