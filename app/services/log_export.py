# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Exporting the log as a table, and deadlines as a calendar file for the phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.clock import Clock
from app.domain.case import Case, CaseStatus
from app.domain.dates import said_date
from app.domain.deadline import Deadline, DeadlineStatus
from app.domain.log import CHANNEL_TITLES, Channel
from app.domain.track import TRACK_TITLES, Task, TrackKind
from app.errors import UserFixable
from app.ports import Casebook, FileWriter, LogFilter, LogRow, TableWriter, TodayRow, Transaction

ENDINGS = (".csv", ".xlsx", ".pdf", ".ics")
PAGE = 1000


class UnknownEnding(UserFixable):
    """A file name whose ending says no format that is written here."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” does not say which kind of file to write. Let it end in .csv, .xlsx, .pdf or .ics.")


class LogExport:
    """Writes what is shown where the person asked."""

    def __init__(self, casebook: Casebook, clock: Clock, tables: TableWriter, files: FileWriter) -> None:
        self._casebook = casebook
        self._clock = clock
        self._tables = tables
        self._files = files

    def write(self, wanted: LogFilter, target: Path, *, about: str = "", replace_file: bool = False) -> int:
        """Write the log by the ending of the name; return how many lines.

        .csv and .xlsx are tables, .pdf is a table on paper that says ``about`` at its head, .ics holds the deadlines.

        The calendar holds every open deadline and dated task of the open cases, the snoozed ones too: their day has
        not moved. Of the filter, person and case count for it.
        """
        with self._casebook.reading() as tx:
            ending = writable_ending(target)
            if ending == ".ics":
                clocks = _open_clocks(tx, wanted)
                content, lines = self._calendar(clocks, details=False), len(clocks)
            else:
                rows = [_in_words(row) for row in _all_rows(tx, wanted)]
                content, lines = self._table(ending, rows, about), len(rows)
        self._files.write(target, content, replace=replace_file)
        return lines

    def paper(self, wanted: LogFilter, about: str = "") -> bytes:
        """Return the log as the PDF that is printed."""
        with self._casebook.reading() as tx:
            rows = [_in_words(row) for row in _all_rows(tx, wanted)]
        return self._table(".pdf", rows, about)

    def _table(self, ending: str, rows: list[LogRow], about: str) -> bytes:
        if ending == ".pdf":
            return self._tables.log_pdf(rows, about, said_date(self._clock.today()))
        return self._tables.log_xlsx(rows) if ending == ".xlsx" else self._tables.log_csv(rows)

    def write_calendar(
        self, rows: list[TodayRow], target: Path, *, details: bool = False, replace_file: bool = False
    ) -> None:
        """Write these deadlines as a calendar file."""
        with self._casebook.reading() as tx:
            clocks = [_clock_of(tx, row) for row in rows if row.due is not None]
        self._files.write(target, self._calendar(clocks, details=details), replace=replace_file)

    def _calendar(self, clocks: list[Deadline], *, details: bool) -> bytes:
        return self._tables.calendar(clocks, details=details, stamped=self._clock.now())


def writable_ending(target: Path) -> str:
    """Return the ending of a file that the log can be written to; UnknownEnding for any other."""
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise UnknownEnding(target.name)
    return ending


def _clock_of(tx: Transaction, row: TodayRow) -> Deadline:
    return tx.get(Deadline, row.id) if row.kind == "deadline" else _as_deadline(tx.get(Task, row.id))


def _as_deadline(task: Task) -> Deadline:
    """Return a dated task as a deadline the person set."""
    if task.due is None:
        raise ValueError("a task without a day has no place in a calendar")
    return Deadline(id=task.id, case_id=task.case_id, title=task.title, due=task.due)


def _open_clocks(tx: Transaction, wanted: LogFilter) -> list[Deadline]:
    cases = {
        case.id
        for case in tx.find(Case, status=CaseStatus.OPEN)
        if wanted.person_id in (None, case.person_id) and wanted.case_id in (None, case.id)
    }
    clocks = tx.find(Deadline, status=DeadlineStatus.OPEN)
    clocks += [_as_deadline(task) for task in tx.find(Task, done_on=None) if task.due is not None]
    return sorted((c for c in clocks if c.case_id in cases), key=lambda c: (c.due, c.id))


def _in_words(row: LogRow) -> LogRow:
    """Return the row with its track and channel as people say them."""
    track = TRACK_TITLES[TrackKind(row.track)] if row.track else ""
    channel = CHANNEL_TITLES[Channel(row.channel)] if row.channel else ""
    return replace(row, track=track, channel=channel)


def _all_rows(tx: Transaction, wanted: LogFilter) -> Iterator[LogRow]:
    after: LogRow | None = None
    while page := tx.log_page(wanted, after, PAGE):
        yield from page
        after = page[-1]
