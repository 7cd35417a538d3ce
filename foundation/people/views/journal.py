"""The journal as the auditor reads it: who did what to which record, and when; never what it says."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from foundation.access.gates import allowed
from foundation.access.requests import SignedInRequest
from foundation.people.domain.journal_reading import by_words, readable_entries, since, until
from foundation.people.models import Post
from foundation.people.naming import names_for
from foundation.people.permissions import can_read_journal
from foundation.ui.listings import Filter, ListRules, Sort, list_page


def kinds(_request: HttpRequest) -> list[tuple[str, Any]]:
    """Every kind of record a journal entry can be about, whether or not there is one."""
    models = [model for model in apps.get_models() if hasattr(model, "journal_facts")]
    return sorted((model._meta.label_lower, model._meta.verbose_name) for model in models)


RULES = ListRules(
    filters=(
        Filter("kind", _("Kind of record"), kinds, lookup="subject_kind"),
        Filter("since", _("From"), kind="day", apply=since),
        Filter("until", _("Until"), kind="day", apply=until),
    ),
    search=by_words,
    sorts=(Sort("newest", _("Newest"), ("-at",)),),
    page_size=50,
)


@require_safe
@allowed(can_read_journal)
def journal(request: SignedInRequest) -> HttpResponse:
    page = list_page(request, readable_entries(), RULES)
    names = names_for(request.actor, {entry.by_user_id for entry in page.rows})
    posts = Post.objects.visible_to(request.actor).in_bulk({entry.for_post_id for entry in page.rows} - {None})
    labels = dict(kinds(request))
    rows = [
        {
            "entry": entry,
            "who": names.get(entry.by_user_id, "") if entry.by_user_id else "",
            "for_post": posts.get(entry.for_post_id),
            "kind": labels.get(entry.subject_kind, entry.subject_kind),
        }
        for entry in page.rows
    ]
    return render(request, "people/journal.html", {"listing": page, "rows": rows})
