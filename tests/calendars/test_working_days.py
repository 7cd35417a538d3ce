from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from foundation.access.actors import Actor, actor_for
from foundation.access.decisions import ActionDenied
from foundation.calendars import domain
from foundation.calendars.models import Holiday, WorkingWeek
from foundation.calendars.reading import MONDAY_TO_FRIDAY, Calendar, calendar_of
from foundation.journal.models import Entry
from foundation.people.roles import Role
from foundation.submissions.keys import new_key
from tests.factories.calendars import HolidayFactory, WorkingWeekFactory
from tests.factories.people import MembershipFactory
from tests.factories.places import AreaFactory

SATURDAY_TO_WEDNESDAY = [0, 1, 2, 5, 6]
FRIDAY = date(2026, 11, 20)

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))
calendars = st.builds(
    Calendar,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(days, max_size=5),
)


@pytest.fixture
def admin(db: None) -> Actor:
    member = MembershipFactory(role=Role.ADMINISTRATOR, organisation__kind="mission")
    return actor_for(member.person.user)


def test_a_weekend_and_a_holiday_are_not_counted():
    calendar = Calendar(MONDAY_TO_FRIDAY, frozenset({date(2026, 11, 23)}))

    assert calendar.after(FRIDAY, 1) == date(2026, 11, 24)
    assert calendar.after(FRIDAY, 0) == FRIDAY
    assert calendar.between(FRIDAY, date(2026, 11, 24)) == 1


@given(calendar=calendars, day=days, count=st.integers(0, 60))
def test_so_many_days_after_are_so_many_days_between(calendar: Calendar, day: date, count: int):
    assert calendar.between(day, calendar.after(day, count)) == count


@given(calendar=calendars, first=days, length=st.integers(0, 400))
def test_there_and_back_is_the_same_number_of_days(calendar: Calendar, first: date, length: int):
    last = first + timedelta(days=length)

    assert calendar.between(first, last) == -calendar.between(last, first)


@pytest.mark.django_db
def test_the_nearest_week_holds_and_holidays_add_up(django_assert_num_queries):
    country = AreaFactory()
    district = AreaFactory(parent=country)
    elsewhere = AreaFactory()
    WorkingWeekFactory(area=country)
    WorkingWeekFactory(area=district, days=SATURDAY_TO_WEDNESDAY)
    HolidayFactory(area=country, on=date(2026, 12, 1))
    HolidayFactory(area=district, on=date(2026, 12, 5))
    HolidayFactory(area=elsewhere, on=date(2026, 12, 6))

    with django_assert_num_queries(2):
        calendar = calendar_of(district)

    assert calendar == Calendar(frozenset(SATURDAY_TO_WEDNESDAY), frozenset({date(2026, 12, 1), date(2026, 12, 5)}))
    assert calendar_of(elsewhere).weekdays == MONDAY_TO_FRIDAY


def test_an_administrator_sets_days_and_the_journal_knows(admin: Actor):
    area = AreaFactory()

    week = domain.set_working_week(area, days=SATURDAY_TO_WEDNESDAY, by=admin)
    holiday = domain.add_holiday(area, on=FRIDAY, names={"en": "National day"}, by=admin)
    domain.remove_holiday(holiday, by=admin)
    domain.clear_working_week(week, by=admin)

    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "changed",
        "added",
        "removed",
        "removed",
    ]
    assert not Holiday.objects.exists()
    assert calendar_of(area).weekdays == MONDAY_TO_FRIDAY


@pytest.mark.django_db
def test_nobody_else_does():
    officer = actor_for(MembershipFactory(role=Role.LIAISON_OFFICER, organisation__kind="mission").person.user)

    with pytest.raises(ActionDenied, match="administrator"):
        domain.set_working_week(AreaFactory(), days=[0], by=officer)

    assert not WorkingWeek.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [[], [7]])
def test_a_week_without_days_or_with_an_eighth_cannot_be_kept(wrong: list[int]):
    with pytest.raises(IntegrityError):
        WorkingWeekFactory(days=wrong)


def test_the_page_takes_a_week_and_a_holiday_and_refuses_nonsense(admin: Actor, client: Client):
    area = AreaFactory()
    page = f"/administration/calendars/{area.pk}/"
    client.force_login(admin.user)

    def send(deed: str, **fields: object) -> int:
        return client.post(f"{page}{deed}/", {"submission_key": new_key(admin.user_id), **fields}).status_code

    soon = timezone.localdate() + timedelta(days=3)
    assert send("set-week", days=[6, 0, 1]) == 302
    assert send("add-holiday", on=soon.isoformat(), name_fr="Fête nationale") == 302
    assert [send("set-week"), send("set-week", days=[9]), send("add-holiday", on="2206-01-01", name_en="x")] == [
        422
    ] * 3
    assert WorkingWeek.objects.get().days == [0, 1, 6]
    assert Holiday.objects.get().names == {"fr": "Fête nationale"}
    assert "Fête nationale" in client.get(page).content.decode()
