"""Numbers of figures as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

UNGROUPED = 1000  # below it no language parts the digits


def shown_number(value: Decimal | int) -> str:
    """Western digits, as everywhere; at most one decimal."""
    if isinstance(value, int) and 0 <= value < UNGROUPED:
        return str(value)
    if isinstance(value, Decimal):
        value = value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        value = int(value) if value == value.to_integral_value() else value
    return number_format(value, use_l10n=True, force_grouping=True)


def shown_share(share: Decimal) -> str:
    percent = (share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return _("%(number)s %%") % {"number": number_format(percent, use_l10n=True)}


def withheld() -> str:
    """In place of a number that would tell about few records the reader cannot open."""
    return pgettext("figure", "withheld")


def no_data() -> str:
    """In place of a number where nothing was recorded: never a zero."""
    return pgettext("figure", "no data")


def nothing_to_measure() -> str:
    """In place of a share or median of nothing."""
    return pgettext("figure", "nothing to measure")
