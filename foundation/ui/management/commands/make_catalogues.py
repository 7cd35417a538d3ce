from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.ui.management.catalogues import update_all


class Command(BaseCommand):
    help = "Bring the catalogues of texts in step with code and templates, in every language."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something would change")

    def handle(self, *args: Any, **options: Any) -> None:
        changed = update_all(write=not options["check"])
        for path in changed:
            self.stdout.write(str(path.relative_to(settings.ROOT)))
        if changed and options["check"]:
            raise CommandError("These catalogues are behind the code: run `make_catalogues`.")
