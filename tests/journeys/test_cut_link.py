"""The line is cut in the middle of a form: nothing typed is lost, and what is sent again counts once."""

from __future__ import annotations

from uuid import uuid4

from tests.journeys.house import House, Way
from tests.journeys.roles import Officer, Official


def test_what_was_typed_survives_a_lost_link(house: House):
    officer = house.visitor(Officer, Way("en", "phone"), account="officer")
    title = f"Cut in the middle {uuid4().hex[:6]}"
    officer.open("/meetings/new/")
    officer.fill("title", title)
    officer.fill("own_note", "Typed before the line went")
    officer.page.wait_for_timeout(1500)

    context = officer.page.context
    context.set_offline(True)
    officer.deed("log").first.click(no_wait_after=True)
    officer.page.wait_for_timeout(1500)
    context.set_offline(False)
    officer.open("/meetings/new/")

    assert officer.field("title").first.input_value() == title
    assert officer.field("own_note").first.input_value() == "Typed before the line went"
    officer.do("log")
    assert officer.reads(title)


def test_a_form_sent_twice_counts_once(house: House):
    """No answer came back, so the same form is sent again: by another tab, as the browser's resend would."""
    way = Way("fr", "phone", scripts=False)
    mayor = house.visitor(Official, way, account="mayor")
    words = f"Une pompe {uuid4().hex[:6].upper()}"
    mayor.open("/actions/request/")
    mayor.fill("text", words)
    form = mayor.deed("request").first.locator("xpath=ancestor::form[1]")
    names = [field.get_attribute("name") for field in form.locator("[name]:not([type=file])").all()]
    sent = {name: form.locator(f"[name='{name}']").first.input_value() for name in names if name}
    again = mayor.page.context.request

    first, second = (
        again.post(f"{mayor.url}/actions/request/", form=sent, headers={"Referer": mayor.page.url}, max_redirects=0)
        for _time in range(2)
    )

    assert (first.status, second.status) == (302, 302)
    assert first.headers["location"] == second.headers["location"]
    assert second.headers.get("x-replayed") == "1"
    mayor.open("/search/")
    mayor.fill("q", words)
    mayor.do("search")
    assert mayor.page.locator("#found-action_items ~ ul > li").count() == 1
