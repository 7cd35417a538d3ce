"""Run beside the servers: makes who and what the kills need, and prints it as JSON."""

from __future__ import annotations

import json
import random
import sys

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.cache import SessionStore  # noqa: E402

from foundation.people.roles import Role  # noqa: E402
from foundation.submissions.keys import new_key  # noqa: E402
from tests.factories import (  # noqa: E402
    ActionItemFactory,
    AreaFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
    actor_of,
)


def main(deeds: int, items: int, readers: int) -> None:
    # Run twice against one database: the names must not meet.
    for made in (ActionItemFactory, AreaFactory, UserFactory):
        made.reset_sequence(random.randrange(1_000, 9_000))
    mission, town = OrganisationFactory(kind="mission"), OrganisationFactory()
    item = ActionItemFactory(owner=town, agreed_with=mission)
    officer = actor_of(mission)
    actor_of(town)
    for number in range(items):
        ActionItemFactory(owner=town, agreed_with=mission, summary=f"Told {number}")
    for number in range(readers):
        MembershipFactory(
            organisation=mission, role=Role.LIAISON_OFFICER, areas=[mission.area],
            person__user__email=f"reader{number}-{mission.pk}@carana.example",
        )  # fmt: skip
    session = SessionStore()
    session[SESSION_KEY] = str(officer.user_id)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = officer.user.get_session_auth_hash()
    session.create()
    keys = [new_key(officer.user_id) for _ in range(deeds)]
    json.dump({"item": str(item.pk), "session": session.session_key, "keys": keys}, sys.stdout)


main(*(int(word) for word in sys.argv[1:]))
