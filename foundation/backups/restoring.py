"""Bring a backup back into an empty database, and find that everything is there again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from foundation.backups import archive, postgres


class NotEmpty(Exception):
    """There is something already, and a restore never writes over anything."""


class NotTheSame(Exception):
    """After the restore some tables do not hold what the backup says; the argument names them."""


def restore_backup(source: Path, key: bytes) -> archive.Sums:
    """Read `source` whole, then write it into this database and the private files.

    Raises:
        Damaged: the file is not a whole backup under this key; nothing was changed.
        NotEmpty: the database has tables, or a private file stands in the way; nothing was changed.
        NotTheSame: what was restored differs from what was saved.
    """
    with source.open("rb") as file:
        sums = archive.verified(file, key)
    if postgres.tables():
        raise NotEmpty("The database is not empty: a restore goes into a new one.")
    if any(_stands(name) for name in sums.files):
        raise NotEmpty("Files lie there already: a restore goes into a new folder.")
    with source.open("rb") as file:
        postgres.restore(_dump_of(archive.members(file, key)))
    with source.open("rb") as file:
        for name, content in archive.members(file, key):
            if name in sums.files:
                _put(name, content)
    with transaction.atomic():
        postgres.give_rights(settings.APP_ROLE, sums.rights)
        found = postgres.contents()
    if found != sums.tables:
        raise NotTheSame([name for name in sums.tables if found.get(name) != sums.tables[name]])
    postgres.catch_up(sums.last_transaction_id)
    return sums


def _dump_of(members: Iterator[tuple[str, bytes]]) -> Iterator[bytes]:
    return (content for name, content in members if name.startswith(archive.DUMP))


def _stands(name: str) -> bool:
    if name.startswith(archive.PRIVATE):
        return default_storage.exists(name.removeprefix(archive.PRIVATE))
    return (Path(settings.DATA_DIR) / name.removeprefix(archive.FOLDER)).exists()


def _put(name: str, content: bytes) -> None:
    if name.startswith(archive.PRIVATE):
        default_storage.save(name.removeprefix(archive.PRIVATE), ContentFile(content))
        return
    path = Path(settings.DATA_DIR) / name.removeprefix(archive.FOLDER)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "xb", opener=lambda file, flags: os.open(file, flags, 0o600)) as file:
        file.write(content)
