from __future__ import annotations

import factory
from django.utils import timezone

from foundation.backups.models import Backup
from foundation.mission.models import LanguageConfirmation, ListEntry, MissionSettings
from tests.factories.accounts import UserFactory


class MissionSettingsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MissionSettings

    names = factory.LazyFunction(lambda: {"en": "UNAC"})


class LanguageConfirmationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LanguageConfirmation

    language = "sw"
    confirmed_by = factory.SubFactory(UserFactory)
    confirmed_at = factory.LazyFunction(timezone.now)


class ListEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ListEntry

    list_name = "sectors"
    code = factory.Sequence(lambda number: f"own-{number}")
    names = factory.LazyFunction(lambda: {"en": "Livestock"})
    is_own = True


class BackupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Backup

    taken_at = factory.LazyFunction(timezone.now)
    size = 1024
    row_count = 10
    file_count = 1
    sha256 = "0" * 64
