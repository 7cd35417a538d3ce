"""Coverage: which offices of other sides were met, and how soon after somebody took one."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from foundation.documents.content import Block, Note, Numbers, Section
from monitoring.sections.sheets import Sheet
from monitoring.sections.tables import split_table


def gather(sheet: Sheet) -> Section | None:
    """Only for the side that meets: whom it sees is not for others to read."""
    if not sheet.scope.counts_contacts:
        return None
    known = sheet.scope.office_count
    of_known = ngettext("of %(count)s office known there", "of %(count)s offices known there", known) % {"count": known}
    offices = sheet.question("contacts", "posts")
    numbers = (
        sheet.number("contacts.posts", _("Offices met"), offices, note=of_known),
        sheet.number("contacts.count", _("Contacts with them"), sheet.question("contacts")),
        sheet.number(
            "contacts.days_to_first",
            _("Days to the first meeting, median"),
            sheet.question("contacts", "days-to-first"),
            note=_("from the day somebody took the office"),
        ),
    )
    blocks: list[Block] = [Numbers(numbers)]
    title = _("Coverage of counterparts")
    if sheet.answer(offices).total.is_missing:
        blocks.append(Note(_("No contact with an office is recorded in this period."), "warn"))
        return Section(title, tuple(blocks))
    by_side = sheet.question("contacts", by=("organisation",))
    head, label = pgettext("column", "Organisation"), _("Times met")
    blocks.append(
        split_table(sheet, "contacts.by_organisation", _("Contacts by organisation"), head, by_side, label=label)
    )
    return Section(title, tuple(blocks))
