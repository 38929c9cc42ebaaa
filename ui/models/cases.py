# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The table behind Cases: its columns, and the filters with the number of cases each holds.

case_columns(today), FILTERS, passes(key, row, today), filter_counts(rows, today)
CaseModel(today)   set_rows(rows), narrow(key, words); sorts its own list, for two thousand rows in a blink
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QObject, Qt

from app.ports import CaseRow
from ui.format import DOT, due_role, due_text, money, plain_date
from ui.models.table import Column, ColumnTableModel

FILTERS: tuple[tuple[str, str], ...] = (
    ("open", "Open"),
    ("overdue", "Overdue"),
    ("week", "This week"),
    ("closed", "Closed"),
    ("all", "All"),
)


def passes(key: str, row: CaseRow, today: date) -> bool:
    """Return whether a case belongs under a filter; "this week" is today and the six days after it."""
    if key == "all":
        return True
    running = row.status == "open"
    if key in {"open", "closed"}:
        return running is (key == "open")
    due = row.next_deadline
    if not running or due is None:
        return False
    return due < today if key == "overdue" else today <= due < today + timedelta(days=7)


def filter_counts(rows: Sequence[CaseRow], today: date) -> dict[str, int]:
    """Return how many cases each filter holds."""
    return {key: sum(passes(key, row, today) for row in rows) for key, _ in FILTERS}


def case_columns(today: date) -> tuple[Column[CaseRow], ...]:
    """Return the columns, for this day."""

    def tone(row: CaseRow) -> str:
        return due_role(row.next_deadline, today) if row.status == "open" else "text-3"

    return (
        Column(
            "Person",
            lambda r: r.person,
            kind="strong",
            sub=lambda r: r.title,
            tip=lambda r: r.title,
            width=260,
            stretch=True,
        ),
        Column("Provider", lambda r: r.provider, kind="quiet", tip=lambda r: r.provider, width=128),
        Column("Insurer", lambda r: r.insurer, kind="quiet", tip=lambda r: r.insurer, width=124),
        Column("Problem", lambda r: r.problem, kind="quiet", tip=lambda r: r.problem, width=124),
        Column("Stage", _stage, kind="quiet", tip=_stage, width=132),
        Column("Disputed", lambda r: money(r.disputed), kind="money", sort=lambda r: r.disputed, width=96),
        Column(
            "Next deadline",
            lambda r: due_text(r.next_deadline, today) if r.status == "open" else "",
            kind="date",
            sort=lambda r: r.next_deadline if r.status == "open" else None,
            tone=tone,
            sub=lambda r: r.next_title if r.status == "open" else "",
            tip=lambda r: r.next_title,
            width=186,
        ),
        Column(
            "Last action",
            lambda r: r.last_action,
            kind="quiet",
            sort=lambda r: r.last_date,
            sub=lambda r: plain_date(r.last_date),
            tip=lambda r: DOT.join(part for part in (r.last_action, plain_date(r.last_date)) if part),
            width=140,
        ),
    )


def _stage(row: CaseRow) -> str:
    return row.stage or ("Open" if row.status == "open" else "Closed")


class CaseModel(ColumnTableModel[CaseRow]):
    """The cases that a filter and a few words leave, in the order of a column; empty cells come last both ways."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(case_columns(today), parent=parent)
        self._today = today
        self._all: list[CaseRow] = []
        self._words: list[tuple[CaseRow, str]] = []
        self._wanted, self._typed = "all", ""
        self._order: tuple[int, bool] = (-1, False)

    def set_rows(self, rows: Sequence[CaseRow]) -> None:
        """Take other cases, in the order they are shown without sorting."""
        self._all = list(rows)
        self._words = [(row, _haystack(row)) for row in rows]
        self._show()

    def rows(self) -> list[CaseRow]:
        """Return all cases, shown or not."""
        return self._all

    def narrow(self, key: str, words: str) -> None:
        """Show the cases under a filter in which every word occurs."""
        if (key, words) != (self._wanted, self._typed):
            self._wanted, self._typed = key, words
            self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show them in the order of a column; below 0 in their own order."""
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self._show()

    def _show(self) -> None:
        words = self._typed.casefold().split()
        found = [
            row
            for row, text in self._words
            if passes(self._wanted, row, self._today) and all(word in text for word in words)
        ]
        number, falling = self._order
        if number >= 0:
            value = self.columns[number].sort_value
            keyed = [(value(row), row) for row in found]
            filled = sorted((pair for pair in keyed if pair[0] is not None), key=lambda p: p[0], reverse=falling)
            found = [row for _, row in filled] + [row for key, row in keyed if key is None]
        if found != self.records():
            self.set_records(found)


def _haystack(row: CaseRow) -> str:
    parts = (row.person, row.title, row.provider, row.insurer, row.problem, row.stage, row.next_title, row.last_action)
    return "\n".join(parts).casefold()
