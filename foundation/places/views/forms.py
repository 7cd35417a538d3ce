"""The one page on which something about an area is typed or confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.places.models import Area


def form_page(
    request: HttpRequest,
    form: forms.Form,
    area: Area | None,
    *,
    title: str,
    label: str,
    deed: str,
    back: str,
    words: str = "",
    is_grave: bool = False,
    template: str = "places/area_form.html",
    sends_revision: bool = True,
) -> HttpResponse:
    """The form, 200; or the form with its errors, 422."""
    context = {
        "form": form, "area": area, "record": area if sends_revision else None, "title": title, "label": label,
        "deed": deed, "back": back, "words": words, "style": "bad" if is_grave else "",
    }  # fmt: skip
    return render(request, template, context, status=422 if form.is_bound else 200)


def sent(request: HttpRequest, form: forms.Form) -> bool:
    return request.method == "POST" and form.is_valid()


def refused(form: forms.Form, error: ValidationError) -> None:
    """Put what the domain found wrong beside the field it is about."""
    told: Any = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
    for name, messages in told.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, message)
