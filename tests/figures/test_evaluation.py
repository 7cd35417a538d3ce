from __future__ import annotations

from datetime import date

import pytest

from coordination.models import Meeting
from foundation.figures.countables import Audience
from foundation.figures.drilling import contributions, drill
from foundation.figures.evaluation import evaluate
from foundation.figures.questions import Question
from foundation.people.roles import Role, common_verbs
from tests.factories import AreaFactory, MeetingFactory, OrganisationFactory, actor_of

TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


def test_what_the_reader_may_open_is_exact_and_the_few_others_are_withheld():
    country = AreaFactory()
    north, south = AreaFactory(parent=country), AreaFactory(parent=country)
    mission = OrganisationFactory(kind="mission", area=country)
    for area, count in ((north, 6), (south, 2)):
        MeetingFactory.create_batch(count, held_by=mission, area=area, day=date(2026, 9, 10))
    Meeting.objects.update(logged_at="2026-09-11T00:00Z")
    officer = actor_of(mission, Role.LIAISON_OFFICER, areas=[north])
    question = Question("meetings", "count", date(2026, 9, 1), date(2026, 9, 30), Audience.of(officer), by=("area",))

    mine = evaluate(question, on=TODAY, reader=officer)

    assert [(cell.value, cell.shown) for cell in mine.cells[:2]] == [(6, "6"), (None, "withheld")]
    assert (mine.total.value, mine.total.is_suppressed) == (None, True)


def test_a_number_opens_to_its_records():
    country = AreaFactory()
    mission = OrganisationFactory(kind="mission", area=country)
    meetings = MeetingFactory.create_batch(3, held_by=mission, area=country, day=date(2026, 9, 10))
    officer = actor_of(mission, Role.LIAISON_OFFICER, areas=[country])
    question = Question("meetings", "count", date(2026, 9, 1), date(2026, 9, 30), Audience.of(officer))

    opened = drill(question, officer, on=TODAY)

    assert set(opened.records) == set(meetings)
    assert opened.withheld.count == 0
    assert sum(one.numerator for one in contributions(question, on=TODAY, reader=officer)) == 3


@pytest.mark.parametrize(
    ("kind", "opens_internal"), [("mission", False), ("local_authority", True), ("partner", True), ("donor", True)]
)
def test_the_least_reader_of_a_side_opens_what_every_role_of_it_opens(kind, opens_internal):
    verbs = common_verbs(kind)

    assert {"see_figures", "see_shared"} <= verbs
    assert ("see_internal" in verbs) == opens_internal


@pytest.mark.parametrize(
    ("late", "on", "value"),
    [
        (4, date(2027, 1, 20), 6),
        (5, date(2026, 12, 31), 6),
        (5, date(2027, 1, 1), 11),
    ],
)
def test_late_entries_join_when_their_quarter_is_over_and_they_are_enough(late, on, value):
    country = AreaFactory()
    mission = OrganisationFactory(kind="mission", area=country)
    for count, entered in ((6, "2026-09-11T00:00Z"), (late, "2026-11-20T00:00Z")):
        made = MeetingFactory.create_batch(count, held_by=mission, area=country, day=date(2026, 9, 10))
        Meeting.objects.filter(pk__in=[one.pk for one in made]).update(logged_at=entered)
    reader = actor_of(mission, Role.ME_OFFICER, areas=[country])
    question = Question("meetings", "count", date(2026, 9, 1), date(2026, 9, 30), Audience.of(reader))

    assert evaluate(question, on=on, reader=reader).total.value == value
    assert len(list(contributions(question, on=on, reader=reader))) == value
