"""One edition: what it says, its files, its receipts, and what has changed since."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from foundation.access.gates import gated, shown
from foundation.access.requests import SignedInRequest
from foundation.files.storing import answer
from foundation.people.models import Person
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.htmx import render_page_or_part
from foundation.ui.notes import say_saved
from monitoring.choices import FileForm
from monitoring.domain import delivering, editions
from monitoring.domain.edition_pages import edition_page
from monitoring.forms.editions import SendForm
from monitoring.models import Edition, EditionFile
from monitoring.permissions.editions import can_run_edition_again, can_send_edition


@require_safe
@shown(model=Edition)
def edition(request: SignedInRequest, edition: Edition) -> HttpResponse:
    return edition_answer(request, edition)


def edition_answer(
    request: SignedInRequest, edition: Edition, *, form: SendForm | None = None, status: int = 200
) -> HttpResponse:
    found = edition_page(edition, request.actor)
    context: dict[str, Any] = {
        "page": found,
        "edition": edition,
        "marking": edition.sensitivity,
        "can_run_again": can_run_edition_again(request.actor, edition),
        "can_send": can_send_edition(request.actor, edition),
        "send_form": form or SendForm(options=found.reader_options),
    }
    return render_page_or_part(request, "monitoring/edition.html", context, part="progress", status=status)


@require_safe
@shown(model=Edition)
def edition_pdf(request: SignedInRequest, edition: Edition) -> HttpResponseBase:
    return file_of(request, edition, FileForm.PDF)


@require_safe
@shown(model=Edition)
def edition_docx(request: SignedInRequest, edition: Edition) -> HttpResponseBase:
    return file_of(request, edition, FileForm.DOCX)


@require_safe
@shown(model=Edition)
def edition_xlsx(request: SignedInRequest, edition: Edition) -> HttpResponseBase:
    return file_of(request, edition, FileForm.XLSX)


def file_of(request: SignedInRequest, edition: Edition, form: FileForm) -> HttpResponseBase:
    """The bytes as they were rendered once; the right was asked a moment ago, by the gate."""
    kept = EditionFile.objects.visible_to(request.actor).select_related("file").filter(edition=edition, form=form)
    found = kept.first()
    if found is None:
        raise Http404
    return answer(found.file)


@require_POST
@once
@gated(can_run_edition_again, model=Edition)
def edition_run_again(request: SignedInRequest, edition: Edition) -> HttpResponse:
    editions.run_edition_again(edition, by=request.actor, seen=seen_revision(request))
    say_saved(request, _("The edition is being built again."))
    return redirect(edition)


@require_POST
@once
@gated(can_send_edition, model=Edition)
def edition_send(request: SignedInRequest, edition: Edition) -> HttpResponse:
    found = edition_page(edition, request.actor)
    form = SendForm(request.POST, options=found.reader_options)
    if not form.is_valid():
        return edition_answer(request, edition, form=form, status=422)
    people = Person.objects.visible_to(request.actor).filter(pk__in=form.cleaned_data["people"])
    count = delivering.send_edition(edition, by=request.actor, people=people)
    say_saved(request, ngettext("Sent to %(count)s reader.", "Sent to %(count)s readers.", count) % {"count": count})
    return redirect(edition)
