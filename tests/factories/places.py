from __future__ import annotations

from datetime import date

import factory

from foundation.places.models import Area, AreaVersion, BoundarySet, Population


class BoundarySetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BoundarySet

    country = "CRN"
    edition = factory.Sequence(lambda n: f"edition {n}")
    as_of = date(2026, 1, 1)


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area

    code = factory.Sequence(lambda n: f"CRN{n:05d}")
    names = factory.LazyAttribute(lambda area: {"en": f"Area {area.code}"})
    level = factory.LazyAttribute(lambda area: area.parent.level + 1 if area.parent else 0)
    parent = None
    path = factory.LazyAttribute(lambda area: f"{area.parent.path}.{area.code}" if area.parent else area.code)
    radio_code = factory.Sequence(lambda n: f"X{n:03d}")
    time_zone = "Africa/Bangui"


class AreaVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AreaVersion

    area = factory.SubFactory(AreaFactory)
    boundary_set = factory.SubFactory(BoundarySetFactory)
    names = factory.SelfAttribute("area.names")
    valid_from = date(2026, 1, 1)


class PopulationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Population

    area = factory.SubFactory(AreaFactory)
    year = 2025
    source = "Census"
    count = 12_000
