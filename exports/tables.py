# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The writer of lists: the log as a table, deadlines as a calendar. Implements app.ports.TableWriter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.deadline import Deadline
    from app.ports import LogRow

# Each writer is imported when its first table is written: the window starts without them.


class Tables:
    """Writes the log and calendars."""

    def log_csv(self, rows: Iterable[LogRow]) -> bytes:
        """Return the log as CSV, the five columns first."""
        from exports.log_table import csv_bytes

        return csv_bytes(rows)

    def log_xlsx(self, rows: Iterable[LogRow]) -> bytes:
        """Return the log as a spreadsheet, the five columns first."""
        from exports.log_sheet import xlsx_bytes

        return xlsx_bytes(rows)

    def log_pdf(self, rows: Iterable[LogRow], about: str, dated: str) -> bytes:
        """Return the log as a table on paper, the five columns first."""
        from exports.log_pdf import pdf_bytes

        return pdf_bytes(rows, about, dated)

    def calendar(self, deadlines: Iterable[Deadline], *, details: bool, stamped: dt.datetime) -> bytes:
        """Return the open deadlines as an .ics file."""
        from exports.calendar_ics import ics_bytes

        return ics_bytes(deadlines, stamped, details=details)
