"""The key that signs the journal's seals: from the environment, else a file made once in DATA_DIR."""

from __future__ import annotations

import base64
import binascii
import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def sign(statement: bytes) -> str:
    return base64.b64encode(_key(settings.JOURNAL_SIGNING_KEY, key_file()).sign(statement)).decode()


def is_signed(statement: bytes, signature: str) -> bool:
    public = _key(settings.JOURNAL_SIGNING_KEY, key_file()).public_key()
    try:
        public.verify(base64.b64decode(signature, validate=True), statement)
    except (InvalidSignature, binascii.Error):
        return False
    return True


def key_file() -> Path:
    return Path(settings.DATA_DIR) / "journal_signing_key"


@cache
def _key(given: str, path: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(given or _kept(path), validate=True))
    except (ValueError, binascii.Error) as problem:
        raise ImproperlyConfigured("The journal's signing key is 32 bytes in base64.") from problem


def _kept(path: Path) -> str:
    """The key in the file, which is made first where there is none; whole or not at all."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        with open(unfinished, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(base64.b64encode(os.urandom(32)).decode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(unfinished, path)  # fails where another process was quicker
        except FileExistsError:
            pass
        finally:
            unfinished.unlink()
    return path.read_text().strip()
