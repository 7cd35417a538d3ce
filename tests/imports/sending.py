"""Files as people send them, and the deeds by which one comes in."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from foundation.access.actors import Actor
from foundation.imports import importing
from foundation.imports.kinds import kind_of
from foundation.imports.models import Import
from foundation.imports.reading import check_workbook
from foundation.imports.running import run_import
from foundation.jobs.models import Job

Rows = list[tuple[Any, ...]]


def upload(content: bytes, name: str = "counterparts.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def csv_of(*rows: tuple[Any, ...]) -> bytes:
    return "\n".join(",".join(str(cell) for cell in row) for row in rows).encode()


def xlsx_of(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sent(content: bytes, *, by: Actor, kind: str = "counterparts", name: str = "counterparts.csv") -> Import:
    return importing.send_file(kind_of(kind), check_workbook(upload(content, name)), by=by)


def applied(content: bytes, *, by: Actor, kind: str = "counterparts") -> Import:
    """The file sent, asked for and taken in, as the worker does it."""
    source = sent(content, by=by, kind=kind)
    job = importing.apply_import(source, by=by, seen=source.revision)
    run_import(Job.objects.get(pk=job.pk))
    source.refresh_from_db()
    return source
