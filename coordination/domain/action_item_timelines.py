"""What happened to an action item, as its reader may know it: the journal with the words beside each move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from coordination.choices import ActionDeed, RemarkKind
from coordination.models import ActionItem, ActionItemRemark
from foundation.access.actors import Actor
from foundation.journal.models import Entry
from foundation.people.models import Organisation, Person, Post

WORDS_OF = {
    ActionDeed.REPORTED_DONE: RemarkKind.REPORT,
    ActionDeed.RETURNED: RemarkKind.RETURN,
    ActionDeed.DECLINED: RemarkKind.DECLINE,
    ActionDeed.ASKED_FOR_HELP: RemarkKind.HELP,
}
MOMENT = timedelta(minutes=1)
TONES = {ActionDeed.CONFIRMED.value: "ok", ActionDeed.RETURNED.value: "late"}


@dataclass(frozen=True)
class TimelineLine:
    """One line: what was done (`text`), in which words (`detail`), by whom, when. `due_on`: a date it speaks of."""

    text: str
    detail: str
    by: tuple[str, ...]
    at: datetime
    tone: str = ""
    due_on: date | None = None
    is_own_side: bool = False


@dataclass(frozen=True)
class Names:
    """Who acted, as the reader may know it: outside the mission its office is named, not its staff."""

    people: dict[UUID | None, str]
    sides: dict[UUID | None, str]
    posts: dict[UUID | None, str]

    def of(self, user_id: UUID | None, root_id: UUID | None, post_id: UUID | None) -> tuple[str, ...]:
        who = [self.people.get(user_id, ""), self.posts.get(post_id, ""), self.sides.get(root_id, "")]
        return tuple(filter(None, who))


def timeline_of(item: ActionItem, reader: Actor) -> list[TimelineLine]:
    """Oldest first. Words that stay inside one side are there for that side alone: comments are told by their
    own rows, never by the journal."""
    entries = list(
        Entry.objects.filter(subject_id=item.pk, subject_kind=ActionItem._meta.label_lower)
        .exclude(verb=ActionDeed.COMMENTED)
        .order_by("id")
    )
    remarks = list(ActionItemRemark.objects.visible_to(reader).filter(item=item).order_by("at"))
    names = _names_of(reader, entries, remarks)
    used: set[UUID] = set()
    lines = []
    drops, changes = list(item.drop_proposals.all()), list(item.due_date_changes.all())
    for entry in entries:
        remark = _words_beside(entry, remarks, used)
        detail = remark.text if remark else _proposal_words(entry, drops, changes)
        lines.append(_line(entry, detail, names))
    lines += [_comment(remark, names) for remark in remarks if remark.pk not in used]
    return sorted(lines, key=lambda line: line.at)


def _words_beside(entry: Entry, remarks: list[ActionItemRemark], used: set[UUID]) -> ActionItemRemark | None:
    kind = WORDS_OF.get(ActionDeed(entry.verb)) if entry.verb in ActionDeed else None
    fitting = [
        remark
        for remark in remarks
        if (remark.kind, remark.by_user_id) == (kind, entry.by_user_id) and remark.pk not in used
    ]
    remark = _written_with(entry, [(remark.at, remark) for remark in fitting])
    if remark is not None:
        used.add(remark.pk)
    return remark


def _proposal_words(entry: Entry, drops: list[Any], changes: list[Any]) -> str:
    near = {ActionDeed.DROP_PROPOSED.value: drops, ActionDeed.DATE_PROPOSED.value: changes}.get(entry.verb, [])
    proposal = _written_with(entry, [(one.proposed_at, one) for one in near])
    return _words_of(proposal) if proposal else ""


def _written_with(entry: Entry, dated: list[tuple[datetime, Any]]) -> Any:
    """What was written in the entry's transaction: the nearest in time, and near."""
    near = [(abs(at - entry.at), index) for index, (at, _one) in enumerate(dated) if abs(at - entry.at) < MOMENT]
    return dated[min(near)[1]][1] if near else None


def _words_of(proposal: Any) -> str:
    if hasattr(proposal, "new_due_on"):
        return str(proposal.reason)
    return " · ".join(filter(None, [str(proposal.get_reason_display()), proposal.text]))


def _line(entry: Entry, detail: str, names: Names) -> TimelineLine:
    label = ActionDeed(entry.verb).label if entry.verb in ActionDeed else entry.verb
    due_on = entry.facts.get("due_on", "") if entry.verb.startswith("date_") else ""
    return TimelineLine(
        text=str(label),
        detail=detail,
        by=names.of(entry.by_user_id, entry.by_root_id, entry.for_post_id),
        at=entry.at,
        tone=TONES.get(entry.verb, ""),
        due_on=date.fromisoformat(due_on) if due_on else None,
    )


def _comment(remark: ActionItemRemark, names: Names) -> TimelineLine:
    return TimelineLine(
        text=str(remark.get_kind_display()),
        detail=remark.text,
        by=names.of(remark.by_user_id, remark.by_root_id, remark.for_post_id),
        at=remark.at,
        is_own_side=remark.held_by_id is not None,
    )


def _names_of(reader: Actor, entries: list[Entry], remarks: list[ActionItemRemark]) -> Names:
    written: list[Any] = [*entries, *remarks]
    users = {one.by_user_id for one in written if one.by_user_id}
    roots = {one.by_root_id for one in written if one.by_root_id}
    posts = {one.for_post_id for one in written if one.for_post_id}
    people = Person.objects.visible_to(reader).filter(user_id__in=users)
    return Names(
        people=dict(people.values_list("user_id", "full_name")),
        sides={side.pk: side.name for side in Organisation.objects.filter(pk__in=roots)},
        posts={post.pk: post.title for post in Post.objects.filter(pk__in=posts)} if posts else {},
    )
