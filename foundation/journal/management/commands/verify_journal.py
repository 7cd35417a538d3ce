from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from foundation.journal.models import Entry, Seal
from foundation.journal.sealing import unsealed
from foundation.journal.verifying import problems


class Command(BaseCommand):
    help = "Find every journal entry that was changed, removed, inserted or cut off since it was sealed."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for problem in problems():
            found += 1
            self.stderr.write(problem)
        if found:
            raise CommandError(f"The journal is not as it was sealed: {found} problems.")
        last = Seal.objects.last()
        waiting = unsealed(last).count()
        self.stdout.write(
            f"The journal is whole: {Entry.objects.count()} entries, {last.number if last else 0} seals, "
            f"{waiting} entries wait to be sealed."
        )
