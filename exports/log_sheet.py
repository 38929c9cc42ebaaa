# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The log as a spreadsheet (XLSX): the five columns first, days as days, every other cell plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from app.ports import LogRow
from exports.log_table import COLUMNS, FORMULA

_WIDTHS = (46, 28, 12, 18, 12, 30, 22, 22, 20, 12, 60, 10, 12)
_LONGEST = 32_767
"""What a cell of a spreadsheet holds at most."""


def xlsx_bytes(rows: Iterable[LogRow]) -> bytes:
    """Return the rows as a workbook with one sheet, its first line fixed."""
    book = Workbook(write_only=True)
    book.properties.creator = "Casewell"
    sheet: WriteOnlyWorksheet = book.create_sheet("Log")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_text(sheet, title, bold=True) for title in COLUMNS])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in _values(row)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _values(row: LogRow) -> tuple[str | int | dt.date | None, ...]:
    return (
        row.action,
        row.party,
        row.date,
        row.reference,
        row.deadline,
        row.case,
        row.person,
        row.track,
        row.talked_to,
        row.channel,
        row.notes,
        "yes" if row.amended else None,
        row.attachments or None,
    )


def _cell(sheet: WriteOnlyWorksheet, value: str | int | dt.date | None) -> WriteOnlyCell:
    if isinstance(value, str):
        return _text(sheet, value)
    made = WriteOnlyCell(sheet, value=value)
    if isinstance(value, dt.date):
        made.number_format = "yyyy-mm-dd"
    return made


def _text(sheet: WriteOnlyWorksheet, words: str, *, bold: bool = False) -> WriteOnlyCell:
    """Return a cell that is text whatever it begins with: it is not run when read, nor when it is edited."""
    shown = ILLEGAL_CHARACTERS_RE.sub("", words)[:_LONGEST]
    made = WriteOnlyCell(sheet, value=shown)
    made.data_type = "s"
    made.quotePrefix = shown.lstrip(" \u00a0").startswith(FORMULA)
    if bold:
        made.font = Font(bold=True)
    return made
