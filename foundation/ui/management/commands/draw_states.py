from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from foundation.ui.management.states import state_pages


class Command(BaseCommand):
    help = "Draw docs/states/ from the moves tables."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path, content in state_pages().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
            self.stdout.write(path.name)
