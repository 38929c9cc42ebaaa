# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""LaneWidget: one track of a case as a line of stages, with the next step and its date.

LaneWidget(name, icon, stages, stage, *, next_step="", date_text="", date_role="text", waiting=False)
    stage counts from 0; past the last means all done; -1 or waiting: none reached yet. date_text as
    ui.format.due_text gives it: what stands after the dot is semibold
    set_lane(same arguments); 40 high; a focusable button: clicked() opens the track
LaneHeader()   the column titles above: Track, Stage, Next step, Date
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from ui.format import DOT
from ui.icons import paint_icon
from ui.theme import color, fit, font, px, text_width
from ui.widgets.button import paint_focus

_NAME, _NEXT, _PAD = 176, 300, 24
_NARROW = 900  # below this width only the current stage keeps its word
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_dot(painter: QPainter, middle_x: float, middle_y: float, state: str, size: int = 12) -> None:
    """Draw a stage's dot: done (filled, with a tick), current (ring with a point), or still to come (ring)."""
    side = px(size)
    box = QRectF(middle_x - side / 2, middle_y - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawEllipse(box)
        painter.setPen(QPen(color("on-accent"), max(1.5, side / 9), c=Qt.PenCapStyle.RoundCap))
        step = side / 12
        x, y = box.x(), box.y()
        painter.drawPolyline([_point(x, y, step, 3.4, 6.2), _point(x, y, step, 5.3, 8.1), _point(x, y, step, 8.7, 4.2)])
    else:
        current = state == "current"
        width = max(2.5, side / 4) if current else 1.2
        painter.setPen(QPen(color("accent" if current else "edge"), width))
        painter.setBrush(color("surface"))
        inset = width / 2
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def _point(x: float, y: float, step: float, across: float, down: float) -> QPointF:
    return QPointF(x + across * step, y + down * step)


class LaneWidget(QAbstractButton):
    """One track, painted; to a screen reader a button that reads out where the track is."""

    def __init__(
        self,
        name: str,
        icon: str,
        stages: Sequence[str],
        stage: int,
        *,
        next_step: str = "",
        date_text: str = "",
        date_role: str = "text",
        waiting: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        fit(self, height=40)
        self.set_lane(
            name, icon, stages, stage,
            next_step=next_step, date_text=date_text, date_role=date_role, waiting=waiting,
        )  # fmt: skip

    def set_lane(
        self,
        name: str,
        icon: str,
        stages: Sequence[str],
        stage: int,
        *,
        next_step: str = "",
        date_text: str = "",
        date_role: str = "text",
        waiting: bool = False,
    ) -> None:
        """Show another state of the track."""
        self._name, self._icon, self._stages = name, icon, tuple(stages)
        self._stage = -1 if waiting else stage
        self._next, self._date, self._role, self._waiting = next_step, date_text, date_role, waiting
        self.setAccessibleName(self._read_out())
        self.update()

    def _read_out(self) -> str:
        if self._stage < 0:
            where = "not begun"
        elif self._stage >= len(self._stages):
            where = "all stages done"
        else:
            where = f"stage {self._stage + 1} of {len(self._stages)}, {self._stages[self._stage]}"
        following = f", next: {self._next}" if self._next else ""
        return f"{self._name}, {where}{following}" + (f", {self._date.replace(DOT, ', ')}" if self._date else "")

    def sizeHint(self) -> QSize:
        """Return the lane's height and a width that shows the words."""
        return QSize(px(_NARROW), px(40))

    def enterEvent(self, event: object) -> None:
        """Paint the hover."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Paint without it."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, stages, next step and date."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(self.rect(), color("hover"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("line"))
        paint_icon(painter, QRectF(px(_PAD), 0, px(16), box.height()), self._icon)
        painter.setFont(font(13, 600))
        painter.setPen(color("text"))
        face = QFontMetrics(font(13, 600))
        name = face.elidedText(self._name, Qt.TextElideMode.ElideRight, px(_NAME - 32))
        painter.drawText(QRectF(px(_PAD + 24), 0, px(_NAME - 24), box.height()), _LEFT, name)
        right = box.width() - px(_PAD)
        room = px(_NEXT)
        self._paint_stages(painter, px(_PAD + _NAME), right - room - px(8))
        self._paint_next(painter, right - room, right)
        if self.hasFocus():
            paint_focus(painter, box.adjusted(2, 2, -2, -3), px(4))
        painter.end()

    def _states(self) -> list[str]:
        return [
            "done" if number < self._stage else "current" if number == self._stage else "open"
            for number in range(len(self._stages))
        ]

    def _paint_stages(self, painter: QPainter, left: float, end: float) -> None:
        states = self._states()
        weights = [600 if state == "current" else 400 for state in states]
        words = [text_width(word, 12, weight) for word, weight in zip(self._stages, weights, strict=True)]
        whole = sum(words) + len(words) * px(18) + (len(words) - 1) * px(36)
        short = self.width() < px(_NARROW) or whole > end - left
        middle = (self.height() - 1) / 2
        for number, (word, state) in enumerate(zip(self._stages, states, strict=True)):
            if number:
                painter.setPen(QPen(color("accent" if state != "open" else "line"), 1.5))
                painter.drawLine(round(left + px(8)), round(middle), round(left + px(28)), round(middle))
                left += px(36)
            paint_dot(painter, left + px(6), middle, state)
            left += px(12)
            if not short or state == "current":
                painter.setFont(font(12, 600 if state == "current" else 400))
                painter.setPen(color("text" if state == "current" else "text-2"))
                painter.drawText(QRectF(left + px(6), 0, words[number] + 2, self.height() - 1), _LEFT, word)
                left += px(6) + words[number]

    def _paint_next(self, painter: QPainter, left: float, right: float) -> None:
        day, dot, away = self._date.partition(DOT)
        urgent = self._role in {"red", "amber"}
        lead, tail = font(13, 600 if urgent else 400), font(13, 600)
        tail_width = QFontMetrics(tail).horizontalAdvance(away) if dot else 0
        painter.setPen(color(self._role if not self._waiting else "text-3"))
        painter.setFont(tail)
        painter.drawText(QRectF(left, 0, right - left, self.height() - 1), _RIGHT, away if dot else "")
        painter.setFont(lead)
        head = f"{day}{DOT}" if dot else day
        painter.drawText(QRectF(left, 0, right - left - tail_width, self.height() - 1), _RIGHT, head)
        used = QFontMetrics(lead).horizontalAdvance(head) + tail_width
        painter.setPen(color("text-2"))
        painter.setFont(font(13))
        room = int(right - left - used - px(12))
        shown = QFontMetrics(font(13)).elidedText(self._next, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, right - left, self.height() - 1), _LEFT, shown)


class LaneHeader(QLabel):
    """The column titles above the lanes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fit(self, height=32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles on the lanes' own columns."""
        painter = QPainter(self)
        painter.setFont(font(12, 500))
        painter.setPen(color("text-2"))
        right = self.width() - px(_PAD)
        for left, words in ((px(_PAD), "Track"), (px(_PAD + _NAME), "Stage"), (right - px(_NEXT), "Next step")):
            painter.drawText(QRectF(left, 0, px(160), self.height() - 1), _LEFT, words)
        painter.drawText(QRectF(0, 0, right, self.height() - 1), _RIGHT, "Date")
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("line"))
        painter.end()
