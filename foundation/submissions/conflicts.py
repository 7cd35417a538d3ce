"""Two people changed one record: both versions beside each other, and a form that sends mine on top of theirs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.submissions.keys import new_key

OURS = {"csrfmiddlewaretoken", "submission_key", "revision"}


def conflict_of(request: HttpRequest, theirs: models.Model) -> dict[str, Any]:
    """What `409.html` shows: the fields that differ, and the same form again with a fresh key and revision."""
    sent = {name: values for name, values in request.POST.lists() if name not in OURS}
    url_of = getattr(theirs, "get_absolute_url", None)
    return {
        "fields": [*_differences(sent, theirs, request.actor), *_the_rest(request, sent, theirs)],  # type: ignore[attr-defined]
        "record_url": url_of() if url_of else "",
        "resend_url": request.get_full_path(),
        "resend_fields": [(name, value) for name, values in sent.items() for value in values],
        "submission_key": new_key(request.user.pk),
        "revision": theirs.revision,  # type: ignore[attr-defined]
    }


def _differences(sent: dict[str, list[str]], theirs: models.Model, actor: Actor) -> list[dict[str, Any]]:
    rows = []
    for field in _fields(theirs):
        if field.name not in sent or not _may_be_shown(field, theirs, actor):
            continue
        mine = _readable(field, sent[field.name][-1], actor)
        now = getattr(theirs, f"get_{field.name}_display", lambda name=field.name: getattr(theirs, name))()
        if mine != now:
            rows.append({"label": field.verbose_name, "theirs": "" if now is None else now, "mine": mine})
    return rows


def _the_rest(request: HttpRequest, sent: dict[str, list[str]], theirs: models.Model) -> list[dict[str, Any]]:
    """Words that are no field of the record itself, so that none of them is out of sight; files must be added anew."""
    named = {field.name for field in _fields(theirs)}
    words = [value for name, values in sent.items() if name not in named for value in values if " " in value]
    rows = [{"label": _("What you also wrote"), "theirs": "", "mine": "\n".join(words)}] if words else []
    files = [upload.name or "" for name in request.FILES for upload in request.FILES.getlist(name)]
    if files:
        rows.append({"label": _("Files to add again afterwards"), "theirs": "", "mine": ", ".join(files)})
    return rows


def _fields(record: models.Model) -> list[models.Field]:
    return [field for field in record._meta.concrete_fields if field.editable]


def _may_be_shown(field: models.Field, record: models.Model, actor: Actor) -> bool:
    """The live record is for the side that keeps it; others see of it what the journal may hold."""
    keeper = getattr(record, "held_by_id", actor.root_id)
    return keeper == actor.root_id or field.name in getattr(record, "journal_facts", ())


def _readable(field: models.Field, raw: str, actor: Actor) -> Any:
    """What a person sent as they would read it; an id they may not see stays what they typed."""
    try:
        if not isinstance(field, models.ForeignKey):
            value = field.to_python(raw)
            return dict(field.flatchoices).get(value, value)
        related = field.related_model._default_manager.all()
        if hasattr(related, "visible_to"):
            found = related.visible_to(actor).filter(pk=raw).first()
            return raw if found is None else found
    except (ValidationError, ValueError, TypeError):
        return raw
    return raw
