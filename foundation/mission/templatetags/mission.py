from __future__ import annotations

from django import template
from django.utils.translation import get_language

from foundation.mission.reading import mission

register = template.Library()


@register.simple_tag
def translation_is_confirmed() -> bool:
    """Whether a speaker has confirmed the page's language."""
    return (get_language() or "en").split("-")[0] in mission().confirmed_languages


@register.simple_tag
def mission_marking(sensitivity: str) -> str:
    """The mission's own marking words; empty where it has none in this language."""
    return mission().marking(sensitivity)


@register.simple_tag
def mission_name() -> str:
    return mission().name
