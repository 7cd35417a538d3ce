"""Minutes that were circulated: what the sides answered, and by which way, each apart."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.documents.content import Block, Note, Numbers, Section
from monitoring.sections.sheets import Sheet
from monitoring.sections.tables import split_table


def gather(sheet: Sheet) -> Section:
    circulated = sheet.question("minutes")
    label = _("Minutes")
    number = sheet.number("minutes.count", _("Minutes circulated"), circulated)
    share = sheet.number("minutes.agreed", _("Minutes agreed"), sheet.question("minutes", "agreed"))
    blocks: list[Block] = [Numbers((number, share))]
    if number.value in {None, 0}:
        if number.value == 0:
            blocks.append(Note(_("No minutes were circulated of meetings in this period.")))
        return Section(_("Minutes"), tuple(blocks))
    by_status, by_way = sheet.question("minutes", by=("status",)), sheet.question("minutes", by=("way",))
    answer, way = pgettext("column", "Answer"), pgettext("column", "Way")
    caption = _("What the sides answered")
    blocks.append(split_table(sheet, "minutes.by_status", caption, answer, by_status, label=label))
    blocks.append(split_table(sheet, "minutes.by_way", _("How they answered"), way, by_way, label=label))
    blocks.append(Note(_("Answers by one-time link are counted apart: who gave them was not checked.")))
    return Section(_("Minutes"), tuple(blocks))
