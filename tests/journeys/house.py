"""Who stands at the door, in which language, at which width, with or without scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.visitor import Visitor

PASSWORD = "carana-2026"
SIZES = {"phone": {"width": 360, "height": 740}, "laptop": {"width": 1280, "height": 800}}
# Patient enough for two cores shared with others; a page that takes longer has failed.
PATIENCE = 15_000
V = TypeVar("V", bound=Visitor)


@dataclass(frozen=True)
class Way:
    language: str = "en"
    size: str = "laptop"
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.language}-{self.size}-{'scripts' if self.scripts else 'plain'}"


@dataclass
class House:
    """Opens browsers for people and closes them all at the end."""

    browser: Browser
    url: str
    pictures: Path
    keys: dict[str, list[dict[str, Any]]]
    contexts: list[BrowserContext] = field(default_factory=list)
    # What pages broke of what every page promises. Told at the end, so that a story is walked through first.
    faults: list[str] = field(default_factory=list)

    def visitor(self, role: type[V], way: Way, *, account: str = "") -> V:
        """Somebody at the door; with `account` signed in already."""
        page = self.page(way)
        person = role(page, self.url, way, self.pictures, name=account or "visitor", faults=self.faults)
        if account:
            self._let_in(person, account)
        return person

    def page(self, way: Way) -> Page:
        context = self.browser.new_context(
            viewport=SIZES[way.size], java_script_enabled=way.scripts, base_url=self.url, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        self.speak(context, way)
        self.contexts.append(context)
        return context.new_page()

    def _let_in(self, person: Visitor, account: str) -> None:
        context = person.page.context
        if account in self.keys:
            context.add_cookies(self.keys[account])
            return
        person.sign_in(f"{account}@carana.example", PASSWORD)
        # Signing in brought the account's own language.
        self.speak(context, person.way)
        self.keys[account] = [cookie for cookie in context.cookies() if cookie["name"] != "concord_language"]

    def speak(self, context: BrowserContext, way: Way) -> None:
        context.add_cookies([{"name": "concord_language", "value": way.language, "url": self.url}])

    def forget(self, account: str) -> None:
        """Somebody's cookies are no longer good."""
        self.keys.pop(account, None)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
