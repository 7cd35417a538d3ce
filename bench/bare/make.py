"""Makes the plain site's tables as their owner and fills them; prints, as JSON, the keys that the asker needs."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, date, datetime

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
os.environ["BENCH_AS_OWNER"] = "1"

import django

django.setup()

from django.db import connection  # noqa: E402

from bench.bare.models import Area, Event, Item, Meeting, Participant, Party, Side, Topic  # noqa: E402


def main(participants: int, items: int, listed: int) -> None:
    with connection.schema_editor() as editor:
        for model in (Side, Area, Meeting, Party, Participant, Topic, Item, Event):
            editor.create_model(model)
    area = Area.objects.create(name="Corma")
    town = Side.objects.create(name="Town of Corma")
    own = Side.objects.create(name="Civil Affairs", is_own=True)
    meeting = Meeting.objects.create(
        title="Market road", kind="liaison_meeting", status="held", area=area, day=date(2026, 11, 20), held_by=own
    )
    Party.objects.create(meeting=meeting, side=town)
    Topic.objects.create(meeting=meeting, number=1, title="Night patrols", text="At 20:00", outcome="decision")
    Participant.objects.bulk_create(
        Participant(meeting=meeting, name=f"Guest {n}", organisation=town, presence="present")
        for n in range(participants)
    )
    Event.objects.bulk_create(
        Event(meeting=meeting, words=words, person="Person 0", side="UNAC", at=datetime(2026, 11, 20, 18, tzinfo=UTC))
        for words in ("logged", "shared with the other sides")
    )
    Item.objects.bulk_create(
        Item(
            meeting=meeting if n < items else None, reference=f"X000-26-{n:04d}-K", summary=f"Item {n}", area=area,
            owner=town, agreed_with=own, status="requested", due_on=date(2026, 12, 1),
        )
        for n in range(listed)
    )  # fmt: skip
    keys = {"path": f"/meetings/{meeting.pk}/", "counterpart": str(town.pk), "area": str(area.pk)}
    sys.stdout.write(json.dumps(keys))


main(*(int(word) for word in sys.argv[1:]))
