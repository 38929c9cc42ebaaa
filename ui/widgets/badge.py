# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Badges: a word on a tinted ground, as a widget and for delegates.

Badge(text, tone="neutral")                     tone: neutral, info, amber, red, green; set_badge(text, tone)
draw_badge(painter, left, middle, text, tone) -> int   paints one, left edge and vertical middle; returns its width
badge_width(text) -> int
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import color, font, px, text_width

TONES: dict[str, tuple[str, str]] = {
    "neutral": ("hover", "text-2"),
    "info": ("select", "accent"),
    "amber": ("amber-bg", "amber"),
    "red": ("red-bg", "red"),
    "green": ("green-bg", "green"),
}


def badge_width(text: str) -> int:
    """Return how wide a badge with this text is."""
    return text_width(text, 12, 500) + 2 * px(8) + 1


def draw_badge(painter: QPainter, left: float, middle: float, text: str, tone: str = "neutral") -> int:
    """Paint a badge whose left edge and vertical middle are given; return its width."""
    fill, ink = TONES[tone]
    box = QRectF(left, middle - px(20) / 2, badge_width(text), px(20))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(fill))
    painter.drawRoundedRect(box, px(4), px(4))
    painter.setFont(font(12, 500))
    painter.setPen(color(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return round(box.width())


class Badge(QLabel):
    """A badge as a widget."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_badge(self, text: str, tone: str | None = None) -> None:
        """Show another word, and another tone when given; an empty word hides the badge."""
        self._tone = tone or self._tone
        self.setText(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def tone(self) -> str:
        """Return the tone it wears."""
        return self._tone

    def sizeHint(self) -> QSize:
        """Return the badge's size."""
        return QSize(badge_width(self.text()), px(20))

    def minimumSizeHint(self) -> QSize:
        """Return sizeHint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        draw_badge(painter, 0, self.height() / 2, self.text(), self._tone)
        painter.end()
