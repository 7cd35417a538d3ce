"""A document as DOCX: headings, table heads, alternative texts and languages as a word processor knows them."""

from __future__ import annotations

from foundation.documents.docx.rendering import render

__all__ = ["render"]
