"""What a browser says of itself, in two words a person recognises."""

from __future__ import annotations

from django.utils.translation import gettext as _

# First match wins: each browser also names those it descends from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """For example "Chrome, Android"."""
    words = [_found(user_agent, BROWSERS), _found(user_agent, SYSTEMS)]
    return ", ".join(word for word in words if word) or _("A device we do not recognise")


def _found(user_agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in user_agent), "")
