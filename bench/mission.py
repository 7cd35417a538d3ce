"""The rows that are measured, and somebody who may see them: made in the product's own database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cache import SessionStore

from coordination.domain.sharing import share_meeting
from coordination.models import ActionItem, Meeting
from foundation.access.actors import Actor
from foundation.submissions.keys import new_key
from tests.coordination.meeting_world import World

PARTICIPANTS, ITEMS, LISTED = 10, 20, 150


@dataclass
class Measured:
    world: World
    officer: Actor
    meeting: Meeting
    session: str

    def form(self, number: int) -> list[tuple[str, str]]:
        keys = {"counterpart": str(self.world.town.pk), "area": str(self.world.area.pk)}
        return log_form(number, **keys, key=new_key(self.officer.user_id))


def log_form(number: int, *, counterpart: str, area: str, key: str = "") -> list[tuple[str, str]]:
    """The log form as a browser sends it, with ten participants and twenty items."""
    fields = [
        ("submission_key", key), ("title", f"Written {number}"), ("counterpart", counterpart), ("area", area),
        ("place", "Town hall"), ("day", "2026-11-20"), ("kind", "liaison_meeting"), ("language", "en"),
        ("joint_note", "What was said about the road."), ("deed", "log"),
    ]  # fmt: skip
    for prefix, count in (("attendance", PARTICIPANTS), ("topics", 0), ("items", ITEMS)):
        fields += [(f"{prefix}-TOTAL_FORMS", str(count)), (f"{prefix}-INITIAL_FORMS", "0")]
    for row in range(PARTICIPANTS):
        fields += [(f"attendance-{row}-who", f"Guest {row}"), (f"attendance-{row}-organisation", counterpart)]
        fields += [(f"attendance-{row}-presence", "present")]
    for row in range(ITEMS):
        fields += [(f"items-{row}-summary", f"Item {row}"), (f"items-{row}-owner", counterpart)]
        fields += [(f"items-{row}-due_on", "2026-12-01")]
    return fields


def make() -> Measured:
    world = World()
    officer = world.officer()
    meeting = world.logged(officer, attendances=world.crowd(PARTICIPANTS), items=world.owed(ITEMS))
    share_meeting(meeting, by=officer, seen=meeting.revision)
    while (missing := LISTED - ActionItem.objects.count()) > 0:
        world.logged(officer, day=date(2026, 11, 1), items=world.owed(min(missing, 50)))
    return Measured(world, officer, meeting, session_of(officer))


def session_of(actor: Actor) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(actor.user_id)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = actor.user.get_session_auth_hash()
    session.create()
    return session.session_key
