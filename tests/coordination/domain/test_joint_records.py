"""What leaves the mission: tested with data that could leak."""

from __future__ import annotations

import json

import pytest

from coordination.choices import Presence
from coordination.domain.joint_records import digest_of, joint_record
from coordination.domain.meeting_drafts import AttendanceDraft, TopicDraft
from coordination.domain.new_action_items import ActionItemDraft
from coordination.domain.sharing import share_meeting
from coordination.models import Meeting, MeetingFile, MinutesVersion, Topic
from foundation.access.decisions import ActionDenied
from foundation.files.models import StoredFile
from foundation.notices.models import Notice
from foundation.submissions.models import Changed
from tests.coordination.meeting_world import DAY, World
from tests.factories import MembershipFactory, PersonFactory, PostFactory

pytestmark = pytest.mark.django_db

SECRETS = [
    "Sefu Kalume", "Amina Diallo", "Halima", "Hidden topic", "Secret text", "Candid note", "Own task", "own.pdf",
    "Sefu's stand-in", "Typed colleague",
]  # fmt: skip


def full_of_secrets(world: World) -> Meeting:
    sefu = PersonFactory(full_name="Sefu Kalume")
    MembershipFactory(person=sefu, organisation=world.component, role="feedback_officer")
    amina = PersonFactory(full_name="Amina Diallo")
    MembershipFactory(person=amina, organisation=world.component, role="liaison_officer")
    adviser = PostFactory(organisation=world.component, titles={"en": "Civil affairs adviser"})
    attendances = (
        AttendanceDraft(person=sefu, organisation=world.component),
        # A colleague written under another organisation is still a colleague.
        AttendanceDraft(person=amina, organisation=world.town),
        AttendanceDraft(
            person=amina, post=adviser, organisation=world.component, presence=Presence.REPRESENTED,
            represented_by="Sefu's stand-in",
        ),
        AttendanceDraft(name="Typed colleague", organisation=world.component),
        AttendanceDraft(name="Halima"),
        AttendanceDraft(name="Joseph Mandaba", organisation=world.town),
    )  # fmt: skip
    meeting = world.logged(
        attendances=attendances,
        topics=(TopicDraft("First"), TopicDraft("Hidden topic", "Secret text", is_own=True), TopicDraft("Last")),
        joint_note="Joint words",
        own_note="Candid note",
        items=(
            ActionItemDraft("Send the list", world.town, world.component, DAY),
            ActionItemDraft("Own task", world.component, None, DAY),
        ),
    )
    for name, side in (("own.pdf", world.mission), ("joint.pdf", None)):
        stored = StoredFile.objects.create(name=name, media_type="application/pdf", size=9, sha256="0" * 64, path=name)
        MeetingFile.objects.create(meeting=meeting, file=stored, held_by=side)
    return meeting


def test_nothing_of_our_own_enters_the_joint_record():
    record = joint_record(full_of_secrets(World()))

    text = json.dumps(record.content, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in text] == []
    assert [topic.title for topic in record.topics] == ["First", "Last"]
    assert [item.summary for item in record.items] == ["Send the list"]
    assert [file.name for file in record.files] == ["joint.pdf"]
    assert record.note == "Joint words"


def test_our_people_appear_by_office_and_a_gap_in_numbers_tells_nothing():
    record = joint_record(full_of_secrets(World()))

    shown = [(one.name, one.office, one.organisation, one.count) for one in record.attendances]
    assert ("Joseph Mandaba", {}, {"en": "Town of Corma"}, 1) in shown
    assert ("", {"en": "Civil affairs adviser"}, {"en": "Civil Affairs"}, 1) in shown
    assert ("", {}, {"en": "Civil Affairs"}, 2) in shown
    assert ("", {}, {}, 1) in shown
    assert [topic.number for topic in record.topics] == [1, 2]


def test_the_digest_is_that_of_the_canonical_json():
    record = joint_record(World().logged())

    assert record.digest == digest_of(json.loads(json.dumps(record.content)))
    assert digest_of({"b": 1, "a": "é"}) == digest_of({"a": "é", "b": 1})


def test_share_freezes_what_was_previewed_opens_the_items_and_tells_the_parties():
    world = World()
    officer, mayor = world.officer(), world.mayor()
    meeting = world.logged(officer)
    digest = joint_record(meeting).digest

    version = share_meeting(meeting, by=officer, seen=meeting.revision, digest=digest)

    meeting.refresh_from_db()
    assert (meeting.sensitivity, version.number, version.digest) == ("shared", 1, digest)
    assert not version.asks_endorsement
    assert meeting.action_items.get().sensitivity == "shared"
    assert list(Notice.objects.filter(kind="meeting_shared").values_list("user_id", flat=True)) == [mayor.user_id]
    assert Meeting.objects.visible_to(mayor).get() == meeting


def test_what_changed_after_the_preview_is_not_shared():
    """Even a change that leaves the meeting's own revision alone."""
    world = World()
    officer = world.officer()
    meeting = world.logged(officer)
    digest = joint_record(meeting).digest
    Topic.objects.update(text="Added by a colleague")

    with pytest.raises(Changed):
        share_meeting(meeting, by=officer, seen=meeting.revision, digest=digest)

    assert not MinutesVersion.objects.exists()
    assert not Meeting.objects.visible_to(world.mayor()).exists()


def test_whom_an_item_binds_is_named_as_a_reader():
    world = World()
    officer = world.officer()
    meeting = world.logged(officer, items=())
    meeting.action_items.create(
        reference="X-1", summary="For the court", area=world.area, owner=world.court, owner_root=world.court,
        agreed_with=world.component, agreed_with_root=world.mission, held_by=world.mission,
        requested_by_root=world.mission, due_on=DAY, first_due_on=DAY,
    )  # fmt: skip
    record = joint_record(meeting)

    share_meeting(meeting, by=officer, seen=None, digest=record.digest)

    assert record.parties == ({"en": "Town of Corma"}, {"en": "Court of Maldosa"})
    assert meeting.parties.count() == 2


def test_a_meeting_with_nobody_else_is_shared_with_nobody():
    world = World()
    officer = world.officer()
    meeting = world.logged(officer, parties=(), items=())

    with pytest.raises(ActionDenied, match="Nobody else"):
        share_meeting(meeting, by=officer, seen=None)
