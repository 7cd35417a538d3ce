"""The five numbers that a reader who has one minute wants."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.documents.content import Block, Note, Number, Numbers, Section
from monitoring.sections.sheets import Sheet


def gather(sheet: Sheet) -> Section:
    numbers: list[Number] = [sheet.number("summary.meetings", _("Meetings held"), sheet.question("meetings"))]
    if sheet.scope.counts_contacts:
        met = sheet.question("contacts", "posts")
        numbers.append(sheet.number("summary.offices", _("Offices met"), met))
    numbers += [
        sheet.number("summary.minutes", _("Minutes agreed"), sheet.question("minutes", "agreed")),
        sheet.number("summary.due", _("Action items due"), sheet.question("action-items")),
        sheet.number("summary.kept", _("Kept on time"), sheet.question("action-items", "kept-on-time")),
    ]
    blocks: list[Block] = [Numbers(tuple(numbers))]
    if all(number.value in {None, 0} for number in numbers):
        blocks.append(Note(_("Little or nothing is known of this period."), "warn"))
    return Section(_("At a glance"), tuple(blocks))
