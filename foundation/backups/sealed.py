"""A stream sealed with AES-256-GCM in blocks: nothing can be changed, left out, added or put in another order.

The file is `MAGIC`, a salt of 16 bytes, then blocks. Each block is `BLOCK` bytes of plain text (the last one fewer, or
none) with its tag of 16 bytes. A block's nonce is its number, and whether it is the last; the key is made from the
operator's key and the salt, so no nonce is ever used twice under one key.
"""

from __future__ import annotations

import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"CONCORD-BACKUP-1"
SALT = 16
BLOCK = 1024 * 1024
TAG = 16
SHORTEST_KEY = 32


class Damaged(Exception):
    """The file is not a whole backup under this key; the message says which of both it can be."""


class SealedWriter:
    """A binary file to write to; `close` ends it, and without it no reader accepts the file."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        salt = os.urandom(SALT)
        file.write(MAGIC + salt)
        self._file, self._cipher = file, cipher(key, salt)
        self._waiting, self._number = bytearray(), 0

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > BLOCK:
            self._put(bytes(self._waiting[:BLOCK]), is_last=False)
            del self._waiting[:BLOCK]
        return len(data)

    def close(self) -> None:
        self._put(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _put(self, plain: bytes, *, is_last: bool) -> None:
        self._file.write(self._cipher.encrypt(nonce(self._number, is_last), plain, MAGIC))
        self._number += 1


class SealedReader:
    """What a `SealedWriter` wrote, to be read once from the start.

    Raises:
        Damaged: another key, or a file that is cut off, changed, or no backup.
    """

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        start = file.read(len(MAGIC) + SALT)
        if not start.startswith(MAGIC) or len(start) < len(MAGIC) + SALT:
            raise Damaged("This file is not a backup of Concord.")
        self._file, self._cipher = file, cipher(key, start[len(MAGIC) :])
        self._number, self._plain = 0, bytearray()
        self._ahead = file.read(BLOCK + TAG)
        self._is_over = False

    def read(self, size: int = -1) -> bytes:
        while not self._is_over and (size < 0 or len(self._plain) < size):
            self._take()
        count = len(self._plain) if size < 0 else size
        given = bytes(self._plain[:count])
        del self._plain[:count]
        return given

    def _take(self) -> None:
        block, self._ahead = self._ahead, self._file.read(BLOCK + TAG)
        self._is_over = not self._ahead
        try:
            self._plain += self._cipher.decrypt(nonce(self._number, self._is_over), block, MAGIC)
        except InvalidTag:
            raise Damaged("The backup cannot be opened: the key is another one, or the file is damaged.") from None
        self._number += 1


def cipher(key: bytes, salt: bytes) -> AESGCM:
    """The cipher of one file.

    Raises:
        ValueError: the key is too short to resist guessing.
    """
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"A backup key has at least {SHORTEST_KEY} characters.")
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=MAGIC).derive(key))


def nonce(number: int, is_last: bool) -> bytes:
    """Twelve bytes: eleven of the block's number, one that marks the end."""
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")
