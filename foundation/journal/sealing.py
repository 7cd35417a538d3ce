"""Close entries under signed digests, each covering the one before, and keep those digests outside the database."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from foundation.journal import signing
from foundation.journal.models import Entry, EntryQuerySet, Seal

START = "0" * 64
BATCH = 10_000
# Any number that no other advisory lock of ours has.
ONE_SEALER = 7_105_601


def seal_entries() -> int:
    """Seal what is settled and not sealed yet, and write the checkpoints; give how many entries.

    The checkpoints are written after the commit; one that a crash prevented is written at the next call.
    """
    count = 0
    while sealed := _seal_batch():
        count += sealed
    transaction.on_commit(write_checkpoints)
    return count


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [ONE_SEALER])
        if cursor.fetchone() == (False,):
            return 0
    before = Seal.objects.last()
    entries = list(unsealed(before)[:BATCH])
    if not entries:
        return 0
    seal = Seal(
        number=before.number + 1 if before else 1,
        last_transaction_id=entries[-1].transaction_id,
        last_entry_id=entries[-1].pk,
        entry_count=len(entries),
        digest=digest_of(entries, before=before.digest if before else START),
        sealed_at=timezone.now(),
    )
    seal.signature = signing.sign(statement(seal))
    seal.save(force_insert=True)
    return len(entries)


def unsealed(last: Seal | None) -> EntryQuerySet:
    entries = Entry.objects.settled()
    return entries.after(last.last_transaction_id, last.last_entry_id) if last else entries


def digest_of(entries: Iterable[Entry], *, before: str) -> str:
    digest = hashlib.sha256(before.encode())
    for entry in entries:
        digest.update(canonical(entry))
    return digest.hexdigest()


def canonical(entry: Entry) -> bytes:
    """One line of JSON for an entry, the same for ever; JSON holds no bare line break."""
    values = [
        entry.pk,
        entry.transaction_id,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.verb,
        entry.subject_kind,
        str(entry.subject_id),
        str(entry.by_user_id or ""),
        str(entry.by_root_id or ""),
        str(entry.for_post_id or ""),
        entry.via,
        entry.sensitivity,
        entry.facts,
    ]
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def statement(seal: Seal) -> bytes:
    """What the signature of a seal is made over."""
    return json.dumps(facts_of(seal), sort_keys=True).encode()


def facts_of(seal: Seal) -> dict[str, Any]:
    return {
        "number": seal.number,
        "last_transaction_id": seal.last_transaction_id,
        "last_entry_id": seal.last_entry_id,
        "entry_count": seal.entry_count,
        "digest": seal.digest,
        "sealed_at": seal.sealed_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def last_sealed_at() -> datetime | None:
    return Seal.objects.order_by("-number").values_list("sealed_at", flat=True).first()


def checkpoint_directory() -> Path:
    return Path(settings.DATA_DIR) / "checkpoints"


def write_checkpoints() -> None:
    """Append each seal that no checkpoint holds yet to the file of its day, on the disk before this returns."""
    directory = checkpoint_directory()
    for seal in Seal.objects.filter(number__gt=_last_checkpoint()).iterator():
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = directory / f"{seal.sealed_at.astimezone(UTC):%Y-%m-%d}.jsonl"
        line = json.dumps(facts_of(seal) | {"signature": seal.signature}) + "\n"
        with open(path, "a", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(line if _ends_whole(path) else f"\n{line}")
            file.flush()
            os.fsync(file.fileno())


def checkpoints() -> Iterator[Seal]:
    """Every checkpoint on the disk; a line that cannot be read is as good as none."""
    for path in _checkpoint_files():
        yield from _read(path)


def _last_checkpoint() -> int:
    for path in reversed(_checkpoint_files()):
        if numbers := [seal.number for seal in _read(path)]:
            return max(numbers)
    return 0


def _checkpoint_files() -> list[Path]:
    return sorted(checkpoint_directory().glob("*.jsonl"))


def _read(path: Path) -> Iterator[Seal]:
    for line in path.read_text(errors="replace").splitlines():
        try:
            facts = json.loads(line)
            yield Seal(**facts | {"sealed_at": datetime.fromisoformat(facts["sealed_at"])})
        except (ValueError, KeyError, TypeError):
            continue


def _ends_whole(path: Path) -> bool:
    """Whether no crash left an unfinished line behind."""
    content = path.read_bytes() if path.exists() else b""
    return not content or content.endswith(b"\n")
