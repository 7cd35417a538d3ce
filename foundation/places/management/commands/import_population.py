from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.access.actors import NOBODY
from foundation.places.boundaries.reading import content_of
from foundation.places.boundaries.units import Unreadable
from foundation.places.management.commands.import_places import SUSPICIOUS
from foundation.places.population_files import EARLIEST, import_population, read_population

LISTED = 50


class Command(BaseCommand):
    help = (
        "Bring in how many people live where, from CSV: a count to a row (P-code, year, sex, age, population) or "
        "OCHA's COD-PS (T_TL, F_00_04 …). Ends with 3, and applies nothing, when a row or a sum is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--country", required=True, help="three letters, as in CAF")
        parser.add_argument("--year", type=int, help="for a file that does not say it")
        parser.add_argument("--source", default="", help="for a file that does not say it: who counted")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, apply nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        if year is not None and not EARLIEST <= year <= timezone.localdate().year:
            raise CommandError(f"--year takes a year from {EARLIEST} to this one.")
        path = Path(options["file"])
        try:
            stated = read_population(content_of(path), name=path.name, year=year, source=options["source"])
        except Unreadable as error:
            raise CommandError(f"Nothing was applied. {error}") from None
        country = options["country"].strip().upper()
        outcome = import_population(stated, country=country, by=NOBODY.through("command"), is_dry=options["dry_run"])
        self.stdout.write(f"changed: {outcome.changed}\nunchanged: {outcome.unchanged}\nwrong: {len(outcome.faults)}")
        for fault in outcome.faults[:LISTED]:
            self.stdout.write(f"    {fault.key}: {fault.reason}")
        if len(outcome.faults) > LISTED:
            self.stdout.write(f"    and {len(outcome.faults) - LISTED} more")
        self.stdout.write(self.outcome(outcome.changed, len(outcome.faults), is_dry=options["dry_run"]))
        if outcome.faults:
            raise SystemExit(SUSPICIOUS)

    def outcome(self, changed: int, wrong: int, *, is_dry: bool) -> str:
        if wrong:
            return "NOTHING WAS APPLIED: correct the file first."
        if not changed:
            return "Nothing changes: these counts are in already."
        return "This was a dry run: nothing was applied." if is_dry else "The counts are applied."
