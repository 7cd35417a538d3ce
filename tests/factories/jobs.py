from __future__ import annotations

import factory

from foundation.jobs.models import Job


class JobFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Job

    kind = "test"
    key = factory.Sequence(str)
