from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone

from foundation.accounts.models import ApiToken, User, hash_of


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@carana.example")
    password = "!"


class ApiTokenFactory(factory.django.DjangoModelFactory):
    """A key whose secret is `secret=`."""

    class Meta:
        model = ApiToken

    class Params:
        secret = factory.Sequence(lambda n: f"secret {n}")

    user = factory.SubFactory(UserFactory)
    name = "a program"
    token_hash = factory.LazyAttribute(lambda token: hash_of(token.secret))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
