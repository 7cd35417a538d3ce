from __future__ import annotations

import pytest

from foundation.people.roles import ROLES, Role
from monitoring.choices import EditionState
from monitoring.permissions.editions import can_run_edition_again, can_send_edition
from monitoring.permissions.schedules import can_pause_schedule, can_resume_schedule
from tests.factories import EditionFactory, OrganisationFactory, ReportScheduleFactory, actor_of

pytestmark = pytest.mark.django_db

MAKERS = {Role.ME_OFFICER, Role.HEAD_OF_OFFICE}
READERS = MAKERS | {Role.LIAISON_OFFICER, Role.LOCAL_OFFICIAL, Role.PARTNER_STAFF}


def test_who_makes_and_who_reads():
    assert {role for role, card in ROLES.items() if "request_edition" in card.verbs} == MAKERS
    assert {role for role, card in ROLES.items() if "manage_schedules" in card.verbs} == MAKERS
    assert {role for role, card in ROLES.items() if "send_edition" in card.verbs} == MAKERS
    assert {role for role, card in ROLES.items() if "read_reports" in card.verbs} == READERS


@pytest.mark.parametrize("state", EditionState.values)
def test_the_rule_table_over_states_and_sides(state):
    mission = OrganisationFactory(kind="mission")
    edition = EditionFactory(held_by=mission, state=state)
    maker, reader, other = actor_of(mission, Role.HEAD_OF_OFFICE), actor_of(mission), actor_of(OrganisationFactory())

    assert bool(can_run_edition_again(maker, edition)) == (state == EditionState.FAILED)
    assert bool(can_send_edition(maker, edition)) == (state == EditionState.READY)
    for actor in (reader, other):
        assert not can_run_edition_again(actor, edition)
        assert not can_send_edition(actor, edition)


@pytest.mark.parametrize("is_paused", [True, False])
def test_pause_and_resume_exclude_each_other(is_paused):
    mission = OrganisationFactory(kind="mission")
    schedule = ReportScheduleFactory(held_by=mission, is_paused=is_paused)
    maker = actor_of(mission, Role.ME_OFFICER)

    assert bool(can_resume_schedule(maker, schedule)) == is_paused
    assert bool(can_pause_schedule(maker, schedule)) != is_paused
    assert not can_pause_schedule(actor_of(OrganisationFactory()), schedule)
