from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from foundation.accounts.models import ApiToken, hash_of
from foundation.journal.models import Entry
from foundation.submissions.keeping import forget_old_submissions
from foundation.submissions.models import Submission
from tests.factories import OrganisationFactory, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.submissions.urls")]

PROBLEM = "application/problem+json"


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def token():
    return token_of(actor_of(OrganisationFactory(kind="mission")).user, "secret")


def token_of(user, secret: str) -> str:
    later = timezone.now() + timedelta(days=90)
    ApiToken.objects.create(user=user, name="t", token_hash=hash_of(secret), expires_at=later)
    return secret


@pytest.fixture
def call(organisation, token):
    def post(body=None, *, method="post", key="", path="", **headers):
        headers |= {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
        raw = body if isinstance(body, (str, bytes)) else json.dumps({"kind": "ministry"} if body is None else body)
        send = getattr(Client(), method)
        return send(path or f"/api/v1/try/{organisation.pk}/", raw, content_type="application/json", headers=headers)

    return post


def effects(organisation) -> int:
    return Entry.objects.filter(subject_id=organisation.pk).count()


def test_a_key_makes_a_write_harmless_to_repeat(call, organisation):
    first, again = call(key="k1"), call(key="k1")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    for name in ("ETag", "Location"):
        assert first.headers[name] == again.headers[name]
    assert again.headers["X-Replayed"] == "1"
    assert "X-Replayed" not in first.headers
    assert effects(organisation) == 1


def test_an_answer_of_any_length_is_given_again_whole(call):
    body = {"kind": "ministry", "long": 200_000}
    assert call(body, key="k1").json() == call(body, key="k1").json()


def test_a_key_covers_every_way_to_write(call, organisation):
    assert call(method="put", key="k1").status_code == 201
    assert call(method="put", key="k1").headers["X-Replayed"] == "1"
    assert call(method="post", key="k1").status_code == 409
    assert effects(organisation) == 1


def test_the_same_key_with_another_body_is_a_conflict(call, organisation):
    call(key="k1")
    refused = call({"kind": "partner"}, key="k1")
    assert (refused.status_code, refused.headers["Content-Type"]) == (409, PROBLEM)
    assert call({"long": 0, "kind": "ministry"}, key="k1").status_code == 409
    assert effects(organisation) == 1


def test_two_people_may_choose_the_same_key(call, organisation):
    call(key="k1")
    other = token_of(actor_of(OrganisationFactory()).user, "other")
    assert call(key="k1", Authorization="").status_code == 201
    headers = {"Authorization": f"Bearer {other}", "Idempotency-Key": "k1"}
    path = f"/api/v1/try/{organisation.pk}/"
    answer = Client().post(path, {"kind": "ministry"}, content_type="application/json", headers=headers)
    assert "X-Replayed" not in answer.headers
    assert effects(organisation) == 2


@pytest.mark.parametrize("refused", [{"refuse": 1}, [1, 2], "not json", '"text"', "null"])
def test_a_refused_write_gives_its_key_back(refused, call, organisation):
    path = f"/api/v1/try/{organisation.pk}/"
    if not isinstance(refused, dict):
        path = "/api/v1/action-items/00000000-0000-4000-8000-000000000000/report-done/"
    assert 400 <= call(refused, key="k1", path=path).status_code < 500
    assert not Submission.objects.exists()
    assert call(key="k1").status_code == 201
    assert effects(organisation) == 1


@pytest.mark.parametrize("key", ["k" * 101, "ké", "a\x7fb"])
def test_an_odd_key_is_refused_clearly(key, call, organisation):
    refused = call(key=key)
    assert (refused.status_code, refused.headers["Content-Type"]) == (422, PROBLEM)
    assert "Idempotency-Key" in refused.json()["errors"]
    assert effects(organisation) == 0


@pytest.mark.parametrize("tag", ['"1"', 'W/"1"', "1", "*"])
def test_if_match_takes_the_etag_as_it_was_given(tag, call, organisation):
    assert call(**{"If-Match": tag}).status_code == 201


def test_if_match_of_an_older_record_is_a_conflict(call, organisation):
    refused = call(**{"If-Match": '"7"'})
    assert refused.status_code == 409
    assert refused.json() == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "Somebody changed this record meanwhile.",
        "revision": 1,
    }
    assert call(**{"If-Match": "abc"}).status_code == 422
    assert effects(organisation) == 0


def anonymous(path: str) -> dict:
    return {"path": path, "Authorization": ""}


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (400, {"body": "{not json"}),
        (400, {"body": b'{"kind": "\xff"}'}),
        (401, {"path": "/api/v1/action-items/", "as_nobody": True}),
        (401, {"path": "/api/v1/action-items/", "secret": "wrong"}),
        (404, {"path": "/api/v1/action-items/nonsense/confirm/"}),
        (404, {"path": "/api/v1/no-such-thing/"}),
        (405, {"path": "/api/v1/try/read-only/"}),
        (429, {"path": "/api/v1/try/throttled/"}),
    ],
)
def test_every_refusal_is_a_problem_document(status, asked, token, organisation):
    path = asked.get("path", f"/api/v1/try/{organisation.pk}/")
    headers = {} if asked.get("as_nobody") else {"Authorization": f"Bearer {asked.get('secret', token)}"}
    answer = Client().post(path, asked.get("body", "{}"), content_type="application/json", headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    problem = answer.json()
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert problem["title"] != "Error"
    assert problem["detail"]
    if status == 401:
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    if status == 429:
        assert answer.headers["Retry-After"] == "2"


def test_an_unknown_media_type_is_a_problem_document(token, organisation):
    headers = {"Authorization": f"Bearer {token}"}
    answer = Client().post(f"/api/v1/try/{organisation.pk}/", "<a/>", content_type="text/xml", headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (415, PROBLEM)


@pytest.mark.django_db(transaction=True)
def test_a_key_used_by_eight_at_once_has_one_effect(call, organisation):
    start, answers = threading.Barrier(8), []

    def send() -> None:
        start.wait()
        try:
            answers.append(call(key="k1"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.content for answer in answers}) == 1
    assert sum("X-Replayed" in answer.headers for answer in answers) == 7
    assert effects(organisation) == 1


def test_answers_are_kept_for_thirty_days(call):
    call(key="k1")
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        assert forget_old_submissions() == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert forget_old_submissions() == 1
    assert not Submission.objects.exists()
