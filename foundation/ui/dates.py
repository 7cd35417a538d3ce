"""Days and instants as people read them: "Thu 26 Nov", Western digits, never 03/04/2026.

Django's own short names are ambiguous in French ("Jui") and clipped in Swahili, so the short names
of the six languages stand here, after the Unicode locale data (CLDR 46).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

# Monday first, as date.weekday() counts.
WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    "pt": ("seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."),
    "sw": ("Jumatatu", "Jumanne", "Jumatano", "Alhamisi", "Ijumaa", "Jumamosi", "Jumapili"),
}
# fmt: off
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin",
           "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "ar": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
           "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun",
           "jul", "ago", "sept", "oct", "nov", "dic"),
    "pt": ("jan.", "fev.", "mar.", "abr.", "mai.", "jun.",
           "jul.", "ago.", "set.", "out.", "nov.", "dez."),
    "sw": ("Jan", "Feb", "Mac", "Apr", "Mei", "Jun",
           "Jul", "Ago", "Sep", "Okt", "Nov", "Des"),
}
# fmt: on
WEEK = 7


@dataclass(frozen=True)
class Due:
    """How a due date stands on a given day. `tone` is "late", "week" or "neutral"."""

    text: str
    tone: str


def page_language() -> str:
    """The page's language among the six; English when none of them is active."""
    code = (get_language() or "en").split("-")[0]
    return code if code in WEEKDAYS else "en"


def month_name(day: dt.date) -> str:
    """The short name of the day's month in the page's language."""
    return MONTHS[page_language()][day.month - 1]


def long_date(day: dt.date, today: dt.date | None = None) -> str:
    """The day with its weekday; the year only when it is not the year of `today`."""
    language = page_language()
    today = today or timezone.localdate()
    comma = "," if language == "pt" else ""
    text = f"{WEEKDAYS[language][day.weekday()]}{comma} {day.day} {MONTHS[language][day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def clock(instant: dt.datetime) -> str:
    """Hours and minutes on the 24-hour clock, in the zone the instant already carries."""
    return f"{instant:%H:%M}"


def zone_label(zone_name: str) -> str:
    """A zone as people say it: "Africa/Bangui" is "Bangui time"; UTC stays UTC, and "Etc/GMT-4" is "UTC+4"."""
    if zone_name in {"UTC", "Etc/UTC", "Etc/GMT"}:
        return "UTC"
    if zone_name.startswith("Etc/GMT"):
        # Its names count the other way round.
        hours = -int(zone_name.removeprefix("Etc/GMT"))
        return f"UTC{hours:+d}" if hours else "UTC"
    place = zone_name.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return _("%(place)s time") % {"place": place}


def in_zone(instant: dt.datetime, zone_name: str) -> dt.datetime:
    """The aware instant in the named zone. Raises ZoneInfoNotFoundError for an unknown name."""
    return instant.astimezone(ZoneInfo(zone_name))


def due(on: dt.date, today: dt.date) -> Due:
    """What a due date means today: late, within the week, or later."""
    days = (on - today).days
    if days < 0:
        late = ngettext("%(count)d day late", "%(count)d days late", -days) % {"count": -days}
        return Due(late, "late")
    if days == 0:
        return Due(_("Today"), "week")
    if days == 1:
        return Due(_("Tomorrow"), "week")
    text = ngettext("In %(count)d day", "In %(count)d days", days) % {"count": days}
    return Due(text, "week" if days <= WEEK else "neutral")
