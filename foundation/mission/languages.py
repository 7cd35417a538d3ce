"""How far Concord speaks each language, for those who may confirm it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from foundation.access.actors import Actor
from foundation.access.decisions import Decision
from foundation.mission.models import LanguageConfirmation
from foundation.mission.permissions import can_confirm_language, can_withdraw_confirmation

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class LanguageRow:
    """`confirmation` is None where the language came confirmed or awaits a speaker."""

    code: str
    name: str
    is_confirmed: bool
    confirmation: LanguageConfirmation | None
    can_confirm: Decision
    can_withdraw: Decision | None


def language_rows(actor: Actor) -> list[LanguageRow]:
    """The six languages in their usual order: one statement."""
    kept = LanguageConfirmation.objects.visible_to(actor)
    found = {confirmation.language: confirmation for confirmation in kept}
    return [
        LanguageRow(
            code=code,
            name=name,
            is_confirmed=code in settings.CONFIRMED_LANGUAGES or code in found,
            confirmation=found.get(code),
            can_confirm=can_confirm_language(actor, code),
            can_withdraw=can_withdraw_confirmation(actor, found[code]) if code in found else None,
        )
        for code, name in settings.LANGUAGES
    ]
