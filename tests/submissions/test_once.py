from __future__ import annotations

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from foundation.journal.models import Entry
from foundation.people.roles import Role
from foundation.submissions.keys import new_key
from foundation.submissions.models import Submission
from tests.factories import OrganisationFactory, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.submissions.urls")]

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/actions/?page=2"}


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def officer():
    return actor_of(OrganisationFactory(kind="mission"), Role.ADMINISTRATOR)


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer.user)
    return client


@pytest.fixture
def send(organisation, officer, client):
    key = new_key(officer.user_id)

    def post(headers=None, **more):
        data = {"submission_key": key, "revision": 1, "kind": "ministry"} | more
        return client.post(f"/try/{organisation.pk}/change/", data, headers=headers or {})

    post.key = key
    return post


def effects(organisation) -> tuple[int, int]:
    """How often the record changed, by its revision and by the journal."""
    organisation.refresh_from_db()
    return organisation.revision - 1, Entry.objects.filter(subject_id=organisation.pk).count()


def test_a_form_sent_again_has_one_effect_and_gets_the_first_answer(send, organisation):
    first, again = send(), send()
    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"] == "/changed/"
    assert "X-Replayed" not in first.headers
    assert again.headers["X-Replayed"] == "1"
    assert effects(organisation) == (1, 1)


def test_the_same_key_with_other_contents_is_a_conflict(send, organisation):
    send()
    assert send(kind="partner").status_code == 409
    assert effects(organisation) == (1, 1)


def test_files_of_one_name_and_size_are_other_contents(send, organisation):
    send(photo=SimpleUploadedFile("image.jpg", b"one"))
    assert send(photo=SimpleUploadedFile("image.jpg", b"one")).headers["X-Replayed"] == "1"
    assert send(photo=SimpleUploadedFile("image.jpg", b"two")).status_code == 409
    assert effects(organisation) == (1, 1)


def test_the_same_key_at_another_address_is_a_conflict(send, organisation, client):
    send()
    other = OrganisationFactory()
    data = {"submission_key": send.key, "revision": 1, "kind": "ministry"}
    assert client.post(f"/try/{other.pk}/change/", data).status_code == 409
    assert effects(other) == (0, 0)


def bad_keys(user_id) -> dict[str, str]:
    good = new_key(user_id)
    return {
        "none": "",
        "forged": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "of another user": new_key(actor_of(OrganisationFactory()).user_id),
        "of nobody": new_key(None),
        "very long": "x" * 5000,
        "counted with words": f"{good}!nine",
        "counted without end": f"{good}!{'9' * 300}",
        "with a NUL": f"{good}!1\0",
        "not ASCII": f"{good}!٣",
    }


@pytest.mark.parametrize("kind", [
    "none", "forged", "of another user", "of nobody", "very long", "counted with words", "counted without end",
    "with a NUL", "not ASCII",
])  # fmt: skip
def test_a_key_this_server_did_not_give_this_person_is_refused(kind, send, officer, organisation):
    refused = send(submission_key=bad_keys(officer.user_id)[kind])
    assert refused.status_code == 400
    assert "no longer valid" in refused.text
    assert effects(organisation) == (0, 0)
    assert not Submission.objects.exists()


def test_a_phone_may_count_on_its_last_key(send, organisation):
    assert send(submission_key=f"{send.key}!1").status_code == 302
    assert send(submission_key=f"{send.key}!1").headers["X-Replayed"] == "1"
    assert send(submission_key=f"{send.key}!2", revision=2).status_code == 302
    assert effects(organisation) == (2, 2)


@pytest.mark.parametrize("wrong", [{"kind": "nonsense"}, {"revision": 7}, {"revision": "x"}, {"revision": ""}])
def test_a_refused_form_may_be_corrected_and_sent_with_the_same_key(wrong, send, organisation):
    assert 400 <= send(**wrong).status_code < 500
    assert not Submission.objects.exists()
    assert send().status_code == 302
    assert effects(organisation) == (1, 1)


def test_a_refusal_by_the_rules_takes_the_key_back(organisation):
    mayor = actor_of(OrganisationFactory())
    client = Client()
    client.force_login(mayor.user)
    data = {"submission_key": new_key(mayor.user_id), "revision": 1, "kind": "ministry"}
    refused = client.post(f"/try/{organisation.pk}/change/", data, headers=HTMX)
    assert refused.status_code == 403
    assert "Only who manages counterparts" in refused.text
    assert "<html" not in refused.text
    assert not Submission.objects.exists()


def test_htmx_sent_again_is_led_to_the_page_it_stood_on(send, organisation):
    assert send(headers=HTMX, answer="part").text == "<p>changed</p>"
    again = send(headers=HTMX, answer="part")
    assert (again.status_code, again.headers["HX-Redirect"], again.content) == (200, "/actions/?page=2", b"")
    assert "Location" not in again.headers
    without_script = send(answer="part")
    assert (without_script.status_code, without_script.headers["Location"]) == (303, "/actions/?page=2")
    assert effects(organisation) == (1, 1)


def test_htmx_after_a_redirect_is_not_given_a_page_for_a_part(send):
    send()
    again = send(headers=HTMX)
    assert again.headers["HX-Redirect"] == "/changed/"
    assert again.headers["X-Replayed"] == "1"


def test_htmx_with_a_used_key_keeps_the_form(send):
    send()
    refused = send(headers=HTMX, kind="partner")
    assert refused.status_code == 409
    assert refused.headers["HX-Reswap"] == "beforebegin"
    assert "already sent" in refused.text
    assert "<html" not in refused.text


def test_data_is_given_again_as_it_was(send):
    first, again = send(answer="data"), send(answer="data")
    assert again.json() == first.json() == {"kind": "local_authority"}
    assert again.status_code == 200


def test_who_is_not_signed_in_leaves_no_row_behind(organisation):
    data = {"submission_key": new_key(None), "revision": 1, "kind": "ministry"}
    assert Client().post(f"/try/{organisation.pk}/change/", data).status_code == 302
    assert not Submission.objects.exists()


def test_a_signer_without_account_signs_once():
    organisation = OrganisationFactory()
    data = {"submission_key": new_key(None)}
    first, again = Client().post("/try/sign/t0/", data), Client().post("/try/sign/t0/", data)
    assert first.headers["Location"] == again.headers["Location"] == "/signed/"
    assert again.headers["X-Replayed"] == "1"
    assert effects(organisation) == (1, 1)
    assert Client().post("/try/sign/t0/", {"submission_key": new_key(organisation.pk)}).status_code == 400


def test_a_nul_in_the_address_is_no_error():
    OrganisationFactory()
    assert Client().post("/try/sign/t%00/", {"submission_key": new_key(None)}).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("differing", [False, True])
def test_eight_at_once_have_one_effect(differing, organisation, officer):
    key = new_key(officer.user_id)
    clients = [Client() for _ in range(8)]
    for client in clients:
        client.force_login(officer.user)
    start, answers = threading.Barrier(8), []

    def send(client: Client, number: int) -> None:
        data = {"submission_key": key, "revision": 1, "kind": "ministry"}
        if differing:
            data["extra"] = str(number)
        start.wait()
        try:
            answers.append(client.post(f"/try/{organisation.pk}/change/", data))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(client, number)) for number, client in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert effects(organisation) == (1, 1)
    assert len(answers) == 8
    statuses = sorted(answer.status_code for answer in answers)
    if differing:
        assert statuses == [302] + [409] * 7
    else:
        assert statuses == [302] * 8
        assert sum("X-Replayed" in answer.headers for answer in answers) == 7
        assert {answer.headers["Location"] for answer in answers} == {"/changed/"}
