"""Preview, share, circulate, answer: by page, by link, on paper."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from coordination.choices import EndorsementAnswer
from coordination.domain.meetings import edit_meeting
from coordination.domain.minutes import circulate_minutes
from coordination.domain.signing_links import token_of
from coordination.models import Endorsement, MinutesVersion, SigningLink, Topic
from foundation.submissions.keys import new_key
from tests.coordination.browser import fetched, fields_of, visit
from tests.coordination.meeting_world import World

pytestmark = pytest.mark.django_db


def words(page, selector: str) -> str:
    return " ".join(page.html.select_one(selector).text.split())


def test_what_the_officer_previews_is_what_the_mayor_reads(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = world.logged(officer, attendances=world.crowd(2), own_note="Candid", joint_note="Said <b>together</b>")
    preview = visit(client, officer, f"/meetings/{meeting.pk}/share/")

    preview.press("button[data-deed=share]")
    seen = visit(client, mayor, meeting.get_absolute_url())

    assert words(preview, "[data-record]") == words(seen, "[data-record]")
    assert "Said <b>together</b>" in words(seen, "[data-record]")
    assert "Candid" not in seen.html.text


def test_a_stale_preview_shares_nothing_and_shows_how_it_stands_now(client):
    world = World()
    officer = world.officer()
    meeting = world.logged(officer)
    preview = visit(client, officer, f"/meetings/{meeting.pk}/share/")
    Topic.objects.update(text="Added meanwhile")

    again = preview.press("button[data-deed=share]")

    assert again.status == 409
    assert "Added meanwhile" in words(again, "[data-record]")
    assert not MinutesVersion.objects.exists()
    assert again.press("button[data-deed=share]").status == 200


def test_a_second_sharing_shows_the_difference_first(client):
    world = World()
    officer = world.officer()
    meeting = world.logged(officer)
    visit(client, officer, f"/meetings/{meeting.pk}/share/").press("button[data-deed=share]")
    edit_meeting(meeting, world.draft(title="Market road and well", items=()), by=officer, seen=None)

    page = visit(client, officer, f"/meetings/{meeting.pk}/share/")

    added = [" ".join(one.text.split()) for one in page.html.select("ins")]
    assert any("and well" in text and text.startswith("put in:") for text in added)


def circulated(world: World):
    officer = world.officer()
    meeting = world.logged(officer, parties=(world.town, world.court))
    version = circulate_minutes(meeting, by=officer, seen=None, answer_by=None)
    return meeting, version, officer


def test_circulate_by_page_then_the_mayor_objects_with_a_reason(client):
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = world.logged(officer)
    page = visit(client, officer, f"/meetings/{meeting.pk}/circulate/").press("button[data-deed=circulate]")
    assert page.url == f"/meetings/{meeting.pk}/minutes/"

    page = visit(client, mayor, page.url)
    refused = page.press("button[data-deed=object]", text="  ")
    assert refused.status == 422
    page.press("button[data-deed=object]", text="That was not said")

    text = visit(client, officer, f"/meetings/{meeting.pk}/minutes/").text
    assert "That was not said" in text
    assert "contested" in text
    assert mayor.name in text


@pytest.mark.parametrize("deed", ["endorse", "endorse-with-reservation", "object", "endorse-on-behalf", "paper"])
def test_a_stranger_finds_no_endorsement(client, deed):
    _meeting, version, _officer = circulated(World())
    stranger = World().mayor()
    one = version.endorsements.first()
    client.force_login(stranger.user)
    body = {"submission_key": new_key(stranger.user_id), "revision": one.revision, "text": "x"}

    sent = client.post(f"/endorsements/{one.pk}/{deed}/", body).status_code
    looked = client.get(f"/endorsements/{one.pk}/{deed}/").status_code

    assert {sent, looked} <= {404, 405}
    assert 404 in {sent, looked}


def test_the_wrong_side_is_refused_with_the_reason(client):
    world = World()
    _meeting, version, _officer = circulated(world)
    sultan = world.sultan()
    one = version.endorsements.get(organisation=world.town)
    client.force_login(sultan.user)

    response = client.post(
        f"/endorsements/{one.pk}/endorse/", {"submission_key": new_key(sultan.user_id), "revision": one.revision}
    )

    assert response.status_code == 403
    assert "Each side answers for itself." in response.content.decode()


def photo() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("paper.jpg", drawn.getvalue(), "image/jpeg")


def test_signed_on_paper_with_its_photo(client):
    world = World()
    _meeting, version, officer = circulated(world)
    one = version.endorsements.get(organisation=world.court)
    url = f"/endorsements/{one.pk}/endorse-on-behalf/"
    page = visit(client, officer, url)

    without = page.press("button[data-deed=endorse_on_behalf]", answer="endorsed", name="Sultan")
    assert without.status == 422
    not_a_photo = page.press(
        "button[data-deed=endorse_on_behalf]", answer="endorsed", name="Sultan",
        paper=SimpleUploadedFile("paper.jpg", b"<script>"),
    )  # fmt: skip
    assert not_a_photo.status == 422
    page.press("button[data-deed=endorse_on_behalf]", answer="endorsed", name="Sultan", paper=photo())

    one.refresh_from_db()
    assert (one.answer, one.way) == ("endorsed", "on_behalf")
    statuses = {}
    for who, actor in (("officer", officer), ("sultan", world.sultan()), ("mayor", world.mayor())):
        client.force_login(actor.user)
        statuses[who] = fetched(client, f"/endorsements/{one.pk}/paper/")
    assert statuses == {"officer": 200, "sultan": 200, "mayor": 404}


def linked(client, world: World):
    meeting, version, officer = circulated(world)
    one = version.endorsements.get(organisation=world.court)
    page = visit(client, officer, f"/endorsements/{one.pk}/issue-signing-link/")
    shown = page.press("button[data-deed=issue_signing_link]", signer_name="Captain Idris")
    address = shown.html.select_one("#signing-address").text
    client.logout()
    return meeting, officer, "/" + address.split("/", 3)[3]


def test_a_link_shows_and_answers_once_without_an_account(client):
    world = World()
    meeting, officer, url = linked(client, world)

    page = visit(client, None, url)
    assert page.html.select_one("[name=name]")["value"] == "Captain Idris"
    visit(client, None, url)  # looking again changes nothing
    missing = page.press("button[data-deed=sign]", answer="reservation", text=" ")
    assert missing.status == 422
    done = page.press("button[data-deed=sign]", answer="reservation", text="Not at night")

    assert done.url == "/sign/done/"
    assert Endorsement.objects.get(organisation=world.court).answer == EndorsementAnswer.RESERVATION
    text = visit(client, officer, f"/meetings/{meeting.pk}/minutes/").text
    assert "identity not checked" in text
    assert "Not at night" in text


def test_every_link_that_does_not_work_answers_alike(client):
    world = World()
    _meeting, officer, used = linked(client, world)
    visit(client, None, used).press("button[data-deed=sign]", answer="endorsed", name="X")
    _meeting, _officer, expired = linked(client, World())
    SigningLink.objects.filter(used_at=None).update(expires_at="2026-01-01T00:00Z")
    world = World()
    _meeting, officer, revoked = linked(client, world)
    link = SigningLink.objects.get(used_at=None, endorsement__organisation=world.court)
    visit(client, officer, f"/signing-links/{link.pk}/").press("button[data-deed=revoke_signing_link]")
    client.logout()

    answers = [client.get(url) for url in (used, expired, revoked, "/sign/unknown/", "/sign/" + "A" * 43 + "/")]

    assert {answer.status_code for answer in answers} == {404}
    bodies = {"".join(answer.content.decode().split(answer.wsgi_request.path)) for answer in answers}
    assert len({without_token(body) for body in bodies}) == 1
    posted = client.post(used, {"submission_key": new_key(None), "answer": "endorsed", "name": "Y"})
    assert posted.status_code == 404


def without_token(body: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)


def test_a_link_sent_twice_answers_once(client):
    _meeting, _officer, url = linked(client, World())
    page = visit(client, None, url)
    fields = fields_of(page.html.select_one("button[data-deed=sign]").find_parent("form"))
    fields |= {"answer": ["endorsed"]}

    first = client.post(url, fields)
    second = client.post(url, fields)

    assert (first.status_code, second.status_code) == (302, 302)
    assert second["X-Replayed"] == "1"


def test_only_who_made_a_link_sees_its_address(client):
    world = World()
    _meeting, officer, _url = linked(client, world)
    link = SigningLink.objects.get()

    assert token_of(link) in visit(client, officer, f"/signing-links/{link.pk}/").html.text
    assert token_of(link) not in visit(client, world.officer(), f"/signing-links/{link.pk}/").html.text
    assert visit(client, world.sultan(), f"/signing-links/{link.pk}/").status == 404


def test_the_printed_minutes_carry_each_answer_and_the_marking(client):
    world = World()
    meeting, version, officer = circulated(world)

    page = visit(client, officer, f"/meetings/{meeting.pk}/minutes/print/")

    assert page.html.select_one("[data-marking]")["data-marking"] == "shared"
    assert page.html.select_one("[data-digest]")["data-digest"] == version.digest
    assert "no answer yet" in page.html.text
