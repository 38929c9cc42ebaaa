# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Spreadsheets for tests, good and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def xlsx(*sheets: Iterable[Sequence[object]], merged: str = "") -> bytes:
    """Return a spreadsheet of these sheets of rows."""
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet(f"Sheet {number + 1}")
        assert sheet is not None
        for row in rows:
            sheet.append(list(row))
        if merged and number == 0:
            sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a spreadsheet with one of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str = SHEET) -> bytes:
    """Return one part of a spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
