"""Everything that changes the mission's settings."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from foundation.access.actors import Actor
from foundation.access.decisions import require
from foundation.journal.entries import record
from foundation.mission.models import LanguageConfirmation, MissionSettings
from foundation.mission.permissions import can_change_mission, can_confirm_language, can_withdraw_confirmation
from foundation.mission.reading import forget


def shown_row() -> MissionSettings:
    """The row, or what would be in it: looking writes nothing."""
    return MissionSettings.objects.first() or MissionSettings()


@transaction.atomic
def settings_row() -> MissionSettings:
    return MissionSettings.objects.get_or_create(is_the_one=True)[0]


@transaction.atomic
def change_mission(
    *,
    names: dict[str, str],
    zone: str,
    markings: dict[str, dict[str, str]],
    minimum_posts: int,
    minimum_people: int,
    minimum_sensitive: int,
    by: Actor,
    seen: int,
) -> MissionSettings:
    row = MissionSettings.objects.locked(settings_row(), seen=seen)
    require(can_change_mission(by))
    row.names, row.zone, row.markings = names, zone, markings
    row.minimum_posts, row.minimum_people, row.minimum_sensitive = minimum_posts, minimum_people, minimum_sensitive
    row.full_clean()
    row.save_changes("names", "zone", "markings", "minimum_posts", "minimum_people", "minimum_sensitive")
    facts = {name: getattr(row, name) for name in MissionSettings.journal_facts}
    record("changed", row, by=by, **facts)
    transaction.on_commit(forget)
    return row


@transaction.atomic
def confirm_language(language: str, *, by: Actor) -> LanguageConfirmation:
    require(can_confirm_language(by, language))
    confirmation, is_new = LanguageConfirmation.objects.get_or_create(
        language=language, defaults={"confirmed_by": by.user, "confirmed_at": timezone.now()}
    )
    if is_new:
        record("confirmed", confirmation, by=by, language=language)
    transaction.on_commit(forget)
    return confirmation


@transaction.atomic
def withdraw_confirmation(confirmation: LanguageConfirmation, *, by: Actor) -> None:
    require(can_withdraw_confirmation(by, confirmation))
    record("withdrawn", confirmation, by=by, language=confirmation.language)
    confirmation.delete()
    transaction.on_commit(forget)
