"""A small world: a mission and a town in one area, an item each way, and a stranger from elsewhere."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.people.roles import Role
from tests.factories import ActionItemFactory, AreaFactory, OrganisationFactory, actor_of


@pytest.fixture
def world(db):
    area = AreaFactory()
    mission = OrganisationFactory(kind="mission", names={"en": "Mission"}, area=area)
    town = OrganisationFactory(names={"en": "Town of Corma", "fr": "Mairie de Corma", "ar": "بلدية كورما"}, area=area)
    elsewhere = OrganisationFactory(names={"en": "Elsewhere"})
    today = timezone.localdate()
    return SimpleNamespace(
        area=area,
        mission=mission,
        town=town,
        today=today,
        officer=actor_of(mission),
        head=actor_of(mission, Role.HEAD_OF_OFFICE),
        mayor=actor_of(town),
        stranger=actor_of(elsewhere),
        town_owes=ActionItemFactory(owner=town, agreed_with=mission, summary="Liste des ouvriers", area=area),
        mission_owes=ActionItemFactory(
            owner=mission,
            agreed_with=town,
            summary="Patrol times",
            held_by=mission,
            area=area,
            due_on=today - timedelta(days=2),
        ),
    )


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client
