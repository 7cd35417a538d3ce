from __future__ import annotations

import pytest

from coordination.choices import ActionStatus
from coordination.domain.remarks import comment_on_action_item
from coordination.models import ActionItem
from foundation.access.choices import Sensitivity
from foundation.access.decisions import ActionDenied
from foundation.imports.checking import check_import
from foundation.imports.provenance import provenance_of
from foundation.imports.undoing import undo_import
from foundation.journal.models import Entry
from foundation.notices.models import Notice
from tests.factories import AreaFactory, OrganisationFactory
from tests.imports.conftest import private_files, world  # noqa: F401  (fixtures)
from tests.imports.sending import applied, csv_of, sent

HEADINGS = ("Ref", "Action point", "Lead", "With", "Deadline", "Status", "Area", "Priority")
KIND = "old_tracker"


def row(
    ref="LA-1", action="Repair the bridge", lead="Town of Corma", other="UNAC", due="2026-12-01", status="open", area=""
):
    return (ref, action, lead, other, due, status, area, "")


def planned(world, *rows):  # noqa: F811
    return check_import(sent(csv_of(HEADINGS, *rows), by=world.officer, kind=KIND), world.officer).plans


def test_a_file_binds_nobody(world):  # noqa: F811
    """Whatever the old tracker said, between two sides an item is asked for, and only its own side sees it."""
    for number, status in enumerate(("open", "accepted", "in progress", "done")):
        applied(csv_of(HEADINGS, row(ref=f"LA-{number}", status=status)), by=world.officer, kind=KIND)

    items = ActionItem.objects.all()
    assert {item.status for item in items} == {ActionStatus.REQUESTED}
    assert {item.sensitivity for item in items} == {Sensitivity.INTERNAL}
    assert not ActionItem.objects.visible_to(world.mayor).exists()
    assert not Notice.objects.exists()


def test_what_was_finished_stays_in_the_old_tracker(world):  # noqa: F811
    plans = planned(
        world, *(row(ref=status, status=status) for status in ("closed", "cancelled", "declined", "annulé"))
    )

    assert {plan.outcome for plan in plans} == {"leave_out"}


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        ("open", ActionStatus.ACCEPTED),
        ("en cours", ActionStatus.IN_PROGRESS),
        ("done", ActionStatus.REPORTED_DONE),
    ],
)
def test_an_own_task_goes_on_where_it_stood_by_its_deeds(world, status, becomes):  # noqa: F811
    applied(csv_of(HEADINGS, row(lead="UNAC", other="", status=status)), by=world.officer, kind=KIND)

    item = ActionItem.objects.get()
    verbs = list(Entry.objects.filter(subject_id=item.pk).order_by("id").values_list("verb", flat=True))
    assert item.status == becomes
    assert verbs == ["added", "started", "reported_done"][: {"open": 1, "en cours": 2, "done": 3}[status]]


def test_a_row_taken_in_before_is_left_alone(world):  # noqa: F811
    applied(csv_of(HEADINGS, row()), by=world.officer, kind=KIND)

    again = applied(
        csv_of(HEADINGS, row(action="Repair the bridge at once"), row(ref="LA-2")), by=world.officer, kind=KIND
    )

    assert (again.added_count, again.kept_count) == (1, 1)
    assert ActionItem.objects.count() == 2


def test_a_row_without_reference_is_known_by_what_it_says(world):  # noqa: F811
    applied(csv_of(HEADINGS, row(ref="")), by=world.officer, kind=KIND)

    [plan] = planned(world, row(ref=""))

    assert plan.outcome == "keep"


def test_what_the_tracker_said_stays_on_the_items_page(world):  # noqa: F811
    applied(csv_of(HEADINGS, row()), by=world.officer, kind=KIND)

    where = provenance_of(ActionItem.objects.get(), world.colleague)

    assert where.note == "reference there: LA-1 · status there: requested"


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        (row(other=""), "agreed_with", "one of the two is your side"),
        (row(other="Town of Corma"), "agreed_with", "same side"),
        (row(other="Passerelle"), "agreed_with", "One of the two is your side"),
        (row(lead="Nobody"), "owner", "no organisation of this name"),
        (row(due="03/04/2026"), "due_on", "may mean two days"),
        (row(due=""), "due_on", "must not be empty"),
        (row(status="perhaps"), "status", "not one of"),
        (row(area="Farland"), "area", "outside your areas"),
        (row(action="x" * 301), "summary", "too long"),
    ],
)
def test_each_wrong_cell_is_told(world, given, field, reason):  # noqa: F811
    AreaFactory(code="CRN02", names={"en": "Farland"})
    OrganisationFactory(kind="partner", names={"en": "Passerelle"})

    [plan] = planned(world, given)

    assert [problem.field for problem in plan.problems] == [field]
    assert reason in plan.problems[0].words


def test_two_rows_of_one_reference_are_told(world):  # noqa: F811
    _first, second = planned(world, row(), row(action="Something else"))

    assert "Row 2 says the same." in second.problems[0].words


def test_an_untouched_tracker_is_undone_whole(world):  # noqa: F811
    task = row(ref="LA-2", lead="UNAC", other="", status="done")
    source = applied(csv_of(HEADINGS, row(), task), by=world.officer, kind=KIND)

    undo_import(source, by=world.officer, seen=source.revision)

    assert not ActionItem.objects.exists()
    assert planned(world, row())[0].outcome == "add"


def test_a_comment_keeps_an_import_from_being_undone(world):  # noqa: F811
    source = applied(csv_of(HEADINGS, row()), by=world.officer, kind=KIND)
    comment_on_action_item(ActionItem.objects.get(), by=world.officer, text="We asked again.", for_own_side=True)

    with pytest.raises(ActionDenied, match="1 record was changed"):
        undo_import(source, by=world.officer, seen=source.revision)
