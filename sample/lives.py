"""The life of one action item: a walk through `ACTION_MOVES`, deed by deed, by whoever may do each on that day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from coordination.choices import ACTION_MOVES, ActionStatus, NotDoneReason
from sample.clock import Clock
from sample.minutes import moment
from sample.records import Deed
from sample.words import phrase

S = ActionStatus
# How often each move is the next one. The rest of a hundred: nothing more happens.
WEIGHTS: dict[ActionStatus, dict[ActionStatus, int]] = {
    S.REQUESTED: {S.ACCEPTED: 91, S.DECLINED: 6, S.WITHDRAWN: 3},
    S.ACCEPTED: {S.IN_PROGRESS: 56, S.REPORTED_DONE: 41, S.DROPPED: 3},
    S.IN_PROGRESS: {S.REPORTED_DONE: 97, S.DROPPED: 3},
    S.REPORTED_DONE: {S.CONFIRMED: 87, S.IN_PROGRESS: 11},
    S.DECLINED: {},
    S.WITHDRAWN: {},
    S.CONFIRMED: {},
    S.DROPPED: {},
}
NEW_DATE, HELP, COMMENT = 0.16, 0.1, 0.08
# After so many reports somebody is content.
MOST_RETURNS = 2

Somebody = Callable[[date], str]


@dataclass(frozen=True)
class Hands:
    """Who keeps an item, who says yes or no for its owner, and who answers for the other side, on a given day."""

    keeper: Somebody
    clearer: Somebody
    other: Somebody
    asker: Somebody


@dataclass
class Life:
    """One item being planned. `at` is when the last deed was done, `due` the date agreed by then."""

    clock: Clock
    chance: Random
    hands: Hands
    language: str
    due: date
    at: datetime
    status: ActionStatus
    is_own_task: bool = False
    reports: int = 0
    needs_help: bool = False
    is_over: bool = False
    deeds: list[Deed] = field(default_factory=list)

    def walk(self) -> tuple[Deed, ...]:
        """Everything that has happened to it before the sample ends."""
        while not self.is_over and self.at < self.clock.end:
            moves = WEIGHTS[self.status]
            if not moves:
                break
            self.go(self.choose(moves))
        return tuple(deed for deed in self.deeds if deed.at < self.clock.end)

    def choose(self, moves: dict[ActionStatus, int]) -> ActionStatus | None:
        allowed = {to: weight for to, weight in moves.items() if to in ACTION_MOVES[self.status]}
        if self.reports > MOST_RETURNS:
            allowed.pop(S.IN_PROGRESS, None)
        if not self.hands.other(self.day):
            # Nobody across the table signs in to agree to it.
            allowed.pop(S.DROPPED, None)
        rest = 100 - sum(moves.values())
        return self.chance.choices([*allowed, None], [*allowed.values(), rest])[0]

    def go(self, to: ActionStatus | None) -> None:
        if to is None:
            self.is_over = True
            return
        deeds: dict[ActionStatus, Callable[[], None]] = {
            S.ACCEPTED: self.accept,
            S.DECLINED: self.decline,
            S.WITHDRAWN: self.withdraw,
            S.IN_PROGRESS: self.start if self.status == S.ACCEPTED else self.give_back,
            S.REPORTED_DONE: self.report,
            S.CONFIRMED: self.confirm,
            S.DROPPED: self.drop,
        }
        deeds[to]()
        self.status = to

    # the moves

    def accept(self) -> None:
        """By the date asked for, or now and then by a later one."""
        later = self.due + timedelta(days=7) if self.chance.random() < 0.06 else None
        if self.do("accept", self.hands.clearer, days=(1, 4), due_on=later):
            self.due = later or self.due

    def decline(self) -> None:
        self.do("decline", self.hands.clearer, days=(1, 6), **self.reasons())

    def withdraw(self) -> None:
        self.do("withdraw", self.hands.asker, days=(2, 6))

    def start(self) -> None:
        self.do("start", self.hands.keeper, days=(0, 4))

    def report(self) -> None:
        """Mostly by the date agreed, sometimes days late, seldom weeks; on the way this and that comes up."""
        if self.chance.random() < NEW_DATE and self.hands.other(self.day):
            self.ask_for_another_date()
        if self.chance.random() < HELP:
            self.ask_for_help()
        if self.chance.random() < COMMENT:
            self.comment()
        late = self.chance.choice(self.chance.choices(((-4, -2, -1, 0), (1, 2, 3, 5), (8, 12, 18, 30)), (70, 22, 8))[0])
        done = self.due + timedelta(days=late) if not self.reports else self.day + timedelta(days=3)
        self.do("report_done", self.hands.keeper, on=done, text=phrase(self.chance, self.language, "done"))
        self.reports += 1
        self.needs_help = False

    def confirm(self) -> None:
        self.do("confirm", self.hands.other, days=(1, 6))

    def give_back(self) -> None:
        """Not done yet, says the other side; or who reported takes the report back."""
        if self.chance.random() < 0.2:
            self.do("undo_report", self.hands.keeper, days=(0, 1))
        else:
            self.do("return", self.hands.other, days=(1, 4), text=phrase(self.chance, self.language, "returned"))

    def drop(self) -> None:
        """Proposed by who owes it, at times refused at first, in the end agreed."""
        words = self.reasons()
        if self.chance.random() < 0.25 and self.do("propose_drop", self.hands.keeper, days=(3, 8), **words):
            self.do("refuse_drop", self.hands.other, days=(1, 3))
        if self.do("propose_drop", self.hands.keeper, days=(3, 9), **words):
            self.do("agree_drop", self.hands.other, days=(1, 4))

    # what comes up on the way

    def ask_for_another_date(self) -> None:
        new, text = self.due + timedelta(days=self.chance.choice((5, 7, 10, 14))), phrase(
            self.chance, self.language, "later"
        )  # fmt: skip
        asked = max(self.due - timedelta(days=self.chance.randint(1, 4)), self.day)
        if not self.do("propose_date", self.hands.keeper, on=asked, text=text, due_on=new):
            return
        if self.is_own_task:
            self.due = new
        elif self.chance.random() < 0.82:
            if self.do("agree_date", self.hands.other, days=(1, 3)):
                self.due = new
        else:
            self.do("refuse_date", self.hands.other, days=(1, 3))

    def ask_for_help(self) -> None:
        text = phrase(self.chance, self.language, "help")
        if self.do("ask_for_help", self.hands.keeper, days=(1, 4), text=text):
            self.needs_help = True
            if self.chance.random() < 0.4 and self.do("settle_help", self.hands.keeper, days=(2, 5)):
                self.needs_help = False

    def comment(self) -> None:
        who = self.hands.other if self.chance.random() < 0.5 else self.hands.keeper
        self.do("comment", who, days=(0, 3), text=phrase(self.chance, self.language, "comment"))

    def reasons(self) -> dict[str, Any]:
        reason = self.chance.choice(list(NotDoneReason)).value
        return {"reason": reason, "text": phrase(self.chance, self.language, reason)}

    # how a deed is put down

    @property
    def day(self) -> date:
        return self.at.date()

    def do(
        self, verb: str, who: Somebody, *, days: tuple[int, int] = (0, 0), on: date | None = None, text: str = "",
        reason: str = "", due_on: date | None = None,
    ) -> bool:  # fmt: skip
        """Put down that it was done, some days after the deed before; the life is over where nobody may do it."""
        if self.is_over:
            return False
        at = self.at + timedelta(days=self.chance.randint(*days))
        if on is not None:
            at = max(self.clock.at(on, 8), self.at)
        at = moment(self.clock, at, self.chance)
        by = who(at.date())
        if not by:
            self.is_over = True
            return False
        self.at = at
        self.deeds.append(Deed(verb, at, by, text, self.language, reason, due_on))
        return True
