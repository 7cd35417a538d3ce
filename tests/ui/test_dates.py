from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from django.template import engines
from django.utils import timezone, translation

from foundation.ui import dates

THURSDAY = dt.date(2026, 11, 26)


def rendered(source, **context):
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thu 26 Nov"),
        ("fr", "jeu. 26 nov."),
        ("ar", "الخميس 26 نوفمبر"),
        ("es", "jue 26 nov"),
        ("pt", "qui., 26 nov."),
        ("sw", "Alhamisi 26 Nov"),
    ],
)
def test_a_day_is_written_with_its_weekday_in_the_page_language(language, text):
    with translation.override(language):
        assert dates.long_date(THURSDAY, THURSDAY) == text


def test_the_year_is_written_when_it_is_another():
    with translation.override("en"):
        assert dates.long_date(THURSDAY, dt.date(2027, 1, 3)) == "Thu 26 Nov 2026"


def test_every_language_has_seven_days_and_twelve_different_months():
    for language in dates.WEEKDAYS:
        assert len(set(dates.WEEKDAYS[language])) == 7
        assert len(set(dates.MONTHS[language])) == 12


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [
        (-3, "3 days late", "late"),
        (-1, "1 day late", "late"),
        (0, "Today", "week"),
        (1, "Tomorrow", "week"),
        (7, "In 7 days", "week"),
        (8, "In 8 days", "neutral"),
    ],
)
def test_a_due_date_says_how_it_stands(days, text, tone):
    with translation.override("en"):
        assert dates.due(THURSDAY + dt.timedelta(days), THURSDAY) == dates.Due(text, tone)


def test_a_meeting_time_is_shown_in_its_zone_with_the_zone_name():
    instant = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)

    with translation.override("en"):
        shown = rendered('{% meeting_time at "Africa/Bangui" %}', at=instant)

    assert 'datetime="2026-11-20T23:30:00Z" data-zone="Africa/Bangui"' in shown
    assert "Sat 21 Nov" in shown
    assert "00:30</time>" in shown
    assert "Bangui time" in shown


def test_an_unknown_zone_is_a_loud_mistake():
    with pytest.raises(ZoneInfoNotFoundError):
        dates.in_zone(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "Carana/Corma")


def test_no_date_shows_nothing():
    assert rendered("{{ on|long_date }}{% due_tag on %}{% meeting_time on %}", on=None).strip() == ""


@pytest.mark.parametrize(("value", "text"), [("2026-11-26", "Thu 26 Nov"), ("26/11/2026", ""), ("", ""), (None, "")])
def test_what_a_day_field_holds_is_written_out(value, text):
    with translation.override("en"):
        assert rendered("{{ value|written_day }}", value=value).replace(" 2026", "") == text


@pytest.mark.parametrize(
    ("zone", "label"),
    [("UTC", "UTC"), ("Etc/GMT-4", "UTC+4"), ("Etc/GMT+11", "UTC-11"), ("Africa/Bangui", "Bangui time")],
)
def test_a_zone_is_said_as_people_say_it(zone, label):
    with translation.override("en"):
        assert dates.zone_label(zone) == label


def test_the_time_of_a_clock_without_a_city_is_shown():
    instant = dt.datetime(2026, 11, 22, 6, 30, tzinfo=dt.UTC)

    with translation.override("en"), timezone.override(ZoneInfo("Etc/GMT-4")):
        assert "10:30" in rendered("{% load ui %}{% meeting_time at %}", at=instant)
        assert "UTC+4" in rendered("{% load ui %}{% meeting_time at %}", at=instant)
