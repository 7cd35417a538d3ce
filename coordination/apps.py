from __future__ import annotations

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "coordination"
    label = "coordination"

    def ready(self) -> None:
        # Models are ready only now.
        from coordination.wording.action_items import action_item_words  # noqa: PLC0415
        from coordination.wording.meetings import (  # noqa: PLC0415
            endorsement_words,
            meeting_words,
            minutes_version_words,
        )
        from foundation.notices.wording import register_wording  # noqa: PLC0415

        register_wording("coordination.actionitem", action_item_words)
        register_wording("coordination.meeting", meeting_words)
        register_wording("coordination.minutesversion", minutes_version_words)
        register_wording("coordination.endorsement", endorsement_words)
