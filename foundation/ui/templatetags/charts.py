from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from foundation.ui.charts.values import Drawing

register = template.Library()


@register.inclusion_tag("components/drawing.html")
def drawing(drawn: Drawing, *, narrow: bool = False) -> dict[str, Drawing | bool]:
    """A drawing with its finding, its measure and its numbers; `narrow` keeps the phone's form in a slim column."""
    return {"drawing": drawn, "narrow": narrow}


@register.filter
def svg(drawn: str) -> SafeString:
    """The `phone` or `laptop` of a Drawing, which the XML writer has escaped."""
    return mark_safe(drawn)  # noqa: S308
