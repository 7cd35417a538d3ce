"""Tell PostgreSQL who is asking, for its row security: the second wall."""

from __future__ import annotations

from django.db import connection

from foundation.access.actors import Actor


def set_database_actor(actor: Actor) -> None:
    """Valid until the transaction ends; outside one it is forgotten at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('concord.user_id', %s, true), set_config('concord.root_id', %s, true)",
            [str(actor.user_id or ""), str(actor.root_id or "")],
        )
