"""Who is asking. Not everyone who acts is a user: link signers, delegates, tasks, tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """One who sees and acts, with everything a rule needs, built once per request.

    `organisation_id` is the organisation of the membership and `root_id` the top one above it: a side.
    `area_paths` are the ltree paths of the areas in charge of; `verbs` come from the role.
    `post_ids` are the posts this actor may speak for (held or delegated), `for_post_id` the one spoken
    for without holding it and `for_post_titles` its title by language. `assignments` are ids of
    restricted records assigned by name.
    """

    user: Any = None
    name: str = ""
    role: str = ""
    organisation_id: UUID | None = None
    root_id: UUID | None = None
    side: str = ""
    area_paths: tuple[str, ...] = ()
    verbs: frozenset[str] = frozenset()
    post_ids: frozenset[UUID] = frozenset()
    for_post_id: UUID | None = None
    for_post_titles: dict[str, str] = field(default_factory=dict, hash=False)
    has_second_factor: bool = False
    unread_notice_count: int = 0
    assignments: frozenset[UUID] = frozenset()
    via: str = "page"

    @property
    def user_id(self) -> UUID | None:
        return self.user.pk if self.user else None

    @property
    def is_known(self) -> bool:
        """Whether this is a signed-in person with a place in an organisation today."""
        return self.user is not None and self.root_id is not None

    def may(self, verb: str) -> bool:
        return verb in self.verbs

    def through(self, via: str) -> Actor:
        return replace(self, via=via)


NOBODY = Actor()

_builders: list[Callable[[Any], Actor]] = []


def register_actor_builder(build: Callable[[Any], Actor]) -> None:
    """`people` knows memberships; it tells this house once how a user becomes an actor."""
    _builders[:] = [build]


def actor_for(user: Any, *, via: str = "page") -> Actor:
    """The actor a user is at this moment, read from the database: one query."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    return _builders[0](user).through(via)
