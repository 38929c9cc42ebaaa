# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The left side of the library: the field to search in, and the entries of one kind below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.services.library import LibraryEntry
from ui.models.library import LibraryModel
from ui.models.roles import HeadRole, SubRole
from ui.theme import color, font, px
from ui.widgets.button import paint_focus
from ui.widgets.card import Pane, column
from ui.widgets.inputs import LineEdit
from ui.widgets.label import Hairline, Label
from ui.widgets.table_cells import paint_row_ground

Index = QModelIndex | QPersistentModelIndex
_LEFT = 24
_HEAD = 32


class _EntryDelegate(QStyledItemDelegate):
    """Paints an entry: 44 high, the name over its line.

    In a list with headings the line is a sentence and may take two lines, and the first of a group stands below its
    heading.
    """

    def __init__(self, entries: EntryList) -> None:
        super().__init__(entries)
        self._entries = entries

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        height = 44 + (_HEAD if index.data(HeadRole) else 0)
        if self._entries.has_heads():
            room = self._entries.viewport().width() - px(_LEFT) - px(12)
            wide = QFontMetrics(font(12)).horizontalAdvance(str(index.data(SubRole))) > room
            height += 16 if wide else 0
        return QSize(px(160), px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        head = str(index.data(HeadRole) or "")
        if head:
            above = QRectF(option.rect).adjusted(px(_LEFT), px(10), -px(12), 0)
            above.setHeight(px(20))
            painter.save()
            _write(painter, above, head, 12, 600, "text-2")
            painter.restore()
            option = QStyleOptionViewItem(option)
            option.rect.setTop(option.rect.top() + px(_HEAD))
        paint_row_ground(painter, option, first=True)
        room = QRectF(option.rect).adjusted(px(_LEFT), px(4), -px(12), -px(4))
        top = QRectF(room.x(), room.y(), room.width(), px(20))
        below = QRectF(room.x(), room.y() + px(19), room.width(), room.height() - px(19))
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.save()
        _write(painter, top, words, 13, 600, "accent" if chosen else "text")
        _write_line(painter, below, str(index.data(SubRole)))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(option.rect).adjusted(3, 0, 0, -1), px(2))
        painter.restore()


def _write(painter: QPainter, box: QRectF, text: str, size: int, weight: int, ink: str) -> None:
    face = font(size, weight)
    painter.setFont(face)
    painter.setPen(color(ink))
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _write_line(painter: QPainter, box: QRectF, text: str) -> None:
    """Write the line below a name: one line, shortened, or two where the row has room for them."""
    if box.height() < px(30):
        _write(painter, box, text, 12, 400, "text-2")
        return
    painter.setFont(font(12))
    painter.setPen(color("text-2"))
    flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(box, flags, text)


class EntryList(QListView):
    """The entries.

    Signals:
        picked(object): another LibraryEntry is current.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LibraryModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_EntryDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Entries of the library")

    def set_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Show other entries; none is current then."""
        self._model.set_entries(entries)
        self.setUniformItemSizes(not self.has_heads())

    def has_heads(self) -> bool:
        """Return whether the entries stand below headings."""
        return self._model.has_heads()

    def count(self) -> int:
        """Return how many are shown."""
        return self._model.rowCount()

    def current(self) -> LibraryEntry | None:
        """Return the current entry."""
        index = self.currentIndex()
        return self._model.entry(index.row()) if index.isValid() else None

    def select(self, entry_id: str) -> bool:
        """Make an entry current; return whether it is there."""
        number = self._model.row_of(entry_id)
        if number < 0:
            return False
        index = self._model.index(number, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def select_first(self) -> bool:
        """Make the first entry current; return whether there is one."""
        if not self.count():
            return False
        self.setCurrentIndex(self._model.index(0, 0))
        self.scrollToTop()
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which entry is current now."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(self._model.entry(current.row()))


class EntryPane(Pane):
    """The field and the list.

    Signals:
        typed(str): other words stand in the field.
        picked(object): another LibraryEntry is current.
    """

    typed = Signal(str)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", margins=0, gap=0, parent=parent)
        self.words = _Words(icon="search")
        self.list = EntryList()
        self._nothing = Label("", 13, 400, "text-2", wrap=True)
        self._nothing.setContentsMargins(px(_LEFT), px(16), px(16), 0)
        self._nothing.setVisible(False)
        self.body.addLayout(column(self.words, margins=(_LEFT, 12, 16, 12)))
        self.body.addWidget(Hairline())
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list, 1)
        self.setFocusProxy(self.words)
        self.words.textChanged.connect(self.typed)
        self.words.walked.connect(self._walk)
        self.list.picked.connect(self.picked)

    def add_foot(self, widget: QWidget) -> None:
        """Put something below the list."""
        self.body.addLayout(column(widget, margins=(_LEFT, 8, 16, 8)))

    def ask(self, placeholder: str) -> None:
        """Say what can be typed."""
        self.words.setPlaceholderText(placeholder)
        self.words.setAccessibleName(placeholder)

    def show_entries(self, entries: Sequence[LibraryEntry], wanted: str) -> None:
        """Show entries, ``wanted`` current, else the first; without any say so."""
        self.list.set_entries(entries)
        self._nothing.setText("" if entries else f"Nothing found for “{self.words.text()}”. Try fewer letters.")
        self._nothing.setVisible(not entries)
        if not (wanted and self.list.select(wanted)):
            self.list.select_first()

    def _walk(self, step: int) -> None:
        index = self.list.currentIndex()
        row = max(0, min(self.list.count() - 1, index.row() + step))
        self.list.setCurrentIndex(self.list.model().index(row, 0))


class _Words(LineEdit):
    """The field; the arrows walk through the list below it.

    Signals:
        walked(int): one entry down or up.
    """

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; Escape empties."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
