"""Tell somebody something: rows in the caller's transaction, sent by the worker, re-sent by the sweeper."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Min, Q
from django.utils import timezone, translation
from kombu.exceptions import OperationalError

from foundation.notices.models import Delivery, DeliveryState, Notice
from foundation.notices.wording import Words, words_for

logger = logging.getLogger(__name__)

CLAIM = timedelta(seconds=10)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=2)
# Tries of one message, over about half a day; after that only a person can help.
MOST_ATTEMPTS = 12
# The server answered, and it is this message that it does not take.
REFUSALS = (SMTPRecipientsRefused, SMTPDataError)
# A process sends one message at a time, so that a kill can cut off, and so repeat, only one.
_sending = threading.Lock()


class ServerAway(Exception):
    """The mail server does not answer: no message can leave now, and none is to blame."""


def tell(user_ids: Iterable[UUID], kind: str, *, about: models.Model, key: str = "") -> None:
    """Tell these users, once each, that `kind` happened to `about`; `key` tells two occasions apart."""
    notices = [
        Notice(user_id=user_id, kind=kind, about_kind=about._meta.label_lower, about_id=about.pk, key=key)
        # In one order, so that two who tell the same people never wait for each other in a circle.
        for user_id in sorted(set(user_ids))
    ]
    if not notices:
        return
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    written = Notice.objects.filter(pk__in=[notice.pk for notice in notices]).values_list("pk", flat=True)
    now = timezone.now()
    Delivery.objects.bulk_create([Delivery(notice_id=pk, due_at=now) for pk in written])
    transaction.on_commit(poke, robust=True)


def poke() -> None:
    """Ask the worker to send now; when the broker is away the sweeper does it within its minute."""
    try:
        current_app.send_task("foundation.notices.tasks.send_waiting", ignore_result=True, retry=False)
    except OperationalError:
        logger.warning("The broker does not answer; the sweeper will send what waits.")


def send_waiting(*, limit: int = 500) -> int:
    """Send what is due, each in a transaction of its own; give how many left the house.

    Where this process sends already, nothing is done: who sends looks again after each message.
    """
    if not _sending.acquire(blocking=False):
        return 0
    try:
        return _send_due(limit)
    finally:
        _sending.release()


def _send_due(limit: int) -> int:
    count = 0
    for _number in range(limit):
        claimed = _claim_next()
        if claimed is None:
            break
        try:
            count += _send_claimed(claimed)
        except ServerAway:
            break
    return count


@transaction.atomic
def _claim_next() -> int | None:
    """The next delivery, its attempt counted whatever becomes of this process."""
    now = timezone.now()
    is_free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    waiting = Delivery.objects.filter(is_free, state=DeliveryState.WAITING, due_at__lte=now)
    delivery = waiting.select_for_update(skip_locked=True).order_by("due_at", "pk").first()
    if delivery is None:
        return None
    delivery.claimed_until = now + CLAIM
    delivery.attempt_count += 1
    delivery.save(update_fields=["claimed_until", "attempt_count"])
    return delivery.pk


def _send_claimed(delivery_id: int) -> bool:
    """Whether it left. The row stays locked while it goes: a killed sender lets go of it at once.

    Raises:
        ServerAway: it waits on, as do all others.
    """
    with transaction.atomic():
        locked = Delivery.objects.select_for_update(of=("self",)).select_related("notice__user")
        delivery = locked.filter(pk=delivery_id, state=DeliveryState.WAITING).first()
        if delivery is None:
            return False
        try:
            state = _send(delivery)
        except Exception as problem:
            is_away = isinstance(problem, OSError) and not isinstance(problem, REFUSALS)
            _put_off(delivery, problem, is_to_blame=not is_away)
        else:
            _finish(delivery, state)
            return state == DeliveryState.SENT
    if is_away:
        raise ServerAway
    return False


def _send(delivery: Delivery) -> DeliveryState:
    user = delivery.notice.user
    if delivery.attempt_count > MOST_ATTEMPTS:
        raise RuntimeError("whoever tried to send it was killed each time")
    with translation.override(user.language):
        # In a savepoint: what breaks a wording must not break the transaction that keeps the attempt.
        with transaction.atomic():
            words = words_for(delivery.notice)
        if words is None or not user.is_active or not user.wants_mail:
            return DeliveryState.SKIPPED
        message_for(delivery, words).send()
    return DeliveryState.SENT


def message_for(delivery: Delivery, words: Words) -> EmailMessage:
    """The same Message-ID at every attempt, so that a repeat after a crash is recognised as one."""
    host = urlsplit(settings.SITE_URL).hostname
    return EmailMessage(
        subject=" ".join(words.subject.split()),
        body=f"{words.text}\n\n{settings.SITE_URL}{words.url}\n",
        to=[delivery.notice.user.email],
        headers={
            "Message-ID": f"<{delivery.notice_id}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": delivery.notice.user.language,
        },
    )


def _finish(delivery: Delivery, state: DeliveryState) -> None:
    sent_at = timezone.now() if state == DeliveryState.SENT else None
    Delivery.objects.filter(pk=delivery.pk).update(state=state, sent_at=sent_at, claimed_until=None)


def _put_off(delivery: Delivery, problem: Exception, *, is_to_blame: bool) -> None:
    """Try again later, each time a longer while later; give up only on a message that is to blame itself."""
    attempts = delivery.attempt_count
    gives_up = is_to_blame and attempts >= MOST_ATTEMPTS
    log = logger.error if gives_up else logger.warning
    what = "given up" if gives_up else "tried again later"
    log("Notice %s (%s) is %s: %s", delivery.notice_id, delivery.notice.kind, what, problem, exc_info=is_to_blame)
    pause = min(FIRST_PAUSE * 2 ** min(attempts, 20), LONGEST_PAUSE if is_to_blame else FIRST_PAUSE)
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.FAILED if gives_up else DeliveryState.WAITING,
        attempt_count=attempts if is_to_blame else attempts - 1,
        due_at=timezone.now() + pause,
        claimed_until=None,
    )


def oldest_unsent_seconds() -> int:
    """Age of the oldest message that waits to leave, in seconds; 0 when none waits."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING)
    oldest: datetime | None = waiting.aggregate(at=Min("notice__created_at"))["at"]
    return max(0, int((timezone.now() - oldest).total_seconds())) if oldest else 0
