"""References that can be said over a radio: `GAO-26-0147-K`. Labels, never keys."""

from __future__ import annotations

from datetime import date

from django.db import connection
from stdnum.iso7064 import mod_37_36

from foundation.places.models import Area

# Letters and digits without I and O, which sound and look like one and zero.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# Makes the counter where there is none yet, and holds its row.
TAKE_NUMBERS = """
    insert into coordination_referencecounter as counter (area_id, year, last_number) values (%s, %s, %s)
    on conflict (area_id, year) do update set last_number = counter.last_number + excluded.last_number
    returning last_number
"""
_LOOK_ALIKES = str.maketrans({"I": "1", "O": "0"})


def next_references(area: Area, *, on: date, count: int = 1) -> list[str]:
    """The next `count` references of the area and year. In a transaction: the counter is held until its end."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBERS, [area.pk, on.year, count])
        (last,) = cursor.fetchone()
    first = last - count + 1
    code = (area.radio_code or area.code).upper()
    return [with_check(f"{code}-{on.year % 100:02d}-{number:04d}") for number in range(first, first + count)]


def with_check(label: str) -> str:
    return f"{label}-{check_character(label)}"


def check_character(label: str) -> str:
    """ISO 7064 hybrid check character over the letters and digits of `label`."""
    spoken = "".join(char for char in label.upper().translate(_LOOK_ALIKES) if char in ALPHABET)
    return mod_37_36.calc_check_digit(spoken, ALPHABET)


def is_reference(text: str) -> bool:
    """Whether `text` is a reference heard right: its check character fits."""
    label, _dash, check = text.strip().upper().rpartition("-")
    return bool(label) and check_character(label) == check
