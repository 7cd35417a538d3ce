"""Text on its way into a file of XML: drawings, DOCX, XLSX."""

from __future__ import annotations

import re

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def storable(text: str) -> str:
    """The text with a mark in place of each character that XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", text)
