from __future__ import annotations

import argparse
import time
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sample import loading
from sample.planning import FULL, SEED, SMALL
from sample.reports import add_monthly_report

REFUSED_INPUT = 3


class Command(BaseCommand):
    help = "Write the sample mission in Carana; does nothing where it stands already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day it is alive on; the present one if not named"
        )
        parser.add_argument("--seed", default=SEED, help="another seed makes another mission")
        parser.add_argument("--small", action="store_true", help="all places and people, but few meetings")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError(
                "The sample mission has accounts with a known password: it is never loaded in production.",
                returncode=REFUSED_INPUT,
            )
        if not loading.is_loaded():
            size = SMALL if options["small"] else FULL
            begun = time.monotonic()
            with transaction.atomic():
                plan = loading.load(today=options["today"], seed=options["seed"], size=size).house.plan
                add_monthly_report(plan.today)
            took = time.monotonic() - begun
            self.stdout.write(
                f"{len(plan.meetings)} meetings and {len(plan.items)} action items, in {took:.1f} seconds."
            )
