"""Asked for all cells at once, contributions are those of each cell asked for alone."""

from __future__ import annotations

from datetime import date

import pytest

from coordination.models import Meeting
from foundation.access.choices import Sensitivity
from foundation.figures.countables import Audience
from foundation.figures.drilling import contributions, contributions_by_cell
from foundation.figures.evaluation import evaluate
from foundation.figures.questions import Question
from tests.factories import AreaFactory, MeetingFactory, OrganisationFactory, actor_of

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)


@pytest.mark.parametrize("by", [("kind",), ("area",), ("month",), ("kind", "month")])
@pytest.mark.parametrize("role", ["liaison_officer", "me_officer"])
def test_all_cells_at_once_are_each_cell_alone(by, role):
    mission = OrganisationFactory(kind="mission")
    districts = [AreaFactory(parent=mission.area) for _number in range(2)]
    for number in range(24):
        MeetingFactory(
            held_by=mission,
            area=districts[number % 2],
            day=date(2026, 8 + number % 3, 3),
            kind=["visit", "call"][number % 4 // 2],
            sensitivity=[Sensitivity.SHARED, Sensitivity.INTERNAL][number % 5 // 4],
        )
    Meeting.objects.update(logged_at="2026-08-05T00:00:00Z")
    reader = actor_of(mission, role)
    audience = Audience(root_id=mission.pk)
    question = Question(
        "meetings", "count", date(2026, 8, 1), date(2026, 10, 31), audience, areas=(mission.area_id,), by=by
    )

    together = contributions_by_cell(question, on=ON, reader=reader)

    for cell in evaluate(question, on=ON, reader=reader).cells:
        assert len(together.get(cell.key, [])) == (cell.value or 0), cell.key
    one = {one.record_id for row in together.values() for one in row}
    assert one <= {one.record_id for one in contributions(question, on=ON, reader=reader)}
