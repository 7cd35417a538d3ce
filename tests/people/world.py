"""One small world: a mission in Leppko, the town of Corma in it, an NGO, and a stranger from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.access.actors import Actor, actor_for
from foundation.people.models import Organisation, Person, Post
from foundation.people.roles import Role
from foundation.submissions.keys import new_key
from tests.factories import (
    AreaFactory,
    DelegationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    TenureFactory,
    UserFactory,
)


@dataclass
class World:
    mission: Organisation
    town: Organisation
    far_town: Organisation
    ngo: Organisation
    mayor_post: Post
    mayor: Person
    deputy: Person
    clerk: Person
    officer: Person
    administrator: Person
    second_administrator: Person
    auditor: Person
    head: Person
    ngo_worker: Person
    far_mayor: Person

    def actor(self, who: str) -> Actor:
        return actor_for(getattr(self, who).user) if who != "stranger" else actor_for(self.stranger)

    @cached_property
    def stranger(self) -> Any:
        """Somebody with an account and no place anywhere."""
        return UserFactory()


def small_world() -> World:
    leppko = AreaFactory(names={"en": "Leppko"})
    corma = AreaFactory(names={"en": "Corma"}, parent=leppko)
    far = AreaFactory(names={"en": "Far away"})
    mission = OrganisationFactory(kind="mission", names={"en": "UNAC"}, area=leppko)
    town = OrganisationFactory(names={"en": "Town of Corma", "fr": "Commune de Corma"}, area=corma)
    far_town = OrganisationFactory(names={"en": "Far town"}, area=far)
    ngo = OrganisationFactory(kind="partner", names={"en": "Passerelle"}, area=leppko)
    mayor_post = PostFactory(organisation=town, titles={"en": "Mayor of Corma", "fr": "Maire de Corma"})
    world = World(
        mission=mission,
        town=town,
        far_town=far_town,
        ngo=ngo,
        mayor_post=mayor_post,
        mayor=member("Joseph Mandaba", town, Role.LOCAL_OFFICIAL),
        deputy=member("Béatrice Yakoma", town, Role.LOCAL_OFFICIAL),
        clerk=member("Paul Zema", town, Role.LOCAL_OFFICIAL),
        officer=member("Amina Diallo", mission, Role.LIAISON_OFFICER, leppko),
        administrator=member("Tomás Reis", mission, Role.ADMINISTRATOR),
        second_administrator=member("Ana Lima", mission, Role.ADMINISTRATOR),
        auditor=member("Helen Okoro", mission, Role.AUDITOR),
        head=member("Ingrid Solberg", mission, Role.HEAD_OF_OFFICE, leppko),
        ngo_worker=member("Claire Ndoye", ngo, Role.PARTNER_STAFF),
        far_mayor=member("Ousmane Bako", far_town, Role.LOCAL_OFFICIAL),
    )
    TenureFactory(post=mayor_post, person=world.mayor)
    TenureFactory(post__organisation=far_town, person=world.far_mayor)
    DelegationFactory(post=mayor_post, person=world.deputy)
    return world


def member(name: str, organisation: Organisation, role: str, *areas: Any) -> Person:
    return MembershipFactory(
        person=PersonFactory(full_name=name), organisation=organisation, role=role, areas=list(areas)
    ).person


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def send(client: Client, url: str, by: Person | None = None, /, *, record: Any = None, **typed: Any) -> Any:
    """Send a form as the page would: with a key of its own and, for `record`, the revision seen."""
    typed["submission_key"] = typed.get("submission_key") or new_key(by.user_id if by else None)
    if record is not None:
        typed["revision"] = record.revision
    return client.post(url, typed)


def today() -> Any:
    return timezone.localdate()


CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "select set_config")


def statements(captured: CaptureQueriesContext) -> list[str]:
    """What was asked of the database, without transaction control and the naming of the actor."""
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(CONTROL)]
