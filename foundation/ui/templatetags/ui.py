from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django import template
from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language

from foundation.ui import dates, names
from foundation.ui.addresses import changed_query
from foundation.ui.icons import ICONS, TURNING_ICONS
from foundation.ui.notes import saved_form_of

register = template.Library()

register.filter("initials", names.initials)
register.filter("saved_form_of", saved_form_of)


@register.simple_tag
def icon(name: str, extra: str = "", label: str = "") -> SafeString:
    """An icon of the sprite. Silent to a screen reader unless `label` says what it means.

    Raises ValueError for a name that the sprite lacks: a missing icon is a mistake in the page.
    """
    return _drawn_icon(name, extra, str(label))


@lru_cache
def _drawn_icon(name: str, extra: str, label: str) -> SafeString:
    if name not in ICONS:
        raise ValueError(f"No icon is called {name!r}.")
    turning = "icon-turns" if name in TURNING_ICONS else ""
    classes = " ".join(filter(None, ["icon", extra, turning]))
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"/></svg>',
        classes,
        spoken,
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def remembered(template_name: str, **values: object) -> SafeString:
    """As `{% include … only %}`, drawn once for the page's language and these values.

    For parts that many pages or rows share. The values are plain and cannot change, and the part looks at nothing
    else, neither the hour nor who reads it. Raises TypeError for a record, a lazy text or one marked as safe.
    """
    return _drawn_part(template_name, get_language(), **values)


@lru_cache(maxsize=4096, typed=True)
def _drawn_part(template_name: str, _language: str | None, /, **values: object) -> SafeString:
    if unfit := [name for name, value in values.items() if isinstance(value, (Model, Promise, SafeData))]:
        raise TypeError(f"{template_name} cannot be remembered by {unfit}.")
    return render_to_string(template_name, values)


@register.filter
def bdi(text: object) -> SafeString:
    """Text written by a person, kept from turning the direction of what stands around it."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def long_date(day: dt.date | None, today: dt.date | None = None) -> str:
    """ "Thu 26 Nov" in the page's language; the empty string for no date."""
    if not day:
        return ""
    return dates.long_date(_as_day(day), today)


@register.filter
def written_day(value: object) -> str:
    """What a day field holds, written out; the empty string when it holds no day."""
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            return ""
    return long_date(value) if isinstance(value, dt.date) else ""


@register.filter
def month_name(day: dt.date) -> str:
    """The short month, for a calendar block."""
    return dates.month_name(_as_day(day))


@register.simple_tag
def tag(label: object, tone: str = "", icon: str = "") -> SafeString:
    """A small coloured word; nothing for an empty label. `tone` is late, week, ok, help or brand."""
    if not label:
        return SafeString()
    classes = f"tag tag-{tone}" if tone else "tag"
    drawn = _drawn_icon(icon, "icon-small", "") if icon else ""
    return format_html('<span class="{}">{}{}</span>', classes, drawn, label)


@register.simple_tag
def due_tag(on: dt.date | None, today: dt.date | None = None) -> SafeString:
    """A tag such as "3 days late" or "In 4 days"; nothing when there is no date."""
    if not on:
        return SafeString()
    standing = dates.due(_as_day(on), today or timezone.localdate())
    return tag(standing.text, standing.tone, "clock")


@register.simple_tag
def meeting_time(instant: dt.datetime | None, zone_name: str = "", show: str = "both") -> str:
    """An instant in its meeting's zone with the zone's name.

    `show` is "both" (day and time) or "time". Without a zone the current one is meant.
    """
    if not instant:
        return ""
    # Not its name for today, which for a fixed offset is none that is found again.
    zone_name = zone_name or str(timezone.get_current_timezone())
    local = dates.in_zone(instant, zone_name)
    text = dates.clock(local)
    if show == "both":
        text = f"{dates.long_date(local.date())} · {text}"
    return format_html(
        '<time datetime="{}" data-zone="{}">{}</time> <span class="zone" title="{}">{}</span>',
        instant.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
        zone_name,
        text,
        zone_name,
        dates.zone_label(zone_name),
    )


@register.simple_tag
def language_names() -> list[dict[str, str | bool]]:
    """The six languages by their own names, whatever the page's language."""
    return [{"code": code, "name": name, "bidi": code in settings.LANGUAGES_BIDI} for code, name in settings.LANGUAGES]


@register.simple_tag(takes_context=True)
def url_with(context: Context, **changes: object) -> str:
    """This page's address with some GET parameters changed; None or "" takes one away."""
    request: HttpRequest = context["request"]
    return changed_query(request.GET, changes)


def _as_day(day: dt.date) -> dt.date:
    if isinstance(day, dt.datetime):
        return timezone.localdate(day) if timezone.is_aware(day) else day.date()
    return day
