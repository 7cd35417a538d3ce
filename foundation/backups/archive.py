"""The sealed file: parts of the dump, the private files, and last what all of it must add up to."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from foundation.backups.sealed import Damaged, SealedReader, SealedWriter

DUMP, SUMS = "database/", "sums.json"
# The private files that rows speak of, and what stands beside them: the journal's key and its checkpoints.
PRIVATE, FOLDER = "private/", "folder/"


@dataclass(frozen=True)
class Sums:
    """What a backup holds. `tables`: name → (rows, digest); `files`: path → sha256; `rights`: table → the role's."""

    version: str
    taken_at: str
    dump_sha256: str
    tables: dict[str, tuple[int, str]]
    files: dict[str, str]
    rights: dict[str, list[str]]
    last_transaction_id: int

    @property
    def row_count(self) -> int:
        return sum(count for count, _digest in self.tables.values())


def write(
    file: BinaryIO, key: bytes, dump: Iterator[bytes], files: Iterator[tuple[str, bytes]], rest: dict[str, Any]
) -> Sums:
    """Seal everything into `file`; `rest` is what else the sums name."""
    sealed = SealedWriter(file, key)
    dumped, kept = hashlib.sha256(), {}
    with tarfile.open(fileobj=sealed, mode="w|") as tar:  # type: ignore[call-overload]
        for number, part in enumerate(dump):
            dumped.update(part)
            add(tar, f"{DUMP}{number:08}", part)
        for path, content in files:
            kept[path] = hashlib.sha256(content).hexdigest()
            add(tar, path, content)
        sums = Sums(dump_sha256=dumped.hexdigest(), files=kept, **rest)
        add(tar, SUMS, json.dumps(asdict(sums)).encode())
    sealed.close()
    return sums


def add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def members(file: BinaryIO, key: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each part, in the order they were written."""
    sealed = SealedReader(file, key)
    try:
        with tarfile.open(fileobj=sealed, mode="r|") as tar:  # type: ignore[call-overload]
            for member in tar:
                content = tar.extractfile(member)
                yield member.name, content.read() if content else b""
    except tarfile.TarError:
        raise Damaged("The backup is not whole.") from None
    if sealed.read().strip(b"\0"):
        raise Damaged("The backup holds more than it names.")


def verified(file: BinaryIO, key: bytes) -> Sums:
    """The sums, after reading all of it and finding that they are true.

    Raises:
        Damaged: they are not, or the file is not whole.
    """
    dumped, kept, told = hashlib.sha256(), {}, None
    for name, content in members(file, key):
        if name.startswith(DUMP):
            dumped.update(content)
        elif name == SUMS:
            told = json.loads(content)
        else:
            kept[name] = hashlib.sha256(content).hexdigest()
    if told is None:
        raise Damaged("The backup is not whole.")
    told["tables"] = {name: (count, digest) for name, (count, digest) in told["tables"].items()}
    sums = Sums(**told)
    if sums.dump_sha256 != dumped.hexdigest() or sums.files != kept:
        raise Damaged("The backup does not hold what it says.")
    return sums
