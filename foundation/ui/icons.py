"""The names of the icons in static/icons/sprite.svg."""

from __future__ import annotations

ICONS = frozenset(
    """
    home checklist people person chart gear clock check hand lock calendar pin plus arrow undo print
    search filter download bell key phone camera paper scale road water shield school radio flag
    warning close exit eye copy link pencil more speech table mark
    """.split()
)

# Drawn as pointing or moving along the line of writing, so mirrored in right-to-left pages.
TURNING_ICONS = frozenset({"arrow", "undo", "exit"})
