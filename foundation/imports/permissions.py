"""Who may take in a file, and undo it. Nothing else decides this; what the rows may do is asked of each row."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.access.decisions import ALLOWED, Decision, denied
from foundation.imports.choices import ImportState
from foundation.imports.kinds import kinds_for
from foundation.imports.models import Import, Sheet


def can_import(actor: Actor) -> Decision:
    """Whether there is anything this actor may take in."""
    return ALLOWED if kinds_for(actor) else denied(_("Your role does not include this."))


def can_prepare_import(actor: Actor, source: Import) -> Decision:
    if source.state != ImportState.DRAFT:
        return denied(_("This file is %(state)s.") % {"state": source.get_state_display()})
    return source.kind_of_rows.rule(actor)


can_apply_import = can_prepare_import
can_discard_import = can_prepare_import


def can_undo_import(actor: Actor, source: Import) -> Decision:
    if source.state != ImportState.APPLIED:
        return denied(_("Nothing of this file was taken in."))
    return source.kind_of_rows.rule(actor)


def can_key_sheet(actor: Actor, sheet: Sheet) -> Decision:
    if sheet.taken_in_as_id and sheet.taken_in_as and sheet.taken_in_as.state != ImportState.DISCARDED:
        return denied(_("The rows of this sheet were handed over already."))
    return sheet.kind_of_rows.rule(actor)
