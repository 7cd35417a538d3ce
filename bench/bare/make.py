"""Makes the plain site's tables as their owner and fills them; prints the address of its meeting."""

from __future__ import annotations

import os
import sys
from datetime import date

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
os.environ["BENCH_AS_OWNER"] = "1"

import django

django.setup()

from django.db import connection  # noqa: E402

from bench.bare.models import Item, Meeting, Participant  # noqa: E402


def main(participants: int, items: int, listed: int) -> None:
    with connection.schema_editor() as editor:
        for model in (Meeting, Participant, Item):
            editor.create_model(model)
    day = date(2026, 12, 1)
    meeting = Meeting.objects.create(
        title="Market road", kind="liaison meeting", status="held", area="Corma", place="Town hall", day=day,
        party="Town of Corma", note="What was said about the road.",
    )  # fmt: skip
    Participant.objects.bulk_create(
        Participant(meeting=meeting, name=f"Guest {n}", organisation="Town of Corma", presence="present")
        for n in range(participants)
    )
    Item.objects.bulk_create(
        Item(
            meeting=meeting if n < items else None, reference=f"COR-26-{n:04d}-K", summary=f"Item {n}",
            owner="Town of Corma", agreed_with="Civil Affairs", status="requested", due_on=day,
        )
        for n in range(listed)
    )  # fmt: skip
    sys.stdout.write(f"/meetings/{meeting.pk}/")


main(*(int(word) for word in sys.argv[1:]))
