# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How the cells of the facts table are drawn: the mark, the fact, the value in semibold, the words, and how sure."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.services.wizard_rows import NoticeRow
from ui.icons import paint_icon
from ui.models.roles import RecordRole
from ui.theme import color, font, px, text_width
from ui.wizard.facts_model import FactColumn, cell_words

Index = QModelIndex | QPersistentModelIndex
_SIGNS: dict[str, tuple[str, str, str]] = {
    "Sure": ("check", "green", "text-2"),
    "Checked": ("check", "green", "text-2"),
    "Likely": ("circle-dot", "accent", "text-2"),
    "Check": ("triangle-alert", "amber", "amber"),
    "Typed": ("pencil", "text-2", "text-2"),
    "Missing": ("minus", "text-3", "text-3"),
}
HEADER = 28
_LINE, _MARK = 30, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FactsHeader(QHeaderView):
    """Column titles that begin where their cells do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(px(24))
        self.size_up()

    def size_up(self) -> None:
        """Take the height of the present text size."""
        self.setFixedHeight(px(HEADER))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw one title."""
        painter.fillRect(rect, color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("line"))
        painter.setFont(font(12, 500))
        painter.setPen(color("text-2"))
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        shown = QFontMetrics(font(12, 500)).elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(_LEFT), shown)


class FactsDelegate(QStyledItemDelegate):
    """Draws the cells.

    Attributes:
        lit: the mark whose rows are shown as pointed at; None for none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lit: int | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        row = index.data(RecordRole)
        if not isinstance(row, NoticeRow):
            return
        box = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        lit = self.lit is not None and row.number == self.lit
        if selected or lit:
            painter.fillRect(box, color("select" if selected else "hover"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), color("line"))
        painter.save()
        painter.setClipRect(box)
        line = QRectF(box.left(), box.top(), box.width() - px(8), px(_LINE))
        if index.column() == FactColumn.NUMBER:
            self._mark(painter, line, row)
        elif index.column() == FactColumn.SURE:
            self._sure(painter, line, row)
        else:
            self._words(painter, line, row, index.column())
        painter.restore()

    def _mark(self, painter: QPainter, line: QRectF, row: NoticeRow) -> None:
        if not row.number:
            return
        side = px(_MARK)
        wide = max(side, text_width(str(row.number), 12, 600) + px(6))
        circle = QRectF(line.left(), line.center().y() - side / 2, wide, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(circle, side / 2, side / 2)
        painter.setPen(color("on-accent"))
        painter.setFont(font(12, 600))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(row.number))

    def _sure(self, painter: QPainter, line: QRectF, row: NoticeRow) -> None:
        icon, icon_ink, ink = _SIGNS[row.sure]
        paint_icon(painter, QRectF(line.left(), line.top(), px(14), line.height()), icon, icon_ink, 14)
        painter.setFont(font(12, 600 if row.sure == "Check" else 400))
        painter.setPen(color(ink))
        painter.drawText(line.adjusted(px(18), 0, px(8), 0), int(_LEFT), row.sure)

    def _words(self, painter: QPainter, line: QRectF, row: NoticeRow, column: int) -> None:
        words = cell_words(row, column)
        face, ink = {
            FactColumn.FACT: (font(13), "text-2"),
            FactColumn.VALUE: (font(13, 600), "text"),
            FactColumn.WORDS: (font(12), "text-2" if row.words else "text-3"),
        }[FactColumn(column)]
        if column == FactColumn.VALUE and not words:
            words, face, ink = "Press Enter to type it", font(12), "text-3"
        painter.setFont(face)
        painter.setPen(color(ink))
        shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, int(_LEFT), shown)
