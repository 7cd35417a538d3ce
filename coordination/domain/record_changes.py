"""What differs between two frozen versions, word by word, for people to read."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coordination.choices import Outcome
from coordination.domain.record_pages import ShownItem, ShownRecord, ShownTopic, shown_record
from foundation.ui.dates import long_date

SAME, ADDED, REMOVED = "same", "added", "removed"
# Beyond this many words on both sides the texts are shown whole: comparing them word by word would take too long.
MOST_WORDS = 3000


@dataclass(frozen=True)
class Piece:
    """A run of words: "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One part of the record that is new, gone or worded otherwise. `kind`: "added", "removed" or "changed"."""

    label: str
    kind: str
    pieces: tuple[Piece, ...]


def changes_between(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """From the contents of an older version to a newer one."""
    before, after = _parts(shown_record(old)), _parts(shown_record(new))
    changes = []
    for key in [*after, *(key for key in before if key not in after)]:
        label = (after.get(key) or before[key])[0]
        was, now = before.get(key, ("", ""))[1], after.get(key, ("", ""))[1]
        if was != now:
            kind = ADDED if not was else REMOVED if not now else "changed"
            changes.append(Change(label, kind, pieces_of(was, now)))
    return changes


def pieces_of(was: str, now: str) -> tuple[Piece, ...]:
    old, new = _words(was), _words(now)
    if len(old) + len(new) > MOST_WORDS:
        return tuple(piece for piece in (Piece(REMOVED, was), Piece(ADDED, now)) if piece.text)
    pieces = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece(REMOVED, "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece(ADDED, "".join(new[j1:j2])))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _parts(record: ShownRecord) -> dict[str, tuple[str, str]]:
    """Each part of the record by a key that stays the same over versions: its label and its text."""
    when = long_date(record.day) if record.day else ""
    if record.starts_at:
        when = f"{when} {record.starts_at.isoformat()}"
    parts = {
        "title": (_("What was it about?"), record.title),
        "kind": (_("Kind of meeting"), record.kind),
        "status": (_("Status"), record.status_label),
        "where": (_("Where?"), " · ".join(filter(None, [record.area, record.place]))),
        "when": (_("When?"), when),
        "who": (_("Who was there?"), "\n".join(_who(one) for one in record.attendances)),
        "note": (_("Joint note"), record.note),
        "files": (_("Files"), "\n".join(one["name"] for one in record.files)),
    }
    for topic in record.topics:
        parts[f"topic {topic.id}"] = (_("Topic: %(title)s") % {"title": topic.title}, _topic(topic))
    for item in record.items:
        parts[f"item {item.id}"] = (_("Action item %(reference)s") % {"reference": item.reference}, _item(item))
    return parts


def _who(one: Any) -> str:
    names = ", ".join(filter(None, [one.name, one.office, one.organisation])) or pgettext(
        "attendance", "another person"
    )
    count = f" ({one.count})" if one.count > 1 else ""
    return f"{names}{count} · {one.presence_label} {one.represented_by}".strip()


def _topic(topic: ShownTopic) -> str:
    outcome = "" if topic.outcome == Outcome.INFORMATION else topic.outcome_label
    return "\n".join(filter(None, [topic.title, topic.text, outcome]))


def _item(item: ShownItem) -> str:
    due = long_date(item.due_on) if item.due_on else ""
    return "\n".join(filter(None, [item.summary, item.details, f"{item.owner} → {item.agreed_with}", due]))
