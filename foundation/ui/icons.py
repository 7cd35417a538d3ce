"""The names of the icons in static/icons/sprite.svg."""

from __future__ import annotations

_OF_THE_FRAME = ("home", "checklist", "people", "person", "chart", "gear", "bell", "table", "mark")
_OF_DEEDS = ("check", "hand", "plus", "arrow", "undo", "print", "search", "filter", "download")
_OF_MORE_DEEDS = ("close", "exit", "eye", "copy", "link", "pencil", "more")
_OF_MATTERS = ("road", "water", "shield", "school", "radio", "flag", "scale", "speech", "warning")
_OF_THINGS = ("clock", "lock", "calendar", "pin", "key", "phone", "camera", "paper")

ICONS = frozenset(_OF_THE_FRAME + _OF_DEEDS + _OF_MORE_DEEDS + _OF_MATTERS + _OF_THINGS)

# Drawn along the line of writing, so mirrored in right-to-left pages.
TURNING_ICONS = frozenset({"arrow", "undo", "exit"})
