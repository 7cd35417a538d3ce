from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.access.gates import allowed, gated, shown
from foundation.access.requests import SignedInRequest
from foundation.files.storing import answer
from foundation.imports import importing
from foundation.imports.checking import check_import
from foundation.imports.choices import ImportState
from foundation.imports.forms import MappingForm, SendForm, TableForm
from foundation.imports.kinds import kinds_for
from foundation.imports.models import Import, Sheet
from foundation.imports.permissions import (
    can_apply_import,
    can_discard_import,
    can_import,
    can_prepare_import,
    can_undo_import,
    has_failed,
    job_of,
)
from foundation.imports.previewing import outcome_of, preview_of
from foundation.imports.reading import MEDIA_TYPES, XLSX
from foundation.imports.tables import columns_of, table_of, tables_of
from foundation.imports.undoing import undo_import
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.listings import Filter, ListRules, Sort, list_page
from foundation.ui.notes import say_saved

RULES = ListRules(
    filters=(Filter("state", gettext_lazy("State"), ImportState.choices),),
    sorts=(Sort("newest", gettext_lazy("Newest"), ("-created_at",)),),
)
SHEETS_SHOWN = 10
View = Callable[[SignedInRequest, Import], HttpResponse]
LOOK_AGAIN_AFTER = "4"  # seconds


@require_safe
@allowed(can_import)
def import_list(request: SignedInRequest) -> HttpResponse:
    rows = Import.objects.visible_to(request.actor).select_related("file")
    context = {
        "listing": list_page(request, rows, RULES),
        "kinds": kinds_for(request.actor),
        "sheets": Sheet.objects.visible_to(request.actor)[:SHEETS_SHOWN],
    }
    return render(request, "imports/import_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@allowed(can_import)
def import_new(request: SignedInRequest) -> HttpResponse:
    form = SendForm(
        request.POST or None, request.FILES or None, actor=request.actor, initial={"kind": request.GET.get("kind")}
    )
    if request.method == "POST" and form.is_valid():
        source = importing.send_file(form.cleaned_data["kind"], form.cleaned_data["file"], by=request.actor)
        return redirect(source)
    return form_page(
        request, form, title=_("Take in a spreadsheet"), label=_("Look at the file"), deed="send_file",
        back=reverse("imports:import_list"),
    )  # fmt: skip


@require_safe
@shown(model=Import)
def import_page(request: SignedInRequest, source: Import) -> HttpResponse:
    """The preview of a draft, the progress of a running one, the outcome of one that ended."""
    context: dict[str, Any] = {"source": source, "kind": source.kind_of_rows}
    if source.state == ImportState.DRAFT and can_prepare_import(request.actor, source):
        try:
            context |= preview_of(source, request.actor) | {"can_apply": can_apply_import(request.actor, source)}
        except ValidationError as problem:
            context["unreadable"] = problem.messages[0]
    elif source.state == ImportState.APPLYING:
        context["job"] = job_of(source)
    elif source.state == ImportState.APPLIED:
        context |= outcome_of(source, request.actor)
        context["can_undo"] = can_undo_import(request.actor, source)
    response = render(request, "imports/import.html", context)
    if source.state == ImportState.APPLYING and not has_failed(source):
        response["Refresh"] = LOOK_AGAIN_AFTER
    return response


def while_readable(view: View) -> View:
    """Where the file's bytes are lost or broken its own page says so."""

    @wraps(view)
    def readable_view(request: SignedInRequest, source: Import) -> HttpResponse:
        try:
            return view(request, source)
        except ValidationError:
            return redirect(source)

    return readable_view


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_prepare_import, model=Import)
@while_readable
def import_choose_table(request: SignedInRequest, source: Import) -> HttpResponse:
    form = TableForm(request.POST or None, tables=tables_of(source), source=source)
    if request.method == "POST" and form.is_valid():
        importing.choose_table(source, **form.cleaned_data, by=request.actor, seen=seen_revision(request))
        return redirect("imports:import_map", pk=source.pk)
    return form_page(
        request, form, title=_("Where is the table?"), label=_("Look at this table"), deed="choose_table",
        back=source.get_absolute_url(), record=source,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_prepare_import, model=Import)
@while_readable
def import_map(request: SignedInRequest, source: Import) -> HttpResponse:
    columns = columns_of(table_of(source), source.header_row)
    form = MappingForm(request.POST or None, kind=source.kind_of_rows, columns=columns, mapping=source.mapping)
    if request.method == "POST" and form.is_valid():
        importing.map_columns(source, mapping=form.mapping(), by=request.actor, seen=seen_revision(request))
        return redirect(source)
    return form_page(
        request, form, title=_("What do the columns say?"), label=_("See what would happen"), deed="map_columns",
        back=source.get_absolute_url(), record=source,
        words=_("Your choice is remembered for the next file with these headings."),
    )  # fmt: skip


@require_POST
@once
@gated(can_apply_import, model=Import)
def import_apply(request: SignedInRequest, source: Import) -> HttpResponse:
    importing.apply_import(source, by=request.actor, seen=seen_revision(request))
    return redirect(source)


@require_POST
@once
@gated(can_discard_import, model=Import)
def import_discard(request: SignedInRequest, source: Import) -> HttpResponse:
    importing.discard_import(source, by=request.actor, seen=seen_revision(request))
    say_saved(request, _("The file is set aside. Nothing of it was written."))
    return redirect("imports:import_list")


@require_POST
@once
@gated(can_undo_import, model=Import)
def import_undo(request: SignedInRequest, source: Import) -> HttpResponse:
    undo_import(source, by=request.actor, seen=seen_revision(request))
    say_saved(request, _("All of it is undone."))
    return redirect(source)


@require_safe
@shown(model=Import)
def import_file(request: SignedInRequest, source: Import) -> HttpResponse:
    return cast("HttpResponse", answer(source.file))


@require_safe
@gated(can_prepare_import, model=Import)
@while_readable
def import_marked(request: SignedInRequest, source: Import) -> HttpResponse:
    """The person's own workbook with its bad cells marked."""
    from foundation.imports.marking import marked_workbook  # noqa: PLC0415  (openpyxl: 19 MB that few requests need)

    content = marked_workbook(source, check_import(source, request.actor))
    return workbook_answer(content, source.file.name.rpartition(".")[0])


@require_safe
@allowed(can_import)
def import_template(request: SignedInRequest, kind: str) -> HttpResponse:
    """An empty workbook with the headings of a kind, to be filled in."""
    from foundation.imports.marking import empty_workbook  # noqa: PLC0415  (as above)

    known = next((each for each in kinds_for(request.actor) if each.name == kind), None)
    if known is None:
        return redirect("imports:import_list")
    return workbook_answer(empty_workbook(known), kind)


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx"), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=MEDIA_TYPES[XLSX], headers=headers)


def form_page(
    request: SignedInRequest, form: Any, *, title: str, label: str, deed: str, back: str, record: Any = None,
    words: str = "",
) -> HttpResponse:  # fmt: skip
    """The form, 200; or the form with its errors, 422."""
    context = {
        "form": form, "title": title, "label": label, "deed": deed, "back": back, "record": record, "words": words,
    }  # fmt: skip
    return render(request, "imports/form.html", context, status=422 if form.is_bound else 200)
