"""The sixty organisations of the sample: the mission with its components and offices, and those it meets."""

from __future__ import annotations

from sample.records import PlannedOrganisation
from sample.words import read_json

ORGANISATIONS = tuple(PlannedOrganisation(**row) for row in read_json("organisations"))
BY_KEY = {one.key: one for one in ORGANISATIONS}
MISSION = "unac"
TOWNS = {"corma", "eres", "galasi"}

# The mission's office in each province; Leppko's is Civil Affairs in Corma.
OFFICES = {one.area: one.key for one in ORGANISATIONS if one.key.startswith("office_")} | {"LEP": "civil_affairs"}


def root_of(key: str) -> str:
    """The side an organisation belongs to."""
    return BY_KEY[key].parent or key


def is_mission(key: str) -> bool:
    return BY_KEY[key].kind == "mission"


def sort_of(key: str) -> str:
    """Its kind; of a local authority whether a town or a prefecture."""
    kind = BY_KEY[key].kind
    if kind != "local_authority":
        return kind
    return "town" if key in TOWNS or key.startswith("town_") else "prefecture"
