from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

from foundation.ui.csv_files import cell_text, csv_of_rows


def test_a_file_holds_headings_and_rows_and_no_formula():
    response = csv_of_rows([["Item", "Due"], ["Clear, «x»\n", dt.date(2026, 11, 26)], ["=cmd()", None]], name="items")

    text = response.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [["Item", "Due"], ["Clear, «x»\n", "2026-11-26"], ["'=cmd()", ""]]
    assert response["Content-Disposition"] == 'attachment; filename="items.csv"'


def test_numbers_stay_numbers():
    assert [cell_text(value) for value in (-3, Decimal("-1.5"), 0.5, True)] == ["-3", "-1.5", "0.5", "True"]
