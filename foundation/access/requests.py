from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from foundation.access.actors import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class SignedInRequest(HttpRequest):
    """What every view behind a gate receives."""

    actor: Actor
    htmx: HtmxDetails
