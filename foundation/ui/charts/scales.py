"""From numbers to places on paper. Exact enough for a drawing, and never NaN or infinite."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.ui.charts.values import Mark, Number

SMALLEST_SPAN = 1e-9
STEPS = (1, 2, 2.5, 5)


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` laid along `start` to `end`; numbers outside are drawn at the nearer end."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: Number) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))


def extent(marks: Iterable[Mark], *, with_zero: bool = True) -> tuple[float, float]:
    """The smallest and largest number, zero among them when asked; (0, 1) when there is no number.

    The two always differ, by at least what a drawing can tell apart.
    """
    numbers = [float(mark.value) for mark in marks if mark.value is not None]
    if with_zero:
        numbers.append(0.0)
    if not numbers:
        return 0.0, 1.0
    low, high = min(numbers), max(numbers)
    smallest = max(SMALLEST_SPAN, (abs(low) + abs(high)) * SMALLEST_SPAN)
    if high - low >= smallest:
        return low, high
    if with_zero or abs(low) < SMALLEST_SPAN:
        return low, low + 1.0
    return low - abs(low) / 2, high + abs(high) / 2


def ticks(low: float, high: float, most: int) -> Sequence[float]:
    """At most `most` (at least 2) round numbers in equal steps that enclose `low` and `high`."""
    for step in _steps((high - low) / (most - 1)):
        first, last = math.floor(low / step + SMALLEST_SPAN), math.ceil(high / step - SMALLEST_SPAN)
        if last - first + 1 <= most:
            break
    last = max(last, first + 1)
    return [_clean(number * step, step) for number in range(first, last + 1)]


def _steps(least: float) -> Iterable[float]:
    """Round numbers from `least` upwards."""
    power = 10.0 ** math.floor(math.log10(least))
    for factor in (1, 10, 100):
        yield from (
            power * factor * step for step in STEPS[:-1] if power * factor * step >= least * (1 - SMALLEST_SPAN)
        )


def _clean(value: float, step: float) -> float:
    """The value without the noise of binary fractions."""
    digits = max(0, 2 - math.floor(math.log10(step)))
    return round(value, digits) + 0.0
