# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""CheckRow: a box to tick, with a second line and a badge.

CheckRow(text, detail="", *, badge="", tone="neutral", checked=False, strong=False)   a QCheckBox
    set_badge(text, tone), set_detail(text); toggled(bool) is Qt's own
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme import color, font, px, set_font
from ui.widgets.badge import badge_width, draw_badge
from ui.widgets.button import paint_focus

_BOX, _GAP, _PAD = 16, 12, 4
_WRAP = int(Qt.TextFlag.TextWordWrap)


def paint_check(painter: QPainter, box: QRectF, checked: bool, enabled: bool = True) -> None:
    """Draw a check box of radius 4: filled with a tick, or an empty frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent" if enabled else "text-3"))
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setPen(QPen(color("on-accent" if enabled else "surface"), 1.6, c=Qt.PenCapStyle.RoundCap))
        step = box.width() / 16
        places = ((4.2, 8.4), (6.9, 11), (11.8, 5.4))
        painter.drawPolyline([QPointF(box.x() + x * step, box.y() + y * step) for x, y in places])
    else:
        painter.setPen(QPen(color("edge" if enabled else "line"), 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
    painter.restore()


class CheckRow(QCheckBox):
    """A box to tick with its words."""

    def __init__(
        self,
        text: str,
        detail: str = "",
        *,
        badge: str = "",
        tone: str = "neutral",
        checked: bool = False,
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._detail, self._badge, self._tone, self._strong = detail, badge, tone, strong
        set_font(self, 13, 600 if strong else 400)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()
        self.setChecked(checked)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._badge}" if self._badge else self.text())
        self.setAccessibleDescription(self._detail)

    def set_badge(self, badge: str, tone: str = "neutral") -> None:
        """Show another badge after the words; empty for none."""
        self._badge, self._tone = badge, tone
        self._describe()
        self.update()

    def set_detail(self, detail: str) -> None:
        """Show another second line."""
        self._detail = detail
        self._describe()
        self.updateGeometry()
        self.update()

    def _room(self, width: int) -> int:
        return max(px(80), width - px(_BOX + _GAP))

    def _heights(self, width: int) -> tuple[int, int]:
        """Return the heights of words and second line at this width."""
        room = QRect(0, 0, self._room(width), 10_000)
        words = QRect(room)
        if self._badge:
            words.setWidth(max(px(80), room.width() - badge_width(self._badge) - px(8)))
        first = QFontMetrics(font(13, 600 if self._strong else 400)).boundingRect(words, _WRAP, self.text())
        second = QFontMetrics(font(12)).boundingRect(room, _WRAP, self._detail) if self._detail else QRect()
        return max(first.height(), px(20)), second.height() if self._detail else 0

    def hasHeightForWidth(self) -> bool:
        """Narrow means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width."""
        return sum(self._heights(width)) + 2 * px(_PAD)

    def sizeHint(self) -> QSize:
        """Return a width that reads well, and its height."""
        return QSize(px(320), self.heightForWidth(max(px(320), self.width())))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size."""
        return QSize(px(160), px(28))

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the row."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        first, second = self._heights(self.width())
        box = QRectF(1, px(_PAD) + (px(20) - px(_BOX)) / 2, px(_BOX), px(_BOX))
        paint_check(painter, box, self.isChecked(), self.isEnabled())
        left, room = px(_BOX + _GAP), self._room(self.width())
        face = font(13, 600 if self._strong else 400)
        painter.setFont(face)
        painter.setPen(color("text" if self.isEnabled() else "text-3"))
        inside = room - (badge_width(self._badge) + px(8) if self._badge else 0)
        flags = _WRAP | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, px(_PAD), inside, first), flags, self.text())
        if self._badge:
            used = min(inside, QFontMetrics(face).horizontalAdvance(self.text()))
            draw_badge(painter, left + used + px(8), px(_PAD) + px(10), self._badge, self._tone)
        if second:
            painter.setFont(font(12))
            painter.setPen(color("text-2" if self.isEnabled() else "text-3"))
            painter.drawText(QRect(left, px(_PAD) + first, room, second), flags, self._detail)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), px(6))
        painter.end()
