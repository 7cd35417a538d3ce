"""The one page on which something about organisations and people is typed or confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

Text = str | Promise


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Text,
    label: Text,
    deed: str,
    back: str,
    record: Any = None,
    about: Text = "",
    words: Text = "",
    is_grave: bool = False,
) -> HttpResponse:
    """The form, 200; or the form with its errors, 422. `record` gives the revision the person sees."""
    context = {
        "form": form, "title": title, "label": label, "deed": deed, "back": back, "record": record, "about": about,
        "words": words, "style": "bad" if is_grave else "",
    }  # fmt: skip
    return render(request, "people/form.html", context, status=422 if form.is_bound else 200)


def sent(request: HttpRequest, form: forms.Form) -> bool:
    return request.method == "POST" and form.is_valid()
