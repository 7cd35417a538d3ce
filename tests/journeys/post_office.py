"""The mails that the sample mission keeps as files."""

from __future__ import annotations

import email
import os
import re
import time
from email import policy
from pathlib import Path


def link_in_mail(to: str, path: str, *, seconds: float = 15) -> str:
    """The newest address below `path` that was mailed to this person."""
    outbox = Path(os.environ["CONCORD_DATA"]) / "outbox"
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for file in sorted(outbox.glob("*.eml"), key=lambda one: one.stat().st_mtime, reverse=True):
            mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            if to not in str(mail["To"]):
                continue
            found = re.search(rf"https?://\S*{re.escape(path)}\S+", mail.get_content())
            if found:
                return found.group()
        time.sleep(0.2)
    raise AssertionError(f"No mail with {path} came to {to}")
