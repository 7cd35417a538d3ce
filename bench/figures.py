from __future__ import annotations

from dataclasses import dataclass

from bench.promises import MISSED, WORSE_AT_MOST


@dataclass(frozen=True)
class Figure:
    """`measured` may be at most `promised`."""

    name: str
    measured: float
    promised: float
    unit: str
    more: str = ""

    @property
    def is_kept(self) -> bool:
        return self.measured <= self.promised

    @property
    def is_failure(self) -> bool:
        """Missed without standing among the known ones, or worse by half than it was when it was written there."""
        known = MISSED.get(self.name)
        return not self.is_kept and (known is None or self.measured > known.measured * WORSE_AT_MOST)

    def __str__(self) -> str:
        word = "kept  " if self.is_kept else "FAILED" if self.is_failure else "MISSED"
        line = f"{word} {self.name}: {self.measured:g} {self.unit} (at most {self.promised:g}) {self.more}".rstrip()
        known = MISSED.get(self.name)
        return f"{line}\n       recorded as {known.measured:g}: {known.why}" if known and not self.is_kept else line


@dataclass(frozen=True)
class Limit:
    """A time that is promised on some machine: printed to be looked at, deciding nothing."""

    name: str
    measured: float
    promised: float
    unit: str

    def __str__(self) -> str:
        word = "within" if self.measured <= self.promised else "BEYOND"
        return f"{word} {self.name}: {self.measured:g} {self.unit} (limit {self.promised:g})"
