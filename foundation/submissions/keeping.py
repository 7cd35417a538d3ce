"""How long a stored answer is kept."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from foundation.submissions.models import Submission

KEPT = timedelta(days=30)


def forget_old_submissions() -> int:
    """Delete what was sent more than 30 days ago; give how many."""
    count, _by_model = Submission.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return count
