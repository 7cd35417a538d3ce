from __future__ import annotations

import base64
import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from foundation.backups.sealed import SHORTEST_KEY

REFUSED = 3


def backup_key(file: str) -> bytes:
    """The operator's key: from a file, else from BACKUP_KEY.

    Raises:
        CommandError: there is none, or it is too short.
    """
    key = Path(file).read_bytes().strip() if file else settings.BACKUP_KEY.encode()
    if not key:
        raise CommandError(
            "A backup is sealed with your key: name it with --key-file FILE or in BACKUP_KEY. "
            "To make one: ./concord manage backup --make-key FILE",
            returncode=REFUSED,
        )
    if len(key) < SHORTEST_KEY:
        raise CommandError(f"The backup key has fewer than {SHORTEST_KEY} characters.", returncode=REFUSED)
    return key


def make_key(file: str) -> None:
    """A new key in a file only its owner reads. Keep it elsewhere than the backups."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as key:
        key.write(base64.b64encode(os.urandom(SHORTEST_KEY)) + b"\n")
