"""A user's own notices: how many are new, what they say, and that they were read."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from foundation.notices.models import Notice
from foundation.notices.wording import ReadTogether, Words, words_for

logger = logging.getLogger(__name__)


def unread_count_of(user_id: str) -> Coalesce:
    """How many notices the user named by the outer query's field `user_id` has not read, as a part of that query."""
    unread = Notice.objects.filter(user_id=OuterRef(user_id), read_at=None)
    return Coalesce(Subquery(unread.order_by().values("user_id").values(count=Count("pk"))), 0)


def mark_read(user: Any, notice_ids: Iterable[UUID] | None = None) -> int:
    """Mark these (None: all) of the user's own notices as read; give how many were new."""
    notices = Notice.objects.filter(user_id=user.pk, read_at=None)
    if notice_ids is not None:
        notices = notices.filter(pk__in=list(notice_ids))
    return notices.update(read_at=timezone.now())


def in_words(notices: Iterable[Notice]) -> list[tuple[Notice, Words]]:
    """Each notice with its words in the active language, without those whose record the reader may no longer see.

    One whose wording fails is left out and logged: it must not take the page with it.
    """
    notices = list(notices)
    ReadTogether(notices)
    worded = []
    for notice in notices:
        try:
            with transaction.atomic():
                words = words_for(notice)
        except Exception:
            logger.exception("Notice %s of kind %s cannot be put in words", notice.pk, notice.kind)
            continue
        if words is not None:
            worded.append((notice, words))
    return worded
