"""Zip files (DOCX is one) that are the same bytes whenever they are made."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first a zip file can hold


def packed(made: bytes) -> bytes:
    """The same files in the same order, without the time at which they were packed."""
    out = BytesIO()
    with ZipFile(BytesIO(made)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for one in source.infolist():
            entry = ZipInfo(one.filename, NO_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(one))
    return out.getvalue()
