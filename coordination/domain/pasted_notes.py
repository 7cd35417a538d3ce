"""Notes typed or dictated elsewhere become topics, one line each."""

from __future__ import annotations

import re

from coordination.domain.meeting_drafts import TopicDraft

LONGEST_TITLE = 200
# A line ends where a browser or a file ends it; other signs that part lines are words of the writer.
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = re.compile(r"^(?:[-*•–—·]|\(?\d{1,2}[.):])\s+")


def lines_of(text: str) -> list[str]:
    return _LINE_END.split(text)


def topics_from(notes: str) -> list[TopicDraft]:
    """A topic for each line that is not blank; what stands indented below one is more about it.

    Bullets and numbers before a line go; "Title: more" is split; nothing else is changed or lost.
    """
    topics: list[TopicDraft] = []
    for line in lines_of(notes):
        if not line.strip():
            continue
        text = _MARK.sub("", line.strip())
        if topics and line[0] in " \t":
            last = topics[-1]
            topics[-1] = TopicDraft(title=last.title, text=f"{last.text}\n{text}".strip())
        else:
            topics.append(_topic(text))
    return topics


def _topic(text: str) -> TopicDraft:
    title, colon, more = text.partition(": ")
    if colon and title.strip() and len(title) <= LONGEST_TITLE:
        return TopicDraft(title=title.strip(), text=more.strip())
    if len(text) <= LONGEST_TITLE:
        return TopicDraft(title=text)
    cut = text.rfind(" ", 1, LONGEST_TITLE)
    cut = cut if cut > 0 else LONGEST_TITLE
    return TopicDraft(title=text[:cut].strip(), text=text[cut:].strip())
