from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.factories import AreaFactory, OrganisationFactory, actor_of


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = storages


@pytest.fixture
def world(db):
    """A province with a town, a mission whose officer works there, and the town's hall with its mayor."""
    province = AreaFactory(code="CRN01", names={"en": "Leppko"})
    town_area = AreaFactory(code="CRN0101", names={"en": "Corma", "fr": "Korma"}, parent=province)
    mission = OrganisationFactory(kind="mission", area=province, names={"en": "UNAC"})
    names = {"en": "Town of Corma", "fr": "Mairie de Corma"}
    town = OrganisationFactory(kind="local_authority", area=town_area, names=names)
    return SimpleNamespace(
        province=province, town_area=town_area, mission=mission, town=town,
        officer=actor_of(mission), mayor=actor_of(town), colleague=actor_of(mission),
    )  # fmt: skip
