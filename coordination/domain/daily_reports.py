"""One meeting as a paragraph for the daily report: plain text, offices rather than names."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coordination.choices import Outcome
from coordination.domain.joint_records import topics_of
from coordination.models import ActionItem, Meeting, Topic
from foundation.ui.dates import clock, long_date


def daily_report_paragraph(meeting: Meeting) -> str:
    """In the active language, from a meeting loaded by `with_record`; for the keeping side only."""
    return " ".join(filter(None, [_opening(meeting), *_topics(topics_of(meeting)), _items(meeting)]))


def _opening(meeting: Meeting) -> str:
    when = long_date(meeting.day)
    if meeting.local_start:
        when = f"{when}, {clock(meeting.local_start)}"
    others = ", ".join(party.organisation.name for party in meeting.parties.all())
    facts = {
        "when": when,
        "where": ", ".join(filter(None, [meeting.area.name, meeting.place])),
        "kind": meeting.get_kind_display(),
        "component": meeting.component.name,
        "others": others,
        "title": meeting.title,
    }
    if others:
        return _("%(when)s, %(where)s: %(component)s, %(kind)s with %(others)s about: %(title)s.") % facts
    return _("%(when)s, %(where)s: %(component)s, %(kind)s about: %(title)s.") % facts


def _topics(topics: Iterable[Topic]) -> Iterable[str]:
    for number, topic in enumerate(topics, start=1):
        words = f"({number}) {topic.title}"
        if topic.outcome != Outcome.INFORMATION:
            words = f"{words} [{topic.get_outcome_display()}]"
        more = " ".join(topic.text.split())
        yield f"{words}: {more}" if more else f"{words}."


def _items(meeting: Meeting) -> str:
    items = [_item(item) for item in meeting.action_items.all()]
    return _("To be done: %(items)s.") % {"items": "; ".join(items)} if items else ""


def _item(item: ActionItem) -> str:
    facts = {"summary": item.summary, "owner": item.owner.name, "due": long_date(item.due_on)}
    return _("%(summary)s (%(owner)s, by %(due)s)") % facts
