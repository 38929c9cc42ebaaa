# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The frame of the unlock page: the mark of the program, and the card with its two halves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import color, fit, px, space

_RADIUS, LEFT_WIDTH = 8, 320


class Mark(QWidget):
    """The mark of the program, 32 square."""

    def sizeHint(self) -> QSize:
        """Return its size."""
        return QSize(px(32), px(32))

    def minimumSizeHint(self) -> QSize:
        """Return its size; it is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, (self.height() - px(32)) / 2, px(32), px(32))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(box, px(_RADIUS), px(_RADIUS))
        paint_icon(painter, box, "folder-check", "on-accent", 20)
        painter.end()


class UnlockCard(QWidget):
    """Two halves in one rounded card, the left on raised and the right on surface; it paints the ground of both."""

    def __init__(self, left: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fit(self, min_height=400, max_width=760)
        fit(left, width=LEFT_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        halves = QHBoxLayout(self)
        space(halves, 0, 0)
        halves.addWidget(left)
        halves.addWidget(right, 1)

    def sizeHint(self) -> QSize:
        """Return the card's size in the picture, or what its halves need."""
        needed = super().sizeHint()
        return QSize(px(760), max(px(400), needed.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, the raised half, the line between them and the border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        whole = QPainterPath()
        whole.addRoundedRect(box, px(_RADIUS), px(_RADIUS))
        painter.fillPath(whole, color("surface"))
        painter.save()
        painter.setClipPath(whole)
        painter.fillRect(QRectF(0, 0, px(LEFT_WIDTH), self.height()), color("raised"))
        painter.fillRect(QRectF(px(LEFT_WIDTH), 0, 1, self.height()), color("line"))
        painter.restore()
        painter.setPen(QPen(color("line"), 1))
        painter.drawPath(whole)
        painter.end()
