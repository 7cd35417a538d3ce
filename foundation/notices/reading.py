"""A user's own notices: how many are new, what they say, and that they were read."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from foundation.notices.models import Notice
from foundation.notices.wording import Words, words_for

logger = logging.getLogger(__name__)


def unread_count(user: Any) -> int:
    return Notice.objects.filter(user_id=user.pk, read_at=None).count()


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
