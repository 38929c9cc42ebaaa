# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The list behind Today: group heads and due things as rows, and the words each row shows.

TodayModel()   set_groups(groups, today); entry(row) -> Head | TodayRow; row_of(key), first(), rows()
source_words(row), law_tip(row), due_ink(row, today), due_parts(row, today), icon_of_track(kind)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.track import TRACK_TITLES, TrackKind
from app.ports import TodayRow
from app.services.today import TodayGroup
from ui.format import days_away, due_role, due_text, short_date
from ui.models.roles import KeyRole, RecordRole

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TRACK_ICONS = {
    TrackKind.PROVIDER_BILLING: "receipt-text",
    TrackKind.CORRECTED_CLAIM: "file-check",
    TrackKind.INSURER_APPEAL: "shield",
    TrackKind.EXTERNAL_REVIEW: "scale",
    TrackKind.RECORDS: "folder-open",
    TrackKind.FINANCIAL_ASSISTANCE: "hand-coins",
    TrackKind.SURPRISE_BILL: "ambulance",
    TrackKind.REGULATOR: "landmark",
    TrackKind.COLLECTIONS: "credit-card",
    TrackKind.PROGRAM_APPEAL: "gavel",
}
_SOURCES = {"promise": "They promised it", "own": "Follow-up, not a legal date"}


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a group, with how many rows stand below it."""

    id: str
    title: str
    count: int


def icon_of_track(kind: str) -> str:
    """Return the icon of a track by its kind; a plain calendar for none."""
    return _TRACK_ICONS[TrackKind(kind)] if kind else "calendar"


def track_title(kind: str) -> str:
    """Return the title of a track by its kind; "No track" for none."""
    return TRACK_TITLES[TrackKind(kind)] if kind else "No track"


def source_words(row: TodayRow) -> str:
    """Return the third line of a row: the law, or where the date comes from."""
    if row.kind == "wizard":
        return "Everything you typed is kept"
    return row.citation or _SOURCES.get(row.source, "")


def law_tip(row: TodayRow) -> str:
    """Return what stands behind the date, in a sentence, for the tooltip and for F1."""
    if row.kind == "wizard":
        return "You started this and did not finish it. Open it to go on where you stopped."
    if row.citation:
        whose = "They must act by then" if row.owner == "them" else "The law gives you until then"
        printed = "The notice prints this date" if row.source == "notice" else whose
        return f"{printed}: {row.citation}."
    if row.source == "promise":
        return "They said so; no law stands behind this date."
    return "A follow-up from the plan or of your own; no law stands behind this date."


def due_parts(row: TodayRow, today: date) -> tuple[str, str]:
    """Return the two halves of the date column: "Mon 30 Nov" and "in 9 days"; empty without a date."""
    return short_date(row.due), days_away(row.due, today)


def due_ink(row: TodayRow, today: date) -> str:
    """Return the text role of the days: red when late, amber when ours and near, else text-2."""
    role = due_role(row.due, today)
    if role == "red" or (
        role == "amber" and row.owner != "them" and row.due is not None and (row.due - today).days < 7
    ):
        return role
    return "text-2"


class TodayModel(QAbstractListModel):
    """Group heads and due things, one below the other; heads can be neither selected nor reached by the arrow keys."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Head | TodayRow] = []
        self.today = date.min

    def set_groups(self, groups: Sequence[TodayGroup], today: date) -> None:
        """Show other groups."""
        self.beginResetModel()
        self.today = today
        self._entries = []
        for group in groups:
            self._entries.append(Head(group.id, group.title, len(group.rows)))
            self._entries.extend(group.rows)
        self.endResetModel()

    def is_head(self, row: int) -> bool:
        """Return whether a row is the head of a group."""
        return isinstance(self._entries[row], Head)

    def entry(self, row: int) -> Head | TodayRow:
        """Return what stands in a row; IndexError beyond the end."""
        return self._entries[row]

    def due_row(self, row: int) -> TodayRow | None:
        """Return the due thing of a row; None for a head and beyond the ends."""
        entry = self._entries[row] if 0 <= row < len(self._entries) else None
        return entry if isinstance(entry, TodayRow) else None

    def rows(self) -> list[TodayRow]:
        """Return the due things from top to bottom."""
        return [entry for entry in self._entries if isinstance(entry, TodayRow)]

    def row_of(self, key: str) -> int:
        """Return the row of a due thing by its id; -1 when it is not there."""
        for number, entry in enumerate(self._entries):
            if isinstance(entry, TodayRow) and entry.id == key:
                return number
        return -1

    def nearest(self, row: int) -> int:
        """Return the due thing at or below a row, else the last above it; -1 when there is none."""
        below = [n for n in range(max(0, row), len(self._entries)) if isinstance(self._entries[n], TodayRow)]
        above = [n for n in range(min(row, len(self._entries)) - 1, -1, -1) if isinstance(self._entries[n], TodayRow)]
        return next(iter([*below, *above]), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are, heads among them."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let heads be passed over."""
        if not index.isValid() or isinstance(self._entries[index.row()], Head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - as Qt has it
        """Return the words of a row, for search and screen readers, and what stands behind it."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(entry)
        if role == RecordRole:
            return entry
        if role == KeyRole:
            return entry.id
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, TodayRow):
            return law_tip(entry)
        return None

    def _words(self, entry: Head | TodayRow) -> str:
        if isinstance(entry, Head):
            return f"{entry.title}, {entry.count}"
        parts = (entry.title, entry.person, entry.subject, due_text(entry.due, self.today), source_words(entry))
        return ", ".join(part for part in parts if part)
