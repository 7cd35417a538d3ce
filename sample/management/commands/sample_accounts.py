from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from foundation.people.models import Membership
from sample.people import DOMAIN, PASSWORD


class Command(BaseCommand):
    help = "Print who can sign in to the sample mission."

    def handle(self, *_args: Any, **_options: Any) -> None:
        memberships = (
            Membership.objects.filter(person__user__email__endswith=f"@{DOMAIN}", person__user__is_active=True)
            .select_related("person__user", "organisation")
            .order_by("person__user__joined_at", "person__user__pk")
        )
        self.stdout.write(f"Sample accounts, password {PASSWORD}:")
        for membership in memberships:
            person = membership.person
            name = person.latin_name or person.full_name
            what = f"{name}, {membership.get_role_display()}, {membership.organisation.name}"
            email = person.user.email if person.user else ""
            self.stdout.write(f"  {email:<28}{what}")
