"""Meetings held: how many, of which kinds, where."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.documents.content import Block, Note, Numbers, Section
from foundation.figures.questions import AREA
from monitoring.sections.sheets import Sheet
from monitoring.sections.tables import area_map, split_table


def gather(sheet: Sheet) -> Section:
    held = sheet.question("meetings")
    label = _("Meetings held")
    number = sheet.number("meetings.count", label, held)
    blocks: list[Block] = [Numbers((number,))]
    if sheet.answer(held).total.is_missing:
        blocks.append(Note(_("Nothing is recorded of this period. That is not the same as no meeting."), "warn"))
        return Section(_("Meetings"), tuple(blocks))
    by_kind, by_area = sheet.question("meetings", by=("kind",)), sheet.question("meetings", by=(AREA,))
    kinds, places = pgettext("column", "Kind of meeting"), pgettext("column", "Area")
    blocks.append(split_table(sheet, "meetings.by_kind", _("Meetings by kind"), kinds, by_kind, label=label))
    blocks.append(split_table(sheet, "meetings.by_area", _("Meetings by area"), places, by_area, label=label))
    blocks += area_map(sheet, "meetings-map", _("Meetings by area"), by_area, label=label, table="meetings.by_area")
    return Section(_("Meetings"), tuple(blocks))
