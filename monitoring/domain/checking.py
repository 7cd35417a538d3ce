"""Is a copy genuine: which edition, that the reader may open, has this fingerprint."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from monitoring.models import Edition, EditionFile


@dataclass(frozen=True)
class Genuine:
    """`what` of the edition has the fingerprint: what it says, or one of its files."""

    edition: Edition
    what: str


def edition_with_digest(digest: str, actor: Actor) -> Genuine | None:
    edition = Edition.objects.visible_to(actor).ready().defer("contents").filter(digest=digest).first()
    if edition is not None:
        return Genuine(edition, _("this is the fingerprint of what it says"))
    kept = EditionFile.objects.visible_to(actor).filter(file__sha256=digest).select_related("edition").first()
    if kept is not None:
        return Genuine(kept.edition, _("this is its %(form)s file, unchanged") % {"form": kept.get_form_display()})
    return None
