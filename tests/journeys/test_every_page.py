"""Every page as every role: a picture at both widths, axe, and no sideways scroll."""

from __future__ import annotations

import pytest

from tests.journeys.house import House, Way
from tests.journeys.visitor import Visitor

COMMON = ["/today/", "/notices/", "/search/?q=corma", "/organisations/", "/people/", "/accounts/me/", "/accounts/2fa/"]
RECORDS = ["/actions/", "/actions/?as=list", "/actions/mine/", "/meetings/", "/ledger/"]
PAGES = {
    "officer": [*COMMON, *RECORDS, "/meetings/new/", "/actions/new/", "/actions/own-task/", "/accounts/sessions/"],
    "head": [*COMMON, *RECORDS],
    "feedback": [*COMMON, "/actions/", "/ledger/"],
    "protected": ["/today/", "/search/", "/accounts/me/"],
    "capacity": [*COMMON, "/actions/"],
    "me": [*COMMON, "/actions/", "/ledger/"],
    "mayor": [*COMMON, *RECORDS, "/actions/request/", "/actions/own-task/"],
    "sultan": ["/today/", "/actions/", "/meetings/", "/notices/"],
    "ngo": [*COMMON, "/actions/", "/meetings/"],
    "admin": [*COMMON, "/organisations/new/", "/people/new/"],
    "auditor": ["/today/", "/journal/", "/notices/"],
}
# The first record of a list, opened from it.
FIRST = {
    "officer": ["/meetings/", "/actions/", "/organisations/"],
    "mayor": ["/meetings/?q=patrouilles", "/actions/?as=list"],
    "admin": ["/people/", "/organisations/"],
}
LANGUAGES = {"officer": ("en", "ar"), "mayor": ("fr", "ar"), "sultan": ("ar",), "head": ("fr",)}
LOOKS = [
    pytest.param(account, Way(language, size), id=f"{account}-{language}-{size}")
    for account in PAGES
    for language in LANGUAGES.get(account, ("en",))
    for size in ("phone", "laptop")
]


@pytest.mark.parametrize(("account", "way"), LOOKS)
def test_every_page_keeps_its_promises(house: House, account: str, way: Way):
    person = house.visitor(Visitor, way, account=account)
    for path in PAGES[account]:
        response = person.open(path)
        assert response.status == 200, f"{path} as {account}: {response.status}"
        look_closely(person, path)
    for path in FIRST.get(account, []):
        person.open(path)
        person.page.locator("main .list a, main .row-title").first.click()
        person.page.wait_for_load_state()
        look_closely(person, f"first-of{path}")


def look_closely(person: Visitor, path: str) -> None:
    person.look(f"page-{path.strip('/').replace('/', '-').replace('?', '-') or 'front'}")
    if person.way.size == "phone":
        person.check_narrow()


def test_the_sheet_before_a_meeting_prints(house: House):
    person = house.visitor(Visitor, Way("fr", "laptop"), account="officer")
    person.open("/search/?q=Mairie de Corma")
    person.page.locator("a[href^='/before/']").first.click()
    person.page.wait_for_load_state()
    person.look("before")
    sheet = person.page.pdf(path=str(person.pictures / "before.pdf"))
    assert sheet[:5] == b"%PDF-"
