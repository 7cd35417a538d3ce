"""The minutes of a meeting, ready for their page: versions, what each side answered, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from coordination.choices import EndorsementAnswer, EndorsementWay
from coordination.domain.record_changes import Change, changes_between
from coordination.domain.record_pages import ShownRecord, shown_record
from coordination.models import Endorsement, Meeting, Minutes, MinutesVersion, SigningLink
from coordination.permissions.minutes import can_endorse_minutes, can_endorse_on_behalf, can_issue_signing_link
from foundation.access.actors import Actor
from foundation.access.decisions import Decision


@dataclass(frozen=True)
class SideAnswer:
    """One side's answer to one version, with what this reader may do about it."""

    endorsement: Endorsement
    is_waiting: bool
    is_late: bool
    is_unchecked: bool
    can_endorse: Decision
    can_enter_paper: Decision
    can_issue_link: Decision
    links: tuple[Any, ...]


@dataclass(frozen=True)
class VersionPage:
    version: MinutesVersion
    record: ShownRecord
    changes: tuple[Change, ...]
    previous_number: int
    answers: tuple[SideAnswer, ...]

    @property
    def digest_words(self) -> str:
        """The digest in groups of eight, to be compared by eye or voice."""
        return " ".join(self.version.digest[start : start + 8] for start in range(0, 64, 8))


@dataclass(frozen=True)
class MinutesPage:
    """`versions` newest first. `can_circulate` and links only mean something to the side that keeps the record."""

    meeting: Meeting
    minutes: Minutes | None
    title: str
    is_own: bool
    versions: tuple[VersionPage, ...]

    @property
    def newest(self) -> VersionPage | None:
        return self.versions[0] if self.versions else None


def minutes_page(meeting: Meeting, actor: Actor, *, today: date) -> MinutesPage:
    """Every version that was shared or circulated, for a reader who may see the meeting."""
    is_own = actor.root_id == meeting.held_by_id
    found = MinutesVersion.objects.visible_to(actor).filter(meeting=meeting).order_by("-number")
    versions = list(found.prefetch_related("endorsements__organisation", "endorsements__for_post"))
    endorsements = [one for version in versions for one in version.endorsements.all()]
    links = _links(endorsements, actor) if is_own else {}
    newest_asked = next((version.number for version in versions if version.asks_endorsement), 0)
    pages = []
    for version, older in zip(versions, [*versions, None][1:], strict=True):
        for one in version.endorsements.all():
            version.meeting = meeting
            one.version = version
        is_newest = version.number == newest_asked
        pages.append(
            VersionPage(
                version=version,
                record=shown_record(version.content),
                changes=tuple(changes_between(older.content, version.content)) if older else (),
                previous_number=older.number if older else 0,
                answers=tuple(
                    _answer(one, actor, today=today, links=links, is_newest=is_newest)
                    for one in version.endorsements.all()
                ),
            )
        )
    title = meeting.title if is_own else versions[0].content.get("title", "") if versions else ""
    minutes = Minutes.objects.visible_to(actor).filter(meeting=meeting).first()
    return MinutesPage(meeting, minutes, title, is_own, tuple(pages))


def _links(endorsements: list[Endorsement], actor: Actor) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for link in SigningLink.objects.visible_to(actor).filter(endorsement__in=endorsements).order_by("-issued_at"):
        found.setdefault(link.endorsement_id, []).append(link)
    return found


def _answer(one: Endorsement, actor: Actor, *, today: date, links: dict, is_newest: bool) -> SideAnswer:
    is_waiting = one.answer == EndorsementAnswer.WAITING
    closed = Decision(False)
    can = is_waiting and is_newest
    return SideAnswer(
        endorsement=one,
        is_waiting=is_waiting,
        is_late=is_waiting and bool(one.version.answer_by and one.version.answer_by < today),
        is_unchecked=one.way == EndorsementWay.ONE_TIME_LINK,
        can_endorse=can_endorse_minutes(actor, one) if can else closed,
        can_enter_paper=can_endorse_on_behalf(actor, one) if can else closed,
        can_issue_link=can_issue_signing_link(actor, one) if can else closed,
        links=tuple(links.get(one.pk, [])),
    )
