# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The list of a packet: fixed parts, then exhibits to drag, with their pages; everything works from the keyboard.

PacketList(model)   current_row() -> PacketRow | None, select_exhibit(id), head is the row of titles above
    Alt+Up and Alt+Down move an exhibit, Delete takes it out, Enter edits it
    Signals: picked(object) a PacketRow, edit_asked(str), remove_asked(str), menu_asked(str, QPoint), moved(list)
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import paint_icon
from ui.models.packet import PacketModel, PacketRow, page_words
from ui.models.roles import RecordRole
from ui.theme import color, fit, font, look, px

Index = QModelIndex | QPersistentModelIndex
FIXED, EXHIBIT = 36, 48
_LEFT, _TILE, _TEXT, _RIGHT = 24, 52, 92, 24
"""Left edges of grip, tile and words, and the right edge, at 100 %."""
_MENU, _PLACE, _COUNT = 28, 72, 72
_NARROW = 440
_LEFT_SIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT_SIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def places(box: QRect) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    """Return where the words, the count of pages, the pages in the packet and the menu of a row stand."""
    menu = QRectF(box.right() - px(_RIGHT + _MENU) + 1 + px(8), box.y(), px(_MENU), box.height())
    place = QRectF(menu.left() - px(_PLACE) - px(8), box.y(), px(_PLACE), box.height())
    wide = px(_COUNT) if box.width() >= px(_NARROW) else 0  # the packet's own numbers matter more than the count
    count = QRectF(place.left() - wide, box.y(), wide, box.height())
    words = QRectF(box.x() + px(_TEXT), box.y(), count.left() - box.x() - px(_TEXT), box.height())
    return words, count, place, menu


class ListHead(QWidget):
    """The titles above the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fit(self, height=36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them over the columns of the rows."""
        painter = QPainter(self)
        box = self.rect()
        _, count, place, _ = places(box)
        painter.setFont(font(12, 500))
        painter.setPen(color("text-2"))
        painter.drawText(QRectF(px(_TILE), 0, px(200), box.height()), _LEFT_SIDE, "In this order")
        if count.width():
            painter.drawText(count, _RIGHT_SIDE, "Pages")
        painter.drawText(place, _RIGHT_SIDE, "In packet")
        for y in (0, box.bottom()):
            painter.fillRect(QRect(0, y, box.width(), 1), color("line"))
        painter.end()


class PacketDelegate(QStyledItemDelegate):
    """Draws a row: grip and letter tile, or an icon; words; pages; the three dots."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of fixed parts and exhibits."""
        row: PacketRow = index.data(RecordRole)
        return QSize(px(200), px(EXHIBIT if row.line else FIXED))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: PacketRow = index.data(RecordRole)
        box = option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, option, current)
        words, count, place, menu = places(box)
        if row.line is not None:
            grip = QRectF(box.x() + px(_LEFT), box.y(), px(16), box.height())
            paint_icon(painter, grip, "grip-vertical", "accent" if current else "text-2")
            self._tile(painter, box, row.line.letter, current)
            self._dots(painter, menu, "accent" if current else "text-2")
        else:
            tile = QRectF(box.x() + px(_TILE), box.y(), px(16), box.height())
            paint_icon(painter, tile, row.icon, "text-2")
        self._words(painter, words.adjusted(0, 0, -px(8), 0), row)
        painter.setPen(color("text-2"))
        painter.setFont(font(13))
        if row.pages and count.width():
            painter.drawText(count, _RIGHT_SIDE, str(row.pages))
        painter.setPen(color("text"))
        painter.setFont(font(13, 600))
        painter.drawText(place, _RIGHT_SIDE, page_words(row.first, row.last))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, current: bool) -> None:
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), color("line"))
        if current:
            view = option.widget
            focused = view is not None and view.hasFocus()
            painter.setBrush(color("select"))
            painter.setPen(QPen(color("accent"), 2 if focused else 1))
            frame = QRectF(box).adjusted(px(12) + 0.5, 0.5, -px(12) - 0.5, -1)
            painter.drawRoundedRect(frame, px(6), px(6))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box.adjusted(0, 0, 0, -1), color("hover"))

    def _tile(self, painter: QPainter, box: QRect, letter: str, current: bool) -> None:
        side = px(28)
        tile = QRectF(box.x() + px(_TILE), box.y() + (box.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent" if current else "select"))
        painter.drawRoundedRect(tile, px(4), px(4))
        painter.setPen(color("on-accent" if current else "accent"))
        painter.setFont(font(13, 600))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, letter)

    def _dots(self, painter: QPainter, box: QRectF, role: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(role))
        for step in (-5, 0, 5):
            painter.drawEllipse(
                QPointF(box.center().x(), box.center().y() + px(step)), 1.4 * look().scale, 1.4 * look().scale
            )

    def _words(self, painter: QPainter, box: QRectF, row: PacketRow) -> None:
        face = font(13, 500)
        title = QFontMetrics(face).elidedText(row.title, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setFont(face)
        painter.setPen(color("text"))
        if row.line is None:
            painter.drawText(box, _LEFT_SIDE, title)
            return
        upper = QRectF(box.x(), box.y() + px(5), box.width(), px(20))
        lower = QRectF(box.x(), box.y() + px(24), box.width(), px(18))
        painter.drawText(upper, _LEFT_SIDE, title)
        painter.setFont(font(12))
        painter.setPen(color("text-2"))
        painter.drawText(lower, _LEFT_SIDE, row.detail)
        if row.trouble:
            left = lower.x() + QFontMetrics(font(12)).horizontalAdvance(row.detail) + (px(12) if row.detail else 0)
            paint_icon(painter, QRectF(left, lower.y(), px(14), lower.height()), "triangle-alert", "amber", 14)
            rest = QRectF(left + px(20), lower.y(), max(0.0, lower.right() - left - px(20)), lower.height())
            painter.setPen(color("amber"))
            said = QFontMetrics(font(12)).elidedText(row.trouble, Qt.TextElideMode.ElideRight, int(rest.width()))
            painter.drawText(rest, _LEFT_SIDE, said)


_KEYS = "Alt+Up and Alt+Down move an exhibit, Enter edits it, Delete takes it out."


class PacketList(QListView):
    """The rows of a packet.

    Signals:
        picked(object): another PacketRow is current.
        edit_asked(str), remove_asked(str): the exhibit with this id.
        menu_asked(str, QPoint): the exhibit's menu, at this place of the screen.
        moved(list): the exhibits' ids in the order that the keys put them in.
    """

    picked = Signal(object)
    edit_asked = Signal(str)
    remove_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    moved = Signal(list)

    def __init__(self, model: PacketModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packet = model
        self.setModel(model)
        self.setItemDelegate(PacketDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(False)  # the line is painted here, 2 px in accent
        self.setMouseTracking(True)
        self.setAccessibleName("What is in the packet")
        self.setAccessibleDescription(_KEYS)
        self._read_only = False
        self._drop_row = -1

    def set_read_only(self, read_only: bool) -> None:
        """Let rows be looked at alone: nothing is dragged, and the keys that change something are quiet."""
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.NoDragDrop if read_only else mode.InternalMove)
        self.setAccessibleDescription("" if read_only else _KEYS)
        self._read_only = read_only

    def current_row(self) -> PacketRow | None:
        """Return the current row; None when there is none."""
        index = self.currentIndex()
        return self._packet.row(index.row()) if index.isValid() else None

    def select_row(self, number: int) -> None:
        """Make a row the current one; nothing happens when there is no such row."""
        if 0 <= number < self._packet.rowCount():
            self.setCurrentIndex(self._packet.index(number, 0))

    def select_exhibit(self, exhibit_id: str) -> None:
        """Make an exhibit the current row."""
        self.select_row(self._packet.row_of(exhibit_id))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(self._packet.row(current.row()))

    def _exhibit(self) -> str:
        row = None if self._read_only else self.current_row()
        return row.line.exhibit.id if row is not None and row.line is not None else ""

    def _step(self, step: int) -> None:
        exhibit_id = self._exhibit()
        ids = self._packet.exhibit_ids()
        place = ids.index(exhibit_id) + step if exhibit_id else -1
        if 0 <= place < len(ids):
            ids.remove(exhibit_id)
            ids.insert(place, exhibit_id)
            self.moved.emit(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, edit and remove exhibits."""
        key, exhibit_id = event.key(), self._exhibit()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        elif exhibit_id and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_asked.emit(exhibit_id)
        elif exhibit_id and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_asked.emit(exhibit_id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu where the three dots are."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self._exhibit() and places(self.visualRect(index))[3].contains(event.position()):
            self.menu_asked.emit(self._exhibit(), self.viewport().mapToGlobal(place))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu by the right button, or by the Menu key below the current row."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(px(_TEXT), 0)
        else:
            place = event.pos()
        if self._exhibit():
            self.menu_asked.emit(self._exhibit(), self.viewport().mapToGlobal(place))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit an exhibit."""
        super().mouseDoubleClickEvent(event)
        if self._exhibit():
            self.edit_asked.emit(self._exhibit())

    # -- dragging ------------------------------------------------------------------------------------------------

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would be dropped."""
        super().dragMoveEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        after = index.isValid() and place.y() > self.visualRect(index).center().y()
        row = index.row() + after if index.isValid() else self._packet.rowCount()
        self._drop_row = max(self._packet.first_exhibit(), row)
        event.accept()
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        super().dragLeaveEvent(event)
        self._drop_row = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Drop it where the line was, whatever row was below the pointer."""
        row, self._drop_row = self._drop_row, -1
        if event.source() is self and row >= 0:
            event.setDropAction(Qt.DropAction.IgnoreAction)  # the view must not take the dragged row away
            event.accept()
            self._packet.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, row, 0, QModelIndex())
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then the line where the dragged exhibit would come."""
        super().paintEvent(event)
        if self._drop_row < 0:
            return
        last = self._packet.rowCount() - 1
        box = self.visualRect(self._packet.index(min(self._drop_row, last), 0))
        y = box.bottom() if self._drop_row > last else box.top() - 1
        painter = QPainter(self.viewport())
        painter.fillRect(QRect(px(12), y, self.viewport().width() - px(24), 2), color("accent"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the rows out anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
