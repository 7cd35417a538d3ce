"""Keys that only this server can issue, one per form, bound to the person it was given to."""

from __future__ import annotations

import re
from typing import Any

from django.core.signing import BadSignature, Signer
from uuid6 import uuid7

_signer = Signer(salt="concord.submissions", sep="~")
_COUNTED = re.compile(r"!\d{1,9}\Z", re.ASCII)


def new_key(user_id: Any) -> str:
    return _signer.sign(f"{user_id or '-'}.{uuid7()}")


def belongs_to(key: str, user_id: Any) -> bool:
    """Whether this server issued the key to this user. A phone without a link may count on its last one: `!7`."""
    try:
        value = _signer.unsign(_COUNTED.sub("", key))
    except BadSignature:
        return False
    return value.partition(".")[0] == str(user_id or "-")
