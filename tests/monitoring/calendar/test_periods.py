from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from monitoring.calendar.periods import NoSuchPeriod, ended_periods, month_of, period_of, quarter_of, week_of

DAYS = st.dates(date(2005, 1, 10), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("code", "since", "until"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_code_names_its_days(code, since, until):
    period = period_of(code)

    assert (period.code, period.since, period.until) == (code, since, until)


@pytest.mark.parametrize("code", ["", "2026-13", "2026-Q5", "2026-W54", "2025-W53", "26-10", "2026-1", "1999", "٢٠٢٦x"])
def test_what_names_no_period_is_refused(code):
    with pytest.raises(NoSuchPeriod):
        period_of(code)


@given(DAYS, st.sampled_from([week_of, month_of, quarter_of]))
def test_each_day_lies_in_its_period_and_the_code_leads_back(day, of_day):
    period = of_day(day)

    assert period.since <= day <= period.until
    assert period_of(period.code) == period
    assert of_day(period.until + timedelta(days=1)).since == period.until + timedelta(days=1)


@given(DAYS)
def test_only_ended_periods_are_offered(day):
    assert all(period.has_ended(on=day) for period in ended_periods(day))


def test_a_quarter_has_three_months_and_a_week_over_a_month_end_two():
    assert [month.code for month in period_of("2026-Q3").months()] == ["2026-07", "2026-08", "2026-09"]
    assert [month.code for month in period_of("2026-W01").months()] == ["2025-12", "2026-01"]


def test_a_period_has_a_name_in_the_readers_language():
    names = {}
    for language in ("en", "fr", "ar"):
        with translation.override(language):
            names[language] = period_of("2026-10").name

    assert names == {"en": "October 2026", "fr": "octobre 2026", "ar": "أكتوبر 2026"}
