# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The list of the library: entries in the order they were given, found again by kind and id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.library import LibraryEntry
from ui.models.roles import HeadRole, KeyRole, RecordRole, SubRole

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class LibraryModel(QAbstractListModel):
    """Entries of one kind, as the words of the filter leave them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LibraryEntry, ...] = ()
        self._rows: dict[str, int] = {}
        self._heads: dict[int, str] = {}

    def set_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self._rows = {entry.id: number for number, entry in enumerate(self._entries)}
        self._heads = _heads(self._entries)
        self.endResetModel()

    def has_heads(self) -> bool:
        """Return whether some rows stand below a heading, and are taller."""
        return bool(self._heads)

    def entry(self, row: int) -> LibraryEntry:
        """Return an entry; IndexError past the end."""
        return self._entries[row]

    def row_of(self, entry_id: str) -> int:
        """Return the row of an entry; -1 when it is not shown."""
        return self._rows.get(entry_id, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - as Qt has it
        """Return the name, the line below it, both for screen readers, or the entry itself."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        second = f"{entry.text} (out of use)" if entry.retired else entry.text
        answers: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): entry.name,
            int(Qt.ItemDataRole.AccessibleTextRole): f"{entry.name}. {second}",
            int(Qt.ItemDataRole.ToolTipRole): f"{entry.name}\n{second}",
            SubRole: second,
            RecordRole: entry,
            KeyRole: entry.id,
            HeadRole: self._heads.get(index.row(), ""),
        }
        return answers.get(role)


def _heads(entries: Sequence[LibraryEntry]) -> dict[int, str]:
    """Return the heading of each row that begins a group; none where the groups are mixed, as in a ranked answer."""
    heads: dict[int, str] = {}
    for number, entry in enumerate(entries):
        if entry.group and (number == 0 or entries[number - 1].group != entry.group):
            if entry.group in heads.values():
                return {}
            heads[number] = entry.group
    return heads
