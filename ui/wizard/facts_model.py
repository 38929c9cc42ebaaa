# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The facts of a notice as a table model: number, fact, read as, from these words, how sure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.wizard_rows import NoticeRow
from ui.models.roles import KeyRole, RecordRole

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FactColumn(IntEnum):
    """The columns, in order."""

    NUMBER = 0
    FACT = 1
    VALUE = 2
    WORDS = 3
    SURE = 4


HEADERS = ("", "Fact", "Read as", "From these words", "How sure")
SAID_FOR_NUMBER = "Mark"


class FactsModel(QAbstractTableModel):
    """Rows of the notice; a change of words keeps the rows, so that an open field stays open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[NoticeRow] = []

    def set_rows(self, rows: Sequence[NoticeRow]) -> bool:
        """Show other rows; return whether they are other facts, not only other words."""
        same = [row.id for row in rows] == [row.id for row in self.rows]
        if same:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(HEADERS) - 1))
            return False
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many facts there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return five."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title; screen readers hear one for the numbers too."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADERS[section]
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return HEADERS[section] or SAID_FOR_NUMBER
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words; the whole text as a tooltip."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == RecordRole:
            return row
        if role == KeyRole:
            return row.id
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            words = cell_words(row, index.column())
            if role == Qt.ItemDataRole.ToolTipRole and index.column() == FactColumn.SURE and row.note:
                return row.note
            return words
        return None


def cell_words(row: NoticeRow, column: int) -> str:
    """Return what a cell says."""
    if column == FactColumn.NUMBER:
        return str(row.number) if row.number else ""
    if column == FactColumn.FACT:
        return row.label
    if column == FactColumn.VALUE:
        return ", ".join(row.value.splitlines())
    if column == FactColumn.WORDS:
        return f"“{row.words}”" if row.words else "Not found on it"
    return row.sure
