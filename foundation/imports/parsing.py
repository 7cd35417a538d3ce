"""Cells as values. What could mean two things is asked about, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.imports.plain_words import known_words, plain
from foundation.imports.reading import Cell
from foundation.ui.clean_text import refuse_unstorable

Options = Sequence[tuple[Any, object]]

ERROR_CELL = re.compile(r"^#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$")
ISO_DAY = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})([T ].*)?$")
OTHER_DAY = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
# Whatever language the page is in, a spreadsheet has its own.
YES = frozenset(map(plain, ("yes", "y", "oui", "نعم", "sí", "sim", "ndiyo", "x", "true", "1", "✓")))
NO = frozenset(map(plain, ("no", "n", "non", "لا", "não", "hapana", "false", "0", "-")))


def shown(cell: Cell) -> str:
    """A cell as its person sees it, near enough: whole numbers without a point, days as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell).strip()


def text(*, longest: int) -> Callable[[Cell], str]:
    """A text that fits."""

    def parse(cell: Cell) -> str:
        words = shown(cell)
        if ERROR_CELL.match(words):
            raise ValidationError(_("This cell holds an error of the spreadsheet."))
        refuse_unstorable(words)
        if len(words) > longest:
            raise ValidationError(_("This is too long: at most %(longest)s characters.") % {"longest": longest})
        return words

    return parse


def day(cell: Cell) -> dt.date:
    """A day. 3/4/2026 may be in March or in April, so it is asked about; 25/4/2026 cannot."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    words = shown(cell)
    if found := ISO_DAY.match(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := OTHER_DAY.match(words):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first <= 12 and second <= 12 and first != second:
            raise ValidationError(
                _("This may mean two days. Write it as %(one)s or %(other)s.")
                % {"one": f"{year}-{second:02d}-{first:02d}", "other": f"{year}-{first:02d}-{second:02d}"}
            )
        return _day(year, min(first, second) if first > 12 or second > 12 else second, max(first, second))
    raise ValidationError(_("This is not a day. Write it as %(example)s.") % {"example": "2026-11-25"})


def _day(year: int, month: int, number: int) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise ValidationError(_("There is no such day.")) from None


def yes_or_no(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    words = plain(shown(cell))
    if words in YES:
        return True
    if words in NO:
        return False
    raise ValidationError(_("Write yes or no."))


def _by_words(options: Options, aliases: Mapping[Any, Sequence[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for value, label in options:
        for words in known_words(label, (value, *aliases.get(value, ()))):
            found.setdefault(words, value)
    return found


def one_of(
    options: Options | Callable[[], Options], aliases: Mapping[Any, Sequence[str]] | None = None
) -> Callable[[Cell], Any]:
    """One of the options (value, label), recognised by value, label in six languages or alias.

    Options that an administrator may change are given as a function.
    """
    last: tuple[Any, dict[str, Any]] = ((), {})

    def parse(cell: Cell) -> Any:
        nonlocal last
        offered = options() if callable(options) else options
        if last[0] != offered:
            last = (offered, _by_words(offered, aliases or {}))
        words = plain(shown(cell))
        if words not in last[1]:
            known = ", ".join(str(label) for _value, label in offered)
            raise ValidationError(_("This is not one of: %(known)s.") % {"known": known})
        return last[1][words]

    return parse
