from __future__ import annotations

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def grouped(count: int) -> str:
    """A large number as the page's language writes it: 12 000."""
    return number_format(count, use_l10n=True, force_grouping=True)
