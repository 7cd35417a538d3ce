"""Answers to "may this actor do this to that?", always with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Decision:
    """A yes or a no that can explain itself to the person who asked."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)


def denied(reason: str) -> Decision:
    return Decision(False, reason)


class ActionDenied(PermissionDenied):
    """The rules refuse what was asked; the message is for the person who asked."""


def require(decision: Decision) -> None:
    """Go on only when allowed.

    Raises:
        ActionDenied: with the decision's reason.
    """
    if not decision:
        raise ActionDenied(decision.reason)
