"""Take a backup and read it back."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from foundation.access.actors import NOBODY
from foundation.backups import archive, postgres
from foundation.backups.models import Backup
from foundation.backups.sealed import Damaged
from foundation.files.models import StoredFile
from foundation.journal.entries import record
from foundation.journal.models import Entry


def last_backup() -> Backup | None:
    return Backup.objects.first()


def take_backup(target: Path, key: bytes, *, version: str) -> Backup:
    """Write `target`, which must not be there yet, read it back, and note that it was done.

    Raises:
        FileExistsError: something is there.
        Damaged: what was written cannot be read back, or a private file is not what its row says.
    """
    unfinished = target.with_name(target.name + ".unfinished")
    if target.exists():
        raise FileExistsError(target)
    try:
        with unfinished.open("wb") as file:
            os.fchmod(file.fileno(), 0o600)
            sums = _write(file, key, version)
            os.fsync(file.fileno())
        with unfinished.open("rb") as file:
            if archive.verified(file, key) != sums:
                raise Damaged("The backup does not hold what was written.")
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return _noted(target, sums)


@transaction.atomic
def _write(file: object, key: bytes, version: str) -> archive.Sums:
    with connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
    rest = {
        "version": version,
        "taken_at": timezone.now().isoformat(),
        "tables": postgres.contents(),
        "rights": postgres.rights_of(settings.APP_ROLE),
        "last_transaction_id": Entry.objects.aggregate(last=Max("transaction_id"))["last"] or 0,
    }
    return archive.write(file, key, postgres.dump(postgres.exported_snapshot()), chain(_files(), _beside()), rest)  # type: ignore[arg-type]


def _files() -> Iterator[tuple[str, bytes]]:
    """Every private file that a row speaks of; where the bytes are lost, the row alone stays and says so."""
    for path, sha256 in StoredFile.objects.order_by("path").values_list("path", "sha256").iterator():
        if not default_storage.exists(path):
            continue
        with default_storage.open(path) as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(f"The private file {path} is not what its row says.")
        yield f"{archive.PRIVATE}{path}", content


def _beside() -> Iterator[tuple[str, bytes]]:
    """What only the folder holds; without it nobody could verify the journal after a restore."""
    folder = Path(settings.DATA_DIR)
    for path in [*folder.glob("journal_signing_key"), *sorted(folder.glob("checkpoints/*.jsonl"))]:
        yield f"{archive.FOLDER}{path.relative_to(folder)}", path.read_bytes()


@transaction.atomic
def _noted(target: Path, sums: archive.Sums) -> Backup:
    with target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    facts = {
        "size": target.stat().st_size, "row_count": sums.row_count, "file_count": len(sums.files), "sha256": sha256,
    }  # fmt: skip
    backup = Backup.objects.create(taken_at=sums.taken_at, **facts)
    record("taken", backup, by=NOBODY, **facts)
    return backup
