from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sample import loading

REFUSED_INPUT = 3


class Command(BaseCommand):
    help = "Write the sample mission in Carana; does nothing where it stands already."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError(
                "The sample mission has accounts with a known password: it is never loaded in production.",
                returncode=REFUSED_INPUT,
            )
        if not loading.is_loaded():
            loading.load()
