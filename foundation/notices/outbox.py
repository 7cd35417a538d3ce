"""Tell somebody something: rows in the caller's transaction, sent by the worker, re-sent by the sweeper."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException
from typing import Any
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

CLAIM = timedelta(minutes=2)
MOST_ATTEMPTS = 12


def tell(user_ids: Iterable[UUID], kind: str, *, about: models.Model, key: str = "") -> None:
    """Tell these users, once each, that `kind` happened to `about`; `key` tells two occasions apart."""
    notices = [
        Notice(
            user_id=user_id,
            kind=kind,
            about_kind=about._meta.label_lower,
            about_id=about.pk,
            key=key,
        )
        for user_id in set(user_ids)
    ]
    if not notices:
        return
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    written = Notice.objects.filter(pk__in=[notice.pk for notice in notices]).values_list("pk", flat=True)
    now = timezone.now()
    Delivery.objects.bulk_create([Delivery(notice_id=pk, due_at=now) for pk in written])
    transaction.on_commit(poke)


def poke() -> None:
    """Ask the worker to send now; when the broker is away the sweeper does it within its minute."""
    try:
        current_app.send_task("foundation.notices.tasks.send_waiting", ignore_result=True, retry=False)
    except OperationalError:
        logger.warning("The broker does not answer; the sweeper will send what waits.")


def send_waiting(*, limit: int = 100) -> int:
    """Send what is due, each in a transaction of its own; give how many left the house."""
    count = 0
    while count < limit and (delivery := _claim_next()):
        count += _send(delivery)
    return count


@transaction.atomic
def _claim_next() -> Delivery | None:
    now = timezone.now()
    delivery = (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            Q(claimed_until=None) | Q(claimed_until__lt=now),
            state=DeliveryState.WAITING,
            due_at__lte=now,
        )
        .select_related("notice__user")
        .order_by("due_at", "pk")
        .first()
    )
    if delivery:
        delivery.claimed_until = now + CLAIM
        delivery.attempt_count += 1
        delivery.save(update_fields=["claimed_until", "attempt_count"])
    return delivery


def _send(delivery: Delivery) -> int:
    user = delivery.notice.user
    with translation.override(user.language):
        words = words_for(delivery.notice)
        if words is None or not user.is_active or not user.wants_mail:
            _finish(delivery, DeliveryState.SKIPPED)
            return 0
        try:
            message_for(delivery, words).send()
        except (SMTPException, OSError) as problem:
            _put_off(delivery, problem)
            return 0
    _finish(delivery, DeliveryState.SENT)
    return 1


def message_for(delivery: Delivery, words: Words) -> EmailMessage:
    """The same Message-ID at every attempt, so that a repeat after a crash is recognised as one."""
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    return EmailMessage(
        subject=words.subject,
        body=f"{words.text}\n\n{settings.SITE_URL}{words.url}\n",
        to=[delivery.notice.user.email],
        headers={
            "Message-ID": f"<{delivery.notice_id}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _finish(delivery: Delivery, state: DeliveryState) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, sent_at=timezone.now(), claimed_until=None)


def _put_off(delivery: Delivery, problem: Exception) -> None:
    logger.warning("Mail could not leave (%s), attempt %s", type(problem).__name__, delivery.attempt_count)
    gone = delivery.attempt_count >= MOST_ATTEMPTS
    wait = timedelta(seconds=min(30 * 2**delivery.attempt_count, 6 * 3600))
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.FAILED if gone else DeliveryState.WAITING,
        due_at=timezone.now() + wait,
        claimed_until=None,
    )


def oldest_unsent_seconds() -> int:
    """Age of the oldest message that is due and has not left, in seconds; 0 when none waits."""
    oldest: Any = Delivery.objects.filter(state=DeliveryState.WAITING).aggregate(at=Min("due_at"))["at"]
    return max(0, int((timezone.now() - oldest).total_seconds())) if oldest else 0
