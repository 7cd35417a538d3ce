"""Tell PostgreSQL who is asking, for its row security: the second wall."""

from __future__ import annotations

from django.db import connection

from foundation.access.actors import Actor


def set_database_actor(actor: Actor, **others: str) -> None:
    """Valid until the transaction ends; outside one it is forgotten at once. `others` are set along with it."""
    known = {"concord.user_id": str(actor.user_id or ""), "concord.root_id": str(actor.root_id or "")} | others
    with connection.cursor() as cursor:
        sets = ", ".join(["set_config(%s, %s, true)"] * len(known))
        cursor.execute(f"select {sets}", [word for pair in known.items() for word in pair])
