from __future__ import annotations

import pytest

from coordination.domain.joint_records import joint_record
from coordination.domain.meeting_drafts import TopicDraft
from coordination.domain.meetings import edit_meeting
from coordination.domain.record_changes import ADDED, REMOVED, SAME, Piece, changes_between, pieces_of
from tests.coordination.meeting_world import World


def test_words_put_in_and_taken_out_are_told_apart():
    assert pieces_of("at 20:00 and 23:00", "at 20:00 and 22:00 sharp") == (
        Piece(SAME, "at 20:00 and "),
        Piece(REMOVED, "23:00"),
        Piece(ADDED, "22:00 sharp"),
    )


def test_very_long_texts_are_shown_whole():
    old, new = "a " * 4000, "b " * 4000

    assert pieces_of(old, new) == (Piece(REMOVED, old), Piece(ADDED, new))


def test_an_empty_content_differs_in_everything_and_breaks_nothing():
    assert changes_between({}, {}) == []
    assert [change.kind for change in changes_between({}, {"title": "New"})] == ["added"]


@pytest.mark.django_db
def test_changes_are_named_by_topic():
    world = World()
    officer = world.officer()
    meeting = world.logged(officer, topics=(TopicDraft("Road", "Twelve workers"), TopicDraft("Well")))
    before = joint_record(meeting).content
    road, well = meeting.topics.order_by("number")
    draft = world.draft(
        topics=(TopicDraft("Road", "Nine workers", pk=road.pk), TopicDraft("School")),
        removed_topics=frozenset({well.pk}),
        items=(),
    )
    edit_meeting(meeting, draft, by=officer, seen=None)

    changes = changes_between(before, joint_record(meeting).content)

    assert [(change.label, change.kind) for change in changes] == [
        ("Topic: Road", "changed"),
        ("Topic: School", "added"),
        ("Topic: Well", "removed"),
    ]
