"""The sample as everybody who starts Concord finds it."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.choices import ActionStatus, EndorsementWay, MeetingStatus, MinutesStatus
from coordination.domain.references import is_reference
from coordination.models import ActionItem, Endorsement, Meeting, Minutes, MinutesVersion, ReferenceCounter
from foundation.access.actors import actor_for
from foundation.access.choices import Sensitivity
from foundation.accounts.models import User
from foundation.journal.models import Entry
from foundation.notices.models import Notice
from foundation.people.models import Organisation, Post, Tenure
from foundation.places.models import Area, AreaVersion, Population
from sample.clock import ZONE
from sample.loading import load

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST_SECONDS = 20


def test_the_sample_is_whole():
    begun = time.monotonic()
    load()

    assert time.monotonic() - begun < MOST_SECONDS
    assert (Area.objects.filter(level=1).count(), Area.objects.filter(level=2).count()) == (8, 40)
    assert (Organisation.objects.count(), Post.objects.count()) == (60, 150)
    assert (Meeting.objects.count(), ActionItem.objects.count()) == (400, 1200)
    assert Tenure.objects.exclude(until_on=None).count() >= 30
    assert Tenure.objects.filter(is_acting=True).exists()
    check_places()
    check_meetings()
    check_action_items()
    check_what_is_seen()


def check_places() -> None:
    assert set(Area.objects.values_list("time_zone", flat=True)) == {ZONE}
    drawn = AreaVersion.objects.exclude(outline=None)
    assert drawn.filter(area__level__lte=2).count() == 49
    assert not drawn.filter(area__level=4).exists()
    assert Population.objects.filter(area__level=2, sex="female", age_band="18-59").count() == 40
    assert all(area.path == f"{area.parent.path}.{area.code}" for area in Area.objects.filter(parent__isnull=False))


def check_meetings() -> None:
    statuses = set(Meeting.objects.values_list("status", flat=True))
    assert statuses == set(MeetingStatus)
    assert set(Minutes.objects.values_list("status", flat=True)) == set(MinutesStatus) - {MinutesStatus.DRAFT}
    ways = Endorsement.objects.exclude(way="").values_list("way", flat=True)
    assert set(ways) == set(EndorsementWay)
    assert {"fr", "en", "ar"} <= set(Meeting.objects.values_list("language", flat=True))
    assert Meeting.objects.filter(sensitivity=Sensitivity.RESTRICTED, assignments__isnull=False).exists()
    assert MinutesVersion.objects.filter(number=2, asks_endorsement=True).exists()
    oldest = Meeting.objects.order_by("day").first()
    assert timezone.localdate() - oldest.day > timedelta(days=250)
    assert Meeting.objects.filter(folded__contains="patrouilles de nuit").exists()


def check_action_items() -> None:
    items = ActionItem.objects.all()
    assert set(items.values_list("status", flat=True)) == set(ActionStatus)
    assert all(is_reference(reference) for reference in items.values_list("reference", flat=True))
    for counter in ReferenceCounter.objects.select_related("area"):
        label = f"{counter.area.radio_code}-{counter.year % 100:02d}-"
        numbers = sorted(int(one[len(label) :][:4]) for one in items_labelled(label))
        assert numbers == list(range(1, counter.last_number + 1)), label
    assert items.filter(due_date_changes__answer="agreed").exists()
    assert items.filter(due_date_changes__answer="waiting").exists()
    assert items.exclude(needs_help_since=None).exists()
    assert not items.filter(added_at__gt=timezone.now()).exists()
    assert len(set(items.values_list("summary", flat=True))) > 500


def items_labelled(label: str) -> list[str]:
    return list(ActionItem.objects.filter(reference__startswith=label).values_list("reference", flat=True))


def check_what_is_seen() -> None:
    mayor, officer = (
        actor_for(User.objects.get(email=f"{account}@carana.example")) for account in ("mayor", "officer")
    )
    assert not Meeting.objects.visible_to(mayor).exclude(sensitivity=Sensitivity.SHARED).exists()
    assert 50 < Meeting.objects.visible_to(officer).count() < 200
    assert 5 <= Notice.objects.filter(user=officer.user, read_at=None).count() < 60
    about = set(Entry.objects.filter(subject_kind="coordination.actionitem").values_list("subject_id", flat=True))
    assert about == set(ActionItem.objects.values_list("pk", flat=True))
