from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from foundation.people.domain.first_administrator import is_open, token


class Command(BaseCommand):
    help = "Print the link by which the first administrator makes their account; nothing once somebody has one."

    def handle(self, *_args: Any, **_options: Any) -> None:
        secret = token()
        if is_open(secret):
            link = f"{settings.SITE_URL}{reverse('people:first_administrator', args=[secret])}"
            self.stdout.write(f"The first administrator opens this link, once: {link}")
