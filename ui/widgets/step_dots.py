# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""StepDots: the head of the wizard, numbered steps with ticks behind us and words to each.

StepDots(steps=())   set_steps(words), set_current(number from 0); done steps can be pressed
    Signals: asked(int) a step behind us was pressed
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import color, font, px, space, text_width
from ui.widgets.button import paint_focus
from ui.widgets.key_value import empty_layout
from ui.widgets.lane import paint_dot

_DOT, _LINK, _GAP = 20, 24, 10
_TIGHT_LINK, _TIGHT_GAP = 6, 4


class _Step(QAbstractButton):
    """One step: the link to it, its dot and its words."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number, self._words = number, words
        self.state, self.short, self.tight = "open", False, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_state(self, state: str, count: int) -> None:
        self.state = state
        self.setEnabled(state == "done")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if state == "done" else Qt.FocusPolicy.NoFocus)
        said = {"done": "done", "current": "you are here", "open": "still to come"}[state]
        self.setAccessibleName(f"Step {self._number + 1} of {count}, {self._words}, {said}")
        self.setToolTip(self._words if self.short else "")
        self.updateGeometry()
        self.update()

    def _lead(self) -> int:
        if not self._number:
            return 0
        return px(_TIGHT_LINK + _TIGHT_GAP) if self.tight else px(_LINK + _GAP)

    def _weight(self) -> int:
        return 600 if self.state == "current" else 400

    def sizeHint(self) -> QSize:
        words = 0 if self.short and self.state != "current" else px(8) + text_width(self._words, 13, self._weight())
        return QSize(self._lead() + px(_DOT) + words + px(_TIGHT_GAP if self.tight else _GAP), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        if self._number:
            painter.setPen(QPen(color("line" if self.state == "open" else "accent"), 1.5))
            painter.drawLine(0, round(middle), px(_TIGHT_LINK if self.tight else _LINK), round(middle))
        left = self._lead()
        dot = QRectF(left + 1, middle - px(_DOT) / 2, px(_DOT), px(_DOT))
        if self.state == "done":
            paint_dot(painter, dot.center().x(), middle, "done", _DOT)
        else:
            current = self.state == "current"
            painter.setPen(QPen(color("accent" if current else "edge"), 2 if current else 1))
            painter.setBrush(color("surface"))
            painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
            painter.setFont(font(12, 600 if current else 400))
            painter.setPen(color("accent" if current else "text-2"))
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(self._number + 1))
        if not self.short or self.state == "current":
            painter.setFont(font(13, self._weight()))
            painter.setPen(color("text" if self.state == "current" else "text-2"))
            words = QRectF(dot.right() + px(8), 0, self.width(), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._words)
        if self.hasFocus():
            paint_focus(painter, QRectF(left - 2, px(4), self.width() - left, self.height() - px(8)), px(6))
        painter.end()


class StepDots(QWidget):
    """The steps of the wizard.

    Signals:
        asked(int): a step behind us was pressed; steps count from 0.
    """

    asked = Signal(int)

    def __init__(self, steps: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[_Step] = []
        self._words: list[str] = []
        self._current = 0
        self._line = QHBoxLayout(self)
        space(self._line, 0, 0)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[str]) -> None:
        """Show other steps."""
        if list(steps) == self._words:
            return
        self._words = list(steps)
        empty_layout(self._line)
        self._steps = [_Step(number, words) for number, words in enumerate(steps)]
        self._line.addStretch(1)
        for number, step in enumerate(self._steps):
            step.clicked.connect(lambda _checked=False, asked=number: self.asked.emit(asked))
            self._line.addWidget(step)
        self._line.addStretch(1)
        self.set_current(self._current)

    def set_current(self, number: int) -> None:
        """Say where we are, from 0; one past the last means all done."""
        self._current = number
        self._shorten()
        for place, step in enumerate(self._steps):
            step.show_state("done" if place < number else "current" if place == number else "open", len(self._steps))

    def _shorten(self) -> None:
        whole = sum(text_width(words, 13, 600) + px(_LINK + _DOT + 2 * _GAP + 8) for words in self._words)
        longest = max((text_width(words, 13, 600) for words in self._words), default=0) + px(8)
        dots = len(self._words) * px(_LINK + _DOT + 2 * _GAP) + longest
        for step in self._steps:
            step.short = 0 < self.width() < whole
            step.tight = 0 < self.width() < dots

    def resizeEvent(self, event: object) -> None:
        """Leave out the words of other steps where there is no room for them."""
        before = [(step.short, step.tight) for step in self._steps]
        self._shorten()
        if before != [(step.short, step.tight) for step in self._steps]:
            self.set_current(self._current)

    def minimumSizeHint(self) -> QSize:
        """Return room for the dots and the current words."""
        return QSize(len(self._steps) * px(_TIGHT_LINK + _DOT + 2 * _TIGHT_GAP) + px(120), px(40))
