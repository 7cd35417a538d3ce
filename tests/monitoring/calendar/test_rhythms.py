from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.calendar.rhythms import Rule
from monitoring.choices import Rhythm

BANGUI, PARIS, CAIRO = "Africa/Bangui", "Europe/Paris", "Africa/Cairo"
RULES = st.builds(
    Rule,
    st.sampled_from(Rhythm),
    st.integers(1, 7),
    st.integers(0, 23),
    st.sampled_from([BANGUI, PARIS, CAIRO, "America/Santiago", "Australia/Lord_Howe", "UTC"]),
)
MOMENTS = st.integers(1_580_000_000, 2_050_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))


def local(instant: datetime, zone: str) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def run_days(rule: Rule, after: datetime, count: int) -> list[str]:
    found = []
    for _number in range(count):
        after = rule.next_after(after)
        found.append(local(after, rule.zone))
    return found


def test_the_31st_is_the_last_day_of_a_shorter_month():
    rule = Rule(Rhythm.MONTHLY, 31, 6, BANGUI)

    assert run_days(rule, datetime(2028, 1, 1, tzinfo=UTC), 4) == [
        "2028-01-31 06:00", "2028-02-29 06:00", "2028-03-31 06:00", "2028-04-30 06:00",
    ]  # fmt: skip


def test_a_quarter_is_due_in_its_first_month():
    rule = Rule(Rhythm.QUARTERLY, 31, 6, BANGUI)

    assert run_days(rule, datetime(2026, 2, 1, tzinfo=UTC), 3) == [
        "2026-04-30 06:00", "2026-07-31 06:00", "2026-10-31 06:00",
    ]  # fmt: skip


def test_a_week_is_due_on_its_day():
    rule = Rule(Rhythm.WEEKLY, 5, 18, BANGUI)

    assert run_days(rule, datetime(2026, 11, 20, 17, tzinfo=UTC), 2) == ["2026-11-27 18:00", "2026-12-04 18:00"]


def test_the_hour_stays_when_the_clocks_change():
    rule = Rule(Rhythm.WEEKLY, 1, 6, PARIS)

    before, after = (
        rule.next_after(datetime(2026, 3, 22, tzinfo=UTC)),
        rule.next_after(datetime(2026, 3, 29, 12, tzinfo=UTC)),
    )

    assert (before.hour, after.hour) == (5, 4)
    assert [local(one, PARIS)[-5:] for one in (before, after)] == ["06:00", "06:00"]


def test_an_hour_that_the_clocks_leave_out_is_due_once():
    """In Paris 2026-03-29 has no 02:00."""
    rule = Rule(Rhythm.WEEKLY, 7, 2, PARIS)

    assert run_days(rule, datetime(2026, 3, 23, tzinfo=UTC), 2) == ["2026-03-29 03:00", "2026-04-05 02:00"]


def test_an_hour_that_comes_twice_is_due_once():
    """In Paris 2026-10-25 has 02:00 twice."""
    rule = Rule(Rhythm.WEEKLY, 7, 2, PARIS)

    first = rule.next_after(datetime(2026, 10, 24, tzinfo=UTC))

    assert first == datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert local(rule.next_after(first), PARIS) == "2026-11-01 02:00"


def test_midnight_at_a_month_end_reports_the_month_that_ended_there():
    """00:00 in Bangui is the evening before in UTC."""
    rule = Rule(Rhythm.MONTHLY, 1, 0, BANGUI)
    due = rule.next_after(datetime(2026, 10, 15, tzinfo=UTC))

    assert due == datetime(2026, 10, 31, 23, tzinfo=UTC)
    assert rule.period_at(due).code == "2026-10"


@pytest.mark.parametrize(
    ("rhythm", "code"), [(Rhythm.WEEKLY, "2026-W46"), (Rhythm.MONTHLY, "2026-10"), (Rhythm.QUARTERLY, "2026-Q3")]
)
def test_a_run_reports_the_last_whole_period(rhythm, code):
    assert Rule(rhythm, 1, 6, BANGUI).period_at(datetime(2026, 11, 22, 5, tzinfo=UTC)).code == code


@given(RULES, MOMENTS)
def test_next_and_last_enclose_each_moment(rule, moment):
    last, following = rule.last_until(moment), rule.next_after(moment)

    assert last <= moment < following
    assert rule.next_after(last) == following
    assert rule.due_between(last, moment) == 0
    assert rule.due_between(last, following) == 1


@given(RULES, MOMENTS)
def test_each_local_day_is_due_once(rule, moment):
    days = []
    for _number in range(30):
        moment = rule.next_after(moment)
        days.append(moment.astimezone(ZoneInfo(rule.zone)).date())

    assert len(set(days)) == len(days)
    assert all(later - earlier >= timedelta(days=6) for earlier, later in pairwise(days))
