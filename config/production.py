"""What a production process asks itself before it serves anybody."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from foundation.accounts.models import User

SAMPLE_HOST = "@carana.example"


def refuse_sample_accounts() -> None:
    """The sample's passwords stand in the README.

    Raises:
        ImproperlyConfigured: this is production, and the database holds accounts of the sample.
    """
    if settings.IS_PRODUCTION and User.objects.filter(email__endswith=SAMPLE_HOST).exists():
        raise ImproperlyConfigured(
            f"This database holds sample accounts (…{SAMPLE_HOST}), whose passwords everybody knows. "
            "Production needs a database of its own: ./concord manage migrate on an empty one."
        )
