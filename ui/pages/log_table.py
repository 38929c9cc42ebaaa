# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The table of the log, with the quick entry row between its column titles and its rows.

LogTable(model, key, entry)   follows the model's loading; keeps the current entry by its id
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.models.log import LogModel
from ui.pages.log_quick_entry import ENTRY_HEIGHT, QuickEntry
from ui.theme import px
from ui.widgets.table_cells import Header
from ui.widgets.table_view import TableView


class EntryHeader(Header):
    """Column titles with room below for the quick entry row."""

    room = 0

    def size_up(self) -> None:
        """Take the height of the present text size, with the room below."""
        self.setFixedHeight(px(28) + px(self.room))

    def make_room(self, height: int) -> None:
        """Leave this much below the titles, in pixels at 100 %."""
        self.room = height
        self.size_up()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw the title in the upper part alone."""
        super().paintSection(painter, QRect(rect.left(), rect.top(), rect.width(), px(28)), logicalIndex)


class LogTable(TableView):
    """The log's rows below the quick entry row."""

    header_class = EntryHeader

    def __init__(self, model: LogModel, key: str, entry: QuickEntry, parent: QWidget | None = None) -> None:
        super().__init__(model, key, sortable=False, name="Log", parent=parent)
        self._log_model = model
        self.entry = entry
        head = self.horizontalHeader()
        entry.setParent(head)
        if isinstance(head, EntryHeader):
            head.make_room(ENTRY_HEIGHT)
        entry.show()
        head.sectionResized.connect(self._follow)
        head.geometriesChanged.connect(self._follow)
        self.horizontalScrollBar().valueChanged.connect(self._follow)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self._kept_key: Any = None
        self._kept_place = 0
        self._follow()

    def _follow(self, *_args: object) -> None:
        head = self.horizontalHeader()
        self.entry.setGeometry(0, px(28), head.width(), px(ENTRY_HEIGHT))
        self.entry.follow(head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the entry row follow."""
        super().resizeEvent(event)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Let the entry row follow another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_kept_place"):
            self._follow()

    def _keep(self) -> None:
        current = self.current()
        self._kept_key = current.id if current is not None else None
        self._kept_place = self.verticalScrollBar().value()

    def _restore(self) -> None:
        if self._kept_key is not None:
            self.select_row(self._log_model.row_of(self._kept_key))
        self.verticalScrollBar().setValue(self._kept_place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up from the first row leads into the entry row."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.entry.focus_action()
        else:
            super().keyPressEvent(event)
