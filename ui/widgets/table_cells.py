# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How a table's cells and column titles are drawn: the ground of a row, the delegate, the header.

paint_row_ground(painter, option, first)   select or hover, hairline below, 3 px accent at the left when selected
CellDelegate(columns, left_pad)            draws by Column: kind, tone, icon, second line
Header(left_pad)                           titles 12/500, a chevron where it is sorted
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import paint_icon
from ui.models.roles import IconRole, SubRole, ToneRole
from ui.models.table import Column
from ui.theme import color, font, px
from ui.widgets.badge import draw_badge

Index = QModelIndex | QPersistentModelIndex
_PAD = 8


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, first: bool) -> None:
    """Fill a row: select with a 3 px accent at the left when selected, hover when pointed at; a hairline below."""
    box = option.rect
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, color("select"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, color("hover"))
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), color("line"))
    if first and state & QStyle.StateFlag.State_Selected:
        painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), color("accent"))


class CellDelegate(QStyledItemDelegate):
    """Draws a cell by its Column."""

    def __init__(self, columns: Sequence[Column[Any]], left_pad: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._left_pad = columns, left_pad
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, icon, words or badge, and the second line."""
        column = self._columns[index.column()]
        first = index.column() == 0
        opt = QStyleOptionViewItem(option)
        if index.row() == self.hovered:
            opt.state |= QStyle.StateFlag.State_MouseOver
        else:
            opt.state &= ~QStyle.StateFlag.State_MouseOver
        paint_row_ground(painter, opt, first)
        last = index.column() == len(self._columns) - 1
        box = QRectF(option.rect).adjusted(px(self._left_pad) if first else px(_PAD), 0, -px(24 if last else _PAD), -1)
        painter.save()
        painter.setClipRect(QRectF(option.rect))
        name = index.data(IconRole)
        if name:
            paint_icon(painter, QRectF(box.x(), box.y(), px(16), box.height()), name, "text-2")
            box.setLeft(box.x() + px(24))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if column.kind == "badge":
            if text:
                draw_badge(painter, box.x(), box.center().y(), text, index.data(ToneRole) or "neutral")
        else:
            self._words(painter, box, column, text, index)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, column: Column[Any], text: str, index: Index) -> None:
        sub = index.data(SubRole)
        tone = index.data(ToneRole)
        strong = column.kind == "strong" or (column.kind in {"date", "money"} and tone in {"red", "amber", "accent"})
        face = font(13, 600 if strong else 400)
        ink = tone or ("text-2" if column.kind == "quiet" else "text")
        side = Qt.AlignmentFlag.AlignRight if column.right() else Qt.AlignmentFlag.AlignLeft
        lines = [(text, face, ink)] + ([(str(sub), font(12), "text-3")] if sub else [])
        heights = [QFontMetrics(line_face).height() for _, line_face, _ in lines]
        top = box.center().y() - (sum(heights) + px(1) * (len(lines) - 1)) / 2
        for (words, line_face, line_ink), height in zip(lines, heights, strict=True):
            painter.setFont(line_face)
            painter.setPen(color(line_ink))
            shown = QFontMetrics(line_face).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(QRectF(box.x(), top, box.width(), height + 2), side | Qt.AlignmentFlag.AlignTop, shown)
            top += height + px(1)


class Header(QHeaderView):
    """Column titles, 12/500 text-2, with a chevron where it is sorted.

    Signals:
        arranged(): the person let go of the mouse after dragging or sorting.
    """

    arranged = Signal()

    def __init__(self, left_pad: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._left_pad = left_pad
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(48))
        self.size_up()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that columns may be arranged otherwise now."""
        super().mouseReleaseEvent(event)
        self.arranged.emit()

    def size_up(self) -> None:
        """Take the height of the present text size."""
        self.setFixedHeight(px(28))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw one title."""
        model = self.model()
        painter.fillRect(rect, color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("line"))
        across = Qt.Orientation.Horizontal
        title = str(model.headerData(logicalIndex, across) or "")
        align = model.headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        right = bool(align is not None and align & Qt.AlignmentFlag.AlignRight)
        last = logicalIndex == self.count() - 1
        box = QRectF(rect).adjusted(px(self._left_pad if logicalIndex == 0 else _PAD), 0, -px(24 if last else _PAD), 0)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        face = font(12, 600 if sorted_here else 500)
        width = QFontMetrics(face).horizontalAdvance(title)
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(face)
        painter.setPen(color("text" if sorted_here else "text-2"))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(face).elidedText(title, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if sorted_here:
            name = "chevron-up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "chevron-down"
            left = box.right() - width - px(18) if right else box.x() + width + px(4)
            paint_icon(painter, QRectF(left, box.y(), px(14), box.height()), name, "text-2", 14)
        painter.restore()
