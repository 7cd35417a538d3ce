"""From the bytes of a spreadsheet to its cells. Content decides what a file is, not its name."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from foundation.files.checking import Checked, safe_name

MOST_ROWS = 5000
MOST_COLUMNS = 200
MOST_SHEETS = 50
LARGEST_UNPACKED = 120 * 1024 * 1024
XLSX, XLS, ODS, CSV = ".xlsx", ".xls", ".ods", ".csv"
MEDIA_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    XLS: "application/vnd.ms-excel",
    ODS: "application/vnd.oasis.opendocument.spreadsheet",
    CSV: "text/csv",
}
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ONLY_SHEET = "CSV"

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


@dataclass(frozen=True)
class Table:
    """A sheet's cells from its first row and column on: `rows[0]` is what the program calls row 1."""

    name: str
    rows: Sequence[Sequence[Cell]]

    def cell(self, row: int, column: int) -> Cell:
        """Rows are counted from 1 as the program shows them, columns from 0. Empty beyond the end."""
        if not 1 <= row <= len(self.rows) or not 0 <= column < len(self.rows[row - 1]):
            return None
        value = self.rows[row - 1][column]
        return None if isinstance(value, str) and not value.strip() else value


def check_workbook(upload: UploadedFile) -> Checked:
    """The upload as it may be kept: a spreadsheet of a size that can be read whole.

    Raises:
        ValidationError: too large, empty, damaged, of another type, or with programs in it.
    """
    if not upload.size or upload.size > settings.FILE_SIZE_LIMIT:
        limit = filesizeformat(settings.FILE_SIZE_LIMIT)
        raise ValidationError(_("A file may hold at most %(limit)s and must not be empty.") % {"limit": limit})
    upload.seek(0)
    content = upload.read()
    ending = _ending_of(content)
    read_tables(content)
    return Checked(safe_name(upload.name or "", ending), MEDIA_TYPES[ending], content)


def read_tables(content: bytes) -> list[Table]:
    """Every sheet of the file that holds anything.

    Raises:
        ValidationError: it cannot be read, or holds more rows or columns than can be taken in at once.
    """
    ending = _ending_of(content)
    tables = [Table(ONLY_SHEET, _csv_rows(content))] if ending == CSV else _workbook_tables(content)
    tables = [table for table in tables if any(str(cell or "").strip() for row in table.rows for cell in row)]
    if not tables:
        raise ValidationError(_("This file holds no rows."))
    for table in tables:
        if len(table.rows) > MOST_ROWS + 100 or max(map(len, table.rows)) > MOST_COLUMNS:
            raise ValidationError(
                _("A sheet may hold at most %(rows)s rows and %(columns)s columns. Split it and send the parts.")
                % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
            )
    return tables


def _ending_of(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return _packed_ending(content)
    if content.startswith(OLE_START):
        return XLS
    if content.startswith((b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"<")) or not _is_text(content):
        raise ValidationError(_("Only spreadsheets can be taken in: XLSX, XLS, ODS or CSV."))
    return CSV


def _packed_ending(content: bytes) -> str:
    """The kind of a zipped spreadsheet. One that unpacks to far more than it says is refused before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            is_ods = "mimetype" in names and packed.read("mimetype").strip() == MEDIA_TYPES[ODS].encode()
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as problem:
        raise ValidationError(_("This spreadsheet is damaged or locked with a password.")) from problem
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise ValidationError(_("This spreadsheet is too large to open."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError(_("This spreadsheet holds programs (macros). Save it as a plain workbook and send that."))
    if is_ods:
        return ODS
    if "xl/workbook.xml" in names:
        return XLSX
    raise ValidationError(_("Only spreadsheets can be taken in: XLSX, XLS, ODS or CSV."))


def _workbook_tables(content: bytes) -> list[Table]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names[:MOST_SHEETS]
        return [Table(name, _from_first_cell(book, name)) for name in names]
    # Damaged bytes break the reader in its own ways; whatever it was, the file is not taken.
    except (CalamineError, ValueError, OSError, BaseExceptionGroup) as problem:
        raise ValidationError(_("This spreadsheet is damaged or locked with a password.")) from problem


def _from_first_cell(book: CalamineWorkbook, name: str) -> Sequence[Sequence[Cell]]:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS + 200)


def _is_text(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in content


def _csv_rows(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    head = text[:4096]
    delimiter = max(",;\t|", key=lambda sign: head.count(sign))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise ValidationError(_("This CSV file is damaged: a quotation mark is missing.")) from problem
    return rows


def _decoded(content: bytes) -> str:
    """CSV files of office programs come in UTF-8, in UTF-16 or in the code page of Western Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
