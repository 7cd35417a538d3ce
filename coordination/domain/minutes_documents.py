"""The newest version of the minutes and its answers as a document: what the printed page says, for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coordination.choices import EndorsementAnswer
from coordination.domain.minutes_pages import MinutesPage, SideAnswer, VersionPage
from coordination.domain.record_pages import ShownAttendance, ShownRecord, ShownTopic
from foundation.documents.cells import shown_day
from foundation.documents.content import (
    Cell,
    Document,
    Fact,
    Facts,
    Section,
    Table,
    TableColumn,
    Words,
    marking_of,
)
from foundation.documents.text import beside
from foundation.mission.reading import mission
from foundation.ui.dates import clock, in_zone, zone_label


def minutes_document(page: MinutesPage) -> Document | None:
    """As the reader of the page may know them, in the active language; None while nothing was shared or circulated.

    True for the last instant at which anything in it changed, so that the same minutes give the same file.
    """
    newest = page.newest
    if newest is None:
        return None
    answered = [one.endorsement.answered_at for one in newest.answers if one.endorsement.answered_at]
    as_of = max([newest.version.issued_at, *answered])
    language = get_language() or "en"
    return Document(
        name=f"minutes-{newest.version.number}",
        title=f"{_('Minutes')}: {beside(page.title, language)}",
        subtitle=_("Version %(number)s") % {"number": newest.version.number},
        marking=marking_of(page.meeting.sensitivity),
        language=language,
        as_of=in_zone(as_of, page.meeting.zone),
        sections=tuple(_sections(newest, page.meeting.zone)),
        author=mission().name or newest.record.held_by or "Concord",
    )


def _sections(version: VersionPage, zone: str) -> Iterator[Section]:
    record = version.record
    yield Section("", (Facts(tuple(_facts(record))),))
    if record.attendances:
        yield Section(_("Who was there?"), (_attendance_table(record),))
    if record.topics:
        yield Section(_("What was said?"))
        for topic in record.topics:
            yield _topic(topic, record)
    if record.items:
        yield Section(_("What will be done?"), (_item_table(record),))
    if record.note:
        yield Section(_("Joint note"), (Words(record.note, record.language),))
    if record.files:
        names = "\n".join(str(one["name"]) for one in record.files)
        yield Section(_("Files"), (Words(names, record.language),))
    if version.answers:
        yield Section(_("What each side answered"), (_answer_table(version.answers, zone),))
    fingerprint = Fact(_("Fingerprint of this version"), version.digest_words)
    yield Section("", (Facts((fingerprint,)),))


def _facts(record: ShownRecord) -> Iterator[Fact]:
    yield Fact(_("What was it about?"), record.title, record.language)
    yield Fact(_("When?"), " · ".join(_when(record)))
    yield Fact(_("Where?"), " · ".join(filter(None, [record.area, record.place])), record.language)
    yield Fact(_("Kind of meeting"), record.kind)
    yield Fact(_("Record kept by"), record.held_by)
    if record.parties:
        yield Fact(_("Sides"), " · ".join(record.parties))


def _when(record: ShownRecord) -> Iterator[str]:
    if record.day:
        yield shown_day(record.day)
    if record.starts_at:
        yield f"{clock(in_zone(record.starts_at, record.zone))} {zone_label(record.zone)}"
    if record.status != "held":
        yield record.status_label


def _attendance_table(record: ShownRecord) -> Table:
    columns = (
        TableColumn("name", _("Name")),
        TableColumn("office", _("Post")),
        TableColumn("organisation", _("Organisation")),
        TableColumn("presence", _("Presence")),
    )
    rows = tuple((_name(one), one.office, one.organisation, _presence(one)) for one in record.attendances)
    return Table("attendance", "", columns, rows)


def _name(one: ShownAttendance) -> str:
    name = one.name or ("" if one.office or one.organisation else _("another person"))
    return f"{name} × {one.count}".strip() if one.count > 1 else name


def _presence(one: ShownAttendance) -> str:
    return " ".join(filter(None, [one.presence_label, one.represented_by]))


def _topic(topic: ShownTopic, record: ShownRecord) -> Section:
    outcome = Facts((Fact(_("What came of it"), topic.outcome_label),))
    blocks = (Words(topic.text, record.language), outcome) if topic.text else (outcome,)
    return Section(f"{topic.number}. {topic.title}", blocks, level=2, language=record.language)


def _item_table(record: ShownRecord) -> Table:
    columns = (
        TableColumn("reference", _("Reference"), "code"),
        TableColumn("summary", _("What will be done?")),
        TableColumn("owner", _("Responsible")),
        TableColumn("agreed_with", _("Agreed with")),
        TableColumn("due_on", _("Due date"), "date"),
    )
    rows = tuple(
        (
            item.reference,
            Cell(" – ".join(filter(None, [item.summary, item.details])), language=record.language),
            item.owner,
            item.agreed_with,
            Cell(f"{shown_day(item.due_on)} ({_('approximate')})", item.due_on)
            if item.due_on and item.due_is_approximate
            else item.due_on,
        )
        for item in record.items
    )
    return Table("items", "", columns, rows)


def _answer_table(answers: tuple[SideAnswer, ...], zone: str) -> Table:
    columns = (
        TableColumn("side", _("Side")),
        TableColumn("answer", _("Answer")),
        TableColumn("text", _("In their words")),
        TableColumn("by", _("By")),
        TableColumn("on", _("When?"), "date"),
    )
    return Table("answers", "", columns, tuple(_answer_row(one, zone) for one in answers))


def _answer_row(answer: SideAnswer, zone: str) -> tuple[Cell | str, ...]:
    one = answer.endorsement
    is_late = answer.is_late and one.answer == EndorsementAnswer.WAITING
    word = _("no answer by the date") if is_late else str(one.get_answer_display())
    by = [] if answer.is_waiting else [one.by_name, str(one.for_post or ""), str(one.get_way_display())]
    if answer.is_unchecked:
        by.append(_("identity not checked"))
    when = shown_day(in_zone(one.answered_at, zone)) if one.answered_at else ""
    return one.organisation.name, word, one.text, " · ".join(filter(None, by)), Cell(when)
