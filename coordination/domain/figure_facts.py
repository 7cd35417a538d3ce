"""What figures ask of each record: expressions for the day of asking and the audience that is counted for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, TruncDate

from coordination.choices import LedgerOutcome, MeetingStatus, MinutesStatus, Presence
from coordination.domain.ledger_summaries import committed, has_new_date, outcome_is
from coordination.models import ActionItem, Attendance, Endorsement, Meeting, Minutes, MinutesVersion
from foundation.figures.countables import Audience
from foundation.people.models import Tenure

SEVERAL_WAYS = "several"
YES, NO = "yes", "no"


def _last_version(meeting: str) -> QuerySet[MinutesVersion]:
    return MinutesVersion.objects.filter(meeting_id=OuterRef(meeting)).order_by("-number")


def as_known(word: str, audience: Audience, *, meeting: str = "") -> Any:
    """The live word of a meeting for the side that keeps it; for others that of the last version shared."""
    prefix = f"{meeting}__" if meeting else ""
    output: Any = DateField() if word == "day" else CharField()
    text = KeyTextTransform(word, "content")
    shared = _last_version(f"{prefix}pk").values(word=Cast(text, DateField()) if word == "day" else text)[:1]
    is_own = Q(**{f"{prefix}held_by_id": audience.root_id}) if audience.root_id else Q(pk__in=[])
    return Case(When(is_own, then=F(f"{prefix}{word}")), default=Subquery(shared), output_field=output)


def held_meetings(audience: Audience) -> QuerySet[Any]:
    """Meetings held, each on the day and of the kind that the audience knows: `known_day`, `known_kind`."""
    words = {f"known_{word}": as_known(word, audience) for word in ("day", "kind", "status")}
    known: QuerySet[Any] = Meeting.objects.counted_for(audience).annotate(**words)
    return known.filter(_known(audience, {"status": MeetingStatus.HELD}, {"known_status": MeetingStatus.HELD}))


def meetings_between(first: date, last: date, audience: Audience) -> Q:
    live, known = {"day__gte": first, "day__lte": last}, {"known_day__gte": first, "known_day__lte": last}
    return _known(audience, live, known)


def _known(audience: Audience, live: dict[str, Any], known: dict[str, Any]) -> Q:
    """As a condition on `as_known`, said so that the database can estimate how many rows fulfil it."""
    if audience.root_id is None:
        return Q(**known)
    return Q(held_by_id=audience.root_id, **live) | (~Q(held_by_id=audience.root_id) & Q(**known))


def circulated_minutes(audience: Audience) -> QuerySet[Any]:
    """Minutes that another side was asked to agree to."""
    circulated = Minutes.objects.counted_for(audience).exclude(status=MinutesStatus.DRAFT)
    return circulated.annotate(known_day=as_known("day", audience, meeting="meeting"))


def are_agreed(on: date) -> Q:
    return Q(status__in=[MinutesStatus.AGREED, MinutesStatus.AGREED_WITH_RESERVATIONS])


def how_agreed(on: date, audience: Audience) -> Any:
    """By which way the sides answered the last version: one way, several, or none yet."""
    newest = MinutesVersion.objects.filter(meeting_id=OuterRef(OuterRef("meeting_id"))).order_by("-number")
    last = newest.filter(asks_endorsement=True).values("pk")[:1]
    answers = Endorsement.objects.filter(version_id=Subquery(last)).exclude(way="").order_by()
    ways: Any = answers.values("version_id").annotate(first=Min("way"), last=Max("way"))
    one = Case(When(first=F("last"), then=F("first")), default=Value(SEVERAL_WAYS), output_field=CharField())
    return Coalesce(Subquery(ways.values(way=one)), Value(""))


def commitments(audience: Audience) -> QuerySet[ActionItem]:
    """What one side owes another: shared and accepted, as the commitment ledger counts."""
    return ActionItem.objects.counted_for(audience).filter(committed())


def are_kept_on_time(on: date) -> Q:
    return outcome_is(LedgerOutcome.KEPT_ON_TIME, on=on)


def have_come_due(on: date) -> Q:
    return Q(due_on__lte=on)


def are_renegotiated(on: date) -> Q:
    return has_new_date()


def outcome(on: date, audience: Audience) -> Any:
    """What became of a commitment: one of the outcomes of the ledger."""
    cases = [When(outcome_is(name, on=on), then=Value(str(name))) for name in LedgerOutcome]
    return Case(*cases, default=Value(""), output_field=CharField())


def overdue(on: date, audience: Audience) -> Any:
    return _yes_or_no(outcome_is(LedgerOutcome.OPEN, on=on) & Q(due_on__lt=on))


def renegotiated(on: date, audience: Audience) -> Any:
    return _yes_or_no(has_new_date())


def days_to_report(on: date, audience: Audience) -> Any:
    """Whole days from accepting to reporting it done; nothing while it is not reported."""
    return _days_between(TruncDate("accepted_at"), TruncDate("reported_at"))


def contacts_with_posts(audience: Audience) -> QuerySet[Any]:
    """Each office of another side that was at a meeting which the audience's side held and recorded.

    `took_office_on` is the day on which who held the office then had taken it.
    """
    in_office = Q(until_on=None) | Q(until_on__gt=OuterRef("meeting__day"))
    tenures = Tenure.objects.filter(in_office, post_id=OuterRef("post_id"), from_on__lte=OuterRef("meeting__day"))
    began = Subquery(tenures.order_by("-from_on").values("from_on")[:1])
    return _contacts(audience).annotate(took_office_on=began)


def _contacts(audience: Audience) -> QuerySet[Any]:
    found = Attendance.objects.counted_for(audience).filter(
        meeting__held_by_id=audience.root_id,
        meeting__status=MeetingStatus.HELD,
        presence__in=[Presence.PRESENT, Presence.REPRESENTED],
        post__isnull=False,
    )
    return found.exclude(post__organisation__root_id=audience.root_id)


def days_to_first_meeting(on: date, audience: Audience) -> Any:
    """From the day its holder took the office to the first contact; nothing for every later contact."""
    sooner = Q(meeting__day__lt=OuterRef("meeting__day")) | Q(
        meeting__day=OuterRef("meeting__day"), pk__lt=OuterRef("pk")
    )
    earlier = _contacts(audience).filter(
        sooner, post_id=OuterRef("post_id"), meeting__day__gte=OuterRef("took_office_on")
    )
    days = _days_between(F("took_office_on"), F("meeting__day"))
    return Case(When(~Exists(earlier), then=days), default=None)


def _days_between(first: Any, last: Any) -> Any:
    return ExpressionWrapper(last - first, output_field=DurationField())


def _yes_or_no(condition: Q) -> Any:
    return Case(When(condition, then=Value(YES)), default=Value(NO), output_field=CharField())
