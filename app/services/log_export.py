# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Exporting the log as a table, and deadlines as a calendar file for the phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.clock import Clock
from app.domain.deadline import Deadline
from app.domain.track import Task
from app.errors import UserFixable
from app.ports import Casebook, FileWriter, LogFilter, LogRow, TableWriter, TodayRow, Transaction

PAGE = 1000


class UnknownEnding(UserFixable):
    """A file name whose ending says no format that is written here."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” does not say which kind of file to write. Let it end in .csv or .ics.")


class LogExport:
    """Writes what is shown where the person asked."""

    def __init__(self, casebook: Casebook, clock: Clock, tables: TableWriter, files: FileWriter) -> None:
        self._casebook = casebook
        self._clock = clock
        self._tables = tables
        self._files = files

    def write(self, wanted: LogFilter, target: Path, *, replace_file: bool = False) -> int:
        """Write the log by the ending of the name (.csv a table, .ics its deadlines); return how many lines."""
        ending = target.suffix.lower()
        if ending not in {".csv", ".ics"}:
            raise UnknownEnding(target.name)
        with self._casebook.reading() as tx:
            if ending == ".ics":
                clocks = [r for r in tx.today(wanted.person_id) if r.due and wanted.case_id in (None, r.case_id)]
                content, lines = self._calendar(tx, clocks, details=False), len(clocks)
            else:
                rows = list(_all_rows(tx, wanted))
                content, lines = self._tables.log_csv(rows), len(rows)
        self._files.write(target, content, replace=replace_file)
        return lines

    def write_calendar(
        self, rows: list[TodayRow], target: Path, *, details: bool = False, replace_file: bool = False
    ) -> None:
        """Write these deadlines as a calendar file."""
        with self._casebook.reading() as tx:
            content = self._calendar(tx, rows, details=details)
        self._files.write(target, content, replace=replace_file)

    def _calendar(self, tx: Transaction, rows: list[TodayRow], *, details: bool) -> bytes:
        clocks = [_clock_of(tx, row) for row in rows if row.due is not None]
        return self._tables.calendar(clocks, details=details, stamped=self._clock.now())


def _clock_of(tx: Transaction, row: TodayRow) -> Deadline:
    """Return the deadline of a row; a task with a day is a deadline the person set."""
    if row.kind == "deadline":
        return tx.get(Deadline, row.id)
    task = tx.get(Task, row.id)
    return Deadline(id=task.id, case_id=task.case_id, title=task.title, due=task.due or row.due or date.max)


def _all_rows(tx: Transaction, wanted: LogFilter) -> Iterator[LogRow]:
    after: LogRow | None = None
    while page := tx.log_page(wanted, after, PAGE):
        yield from page
        after = page[-1]
