"""Mail for the sample mission: each message a file that any mail program opens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from uuid6 import uuid7


class EmlBackend(BaseEmailBackend):
    """Writes `OUTBOX_DIR/<time-ordered id>.eml`, whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        outbox = Path(settings.OUTBOX_DIR)
        outbox.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            unfinished = outbox / f".{uuid7()}"
            unfinished.write_bytes(message.message().as_bytes())
            os.replace(unfinished, outbox / f"{uuid7()}.eml")
        return len(email_messages)
