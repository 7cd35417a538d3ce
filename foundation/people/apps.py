from __future__ import annotations

from django.apps import AppConfig

from foundation.access.actors import register_actor_builder


class PeopleConfig(AppConfig):
    name = "foundation.people"
    label = "people"

    def ready(self) -> None:
        # Models are ready only now.
        from foundation.imports.kinds import register_kind  # noqa: PLC0415
        from foundation.mission.lists import register_list  # noqa: PLC0415
        from foundation.people.domain.actors import build_actor  # noqa: PLC0415
        from foundation.people.imports import COUNTERPARTS  # noqa: PLC0415
        from foundation.people.lists import ORGANISATION_KINDS  # noqa: PLC0415

        register_actor_builder(build_actor)
        register_kind(COUNTERPARTS)
        register_list(ORGANISATION_KINDS)
