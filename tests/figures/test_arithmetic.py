"""Whatever the records are: contributions add up to the number, cells to the whole, and shares are pooled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coordination.models import ActionItem, Meeting
from foundation.access.choices import Sensitivity
from foundation.figures.countables import Audience
from foundation.figures.drilling import contributions, drill
from foundation.figures.evaluation import evaluate
from foundation.figures.questions import Question
from foundation.people.roles import Role
from tests.factories import ActionItemFactory, AreaFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 20)
KINDS = ("visit", "call")
# Area, day, kind, entered late, open to every role.
meetings = st.lists(
    st.tuples(
        st.integers(0, 2), st.dates(date(2026, 9, 1), date(2026, 11, 30)), st.sampled_from(KINDS), st.booleans(),
        st.booleans(),
    ),
    max_size=25,
)  # fmt: skip
splits = st.lists(st.sampled_from(["area", "month", "kind"]), max_size=3, unique=True).map(tuple)
# Area, status, whether it was kept on time.
items = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["on time", "late", "open"])), max_size=12)


@pytest.fixture
def world():
    country = AreaFactory()
    mission = OrganisationFactory(kind="mission", area=country)
    areas = [country, AreaFactory(parent=country), AreaFactory(parent=country)]
    town = OrganisationFactory(area=areas[1])
    return {
        "mission": mission, "areas": areas, "town": town,
        "head": actor_of(mission, Role.HEAD_OF_OFFICE, areas=[country]),
        "officer": actor_of(mission, Role.LIAISON_OFFICER, areas=[areas[1]]),
        "me": actor_of(mission, Role.ME_OFFICER, areas=[country]),
    }  # fmt: skip


@contextmanager
def nothing_stays() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def hold(world, rows):
    mission = {"held_by": world["mission"], "component": world["mission"], "zone": "UTC"}
    made = []
    for area, day, kind, is_late, is_open in rows:
        sensitivity = Sensitivity.SHARED if is_open else Sensitivity.INTERNAL
        made.append(
            Meeting(title="x", area=world["areas"][area], day=day, kind=kind, sensitivity=sensitivity, **mission)
        )
        made[-1].entered = day + timedelta(days=60 if is_late else 1)
    Meeting.objects.bulk_create(made)
    for meeting in made:
        meeting.logged_at = f"{meeting.entered}T12:00Z"
    Meeting.objects.bulk_update(made, ["logged_at"])


@pytest.mark.parametrize("role", ["head", "officer", "me"])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=meetings, by=splits)
def test_cells_add_up_to_the_whole_and_contributions_to_the_number(world, role, rows, by):
    reader = world[role]
    question = Question("meetings", "count", date(2026, 9, 1), date(2026, 11, 30), Audience.of(reader), by=by)
    with nothing_stays():
        hold(world, rows)
        answer = evaluate(question, on=TODAY, reader=reader)
        opened = drill(question, reader, on=TODAY)
        total = answer.total

        assert opened.records.count() == total.open_count
        assert opened.withheld.count == total.withheld
        if not total.is_suppressed:
            assert (total.value or 0) == total.open_count + total.withheld
            assert sum(one.numerator for one in contributions(question, on=TODAY, reader=reader)) == (total.value or 0)
        if by and not total.is_suppressed and not any(cell.is_suppressed for cell in answer.cells):
            assert sum(cell.value or 0 for cell in answer.cells) == (total.value or 0)
        if role == "head":
            assert (total.value or 0) == len(rows)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=items)
def test_shares_are_pooled_and_never_averaged(world, rows):
    reader = world["head"]
    question = Question("action-items", "kept-on-time", date(2026, 9, 1), date(2026, 11, 30), Audience.of(reader))
    with nothing_stays():
        for area, what in rows:
            owed = {"owner": world["town"], "agreed_with": world["mission"], "due_on": date(2026, 10, 10)}
            status = "accepted" if what == "open" else "confirmed"
            item = ActionItemFactory(status=status, area=world["areas"][area], **owed)
            if what != "open":
                reported = "2026-10-10T08:00Z" if what == "on time" else "2026-10-11T08:00Z"
                ActionItem.objects.filter(pk=item.pk).update(reported_at=reported)
        answer = evaluate(question.narrowed(by=("area",)), on=TODAY, reader=reader)
        frozen = list(contributions(question, on=TODAY, reader=reader))

        total = answer.total
        assert (total.numerator or 0) == sum(cell.numerator or 0 for cell in answer.cells)
        assert (total.denominator or 0) == sum(cell.denominator or 0 for cell in answer.cells) == len(rows)
        assert (total.numerator or 0, total.denominator or 0) == (sum(c.numerator for c in frozen), len(frozen))
        kept = sum(what == "on time" for _area, what in rows)
        if rows:
            assert float(total.value) == pytest.approx(float(Fraction(kept, len(rows))))
        else:
            assert (total.value, total.is_missing) == (None, True)
