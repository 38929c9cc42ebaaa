# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Scale: a calm line with marks on it, and a pointer where somebody stands.

Scale(end=400)    set_marks([(value, "200 %"), ...], end), set_value(value or None, "187.4 %"); values share one unit
    A value past the end is shown at the end, with its own words. Screen readers hear set_said(words).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import color, font, px

_SIDE, _ABOVE, _BAR, _BELOW = 20, 28, 8, 22


class Scale(QWidget):
    """A horizontal scale; it only shows."""

    def __init__(self, end: float = 400, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._end = end
        self._marks: tuple[tuple[float, str], ...] = ()
        self._value: float | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Where the household stands")

    def set_marks(self, marks: Sequence[tuple[float, str]], end: float) -> None:
        """Show other marks, from 0 to ``end``."""
        self._marks, self._end = tuple(marks), max(end, 1.0)
        self.update()

    def set_value(self, value: float | None, words: str = "") -> None:
        """Point at a value with its words; None takes the pointer away."""
        self._value, self._words = value, words
        self.update()

    def set_said(self, words: str) -> None:
        """Say in words what the picture shows, for screen readers."""
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        """Return a width that reads well, and its height."""
        return QSize(px(420), px(_ABOVE + _BAR + _BELOW))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size."""
        return QSize(px(240), px(_ABOVE + _BAR + _BELOW))

    def _x(self, value: float) -> float:
        room = self.width() - 2 * px(_SIDE)
        return px(_SIDE) + room * min(max(value, 0.0), self._end) / self._end

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, the marks below it and the pointer above."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(px(_SIDE), px(_ABOVE), self.width() - 2 * px(_SIDE), px(_BAR))
        painter.setPen(QPen(color("edge"), 1))
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        if self._value is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("second"))
            painter.drawRoundedRect(
                QRectF(bar.x(), bar.y(), self._x(self._value) - bar.x(), bar.height()), px(4), px(4)
            )
        self._draw_marks(painter, bar)
        self._draw_pointer(painter, bar)
        painter.end()

    def _draw_marks(self, painter: QPainter, bar: QRectF) -> None:
        """Draw the marks from the left; one whose words would run into those before it stays a line alone."""
        face = font(12)
        painter.setFont(face)
        metrics = QFontMetrics(face)
        free = -1.0
        for value, words in self._marks:
            x = self._x(value)
            painter.setPen(QPen(color("edge"), 1))
            painter.drawLine(QPointF(x, bar.top() - px(2)), QPointF(x, bar.bottom() + px(4)))
            wide = metrics.horizontalAdvance(words)
            left = min(max(x - wide / 2, 0.0), self.width() - wide)
            if left > free:
                painter.setPen(color("text-2"))
                painter.drawText(QPointF(left, bar.bottom() + px(5) + metrics.ascent()), words)
                free = left + wide + px(6)

    def _draw_pointer(self, painter: QPainter, bar: QRectF) -> None:
        if self._value is None:
            return
        x = self._x(self._value)
        tip = bar.top() - px(1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawPolygon(
            QPolygonF([QPointF(x, tip), QPointF(x - px(5), tip - px(7)), QPointF(x + px(5), tip - px(7))])
        )
        face = font(13, 600)
        painter.setFont(face)
        painter.setPen(color("text"))
        wide = QFontMetrics(face).horizontalAdvance(self._words)
        left = min(max(x - wide / 2, 0.0), self.width() - wide)
        painter.drawText(QPointF(left, tip - px(11)), self._words)
