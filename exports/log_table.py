# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The log as a table file (CSV): the five columns first, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from app.ports import LogRow

COLUMNS = (
    "Action",
    "Party",
    "Date",
    "Reference #",
    "Deadline",
    "Case",
    "Person",
    "Track",
    "Talked to",
    "Channel",
    "Notes",
    "Amended",
    "Attachments",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell that is run begins with (OWASP, CSV injection); the full-width forms as well."""


def csv_bytes(rows: Iterable[LogRow]) -> bytes:
    """Return the rows as CSV: UTF-8 with a mark that spreadsheets know, CR LF, dates as 2026-11-21."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_safe(cell) for cell in _cells(row)])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _cells(row: LogRow) -> tuple[str, ...]:
    return (
        row.action,
        row.party,
        row.date.isoformat(),
        row.reference,
        row.deadline.isoformat() if row.deadline else "",
        row.case,
        row.person,
        row.track,
        row.talked_to,
        row.channel,
        row.notes,
        "yes" if row.amended else "",
        str(row.attachments) if row.attachments else "",
    )


def _safe(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; NUL, which no reader of CSV takes, is left out."""
    cell = cell.replace("\0", "")
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) else cell
