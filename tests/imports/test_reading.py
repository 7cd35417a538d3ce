from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from foundation.imports.reading import MOST_ROWS, check_workbook, read_tables
from tests.imports.sending import csv_of, upload, xlsx_of

NAUGHTY = b"\x00\xff\x00 not a spreadsheet"


def packed(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "must not be empty"),
        (NAUGHTY, "Only spreadsheets"),
        (b"%PDF-1.7 ...", "Only spreadsheets"),
        (b"\x89PNG\r\n\x1a\n", "Only spreadsheets"),
        (b"<html><table><tr><td>1</td></tr></table>", "Only spreadsheets"),
        (packed(**{"word__document.xml": b"<x/>"}), "Only spreadsheets"),
        (b"PK\x03\x04 broken", "damaged or locked"),
        (packed(**{"xl__workbook.xml": b"<x/>", "xl__vbaProject.bin": b"x"}), "macros"),
        (packed(**{"xl__workbook.xml": b"not xml at all"}), "damaged or locked|no rows"),
        (packed(**{"xl__workbook.xml": b"<x/>", "xl__big.xml": b"0" * 130_000_000}), "too large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600, "damaged or locked"),
        (b"\n\n  \n", "no rows"),
        (b"a," * 300, "at most"),
        (b"a\n" * (MOST_ROWS + 200), "at most"),
    ],
)
def test_what_is_no_readable_spreadsheet_is_refused_with_a_reason(content, reason):
    with pytest.raises(ValidationError, match=reason):
        check_workbook(upload(content))


def test_the_content_decides_what_a_file_is():
    checked = check_workbook(upload(xlsx_of(("a", "b")), "list.csv"))

    assert checked.name == "list.xlsx"


@pytest.mark.parametrize(
    "content",
    [
        "Nom;Région\nÉcole;Été".encode(),
        "\ufeffNom,Région\nÉcole,Été".encode(),
        "Nom\tRégion\nÉcole\tÉté".encode("utf-16"),
        "Nom;Région\r\nÉcole;Été\r\n".encode("cp1252"),
    ],
)
def test_csv_files_of_office_programs_are_read(content):
    [table] = read_tables(content)

    assert [list(row) for row in table.rows] == [["Nom", "Région"], ["École", "Été"]]


def test_rows_and_columns_are_numbered_as_the_program_shows_them():
    book = Workbook()
    book.active["C4"] = "Name"
    book.active["C5"] = dt.date(2026, 11, 22)
    written = io.BytesIO()
    book.save(written)

    [table] = read_tables(written.getvalue())

    assert table.cell(4, 2) == "Name"
    assert table.cell(5, 2) == dt.date(2026, 11, 22)
    assert table.cell(1, 0) is None
    assert table.cell(99, 99) is None


def test_a_csv_that_breaks_programs_is_read_or_refused():
    for path in sorted((Path(__file__).parents[1] / "data").glob("*.csv")):
        assert read_tables(path.read_bytes())
    assert read_tables(csv_of(("a", '"x\ny"'), ("1", '"he said ""no"""')))


def test_a_workbook_of_the_old_binary_kind_is_read():
    content = (Path(__file__).parents[1] / "data/gps.xls").read_bytes()

    checked = check_workbook(upload(content, "gps.xls"))

    assert (checked.name, checked.media_type) == ("gps.xls", "application/vnd.ms-excel")
    assert "survey" in [table.name for table in read_tables(content)]


def test_an_open_document_is_read():
    cells = "".join(
        f"<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        for text in ("Nom", "كورما")
    )
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in names.items())
    sheet = f"<table:table table:name='Liste'><table:table-row>{cells}</table:table-row></table:table>"
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    document = f"<?xml version='1.0'?><office:document-content {spaces}>{body}</office:document-content>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"

    manifest = b"<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>"
    content = packed(mimetype=kind, **{"META-INF__manifest.xml": manifest, "content.xml": document.encode()})

    assert check_workbook(upload(content, "liste.xlsx")).name == "liste.ods"
    [table] = read_tables(content)
    assert (table.name, list(table.rows[0])) == ("Liste", ["Nom", "كورما"])
