# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The list behind a packet: letter, summary and index first, then the exhibits, which can be dragged.

PacketModel()   set_view(view), set_built(files | None), row(n) -> PacketRow, exhibit_ids(), row_of(exhibit id)
    Signals: reordered(list) the exhibits' ids in their new order, after one was dropped between others
page_words(first, last)   "1–2", "3", "" when not known
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.ports import IndexLine, PacketFiles
from app.services.packet_views import ExhibitLine, PacketView
from ui.format import DOT, plain_date
from ui.models.roles import KeyRole, RecordRole

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-casewell-exhibit"
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRow:
    """One row: a fixed part (``icon``) or an exhibit (``line``). Pages are 0 until the packet was built once."""

    title: str
    detail: str = ""
    trouble: str = ""
    icon: str = ""
    line: ExhibitLine | None = None
    first: int = 0
    last: int = 0

    @property
    def pages(self) -> int:
        """How many pages it has; 0 when not known yet."""
        return self.last - self.first + 1 if self.first else 0


def page_words(first: int, last: int) -> str:
    """Return "1–2", or one number, or nothing."""
    if not first:
        return ""
    return str(first) if first == last else f"{first}–{last}"


class PacketModel(QAbstractListModel):
    """What is in a packet, in its order.

    Signals:
        reordered(list): exhibits' ids in the order the person dropped them.
    """

    reordered = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: PacketView | None = None
        self._built: PacketFiles | None = None
        self._rows: list[PacketRow] = []

    def set_view(self, view: PacketView) -> None:
        """Show a packet; page numbers stay as they were last built, where they can still be right."""
        same = self._view is not None and _order(self._view) == _order(view)
        self._view = view
        if not same:
            self._built = None
        self._fill()

    def set_built(self, built: PacketFiles | None) -> None:
        """Show the page numbers of a built packet."""
        self._built = built
        self._fill()

    def row(self, number: int) -> PacketRow:
        """Return a row; IndexError beyond the end."""
        return self._rows[number]

    def rows(self) -> list[PacketRow]:
        """Return all rows from top to bottom."""
        return list(self._rows)

    def exhibit_ids(self) -> list[str]:
        """Return the exhibits' ids in their order."""
        return [row.line.exhibit.id for row in self._rows if row.line is not None]

    def row_of(self, exhibit_id: str) -> int:
        """Return the row of an exhibit; -1 when it is not there."""
        return next(
            (n for n, row in enumerate(self._rows) if row.line is not None and row.line.exhibit.id == exhibit_id), -1
        )

    def first_exhibit(self) -> int:
        """Return how many fixed rows stand before the exhibits."""
        return sum(row.line is None for row in self._rows)

    def moved(self, exhibit_id: str, place: int) -> list[str]:
        """Return the order with an exhibit taken out and put before the one that is at ``place`` now."""
        ids = self.exhibit_ids()
        old = ids.index(exhibit_id)
        ids.remove(exhibit_id)
        ids.insert(place - 1 if place > old else place, exhibit_id)
        return ids

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = (
            [] if self._view is None else [*_fixed(self._view, self._built), *_exhibits(self._view, self._built)]
        )
        self.endResetModel()

    # -- Qt's side -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what a row shows, or what stands behind it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"Exhibit {row.line.letter}, {row.title}" if row.line else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.trouble or None
        if role == RecordRole:
            return row
        if role == KeyRole:
            return row.line.exhibit.id if row.line else row.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Exhibits can be dragged; they are dropped between rows, never on one."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        both = flag.ItemIsEnabled | flag.ItemIsSelectable
        return both | flag.ItemIsDragEnabled if self._rows[index.row()].line is not None else both

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that can be dropped here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the id of the dragged exhibit."""
        data = QMimeData()
        ids = [row.line.exhibit.id for row in (self._rows[i.row()] for i in indexes) if row.line is not None]
        data.setData(MIME, "\n".join(ids).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the new order; the rows move when it was kept."""
        exhibit_id = bytes(data.data(MIME).data()).decode()
        if action != Qt.DropAction.MoveAction or self.row_of(exhibit_id) < 0:
            return False
        target = len(self._rows) if row < 0 else row
        order = self.moved(exhibit_id, max(0, target - self.first_exhibit()))
        if order != self.exhibit_ids():
            self.reordered.emit(order)
        return False  # nothing is removed here: the list is read anew


def _order(view: PacketView) -> tuple[object, ...]:
    packet = view.packet
    return (
        view.letter.id if view.letter else None,
        packet.summary,
        packet.chronology and view.dated_talks,
        packet.cover_sheets,
        tuple((line.exhibit.id, line.exhibit.pages, line.exhibit.joined) for line in view.exhibits),
    )


def _fixed(view: PacketView, built: PacketFiles | None) -> list[PacketRow]:
    """Return letter, summary and index, as far as the packet has them."""
    parts: list[tuple[str, str]] = []
    if view.letter is not None:
        parts.append((view.letter.title, "mail"))
    if view.packet.summary:
        parts.append(("Summary on one page", "file-text"))
    if view.packet.chronology and view.dated_talks:
        parts.append(("Chronology", "history"))
    if view.exhibits:
        parts.append(("Index of exhibits", "list"))
    known: list[IndexLine | None] = list(built.front) if built and len(built.front) == len(parts) else []
    return [
        PacketRow(title=title, icon=icon, first=line.first_page if line else 0, last=line.last_page if line else 0)
        for (title, icon), line in zip(parts, known or [None] * len(parts), strict=True)
    ]


def _exhibits(view: PacketView, built: PacketFiles | None) -> list[PacketRow]:
    places = {line.exhibit: line for line in built.index} if built else {}
    troubles = {problem.exhibit: problem.what for problem in built.problems} if built else {}
    rows = []
    for line in view.exhibits:
        place = places.get(line.letter)
        trouble = troubles.get(line.letter, "")
        rows.append(
            PacketRow(
                title=line.exhibit.title,
                detail=_detail(line),
                trouble=f"Cannot be read: {trouble}" if trouble else "",
                line=line,
                first=place.first_page if place else 0,
                last=place.last_page if place else 0,
            )
        )
    return rows


def _detail(line: ExhibitLine) -> str:
    document, exhibit = line.document, line.exhibit
    kinds = {"application/pdf": "PDF", "image/png": "picture", "image/jpeg": "photo"}
    kind = kinds.get(document.media_type, document.file_name.rpartition(".")[2] or "file")
    if document.media_type == "application/pdf" and not document.text.strip():
        kind = "scan"
    dated = plain_date(document.date) if document.date else exhibit.dated
    parts = [dated, kind, f"pages {exhibit.pages}" if exhibit.pages else ""]
    return DOT.join(part for part in parts if part)


def _spoken(row: PacketRow) -> str:
    word = "page" if row.first == row.last else "pages"
    pages = f"{word} {page_words(row.first, row.last)} of the packet" if row.first else ""
    name = f"Exhibit {row.line.letter}: {row.title}" if row.line else row.title
    return ", ".join(part for part in (name, row.detail, pages, row.trouble) if part)
