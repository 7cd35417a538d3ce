from __future__ import annotations

from django.apps import AppConfig

from foundation.access.actors import register_actor_builder


class PeopleConfig(AppConfig):
    name = "foundation.people"
    label = "people"

    def ready(self) -> None:
        from foundation.people.domain.actors import build_actor  # noqa: PLC0415  (models are ready only now)

        register_actor_builder(build_actor)
