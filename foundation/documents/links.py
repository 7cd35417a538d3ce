"""Addresses in files: whole ones, since a file has no page it stands on."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

SCHEMES = frozenset({"http", "https", "mailto"})


def whole(url: str) -> str:
    """The address with this mission's site before it; empty for what is not safe to follow from a file."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme:
        return url if parts.scheme in SCHEMES else ""
    is_ours = url.startswith("/") and not url.startswith(("//", "/\\"))
    return f"{settings.SITE_URL}{url}" if is_ours else ""
