from __future__ import annotations

from typing import cast

import qrcode
import qrcode.image.svg
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.access.decisions import ActionDenied
from foundation.access.gates import allowed, gated, shown
from foundation.access.requests import SignedInRequest
from foundation.files.storing import answer
from foundation.imports import keying
from foundation.imports.forms import KeyingForm, PhotoForm, SheetForm
from foundation.imports.models import Sheet, SheetPhoto
from foundation.imports.permissions import can_import, can_key_sheet
from foundation.imports.views.imports import form_page
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved


@require_http_methods(["GET", "HEAD", "POST"])
@once
@allowed(can_import)
def sheet_new(request: SignedInRequest) -> HttpResponse:
    form = SheetForm(request.POST or None, actor=request.actor, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        return redirect(keying.make_sheet(**form.cleaned_data, by=request.actor))
    return form_page(
        request, form, title=_("Print a sheet to fill in"), label=_("Make the sheet"), deed="make_sheet",
        back=reverse("imports:import_list"),
    )  # fmt: skip


@require_safe
@shown(model=Sheet)
def sheet(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Print it, add its photo, key its rows."""
    context = {
        "sheet": sheet,
        "kind": sheet.kind_of_rows,
        "photos": SheetPhoto.objects.visible_to(request.actor).filter(sheet=sheet).select_related("file"),
        "can_key": can_key_sheet(request.actor, sheet),
        "photo_form": PhotoForm(),
        "keyed_count": sum(any(row.values()) for row in sheet.rows),
        "is_own_import": bool(sheet.taken_in_as) and sheet.taken_in_as.by_user_id == request.actor.user_id,  # type: ignore[union-attr]
    }
    return render(request, "imports/sheet.html", context)


@require_safe
@shown(model=Sheet)
def sheet_print(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    address = request.build_absolute_uri(sheet.get_absolute_url())
    context = {
        "sheet": sheet,
        "fields": sheet.kind_of_rows.fields,
        "numbers": range(1, sheet.row_count + 1),
        "address": address,
        "qr": qr_of(address),
    }
    return render(request, "imports/sheet_print.html", context)


def qr_of(address: str) -> SafeString:
    """The address as a QR code, drawn as SVG."""
    drawn = qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, box_size=10, border=2)
    return mark_safe(drawn.to_string(encoding="unicode"))  # noqa: S308  (paths of squares only)


@require_http_methods(["POST"])
@once
@gated(can_key_sheet, model=Sheet)
def sheet_add_photo(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return form_page(
            request, form, title=_("Photo of the sheet"), label=_("Add the photo"), deed="add_photo",
            back=sheet.get_absolute_url(), record=sheet,
        )  # fmt: skip
    keying.add_photo(sheet, form.cleaned_data["photo"], by=request.actor, seen=seen_revision(request))
    say_saved(request, _("The photo is added."))
    return redirect(sheet)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_key_sheet, model=Sheet)
def sheet_key(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """The photo on one side, the rows on the other; Tab goes from cell to cell."""
    form = KeyingForm(request.POST or None, kind=sheet.kind_of_rows, row_count=sheet.row_count, rows=sheet.rows)
    reason = ""
    if request.method == "POST" and form.is_valid():
        seen = seen_revision(request)
        if "hand_over" not in request.POST:
            keying.key_rows(sheet, form.rows(), by=request.actor, seen=seen)
            say_saved(request, _("The rows are kept."))
            return redirect("imports:sheet_key", pk=sheet.pk)
        try:
            return redirect(keying.hand_over_rows(sheet, form.rows(), by=request.actor, seen=seen))
        except ActionDenied as denied:
            reason = str(denied)
    context = {
        "sheet": sheet,
        "fields": sheet.kind_of_rows.fields,
        "form": form,
        "reasons": [reason] if reason else [],
        "photos": SheetPhoto.objects.visible_to(request.actor).filter(sheet=sheet).select_related("file"),
    }
    return render(request, "imports/sheet_key.html", context, status=422 if form.is_bound else 200)


@require_safe
@shown(model=SheetPhoto)
def sheet_photo(request: SignedInRequest, photo: SheetPhoto) -> HttpResponse:
    return cast("HttpResponse", answer(photo.file))
