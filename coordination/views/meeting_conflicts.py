"""Two people edited one meeting: both versions beside each other, nothing overwritten."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from coordination.choices import Presence
from coordination.domain.meeting_readings import area_name
from coordination.domain.meeting_timelines import last_change
from coordination.forms.form_data import ATTENDANCES, TOPICS, data_of, row_count
from coordination.lists import MEETING_KINDS, OUTCOMES
from coordination.models import Meeting
from foundation.access.requests import SignedInRequest
from foundation.submissions.conflicts import OURS
from foundation.submissions.keys import new_key


def meeting_conflict(request: SignedInRequest, theirs: Any) -> HttpResponse:
    """409 with what differs; the same form can be sent on top of theirs. Their new rows then stay beside ours."""
    now, mine = readable(data_of(theirs, request.actor)), readable(request.POST)
    fields = [
        {"label": label, "theirs": now[key][1], "mine": text}
        for key, (label, text) in mine.items()
        if now[key][1].strip() != text.strip()
    ]
    sent = [(name, values) for name, values in request.POST.lists() if name not in OURS]
    conflict = {
        **who_and_when(request, theirs),
        "fields": fields,
        "record_url": theirs.get_absolute_url(),
        "resend_url": request.path,
        "resend_fields": [(name, value) for name, values in sent for value in values],
        "submission_key": new_key(request.user.pk),
        "revision": theirs.revision,
    }
    context = {"conflict": conflict, "marking": theirs.sensitivity}
    return render(request, "409.html", context, status=409)


def who_and_when(request: SignedInRequest, meeting: Meeting) -> dict[str, Any]:
    """Who of our side wrote last, so that the two can talk to each other."""
    change = last_change(meeting.pk, request.actor)
    return {"by": " · ".join(change.by), "at": change.at, "zone": meeting.zone} if change else {}


def readable(data: QueryDict) -> dict[str, tuple[str, str]]:
    """What the form holds, by part: its label and the text a person reads."""
    area = area_name(data.get("area", ""))
    day = " ".join(filter(None, [data.get("day"), data.get("at", "")[:5]]))
    return {
        "title": (_("What was it about?"), data.get("title", "")),
        "where": (_("Where?"), " · ".join(filter(None, [area, data.get("place", "")]))),
        "day": (_("Day"), day),
        "kind": (_("Kind of meeting"), MEETING_KINDS.label_of(data.get("kind", ""))),
        "who": (_("Who was there?"), _rows(data, ATTENDANCES, ("who", "presence", "represented_by"), Presence)),
        "topics": (_("What was said?"), _rows(data, TOPICS, ("title", "text", "outcome"), OUTCOMES)),
        "joint_note": (_("Joint note"), data.get("joint_note", "")),
        "own_note": (_("Our side's note"), data.get("own_note", "")),
        "items": (_("What will be done?"), _rows(data, "items", ("summary", "due_on"), OUTCOMES)),
    }


def _rows(data: QueryDict, prefix: str, names: tuple[str, ...], choices: Any) -> str:
    labels = dict(choices.choices)
    lines = []
    for number in range(row_count(data, prefix)):
        if data.get(f"{prefix}-{number}-DELETE"):
            continue
        values = [data.get(f"{prefix}-{number}-{name}", "") for name in names]
        if values[0].strip():
            lines.append(" · ".join(str(labels.get(value, value)) for value in values if value.strip()))
    return "\n".join(lines)
