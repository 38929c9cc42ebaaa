# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The base table model, its lazily fetching variant, and the one sort-filter proxy.

Column(title, text, *, kind="text", sort=None, tone=None, sub=None, icon=None, tip=None, width=120, stretch=False)
    text(record) -> str; kind: text, strong (600), quiet (text-2), date, money (right), number (right), badge
    sort(record) -> comparable or None (None sorts last); without it the folded text
    tone(record) -> a text role (or a badge's tone); sub(record) -> second line; icon(record) -> an icon's name
ColumnTableModel(columns, records=(), key=lambda r: r.id)
    set_records(records), record(row), records(), row_of(key), replace(record) (same key), columns
PagedTableModel(columns, key=...)   fetches as the person scrolls
    start(fetch, total=None)   fetch(after: record | None, limit) -> the next records; total for the "of n" words
RecordProxy(model)   sorts by SortRole, empty last; filters
    set_words("folded words, all must occur"), set_test(record -> bool), record(row), row_of(key), shown() records
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from ui.models.roles import IconRole, KeyRole, RecordRole, SortRole, SubRole, ToneRole

Record = TypeVar("Record")
Index = QModelIndex | QPersistentModelIndex
KINDS = ("text", "strong", "quiet", "date", "money", "number", "badge")
PAGE = 200
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[Record]):
    """How one column reads a record; see the module."""

    title: str
    text: Callable[[Record], str]
    kind: str = "text"
    sort: Callable[[Record], Any] | None = None
    tone: Callable[[Record], str] | None = None
    sub: Callable[[Record], str] | None = None
    icon: Callable[[Record], str] | None = None
    tip: Callable[[Record], str] | None = None
    width: int = 120
    stretch: bool = False

    def right(self) -> bool:
        """Return whether its cells and its title stand at the right."""
        return self.kind in {"money", "number"}

    def sort_value(self, record: Record) -> Any:  # noqa: ANN401 - any comparable
        """Return what it is sorted by."""
        return self.text(record).casefold() if self.sort is None else self.sort(record)


def _own_id(record: Any) -> object:  # noqa: ANN401 - any record
    return record.id


class ColumnTableModel(QAbstractTableModel, Generic[Record]):
    """Frozen records as rows, Columns as columns."""

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        records: Sequence[Record] = (),
        key: Callable[[Record], object] = _own_id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._records: list[Record] = list(records)
        self._rows: dict[object, int] = {}
        self._number(0)

    def _number(self, start: int) -> None:
        for row in range(start, len(self._records)):
            self._rows[self._key(self._records[row])] = row

    def set_records(self, records: Sequence[Record]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._records, self._rows = list(records), {}
        self._number(0)
        self.endResetModel()

    def append(self, records: Sequence[Record]) -> None:
        """Add records at the end."""
        if not records:
            return
        start = len(self._records)
        self.beginInsertRows(_ROOT, start, start + len(records) - 1)
        self._records.extend(records)
        self._number(start)
        self.endInsertRows()

    def replace(self, record: Record) -> None:
        """Put a record in place of the one with the same key; nothing happens when there is none."""
        row = self._rows.get(self._key(record), -1)
        if row >= 0:
            self._records[row] = record
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def records(self) -> list[Record]:
        """Return all records in their order."""
        return list(self._records)

    def record(self, row: int) -> Record:
        """Return the record of a row; IndexError beyond the end."""
        return self._records[row]

    def row_of(self, key: object) -> int:
        """Return the row of a record by its key; -1 when it is not there."""
        return self._rows.get(key, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many records there are."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what a cell shows, or what stands behind it."""
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self._records[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return column.text(record)
        return self._behind(column, record, role)

    def _behind(self, column: Column[Record], record: Record, role: int) -> Any:  # noqa: ANN401 - as Qt has it
        asked: dict[int, Callable[[Record], Any] | None] = {
            SortRole: column.sort_value,
            RecordRole: lambda found: found,
            KeyRole: self._key,
            ToneRole: column.tone,
            SubRole: column.sub,
            IconRole: column.icon,
            int(Qt.ItemDataRole.ToolTipRole): column.tip,
        }
        answer = asked.get(role)
        if answer is not None:
            return answer(record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right() else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Return a column's title and its side."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right() else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class PagedTableModel(ColumnTableModel[Record]):
    """Fetches its records page by page as the view asks for more; in the order they come, never sorted here."""

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        key: Callable[[Record], object] = _own_id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, (), key, parent)
        self._fetch: Callable[[Record | None, int], Sequence[Record]] | None = None
        self._ended = True
        self.total: int | None = None

    def start(self, fetch: Callable[[Record | None, int], Sequence[Record]], total: int | None = None) -> None:
        """Begin anew: fetch(after, limit) returns the records after the given one, fewer than limit at the end."""
        first = fetch(None, PAGE)
        self._fetch, self._ended, self.total = fetch, len(first) < PAGE, total
        self.set_records(first)

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        """Return whether there is more to come."""
        return not parent.isValid() and not self._ended and self._fetch is not None

    def fetchMore(self, parent: Index = _ROOT) -> None:
        """Fetch one page more."""
        if self._fetch is None or parent.isValid() or self._ended:
            return
        more = self._fetch(self._records[-1] if self._records else None, PAGE)
        self._ended = len(more) < PAGE
        self.append(more)


class RecordProxy(QSortFilterProxyModel, Generic[Record]):
    """Sorts by the raw value, empty cells last both ways; filters by words and by a test of the record."""

    def __init__(self, model: ColumnTableModel[Record], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._test: Callable[[Record], bool] | None = None
        self._model = model
        self.setSourceModel(model)
        self.setSortRole(SortRole)

    def set_words(self, words: str) -> None:
        """Show the rows in which every word occurs in some column; an empty text shows all."""
        self._words = words.casefold().split()
        self.invalidate()

    def set_test(self, test: Callable[[Record], bool] | None) -> None:
        """Show the rows whose record passes; None shows all."""
        self._test = test
        self.invalidate()

    def record(self, row: int) -> Record:
        """Return the record of a shown row."""
        return self._model.record(self.mapToSource(self.index(row, 0)).row())

    def row_of(self, key: object) -> int:
        """Return the shown row of a record by its key; -1 when it is not shown."""
        row = self._model.row_of(key)
        return self.mapFromSource(self._model.index(row, 0)).row() if row >= 0 else -1

    def shown(self) -> list[Record]:
        """Return the records as they are shown, in their order."""
        return [self.record(row) for row in range(self.rowCount())]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Return whether a row is shown."""
        record = self._model.record(source_row)
        if self._test is not None and not self._test(record):
            return False
        if not self._words:
            return True
        found = "\n".join(
            part.casefold()
            for column in self._model.columns
            for part in (column.text(record), column.sub(record) if column.sub else "")
        )
        return all(word in found for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare raw values; an empty one comes last in either order."""
        column = self._model.columns[left.column()]
        first = column.sort_value(self._model.record(left.row()))
        second = column.sort_value(self._model.record(right.row()))
        if first is None or second is None:
            ascending = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (second is None and first is not None) if ascending else (first is None and second is not None)
        return bool(first < second)
