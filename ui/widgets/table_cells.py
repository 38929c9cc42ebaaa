# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How a table's cells and column titles are drawn: the ground of a row, the delegate, the header.

paint_row_ground(painter, option, first)   select or hover, hairline below, 3 px accent at the left when selected
CellDelegate(columns, left_pad)            draws by Column: kind, tone, icon, second line
Header(left_pad)                           titles 12/500, a chevron where it is sorted
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import paint_icon
from ui.models.roles import RecordRole
from ui.models.table import Column
from ui.theme import Look, color, font, look, px
from ui.widgets.badge import draw_badge

Index = QModelIndex | QPersistentModelIndex
_PAD = 8


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, first: bool) -> None:
    """Fill a row: select with a 3 px accent at the left when selected, hover when pointed at; a hairline below."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    _fill_ground(painter, option.rect, selected, bool(option.state & QStyle.StateFlag.State_MouseOver), first)


def _fill_ground(painter: QPainter, box: QRect, selected: bool, hovered: bool, first: bool) -> None:
    colours = _tools(look()).colours
    if selected or hovered:
        painter.fillRect(box, colours["select" if selected else "hover"])
    painter.fillRect(box.x(), box.bottom(), box.width(), 1, colours["line"])
    if first and selected:
        painter.fillRect(box.x(), box.y(), 3, box.height(), colours["accent"])


class Tools(NamedTuple):
    """What cells are drawn with, made once for each look: a table draws hundreds of them at every scrolling."""

    faces: dict[tuple[int, int], QFont]
    metrics: dict[tuple[int, int], QFontMetrics]
    heights: dict[tuple[int, int], int]
    colours: dict[str, QColor]


@lru_cache(maxsize=4)
def _tools(worn: Look) -> Tools:
    sizes = ((13, 400), (13, 600), (12, 400))
    faces = {size: font(*size) for size in sizes}
    metrics = {size: QFontMetrics(face) for size, face in faces.items()}
    roles = ("text", "text-2", "text-3", "accent", "red", "amber", "green", "select", "hover", "line")
    heights = {size: measured.height() for size, measured in metrics.items()}
    return Tools(faces, metrics, heights, {role: color(role) for role in roles})


@lru_cache(maxsize=20_000)
def _shortened(worn: Look, face: tuple[int, int], words: str, width: int) -> str:
    """Return the words as they fit; measuring them anew at every redraw would take longer than drawing them."""
    return _tools(worn).metrics[face].elidedText(words, Qt.TextElideMode.ElideRight, width)


class CellDelegate(QStyledItemDelegate):
    """Draws a cell by its Column."""

    def __init__(self, columns: Sequence[Column[Any]], left_pad: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._left_pad = columns, left_pad
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, icon, words or badge, and the second line."""
        number = index.column()
        column, record, rect = self._columns[number], index.data(RecordRole), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        _fill_ground(painter, rect, selected, index.row() == self.hovered, number == 0)
        left = rect.x() + px(self._left_pad if number == 0 else _PAD)
        width = rect.right() + 1 - px(24 if number == len(self._columns) - 1 else _PAD) - left
        name = column.icon(record) if column.icon is not None else ""
        if name:
            paint_icon(painter, QRectF(left, rect.y(), px(16), rect.height() - 1), name, "text-2")
            left, width = left + px(24), width - px(24)
        if column.kind == "badge":
            self._badge(painter, QRect(left, rect.y(), width, rect.height() - 1), column, record)
        else:
            self._words(painter, QRect(left, rect.y(), width, rect.height() - 1), column, record)

    def _badge(self, painter: QPainter, box: QRect, column: Column[Any], record: object) -> None:
        text = column.text(record)
        if text:
            painter.save()
            painter.setClipRect(box.adjusted(0, 0, px(_PAD), 0))
            tone = column.tone(record) if column.tone is not None else ""
            draw_badge(painter, box.x(), box.y() + box.height() / 2, text, tone or "neutral")
            painter.restore()

    def _words(self, painter: QPainter, box: QRect, column: Column[Any], record: object) -> None:
        worn = look()
        tools = _tools(worn)
        tone = column.tone(record) if column.tone is not None else ""
        sub = column.sub(record) if column.sub is not None else ""
        strong = column.kind == "strong" or (column.kind in {"date", "money"} and tone in {"red", "amber", "accent"})
        face = (13, 600 if strong else 400)
        lines = [(column.text(record), face, tone or ("text-2" if column.kind == "quiet" else "text"))]
        if sub:
            lines.append((sub, (12, 400), "text-3"))
        side = Qt.AlignmentFlag.AlignRight if column.right() else Qt.AlignmentFlag.AlignLeft
        whole = sum(tools.heights[line_face] for _, line_face, _ in lines) + px(1) * (len(lines) - 1)
        top = round(box.y() + (box.height() - whole) / 2)
        for words, line_face, ink in lines:
            height = tools.heights[line_face]
            if words:
                painter.setFont(tools.faces[line_face])
                painter.setPen(tools.colours.get(ink) or color(ink))
                shown = _shortened(worn, line_face, words, box.width())
                painter.drawText(QRect(box.x(), top, box.width(), height + 2), side | Qt.AlignmentFlag.AlignTop, shown)
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
