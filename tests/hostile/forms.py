"""Forms as a browser finds them on a page, filled in and sent, and what became of the words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone
from PIL import Image

WRITTEN = {"text", "search", "url", "tel"}
# How much a text field is given when it does not say how much it takes.
LINE, PAGE = 100, 3000
LEADS_ON = {301, 302, 303}
# Django writes < and > of a text as entities, in values too; a text that it did not fails as markup.
TAG, VALUE = re.compile(r"<[^>]*>"), re.compile(r'\svalue="([^"]*)"')


@dataclass(frozen=True)
class Form:
    """A form found on `page`: where it goes, what it brings along, and the names of its text fields."""

    page: str
    action: str
    method: str
    kept: dict[str, Any] = field(hash=False)
    texts: tuple[str, ...] = ()
    limit: int = LINE

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """Forms of one kind differ only by the record they are about."""
        return self.method, address_of(self.action), tuple(sorted({re.sub(r"\d+", "0", name) for name in self.texts}))


def address_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def forms_on(page: str, response: HttpResponse, *, with_choices: bool) -> Iterator[Form]:
    """`with_choices`: also where a list may be left at nothing, its first entry is chosen."""
    soup = BeautifulSoup(response.content, "html.parser")
    for tag in soup.find_all("form"):
        kept, texts = filled_by_browser(tag, with_choices)
        limits = [limit_of(one) for one in tag.find_all(["input", "textarea"]) if one.get("name") in texts]
        action = urljoin(page, str(tag.get("action") or page))
        outside = [
            one for one in soup.find_all(attrs={"form": tag.get("id") or "-"}) if one.name in {"input", "textarea"}
        ]
        texts += [str(one["name"]) for one in outside if one.get("type", "text") in WRITTEN]
        yield Form(page, action, str(tag.get("method", "get")).lower(), kept, tuple(texts), min(limits or [LINE]))


def filled_by_browser(form: Tag, with_choices: bool) -> tuple[dict[str, Any], list[str]]:
    """What a browser sends when a person fills in what is required and nothing else, and the text fields."""
    kept: dict[str, Any] = {}
    texts = []
    for one in form.find_all(["input", "textarea", "select", "button"]):
        name, kind = str(one.get("name") or ""), str(one.get("type") or "text")
        if not name or one.has_attr("disabled") or "__prefix__" in name:
            continue
        if one.name == "textarea" or (one.name == "input" and kind in WRITTEN):
            texts.append(name)
            kept[name] = one.text.removeprefix("\n") if one.name == "textarea" else one.get("value", "")
        elif one.name == "select":
            kept[name] = chosen_option(one, with_choices)
        elif one.name == "button":
            continue
        elif kind in {"radio", "checkbox"}:
            if one.has_attr("checked") or (name not in kept and (kind == "radio" or one.has_attr("required"))):
                kept[name] = one.get("value", "on")
        elif kind == "file":
            if one.has_attr("required"):
                kept[name] = "file"
        else:
            kept[name] = one.get("value") or default_of(kind)
    return kept | pressed_by_enter(form), texts


def pressed_by_enter(form: Tag) -> dict[str, str]:
    """What the first button that sends the form brings along: the one that Enter presses."""
    buttons = [one for one in form.find_all("button") if one.get("type", "submit") == "submit"]
    first = next((one for one in buttons if not one.has_attr("disabled")), None)
    return {str(first["name"]): str(first.get("value", ""))} if first and first.get("name") else {}


def limit_of(box: Tag) -> int:
    return int(str(box.get("maxlength") or (PAGE if box.name == "textarea" else LINE)))


def chosen_option(select: Tag, with_choices: bool) -> str:
    options = select.find_all("option")
    real = [one for one in options if one.get("value")]
    marked = [one for one in real if one.has_attr("selected")]
    may_stay_empty = len(real) < len(options) and not with_choices
    chosen = marked or ([] if may_stay_empty else real)
    return str(chosen[0]["value"]) if chosen else ""


def default_of(kind: str) -> str:
    tomorrow = timezone.localdate() + timedelta(days=1)
    known = {"email": "awa@carana.example", "password": "a-long-enough-password-26"}
    return {"date": tomorrow.isoformat(), "time": "10:00", "number": "1", **known}.get(kind, "")


@dataclass
class Sent:
    """How one form was answered, what it wrote, and the page to which it led."""

    response: HttpResponse
    written: list[str]
    shown: HttpResponse
    is_asking: bool = False

    @property
    def is_taken(self) -> bool:
        """A form that writes leads on when it is taken; one that asks answers with the page."""
        return self.response.status_code in LEADS_ON or (self.is_asking and self.response.status_code == 200)

    @cached_property
    def text(self) -> str:
        """Everything on the shown page that a person may read, boxes to type in included."""
        page = self.shown.content.decode(errors="replace")
        return html.unescape("\n".join([TAG.sub("", page), *VALUE.findall(page)])).replace("\r\n", "\n")


def send(client: Client, form: Form, texts: dict[str, str]) -> Sent:
    """Send the form with these words; its effects are taken back."""
    words = {name: small_photo() if value == "file" else value for name, value in form.kept.items()} | texts
    with taken_back() as written:
        if form.method == "get":
            response = client.get(form.action, words)
            return Sent(response, written, response, is_asking=True)
        response = client.post(form.action, words)
        shown = client.get(response["Location"]) if response.status_code in LEADS_ON else response
        return Sent(response, written, shown)


@contextmanager
def taken_back() -> Iterator[list[str]]:
    """Gives every text that is written meanwhile; nothing of it lasts."""
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip()[:6].upper() in {"INSERT", "UPDATE"}:
            written.extend(plain(params))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        try:
            yield written
        finally:
            transaction.set_rollback(True)


def small_photo() -> SimpleUploadedFile:
    """A fresh one each time: a file can be read once."""
    content = BytesIO()
    Image.new("RGB", (2, 2)).save(content, "PNG")
    return SimpleUploadedFile("photo.png", content.getvalue(), content_type="image/png")


def plain(params: Any) -> Iterator[str]:
    """Every text among the values of a statement, also inside lists and JSON."""
    if isinstance(params, str):
        yield params
    elif isinstance(params, dict):
        for value in params.values():
            yield from plain(value)
    elif isinstance(params, list | tuple):
        for value in params:
            yield from plain(value)
    elif hasattr(params, "obj"):
        yield from plain(params.obj)


def as_sent(text: str) -> str:
    """Line ends as a server reads them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def runs(response: HttpResponse, text: str) -> bool:
    """Whether the words stand in the page as markup instead of as words."""
    return "<" in text and len(text) > 3 and text in response.content.decode(errors="replace")


def is_kept(sent: Sent, text: str) -> bool:
    """A refused form comes back with the words in it."""
    return as_sent(text) in as_sent(html.unescape(sent.response.content.decode(errors="replace")))
