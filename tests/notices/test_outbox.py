from __future__ import annotations

import smtplib
import threading
from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from celery import current_app
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext
from kombu.exceptions import OperationalError

from foundation.notices import outbox, wording
from foundation.notices.models import Delivery, DeliveryState, Notice
from foundation.notices.outbox import MOST_ATTEMPTS, oldest_unsent_seconds, send_waiting, tell
from foundation.notices.wording import Words, register_wording
from foundation.people.models import Organisation
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

KIND = "people.organisation"


@pytest.fixture(autouse=True)
def words(monkeypatch):
    """A wording that says the kind in the reader's language."""
    monkeypatch.setattr(wording, "_wordings", {})

    def say(notice: Notice) -> Words | None:
        return Words(subject=f"{gettext('Language')}: {notice.kind}", text="What happened", url="/there/")

    register_wording(KIND, say)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", mock.Mock())


@pytest.fixture
def about():
    return OrganisationFactory()


def test_each_is_told_once_however_often(about):
    users = [UserFactory() for _ in range(3)]
    ids = [user.pk for user in users]
    tell(ids, "changed", about=about, key="r1")
    tell([*ids, ids[0]], "changed", about=about, key="r1")
    assert Notice.objects.count() == Delivery.objects.count() == 3
    tell(ids, "changed", about=about, key="r2")
    assert Notice.objects.count() == Delivery.objects.count() == 6
    assert send_waiting() == 6
    assert send_waiting() == 0
    assert len(mail.outbox) == 6


def test_nobody_to_tell_is_nothing_to_do(about):
    tell([], "changed", about=about)
    assert not Notice.objects.exists()


def test_the_mail_is_in_the_readers_language_and_recognisable(about, settings):
    settings.SITE_URL = "https://concord.example:8443"
    user = UserFactory(language="fr")
    tell([user.pk], "changed", about=about)
    send_waiting()
    (message,) = mail.outbox
    assert message.to == [user.email]
    assert message.subject.endswith(": changed")
    assert message.body == "What happened\n\nhttps://concord.example:8443/there/\n"
    notice = Notice.objects.get()
    assert message.extra_headers["Message-ID"] == f"<{notice.pk}@concord.example>"
    assert message.extra_headers["Content-Language"] == "fr"
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempt_count, delivery.claimed_until) == (DeliveryState.SENT, 1, None)
    assert delivery.sent_at


def test_words_are_made_when_it_is_sent_in_the_language_of_who_reads(about):
    heard = []
    register_wording(KIND, lambda notice: heard.append(gettext("Language")) or Words("s", "t", "/"))
    with mock.patch.object(outbox.translation, "override", wraps=outbox.translation.override) as override:
        tell([UserFactory(language="ar").pk], "changed", about=about)
        send_waiting()
    override.assert_called_with("ar")


def test_a_line_break_cannot_enter_the_headers(about):
    register_wording(KIND, lambda notice: Words("One\r\nBcc: all@example.org", "t", "/"))
    tell([UserFactory().pk], "changed", about=about)
    assert send_waiting() == 1
    assert mail.outbox[0].subject == "One Bcc: all@example.org"
    assert mail.outbox[0].recipients() == mail.outbox[0].to


@pytest.mark.parametrize("reason", ["no longer theirs to see", "left", "wants no mail"])
def test_what_may_not_be_sent_is_skipped(reason, about):
    user = UserFactory()
    tell([user.pk], "changed", about=about)
    if reason == "no longer theirs to see":
        register_wording(KIND, lambda notice: None)
    elif reason == "left":
        user.is_active = False
    else:
        user.wants_mail = False
    user.save()
    assert send_waiting() == 0
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.sent_at) == (DeliveryState.SKIPPED, None)
    assert not mail.outbox
    assert oldest_unsent_seconds() == 0


def failing(problem: Exception):
    return mock.patch("django.core.mail.EmailMessage.send", side_effect=problem)


def test_one_wording_that_fails_does_not_keep_the_others(about, caplog):
    def breaks(notice: Notice) -> Words:
        if notice.kind == "broken":
            Organisation.objects.raw("select no_such_column from people_organisation")[0]
        return Words("s", "t", "/")

    register_wording(KIND, breaks)
    broken, whole = UserFactory(), UserFactory()
    tell([broken.pk], "broken", about=about)
    tell([whole.pk], "whole", about=about)
    assert send_waiting() == 1
    assert mail.outbox[0].to == [whole.email]
    assert Delivery.objects.get(notice__user=broken).state == DeliveryState.WAITING
    assert "tried again later" in caplog.text


@pytest.mark.parametrize(
    "problem",
    [KeyError("no wording"), smtplib.SMTPRecipientsRefused({}), smtplib.SMTPDataError(554, b"no")],
)
def test_a_message_that_is_to_blame_is_given_up_and_said(problem, about, caplog):
    tell([UserFactory().pk], "changed", about=about)
    now = timezone.now()
    with failing(problem) as send:
        for _ in range(MOST_ATTEMPTS + 3):
            now += timedelta(hours=3)
            with time_machine.travel(now):
                send_waiting()
    assert send.call_count == MOST_ATTEMPTS
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempt_count) == (DeliveryState.FAILED, MOST_ATTEMPTS)
    assert "is given up" in caplog.text
    assert caplog.records[-1].levelname == "ERROR"


def test_the_pauses_grow(about):
    tell([UserFactory().pk], "changed", about=about)
    pauses = []
    now = timezone.now()
    with failing(smtplib.SMTPDataError(450, b"later")):
        for _ in range(4):
            with time_machine.travel(now, tick=False):
                send_waiting()
                due = Delivery.objects.get().due_at
                assert send_waiting() == 0
            pauses.append((due - now).total_seconds())
            now = due + timedelta(seconds=1)
    assert pauses == [60, 120, 240, 480]


@pytest.mark.parametrize(
    "problem",
    [OSError("no route"), TimeoutError(), smtplib.SMTPServerDisconnected(), smtplib.SMTPConnectError(421, b"busy")],
)
def test_a_server_that_is_away_loses_no_message_and_is_asked_once(problem, about, caplog):
    tell([UserFactory().pk for _ in range(5)], "changed", about=about)
    now = timezone.now()
    with failing(problem) as send:
        for number in range(1, 40):
            now += timedelta(hours=3)
            with time_machine.travel(now):
                assert send_waiting() == 0
            assert send.call_count == number
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.WAITING}
    with time_machine.travel(now + timedelta(minutes=5)):
        assert oldest_unsent_seconds() > 100 * 3600
        assert send_waiting() == 5
    assert oldest_unsent_seconds() == 0


def test_who_is_killed_by_a_message_leaves_it_for_later(about):
    tell([UserFactory().pk], "changed", about=about)
    with failing(SystemExit()), pytest.raises(SystemExit):
        send_waiting()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempt_count) == (DeliveryState.WAITING, 1)
    assert send_waiting() == 0
    with time_machine.travel(timezone.now() + outbox.CLAIM + timedelta(seconds=1)):
        assert send_waiting() == 1
    assert Delivery.objects.get().attempt_count == 2


def test_a_message_that_kills_each_time_is_given_up(about, caplog):
    tell([UserFactory().pk], "changed", about=about)
    Delivery.objects.update(attempt_count=MOST_ATTEMPTS)
    assert send_waiting() == 0
    assert Delivery.objects.get().state == DeliveryState.FAILED
    assert not mail.outbox


def test_a_broker_that_is_away_stops_nothing(about, caplog, django_capture_on_commit_callbacks):
    current_app.send_task.side_effect = OperationalError("no broker")
    with django_capture_on_commit_callbacks(execute=True):
        tell([UserFactory().pk], "changed", about=about)
    assert "The broker does not answer" in caplog.text
    assert send_waiting() == 1


def test_what_is_undone_tells_nobody(about):
    with transaction.atomic():
        tell([UserFactory().pk], "changed", about=about)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()
    current_app.send_task.assert_not_called()


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_message_once(about):
    tell([UserFactory().pk for _ in range(20)], "changed", about=about)
    start = threading.Barrier(4)
    counts = []

    def work() -> None:
        start.wait()
        try:
            counts.append(outbox._send_due(500))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(counts) == 20
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == len(mail.outbox) == 20


@pytest.mark.django_db(transaction=True)
def test_a_slow_sender_is_not_overtaken_when_its_claim_runs_out(about, monkeypatch):
    monkeypatch.setattr(outbox, "CLAIM", timedelta(0))
    tell([UserFactory().pk], "changed", about=about)
    is_sending, may_go_on, sent = threading.Event(), threading.Event(), []

    def slow(*_arguments, **_more):
        sent.append(1)
        is_sending.set()
        assert may_go_on.wait(20)

    def work() -> None:
        try:
            send_waiting()
        finally:
            connection.close()

    with mock.patch("django.core.mail.EmailMessage.send", side_effect=slow):
        thread = threading.Thread(target=work)
        thread.start()
        assert is_sending.wait(20)
        assert send_waiting() == 0  # this process sends already
        assert outbox._send_due(500) == 0  # another would find the row held
        may_go_on.set()
        thread.join(20)
    assert sent == [1]
    assert Delivery.objects.get().state == DeliveryState.SENT


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_people_at_once_tell_each_once(about):
    ids = [UserFactory().pk for _ in range(10)]
    start = threading.Barrier(4)
    problems = []

    def work(order: list) -> None:
        start.wait()
        try:
            tell(order, "changed", about=about, key="r1")
        except DatabaseError as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(ids[number:] + ids[:number],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not problems
    assert Notice.objects.count() == Delivery.objects.count() == 10
