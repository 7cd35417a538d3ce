from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.access.actors import NOBODY
from foundation.places.boundaries.applying import WrongEdition, import_boundaries
from foundation.places.boundaries.columns import LANGUAGES
from foundation.places.boundaries.reading import read_files
from foundation.places.boundaries.reports import Report, as_text, report_of
from foundation.places.boundaries.units import Unreadable

SUSPICIOUS = 3


class Command(BaseCommand):
    help = (
        "Bring in administrative areas from OCHA's P-code lists (CSV), GeoJSON or TopoJSON. "
        "Ends with 0 when all is well, with 3 when something is suspicious: then nothing is applied."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", help="all levels that belong together in one run")
        parser.add_argument("--country", required=True, help="three letters, as in CAF")
        parser.add_argument("--edition", required=True, help="what the publisher calls this state of the map: 2023")
        parser.add_argument("--as-of", required=True, metavar="DATE", help="from this day on it holds: 2023-05-01")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, apply nothing")
        parser.add_argument(
            "--accept", nargs="+", default=[], metavar="CODES", help="suspicious ones that somebody has looked at"
        )
        parser.add_argument(
            "--report", metavar="FILE", help="everything, as JSON or (any other name than .json) as text"
        )
        parser.add_argument("--language", default="en", choices=LANGUAGES, help="of names that do not say theirs")
        parser.add_argument("--zone", default=settings.TIME_ZONE, help="time zone of a country that is new")

    def handle(self, *args: Any, **options: Any) -> None:
        country, edition, as_of = checked(options)
        accepted = codes_of(options["accept"])
        check_writable(options["report"])
        try:
            paths = [Path(name) for name in options["files"]]
            reading = read_files(paths, country=country, language=options["language"])
            plan, is_applied = import_boundaries(
                reading,
                country=country,
                edition=edition,
                as_of=as_of,
                zone=options["zone"],
                by=NOBODY.through("command"),
                accepted=accepted,
                is_dry=options["dry_run"],
            )
        except (Unreadable, WrongEdition) as error:
            raise CommandError(f"Nothing was applied. {error}") from None
        report = report_of(plan, accepted=accepted, is_applied=is_applied, is_dry=options["dry_run"])
        self.stdout.write(as_text(report))
        self.keep(report, options["report"])
        if plan.refused(accepted):
            raise SystemExit(SUSPICIOUS)

    def keep(self, report: Report, name: str | None) -> None:
        if not name:
            return
        text = (
            json.dumps(report, ensure_ascii=False, indent=1) if name.endswith(".json") else as_text(report, listed=None)
        )
        Path(name).write_text(text + "\n", encoding="utf-8")


def check_writable(name: str | None) -> None:
    """Find out before the import, not after it."""
    if not name:
        return
    try:
        Path(name).open("a", encoding="utf-8").close()
    except OSError as error:
        raise CommandError(f"The report could not be written to {name}: {error.strerror}.") from None


def checked(options: dict[str, Any]) -> tuple[str, str, date]:
    country, edition = options["country"].strip().upper(), options["edition"].strip()
    if not re.fullmatch(r"[A-Z]{3}", country):
        raise CommandError("--country takes the country's three letters, as in CAF.")
    if not 0 < len(edition) <= 40:
        raise CommandError("--edition takes up to 40 characters.")
    if options["zone"] not in available_timezones():
        raise CommandError(f"There is no time zone {options['zone']!r}: one is called Africa/Bangui.")
    try:
        as_of = date.fromisoformat(str(options["as_of"]))
    except ValueError:
        raise CommandError("--as-of takes a day, as in 2023-05-01.") from None
    if as_of > timezone.localdate():
        raise CommandError(f"--as-of: {as_of} has not come yet. An edition is imported when it holds.")
    return country, edition, as_of


def codes_of(words: list[str] | str) -> frozenset[str]:
    """Codes with commas or spaces between them."""
    told = [words] if isinstance(words, str) else words
    return frozenset(code for word in told for code in re.split(r"[,\s]+", word) if code)
