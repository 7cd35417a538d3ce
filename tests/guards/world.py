"""The one small world in which the big tables are drawn: a mission, a town, an association, and everybody's records.

Records of a model that is not named here are made by its factory and hung on the records that are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import factory
from django.db import models
from django.test import Client
from django.utils import timezone

import tests.factories
from coordination.choices import ActionStatus, MeetingStatus, MinutesStatus
from coordination.domain.joint_records import joint_record, loaded
from coordination.models import ActionItem, Endorsement, Meeting, MeetingAssignment, Minutes, MinutesVersion
from foundation.access.actors import Actor
from foundation.access.choices import Sensitivity
from foundation.accounts.models import User
from foundation.imports.models import Import, Sheet, SheetPhoto
from foundation.notices.models import Notice
from foundation.people.models import Membership, Organisation, Person, Post
from foundation.people.roles import Role
from foundation.places.models import Area
from tests.factories import (
    ActionItemFactory,
    AreaFactory,
    DropProposalFactory,
    DueDateChangeFactory,
    EndorsementFactory,
    ImportFactory,
    InvitationFactory,
    MeetingFactory,
    MeetingPartyFactory,
    MinutesFactory,
    MinutesVersionFactory,
    OrganisationFactory,
    SheetFactory,
    SheetPhotoFactory,
    SigningLinkFactory,
    actor_of,
)

# Column of the tables → role. "out" is nobody signed in, "stranger" the mayor of a town that is no party to anything,
# "elsewhere" a liaison officer of the same mission in another province.
MISSION_ROLES = {
    "officer": Role.LIAISON_OFFICER,
    "feedback": Role.FEEDBACK_OFFICER,
    "protected": Role.PROTECTED_CASE_OFFICER,
    "capacity": Role.CAPACITY_OFFICER,
    "me": Role.ME_OFFICER,
    "head": Role.HEAD_OF_OFFICE,
    "admin": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
}
COLUMNS = (
    "out", "stranger", "elsewhere", "officer", "feedback", "protected", "capacity", "me", "head", "mayor", "ngo",
    "admin", "auditor",
)  # fmt: skip

SIGNING_SECRET = "a-live-signing-link"
INVITATION_SECRET = "a-live-invitation"

# For one model: a label that people read → the same record in each of its states.
Records = dict[str, list[Any]]


@dataclass
class World:
    province: Area
    mission: Organisation
    town: Organisation
    association: Organisation
    actors: dict[str, Actor]
    records: dict[type[models.Model], Records] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def client(self, column: str) -> Client:
        """A browser in which this person is signed in."""
        client = Client()
        if column != "out":
            client.force_login(self.actors[column].user)
        return client

    def records_of(self, model: type[models.Model]) -> Records:
        if model not in self.records:
            self.records[model] = hung_on_the_others(self, model)
        return self.records[model]


def small_world() -> World:
    province, other_province = AreaFactory(), AreaFactory()
    mission = OrganisationFactory(kind="mission", area=province)
    component = OrganisationFactory(kind="mission", area=province, parent=mission)
    town = OrganisationFactory(kind="local_authority", area=AreaFactory(parent=province))
    association = OrganisationFactory(kind="partner", area=province)
    actors = {column: actor_of(component, role, areas=[province]) for column, role in MISSION_ROLES.items()}
    actors["elsewhere"] = actor_of(component, Role.LIAISON_OFFICER, areas=[other_province])
    actors["mayor"] = actor_of(town)
    actors["ngo"] = actor_of(association)
    actors["stranger"] = actor_of(OrganisationFactory(kind="local_authority", area=other_province))
    world = World(province, mission, town, association, actors)
    mayor = Person.objects.get(user=actors["mayor"].user)
    world.records = {
        Area: {"province": [province, AreaFactory(), AreaFactory(ended_on=date(2025, 1, 1))]},
        Organisation: {"the town": [town], "the mission": [mission]},
        User: {"the mayor": [actors["mayor"].user]},
        Person: {"the mayor": [mayor]},
        Post: {"of the mayor": list(Post.objects.filter(pk__in=actors["mayor"].post_ids))},
        Membership: {"of the mayor": list(mayor.memberships.all())},
        Meeting: meetings(world),
        ActionItem: action_items(world),
    }
    world.records |= minutes(world) | imports(world)
    world.records[Notice] = {"the mayor's": [notice_for(world, "mayor")]}
    SigningLinkFactory(secret=SIGNING_SECRET, endorsement=world.records[Endorsement]["shared with town"][0])
    InvitationFactory(secret=INVITATION_SECRET, membership__organisation=town)
    return world


def imports(world: World) -> dict[type[models.Model], Records]:
    """A file the officer sent, before and after it was taken in, and a sheet of paper with its photo."""
    sent_by = {"by_user": world.actors["officer"].user, "root_id": world.mission.pk}
    done = {"applied_at": timezone.now(), "last_entry_id": 1}
    sheet = SheetFactory(**sent_by)
    return {
        Import: {"the officer's": [ImportFactory(**sent_by), ImportFactory(**sent_by, **done, state="applied")]},
        Sheet: {"the mission's": [sheet]},
        SheetPhoto: {"the mission's": [SheetPhotoFactory(sheet=sheet)]},
    }


def notice_for(world: World, column: str) -> Notice:
    item = world.records[ActionItem]["town owes"][0]
    about = {"about_kind": item._meta.label_lower, "about_id": item.pk}
    return Notice.objects.create(user=world.actors[column].user, kind="action_item_confirmed", **about)


def minutes(world: World) -> dict[type[models.Model], Records]:
    """One meeting of each kind was circulated as it stands and waits for the town's answer."""
    made: dict[type[models.Model], Records] = {Minutes: {}, MinutesVersion: {}, Endorsement: {}}
    for label, meetings in world.records[Meeting].items():
        meeting = next(one for one in meetings if one.status == MeetingStatus.HELD)
        joint = joint_record(loaded(meeting))
        version = MinutesVersionFactory(meeting=meeting, content=joint.content, digest=joint.digest)
        made[Minutes][label] = [MinutesFactory(meeting=meeting, status=MinutesStatus.CIRCULATED)]
        made[MinutesVersion][label] = [version]
        made[Endorsement][label] = [EndorsementFactory(version=version, organisation=world.town)]
    return made


def meetings(world: World) -> Records:
    made = {
        "mission's own": meetings_in_each_state(world.mission, Sensitivity.INTERNAL),
        "shared with town": meetings_in_each_state(world.mission, Sensitivity.SHARED),
        "restricted": meetings_in_each_state(world.mission, Sensitivity.RESTRICTED),
        "town's own": meetings_in_each_state(world.town, Sensitivity.INTERNAL),
    }
    for label, meetings in made.items():
        for meeting in meetings:
            MeetingPartyFactory(meeting=meeting, organisation=world.town)
            if label == "restricted":
                MeetingAssignment.objects.create(meeting=meeting, user=world.actors["head"].user)
    return made


def meetings_in_each_state(side: Organisation, sensitivity: Sensitivity) -> list[Any]:
    return [
        MeetingFactory(held_by=side, component=side, area=side.area, sensitivity=sensitivity, status=status)
        for status in MeetingStatus
    ]


def action_items(world: World) -> Records:
    mission, town = world.mission, world.town
    return {
        "town owes": items_in_each_state(town, mission, Sensitivity.SHARED),
        "mission owes": items_in_each_state(mission, town, Sensitivity.SHARED),
        "mission's own": items_in_each_state(town, mission, Sensitivity.INTERNAL),
        "mission's task": items_in_each_state(mission, None, Sensitivity.INTERNAL),
        "town's task": items_in_each_state(town, None, Sensitivity.INTERNAL),
    }


def items_in_each_state(owner: Organisation, other: Organisation | None, sensitivity: Sensitivity) -> list[Any]:
    """One in each state; beside the accepted one a new date, a wish to drop it, a call for help."""
    made = []
    for status in ActionStatus:
        more = {"needs_help_since": timezone.now()} if status == ActionStatus.ACCEPTED else {}
        item = ActionItemFactory(
            owner=owner, agreed_with=other, sensitivity=sensitivity, status=status, area=(other or owner).area, **more
        )
        if other and status == ActionStatus.ACCEPTED:
            DueDateChangeFactory(item=item)
            DropProposalFactory(item=item)
        made.append(item)
    return made


@cache
def factories() -> dict[type[models.Model], type[factory.django.DjangoModelFactory]]:
    """Every factory of tests.factories by its model."""
    found = [one for one in vars(tests.factories).values() if isinstance(one, type)]
    return {
        one._meta.model: one for one in found if issubclass(one, factory.django.DjangoModelFactory) and one._meta.model
    }


def hung_on_the_others(world: World, model: type[models.Model]) -> Records:
    """Records of a model this world does not name: one for each label of the record that they hang on."""
    make: Callable[..., Any] = factories()[model]
    links = {link.name: link.remote_field.model for link in model._meta.fields if link.is_relation and not link.null}
    parent = next((name for name, target in links.items() if target in {Meeting, ActionItem}), "")
    if not parent:
        parent = next((name for name, target in links.items() if hangs_on_a_meeting(target)), "")
    others = {name: first(world.records[target]) for name, target in links.items() if target in world.records}
    others.pop(parent, None)
    if not parent:
        return {"any": [make(**others)]}
    return {
        label: [make(**others, **{parent: records[0]})] for label, records in world.records_of(links[parent]).items()
    }


def hangs_on_a_meeting(model: type[models.Model]) -> bool:
    links = {link.remote_field.model for link in model._meta.fields if link.is_relation and not link.null}
    return bool(links & {Meeting, ActionItem}) or any(
        hangs_on_a_meeting(link) for link in links - {model} if link._meta.app_label == model._meta.app_label
    )


def first(records: Records) -> Any:
    return next(iter(records.values()))[0]
