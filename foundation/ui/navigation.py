"""What the frame of a page needs to know to draw its bars."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the tab bar and sidebar, or one key of the keyboard help.

    `key` is a shortcut such as "g a" or "n"; empty means none. `badge` of 0 is not drawn.
    """

    url: str
    label: str
    icon: str
    current: bool = False
    badge: int = 0
    key: str = ""
