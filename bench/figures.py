from __future__ import annotations

from dataclasses import dataclass


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

    def __str__(self) -> str:
        word = "kept  " if self.is_kept else "MISSED"
        return f"{word} {self.name}: {self.measured:g} {self.unit} (at most {self.promised:g}) {self.more}".rstrip()
