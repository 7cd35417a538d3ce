from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.celery import refuse_sample_accounts as refuse_in_worker
from config.production import refuse_sample_accounts
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_production_does_not_serve_with_sample_accounts(settings):
    settings.IS_PRODUCTION = True
    UserFactory(email="officer@carana.example")

    with pytest.raises(ImproperlyConfigured, match="sample accounts"):
        refuse_sample_accounts()
    with pytest.raises(SystemExit, match="sample accounts"):
        refuse_in_worker()


def test_production_serves_with_its_own_accounts(settings):
    settings.IS_PRODUCTION = True
    UserFactory(email="amina@mission.example")

    refuse_sample_accounts()


def test_the_sample_serves_with_its_accounts(settings):
    settings.IS_PRODUCTION = False
    UserFactory(email="officer@carana.example")

    refuse_sample_accounts()
