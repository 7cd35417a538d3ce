"""What anybody can do with a page. Deeds are found by `data-deed`, fields by the name they are sent under:
both are the same in every language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Response, expect

from sample.organisations import ORGANISATIONS

if TYPE_CHECKING:
    from tests.journeys.house import Way

NAMES = {card.key: card.names for card in ORGANISATIONS}
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NARROWEST = 280


class Visitor:
    """Somebody with a browser."""

    def __init__(self, page: Page, url: str, way: Way, pictures: Path, *, name: str, faults: list[str]) -> None:
        self.page, self.url, self.way, self.pictures, self.name = page, url, way, pictures, name
        self.faults = faults
        # What a hand does beside typing, and how many fields it types into.
        self.taps = self.entries = 0

    # going about

    def open(self, path: str) -> Response:
        response = self.page.goto(path if path.startswith("http") else f"{self.url}{path}")
        assert response is not None
        return response

    def sign_in(self, email: str, password: str) -> None:
        self.open("/accounts/login/")
        self.fill("login", email)
        self.fill("password", password)
        self.do("sign_in")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)

    def follow(self, text: str) -> None:
        """The link that says this, as written by a person and so the same in every language."""
        self.tap(self.page.locator("main").get_by_role("link", name=text).first)
        self.page.wait_for_load_state()

    def tap(self, part: Locator) -> None:
        part.click()
        self.taps += 1

    # filling in

    def field(self, name: str, within: Locator | None = None) -> Locator:
        return (within or self.page.locator("main")).locator(f"[name='{name}']:not([type=hidden])")

    def fill(self, name: str, text: str, within: Locator | None = None) -> None:
        field = self.field(name, within).first
        self.unfold(field)
        field.fill(text)
        self.entries += 1

    def choose(self, name: str, text: str) -> None:
        """The option of a select that reads so."""
        field = self.field(name).first
        self.unfold(field)
        option = field.locator("option").filter(has_text=re.compile(rf"^\s*{re.escape(text)}\s*$")).first
        self.select(field, option.get_attribute("value") or "")

    def choose_value(self, name: str, value: str) -> None:
        field = self.field(name).first
        self.unfold(field)
        self.select(field, value)

    def select(self, field: Locator, value: str) -> None:
        """One tap opens the list, one takes the entry."""
        field.select_option(value=value)
        self.taps += 2

    def pick(self, name: str, value: str) -> None:
        """One of several radio buttons or ticks."""
        choice = self.page.locator(f"main [name='{name}'][value='{value}']").first
        self.unfold(choice)
        self.tick(choice)

    def tick(self, box: Locator) -> None:
        box.check(force=True)
        self.taps += 1

    def unfold(self, part: Locator) -> None:
        """Open what hides this part, as a person would: by its summary."""
        hiding = part.locator("xpath=ancestor::details[not(@open)]")
        while hiding.count():
            self.tap(hiding.first.locator("xpath=./summary"))

    def add_row(self, prefix: str) -> None:
        self.tap(self.page.locator(f"button[name=add_row][value='{prefix}']"))
        self.page.wait_for_load_state()

    # doing

    def deed(self, deed: str, within: Locator | None = None) -> Locator:
        return (within or self.page.locator("body")).locator(f"[data-deed='{deed}']:not([disabled])")

    def may(self, deed: str, within: Locator | None = None) -> bool:
        return self.deed(deed, within).count() > 0

    def do(self, deed: str, within: Locator | None = None, *, words: str = "", **fields: str) -> None:
        """Press the button of this deed, with the words its form asks for, and wait for what comes of it."""
        button = self.deed(deed, within).first
        self.unfold(button)
        form = button.locator("xpath=ancestor::form[1]")
        if words:
            self.fill("text", words, form)
        for name, value in fields.items():
            self.fill(name, value, form)
        if self.way.scripts and form.count() and form.get_attribute("hx-post"):
            with self.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
                self.tap(button)
            assert answer.value.ok, f"{deed}: {answer.value.status}"
            expect(self.page.locator(".htmx-request")).to_have_count(0)
        else:
            with self.page.expect_navigation():
                self.tap(button)

    # looking

    def text_of(self, selector: str) -> str:
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def reads(self, text: str) -> bool:
        return text in " ".join(self.page.locator("main").inner_text().split())

    def figure(self, name: str) -> int:
        return int(self.page.locator(f"[data-figure='{name}']").first.get_attribute("data-value") or "")

    def organisation(self, key: str) -> str:
        """The name of a side as this reader reads it."""
        names = NAMES[key]
        return names.get(self.way.language) or names.get("en") or names["fr"]

    def look(self, title: str) -> None:
        """Keep a picture, and note where the page breaks what every page promises."""
        self.take_picture(title)
        if self.overflow() > 0:
            self.faults.append(f"{self.path} as {self.name} scrolls sideways ({self.way})")
        # What a screen reader is given is the same at both widths.
        if self.way.scripts and self.way.size == "phone":
            self.check_access()

    def check_access(self) -> None:
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": AXE["runOnly"]}})
        for one in found.response["violations"]:
            where = [node["target"] for node in one["nodes"]][:3]
            self.faults.append(f"{self.path} as {self.name} ({self.way}): {one['id']} ({one['impact']}) at {where}")

    def overflow(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def check_narrow(self) -> None:
        """No sideways scroll on the narrowest phone."""
        size = self.page.viewport_size
        assert size is not None
        self.page.set_viewport_size({"width": NARROWEST, "height": 600})
        overflow = self.overflow()
        self.page.set_viewport_size(size)
        if overflow > 0:
            self.faults.append(f"{self.path} as {self.name} scrolls sideways by {overflow} px at {NARROWEST} px")

    def take_picture(self, title: str) -> None:
        """The whole page. The window is stretched to it: the fixed bar would stand in the middle otherwise."""
        size = self.page.viewport_size
        assert size is not None
        height = int(self.page.evaluate("document.documentElement.scrollHeight"))
        self.page.set_viewport_size({"width": size["width"], "height": min(max(height, size["height"]), 4000)})
        self.page.screenshot(path=str(self.pictures / f"{title}-{self.name}-{self.way}.png"))
        self.page.set_viewport_size(size)
