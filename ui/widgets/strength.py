# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""StrengthMeter: how hard a passphrase is to guess, as four bars and the word that says it.

StrengthMeter()   set_strength(level from 0 (nothing typed) to 4, word)   the word carries it, the bars repeat it
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import color, font, px

BARS = 4
_INKS = ("text-3", "red", "amber", "green", "green")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class StrengthMeter(QLabel):
    """Four bars and a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level, self._word = 0, ""

    def set_strength(self, level: int, word: str) -> None:
        """Show a level from 0 to 4 and its word; beyond them the nearest is taken."""
        self._level, self._word = max(0, min(BARS, level)), word
        self.setAccessibleName(f"Strength: {word}" if word else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for bars and word on one line."""
        return QSize(px(320), px(20))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest room."""
        return QSize(px(200), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, then the word."""
        ink = _INKS[self._level]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(BARS):
            painter.setBrush(color(ink if number < self._level else "line"))
            bar = QRectF(number * px(28), (self.height() - px(4)) / 2, px(24), px(4))
            painter.drawRoundedRect(bar, px(2), px(2))
        painter.setPen(color(ink))
        painter.setFont(font(12))
        painter.drawText(QRectF(self.rect()).adjusted(px(120), 0, 0, 0), _LEFT, self._word)
        painter.end()
