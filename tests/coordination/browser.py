"""A browser without scripts: it opens a page, fills a form, presses a button."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client


class Page:
    """A page as it was answered; `press` sends the form that holds the button, as a browser would."""

    def __init__(self, client: Client, response: Any, url: str) -> None:
        self.client, self.response, self.url = client, response, url
        self.status = response.status_code
        self.html = BeautifulSoup(response.content, "html.parser")

    @property
    def text(self) -> str:
        return " ".join(self.html.select_one("main").get_text(" ").split())

    def press(self, button: str, *, follow: bool = True, **typed: Any) -> Page:
        """`button` is a CSS selector; `typed` maps field names, `__` standing for a dash, to what is entered."""
        pressed = self.html.select_one(button)
        assert pressed is not None, f"no button {button}"
        form = pressed.find_parent("form")
        fields = fields_of(form)
        if pressed.get("name"):
            fields[pressed["name"]] = [pressed["value"]]
        for name, value in typed.items():
            fields[name.replace("__", "-")] = value if isinstance(value, list) else [value]
        url = pressed.get("formaction") or form.get("action") or self.url
        response = self.client.post(url, fields, follow=follow)
        last = response.redirect_chain[-1][0] if follow and response.redirect_chain else url
        return Page(self.client, response, last)


def fields_of(form: Any) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for element in form.select("input, textarea, select"):
        if element.find_parent("template") or not element.get("name"):
            continue
        for value in values_of(element):
            fields.setdefault(element["name"], []).append(value)
    return fields


def values_of(element: Any) -> list[str]:
    if element.name == "textarea":
        return [element.text.removeprefix("\n")]
    if element.name == "select":
        chosen = element.select("option[selected]") or element.select("option")[:1]
        return [option["value"] for option in chosen]
    if element.get("type") in {"checkbox", "radio"}:
        return [element.get("value", "on")] if element.has_attr("checked") else []
    return [] if element.get("type") in {"submit", "file"} else [element.get("value", "")]


def visit(client: Client, actor: Any, url: str) -> Page:
    if actor is not None:
        client.force_login(actor.user)
    return Page(client, client.get(url), url)


def fetched(client: Client, url: str) -> int:
    """The status of a download, read to its end."""
    response = client.get(url)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response.status_code
