# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The table: hairlines, no grid, header 28, rows 36 or 44; columns that remember their widths and order of sorting.

TableView(model_or_proxy, key="", *, row_height=36, left_pad=24, sortable=True, empty=None)
    key: column widths and sort order are kept in QSettings under ui/tables/<key>
    current() -> record | None, selected() -> [records], select_key(key), select_row(row), refresh(): keeps the
    selection by key around a function: with view.kept_selection(): model.set_records(...)
    set_columns_hidden(titles); copy() puts the selected rows as tab-separated text on the clipboard
    Signals: opened(object) a record by Enter or double click; picked(object) the current record changed (or None);
             menu_asked(object, QPoint) right click or the Menu key, with the global place
CellDelegate draws a cell by its Column: kind, tone, icon, second line. Use it in other views through a Column.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractProxyModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.models.roles import KeyRole, RecordRole
from ui.models.table import Column, ColumnTableModel
from ui.theme import color, look, px
from ui.widgets.table_cells import CellDelegate, Header

Index = QModelIndex | QPersistentModelIndex


def columns_of(model: QAbstractItemModel | None) -> tuple[Column[Any], ...]:
    """Return the Columns of a model, through any proxies."""
    while isinstance(model, QAbstractProxyModel):
        model = model.sourceModel()
    return model.columns if isinstance(model, ColumnTableModel) else ()


_LEAST = 200
"""The smallest width of a stretching column, in pixels at 100 %."""


class TableView(QTableView):
    """A table over a ColumnTableModel or a RecordProxy; see the module.

    Signals:
        opened(object): Enter or a double click on a record.
        picked(object): the current record is another one; None when there is none.
        menu_asked(object, QPoint): a menu is wanted for the record, at this global place.
    """

    opened = Signal(object)
    picked = Signal(object)
    menu_asked = Signal(object, QPoint)
    header_class: type[Header] = Header  # a table with something between its titles and its rows has its own

    def __init__(
        self,
        model: QAbstractItemModel,
        key: str = "",
        *,
        row_height: int = 36,
        left_pad: int = 24,
        sortable: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings_key, self._row_height = f"ui/tables/{key}" if key else "", row_height
        self.columns = columns_of(model)
        self._delegate = CellDelegate(self.columns, left_pad, self)
        self._header = self.header_class(left_pad, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        if name:
            self.setAccessibleName(name)
        self._build(sortable)
        self._connect()

    def _build(self, sortable: bool) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header.setSectionsClickable(sortable)
        self._header.setStretchLastSection(True)
        self._size_up()
        self._arrange()
        if sortable:
            self._header.setSortIndicator(*self._kept_order())
            self.setSortingEnabled(True)

    def _arrange(self) -> None:
        """Give the columns their widths: the kept ones, else their own; one of them takes the room that is left."""
        kept = self._kept("widths")
        widths = kept if len(kept) == len(self.columns) else [column.width for column in self.columns]
        for number, column in enumerate(self.columns):
            self._header.resizeSection(number, px(widths[number]))
            if column.stretch:
                self._header.setStretchLastSection(False)
        self._share()

    def _share(self) -> None:
        """Give the stretching column what the others leave; with too little for words, let the table scroll."""
        for number, column in enumerate(self.columns):
            if column.stretch:
                others = self._header.length() - self._header.sectionSize(number)
                room, least = self.viewport().width() - others, px(_LEAST)
                mode = QHeaderView.ResizeMode.Stretch if room >= least else QHeaderView.ResizeMode.Interactive
                if mode != self._header.sectionResizeMode(number):
                    self._header.setSectionResizeMode(number, mode)
                if mode == QHeaderView.ResizeMode.Interactive:
                    self._header.resizeSection(number, least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def _kept(self, name: str) -> list[int]:
        kept = QSettings().value(f"{self._settings_key}/{name}") if self._settings_key else None
        numbers = kept if isinstance(kept, list) else []
        return [int(number) for number in numbers if str(number).lstrip("-").isdigit()]

    def _kept_order(self) -> tuple[int, Qt.SortOrder]:
        kept = self._kept("order")
        if len(kept) == 2 and -1 <= kept[0] < len(self.columns):
            return kept[0], Qt.SortOrder.DescendingOrder if kept[1] else Qt.SortOrder.AscendingOrder
        return -1, Qt.SortOrder.AscendingOrder

    def _connect(self) -> None:
        self.activated.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_menu)
        self._header.arranged.connect(self._remember)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewport().installEventFilter(self)

    def _size_up(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(self._row_height))
        self._header.size_up()

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: ANN401 - any QObject
        """Forget the hovered row when the pointer leaves."""
        if watched is self.viewport() and event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the row heights of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_header"):
            self._size_up()
            self._arrange()

    def _remember(self) -> None:
        """Keep widths, as they are at 100 %, and the order."""
        if self._settings_key:
            scale = look().scale
            widths = [round(self._header.sectionSize(number) / scale) for number in range(len(self.columns))]
            down = self._header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            QSettings().setValue(f"{self._settings_key}/widths", widths)
            QSettings().setValue(f"{self._settings_key}/order", [self._header.sortIndicatorSection(), int(down)])

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(RecordRole))

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.menu_asked.emit(index.data(RecordRole), self.viewport().mapToGlobal(place))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which record is current now."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.picked.emit(current.data(RecordRole) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, whatever the platform thinks activates."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: Any) -> None:  # noqa: ANN401 - QPaintEvent
        """Draw the table, then the focus on the current row."""
        super().paintEvent(event)
        current = self.currentIndex()
        if not self.hasFocus() or not current.isValid():
            return
        box = self.visualRect(current)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(color("accent"), 2))
        painter.drawRect(QRect(1, box.top() + 1, self.viewport().width() - 2, box.height() - 3))
        painter.end()

    def current(self) -> Any:  # noqa: ANN401 - the model's records
        """Return the current record; None when there is none."""
        index = self.currentIndex()
        return index.data(RecordRole) if index.isValid() else None

    def selected(self) -> list[Any]:
        """Return the selected records from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.model().index(row, 0).data(RecordRole) for row in rows]

    def select_row(self, row: int) -> None:
        """Make a row the current and only selected one; nothing happens when there is no such row."""
        if not 0 <= row < self.model().rowCount():
            return
        index = self.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def select_key(self, key: object) -> bool:
        """Select the record with this key; return whether it is shown."""
        for row in range(self.model().rowCount()):
            if self.model().index(row, 0).data(KeyRole) == key:
                self.select_row(row)
                return True
        return False

    @contextmanager
    def kept_selection(self) -> Iterator[None]:
        """Keep current record and scroll place around a change of the model's records."""
        index = self.currentIndex()
        key, place = (index.data(KeyRole) if index.isValid() else None), self.verticalScrollBar().value()
        yield
        if key is not None:
            self.select_key(key)
        self.verticalScrollBar().setValue(place)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, a line a row, tabs between the cells."""
        model = self.model()
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [
            "\t".join(str(model.index(row, number).data() or "") for number in range(model.columnCount()))
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
