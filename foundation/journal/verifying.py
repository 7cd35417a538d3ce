"""Does the journal still say what it said when it was sealed?"""

from __future__ import annotations

from collections.abc import Iterator

from foundation.journal import signing
from foundation.journal.models import Entry, Seal
from foundation.journal.sealing import START, checkpoints, digest_of, facts_of, statement


def problems() -> Iterator[str]:
    """A sentence for each thing that is not as it was sealed; nothing when all is well."""
    yield from _problems_of_seals()
    yield from _problems_of_checkpoints()


def _problems_of_seals() -> Iterator[str]:
    before: Seal | None = None
    digest = START
    for seal in Seal.objects.iterator():
        if seal.number != (before.number if before else 0) + 1:
            yield f"Seals are missing before seal {seal.number}."
        if not signing.is_signed(statement(seal), seal.signature):
            yield f"Seal {seal.number} was not signed with this journal's key, or was changed."
        start = (before.last_transaction_id, before.last_entry_id) if before else (0, 0)
        entries = Entry.objects.after(*start).up_to(seal.last_transaction_id, seal.last_entry_id)
        entries = entries.order_by("transaction_id", "pk")
        digest = digest_of(entries.iterator(chunk_size=2000), before=digest)
        if digest != seal.digest:
            yield _what_differs(seal, entries.count())
        # One broken batch must not hide whether the ones after it are whole.
        before, digest = seal, seal.digest


def _what_differs(seal: Seal, count: int) -> str:
    batch = f"the {seal.entry_count} entries of seal {seal.number} (up to entry {seal.last_entry_id})"
    if count < seal.entry_count:
        return f"{seal.entry_count - count} of {batch} are missing."
    if count > seal.entry_count:
        return f"{count - seal.entry_count} entries were inserted among {batch}."
    return f"Among {batch} something was changed."


def _problems_of_checkpoints() -> Iterator[str]:
    """What the files outside the database remember must stand in it: a cut-off end shows only here."""
    remembered = set()
    for kept in checkpoints():
        remembered.add(kept.number)
        seal = Seal.objects.filter(number=kept.number).first()
        if not signing.is_signed(statement(kept), kept.signature):
            yield f"The checkpoint of seal {kept.number} was not signed with this journal's key, or was changed."
        elif seal is None:
            yield f"The journal was cut off: seal {kept.number}, up to entry {kept.last_entry_id}, is gone."
        elif facts_of(seal) != facts_of(kept):
            yield f"Seal {kept.number} is not the one its checkpoint remembers."
    last = Seal.objects.last()
    # The checkpoint of the last seal may be about to be written.
    if last and (lost := set(range(1, last.number)) - remembered):
        yield f"{len(lost)} checkpoints are missing, the first of them that of seal {min(lost)}."
