"""What is overdue, item by item: only what every reader of the report may open."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coordination.models import ActionItem
from foundation.access.actors import Actor
from foundation.access.visibility import in_my_areas
from foundation.documents.content import Block, Cell, Note, Section, Table, TableColumn
from foundation.ui.dates import due
from monitoring.sections.sheets import Sheet

MOST = 60


def gather(sheet: Sheet) -> Section:
    scope, title = sheet.scope, _("Overdue action items")
    if scope.reader is None:
        return Section(title, (Note(_("Single action items are not listed in a public report.")),))
    reader, on = scope.reader, scope.on
    within = in_my_areas(Actor(root_id=reader.root_id, area_paths=tuple(area.path for area in scope.areas)))
    items = ActionItem.objects.visible_to(reader).overdue(on=on).filter(within, agreed_with__isnull=False)
    shown = list(items.select_related("owner", "owner_post", "area").order_by("due_on", "pk")[: MOST + 1])
    if not shown:
        return Section(title, (Note(_("Nothing was overdue on this day."), "ok"),))
    columns = (
        TableColumn("reference", _("Reference"), "code"),
        TableColumn("summary", _("What will be done")),
        TableColumn("owner", _("Responsible")),
        TableColumn("due", _("Due date"), "date"),
        TableColumn("late", pgettext("column", "Late")),
    )
    rows = tuple(
        (
            Cell(item.reference, item.reference, item.get_absolute_url()),
            Cell(item.summary, item.summary),
            item.owner_post.title if item.owner_post else item.owner.name,
            item.due_on,
            due(item.due_on, on).text,
        )
        for item in shown[:MOST]
    )
    blocks: list[Block] = [Table("overdue", _("Overdue on the day of this report"), columns, rows)]
    if len(shown) > MOST:
        blocks.append(Note(_("Only the %(count)s that are overdue longest are listed.") % {"count": MOST}))
    return Section(title, tuple(blocks))
