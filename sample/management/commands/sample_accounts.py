from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from foundation.people.models import Membership
from sample.people import CAST, DOMAIN, PASSWORD, email_of

CAST_EMAILS = [email_of(one.account) for one in CAST if one.account]


class Command(BaseCommand):
    help = "Print who can sign in to the sample mission: the people of the stories, with --all everybody."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also the officers and officials of all provinces")

    def handle(self, *_args: Any, **options: Any) -> None:
        memberships = Membership.objects.filter(
            person__user__email__endswith=f"@{DOMAIN}", person__user__is_active=True
        ).select_related("person__user", "organisation")
        by_email = {one.person.user.email: one for one in memberships if one.person.user}
        cast = [email for email in CAST_EMAILS if email in by_email]
        others = sorted(by_email.keys() - set(cast))
        self.stdout.write(f"Sample accounts, password {PASSWORD}:")
        for email in [*cast, *(others if options["all"] else [])]:
            membership = by_email[email]
            name = membership.person.latin_name or membership.person.full_name
            what = f"{name}, {membership.get_role_display()}, {membership.organisation.name}"
            self.stdout.write(f"  {email:<36}{what}")
        if others and not options["all"]:
            self.stdout.write(f"  and {len(others)} more: ./concord manage sample_accounts --all")
