"""The answer that hands over one document as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from foundation.documents import docx, pdf, xlsx
from foundation.documents.content import Document

RENDERERS: dict[str, Callable[[Document], bytes]] = {"pdf": pdf.render, "docx": docx.render, "xlsx": xlsx.render}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_answer(document: Document, form: str) -> HttpResponse:
    """The document as `<name>-<level>.<form>`, for this reader alone: no cache keeps it."""
    answer = HttpResponse(RENDERERS[form](document), content_type=TYPES[form])
    name = f"{document.name}-{document.marking.level}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
