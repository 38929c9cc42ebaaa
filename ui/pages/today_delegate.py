# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How Today's rows are drawn: group heads, and due things with their mark, two lines and the date column.

DeadlineDelegate(view, model)   size_up(current row); mark_rect(row's rect), actions_rect(row's rect)
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.ports import TodayRow
from ui.format import DOT
from ui.icons import paint_icon
from ui.models.roles import RecordRole
from ui.models.today import Head, TodayModel, due_ink, due_parts, source_words
from ui.theme import LINE_HEIGHTS, color, font, px
from ui.widgets.button import paint_focus

Index = QModelIndex | QPersistentModelIndex
MARK_LEFT, TEXT_LEFT, DATE_WIDTH, RIGHT = 24, 60, 248, 24
NARROW = 560
"""Below this width of the list, in pixels at 100 %, the date stands below the words and not beside them."""


class DeadlineDelegate(QStyledItemDelegate):
    """Draws heads and rows; the current row is taller, with room for its buttons."""

    def __init__(self, view: QListView, model: TodayModel) -> None:
        super().__init__(view)
        self._view, self._model, self._current = view, model, -1
        self.size_up(-1)
        self.hovered = -1
        self.over_mark = False
        self.ringed = False

    def narrow(self) -> bool:
        """Return whether there is no room for a date column."""
        return self._view.viewport().width() < px(NARROW)

    def mark_rect(self, box: QRect) -> QRect:
        """Return the place of the round mark of a row; a click there means done."""
        side = px(16)
        return QRect(box.left() + px(MARK_LEFT), box.top() + px(24) - side // 2, side, side)

    def actions_rect(self, box: QRect) -> QRect:
        """Return the place of the buttons in the current row."""
        left, top = (MARK_LEFT, 68) if self.narrow() else (TEXT_LEFT, 50)
        return QRect(box.left() + px(left), box.top() + px(top), box.width() - px(left) - px(8), px(32))

    def size_up(self, current: int) -> None:
        """Take the sizes of the present text size and width; ``current`` is the row with the buttons.

        The view asks for every row whenever one of them grows, so that asking must cost next to nothing.
        """
        more = 18 if self.narrow() else 0
        self._current = current
        self._sizes = tuple(QSize(0, px(side)) for side in (36, 48 + more, 92 + more))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return 36 for a head, 92 for the current row, 48 for the others; a line more where it is narrow."""
        row = index.row()
        if self._model.is_head(row):
            return self._sizes[0]
        return self._sizes[2] if row == self._current else self._sizes[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entry = index.data(RecordRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Head):
            self._head(painter, option.rect, entry)
        else:
            self._ground(painter, option, index)
            self._mark(painter, option.rect, entry, index.row())
            self._words(painter, option.rect, entry)
            self._date(painter, option.rect, entry)
        painter.restore()

    def _head(self, painter: QPainter, box: QRect, head: Head) -> None:
        left = box.left() + px(MARK_LEFT)
        line = QRectF(left, box.top() + px(10), box.width(), px(20))
        late = head.id == "overdue"
        title = font(13, 600 if late else 500)
        painter.setFont(title)
        painter.setPen(color("red" if late else "text-2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, head.title)
        line.setLeft(left + QFontMetrics(title).horizontalAdvance(head.title) + px(8))
        painter.setFont(font(13))
        painter.setPen(color("text-2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{head.count:,}")

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(box, color("select"))
            painter.fillRect(QRect(box.left(), box.top(), px(3), box.height()), color("accent"))
            if self._view.hasFocus() and self.ringed:
                paint_focus(painter, QRectF(box), 2)
        elif index.row() == self.hovered:
            painter.fillRect(box, color("hover"))

    def _mark(self, painter: QPainter, box: QRect, row: TodayRow, number: int) -> None:
        place = QRectF(self.mark_rect(box))
        if row.kind == "wizard":
            paint_icon(painter, place, "pencil", "text-2")
            return
        painter.setPen(QPen(color("edge"), 1))
        painter.setBrush(color("surface"))
        painter.drawEllipse(place.adjusted(0.5, 0.5, -0.5, -0.5))
        if number == self.hovered and self.over_mark:
            paint_icon(painter, place, "check", "text-2", 12)

    def _words(self, painter: QPainter, box: QRect, row: TodayRow) -> None:
        left = box.left() + px(TEXT_LEFT)
        beside = 0 if self.narrow() else px(DATE_WIDTH) + px(12)
        width = box.width() - px(TEXT_LEFT) - beside - px(RIGHT)
        top = box.top() + px(6)
        self._line(painter, QRectF(left, top, width, px(LINE_HEIGHTS[13])), row.title, 600, "text", 13)
        second = QRectF(left, top + px(LINE_HEIGHTS[13]), width, px(LINE_HEIGHTS[12]))
        used = self._line(painter, second, row.person, 400, "text", 12)
        if row.subject:
            rest = QRectF(left + used, second.top(), max(0, width - used), second.height())
            self._line(painter, rest, f"{DOT if row.person else ''}{row.subject}", 400, "text-2", 12)

    def _date(self, painter: QPainter, box: QRect, row: TodayRow) -> None:
        today = self._model.today
        left, top = box.right() + 1 - px(DATE_WIDTH) - px(RIGHT), box.top() + px(6)
        width = float(px(DATE_WIDTH))
        if self.narrow():
            left, top = box.left() + px(TEXT_LEFT), top + px(LINE_HEIGHTS[13] + LINE_HEIGHTS[12] + 1)
            width = float(box.width() - px(TEXT_LEFT) - px(RIGHT))
        day, away = due_parts(row, today)
        ink = due_ink(row, today)
        first = QRectF(left, top, width, px(LINE_HEIGHTS[13]))
        if day:
            used = self._line(painter, first, f"{day}{DOT}", 400, "text", 13)
            rest = QRectF(left + used, top, width - used, first.height())
            used += self._line(painter, rest, away, 400 if ink == "text-2" else 600, ink, 13)
            if ink == "red":
                sign = QRectF(left + used + px(6), top, px(14), first.height())
                paint_icon(painter, sign, "circle-alert", "red", 14)
        elif row.kind != "wizard":
            self._line(painter, first, "No date yet", 400, "text-2", 13)
        if not self.narrow():
            second = QRectF(left, top + px(LINE_HEIGHTS[13]), width, px(LINE_HEIGHTS[12]))
            self._line(painter, second, source_words(row), 400, "text-3", 12)

    @staticmethod
    def _line(painter: QPainter, box: QRectF, words: str, weight: int, ink: str, size: int) -> float:
        face = font(size, weight)
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setFont(face)
        painter.setPen(color(ink))
        baseline = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(box.left(), round(baseline)), shown)
        return float(metrics.horizontalAdvance(shown))
