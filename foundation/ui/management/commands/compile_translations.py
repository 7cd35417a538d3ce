from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from foundation.ui.management.catalogues import all_catalogues, compile_all


class Command(BaseCommand):
    help = "Compile the catalogues of texts that changed. Needs neither gettext nor a database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = compile_all(catalogue.folder for catalogue in all_catalogues())
        if written and options["verbosity"] > 1:
            self.stdout.write(f"{len(written)} catalogues compiled")
