from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordination.choices import ACTION_OPEN, ACTION_WORDS, ActionStatus, ActionWord


@dataclass(frozen=True)
class Standing:
    """How an item stands: all that its tags and words are drawn from."""

    status: str
    due_on: date
    due_is_approximate: bool
    answer_by: date | None
    answer_from: str
    needs_help: bool
    is_not_contradicted: bool

    @property
    def label(self) -> str:
        return str(ActionStatus(self.status).label)

    @property
    def word(self) -> ActionWord:
        return ACTION_WORDS[ActionStatus(self.status)]

    @property
    def is_open(self) -> bool:
        return self.status in ACTION_OPEN
