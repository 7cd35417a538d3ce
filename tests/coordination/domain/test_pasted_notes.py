from __future__ import annotations

import pytest

from coordination.domain.meeting_drafts import TopicDraft
from coordination.domain.pasted_notes import topics_from


@pytest.mark.parametrize(
    ("notes", "topics"),
    [
        ("", []),
        ("  \n\r\n", []),
        ("- Night patrols\n* Market road", [("Night patrols", ""), ("Market road", "")]),
        ("1. Patrols: at 20:00 and 23:00", [("Patrols", "at 20:00 and 23:00")]),
        ("(2) Road\r\n   - twelve workers\r\n   - a grader", [("Road", "twelve workers\na grader")]),
        ("12 workers were named", [("12 workers were named", "")]),
        ("word " * 60, [("word " * 39 + "word", "word " * 19 + "word")]),
        ("x" * 250, [("x" * 200, "x" * 50)]),
        ("a\u2029b\x85c", [("a\u2029b\x85c", "")]),
        ("سوق المدينة: دورية ليلية", [("سوق المدينة", "دورية ليلية")]),
    ],
)
def test_each_line_becomes_a_topic(notes, topics):
    assert topics_from(notes) == [TopicDraft(title, text) for title, text in topics]
