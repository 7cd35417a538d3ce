"""What follows from some sums of numbers that are not negative: a small exact linear solver for attacks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

Sum = Mapping[Hashable, int]


@dataclass
class Knowledge:
    """Unknown whole numbers, none negative, and sums of them that are known."""

    rows: list[list[Fraction]] = field(default_factory=list)
    names: dict[Hashable, int] = field(default_factory=dict)
    facts: list[tuple[dict[Hashable, int], int]] = field(default_factory=list)

    def learn(self, unknowns: Iterable[Hashable], total: int) -> None:
        self.facts.append((dict.fromkeys(unknowns, 1), total))

    def learn_at_most(self, unknowns: Iterable[Hashable], most: int) -> None:
        self.facts.append(({**dict.fromkeys(unknowns, 1), ("slack", len(self.facts)): 1}, most))

    def learn_at_least(self, unknowns: Iterable[Hashable], least: int) -> None:
        self.facts.append(({**dict.fromkeys(unknowns, 1), ("slack", len(self.facts)): -1}, least))

    def prepare(self) -> None:
        """Solve the facts once, by the two-phase simplex method with exact fractions; targets start from there."""
        self.names = {}
        for sums, _total in self.facts:
            for name in sums:
                self.names.setdefault(name, len(self.names))
        width = len(self.names)
        self.rows, self.basis = [], []
        for number, (sums, total) in enumerate(self.facts):
            row = [Fraction(0)] * (width + len(self.facts) + 1)
            for name, sign in sums.items():
                row[self.names[name]] = Fraction(sign)
            row[width + number], row[-1] = Fraction(1), Fraction(total)
            self.rows.append(row)
            self.basis.append(width + number)
        cost = [Fraction(0)] * width + [Fraction(-1)] * len(self.facts)
        if self._maximise(cost, width + len(self.facts)) != 0:
            raise AssertionError("the facts contradict each other")
        self._drop_helpers(width)

    def bounds_of(self, unknowns: Iterable[Hashable]) -> tuple[int, float]:
        """The least and the most that these can be together."""
        cost = [Fraction(0)] * len(self.names)
        for name in unknowns:
            if name not in self.names:
                return 0, float("inf")
            cost[self.names[name]] += 1
        most = self._maximise(cost, len(self.names))
        least = self._maximise([-one for one in cost], len(self.names))
        assert least is not None
        return ceil(-least), float("inf") if most is None else floor(most)

    def _drop_helpers(self, width: int) -> None:
        """Take the helping unknowns out of the solution; a fact that followed from others goes with them."""
        for place in reversed(range(len(self.rows))):
            if self.basis[place] >= width:
                column = next((c for c in range(width) if self.rows[place][c]), None)
                if column is None:
                    del self.rows[place], self.basis[place]
                else:
                    self._pivot(place, column, [])
        self.rows = [[*row[:width], row[-1]] for row in self.rows]

    def _maximise(self, cost: list[Fraction], width: int) -> Fraction | None:
        """The largest value of the cost, None when there is none (Bland's rule, so it ends)."""
        line = [*cost, Fraction(0)]
        for place, column in enumerate(self.basis):
            if line[column]:
                factor = line[column]
                line = [a - factor * b for a, b in zip(line, self.rows[place], strict=True)]
        while True:
            column = next((c for c in range(width) if line[c] > 0), None)
            if column is None:
                return -line[-1]
            candidates = [
                (row[-1] / row[column], self.basis[place], place)
                for place, row in enumerate(self.rows)
                if row[column] > 0
            ]
            if not candidates:
                return None
            self._pivot(min(candidates)[2], column, line)

    def _pivot(self, place: int, column: int, line: list[Fraction]) -> None:
        pivot = self.rows[place][column]
        row = self.rows[place] = [one / pivot if one else one for one in self.rows[place]]
        used = [number for number, one in enumerate(row) if one]
        for other in [*(o for number, o in enumerate(self.rows) if number != place), line]:
            if other and other[column]:
                factor = other[column]
                for number in used:
                    other[number] -= factor * row[number]
        self.basis[place] = column
