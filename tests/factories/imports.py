from __future__ import annotations

import factory
from uuid6 import uuid7

from foundation.imports.models import Import, ImportedRow, RememberedMapping, Sheet, SheetPhoto
from tests.factories.accounts import UserFactory
from tests.factories.files import StoredFileFactory


class ImportFactory(factory.django.DjangoModelFactory):
    """A file sent and not yet taken in; its bytes are not on the disk."""

    class Meta:
        model = Import

    kind = "counterparts"
    file = factory.SubFactory(StoredFileFactory, name="counterparts.csv", media_type="text/csv")
    by_user = factory.SubFactory(UserFactory)
    root_id = factory.LazyFunction(uuid7)
    language = "en"
    sheet = "CSV"


class ImportedRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportedRow

    source = factory.SubFactory(ImportFactory)
    number = factory.Sequence(lambda n: n + 2)
    subject_kind = "people.organisation"
    subject_id = factory.LazyFunction(uuid7)


class RememberedMappingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RememberedMapping

    root_id = factory.LazyFunction(uuid7)
    kind = "counterparts"
    headings = factory.Sequence(lambda n: f"{n:064x}")


class SheetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sheet

    kind = "counterparts"
    title = factory.Sequence(lambda n: f"Sheet {n}")
    by_user = factory.SubFactory(UserFactory)
    root_id = factory.LazyFunction(uuid7)


class SheetPhotoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SheetPhoto

    sheet = factory.SubFactory(SheetFactory)
    file = factory.SubFactory(StoredFileFactory)
