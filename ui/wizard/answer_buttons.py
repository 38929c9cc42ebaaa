# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""AnswerButtons: a few short answers side by side, of which one is chosen; radio buttons to keyboard and reader.

AnswerButtons([("yes", "Yes"), ("no", "No")], name)   value() -> str ("" for none), set_value(str)
    Signals: chosen(str) by the person
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme import color, font, px, set_font, space, text_width
from ui.widgets.button import paint_focus

_HEIGHT, _PAD, _TICK = 28, 12, 14


class _Answer(QRadioButton):
    """One answer: edged, and filled with a tick when it is the chosen one."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        set_font(self, 13)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the words and for the tick, which may come."""
        return QSize(text_width(self.text(), 13, 600) + 2 * px(_PAD) + px(_TICK + 4), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return sizeHint: an answer is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, on = QRectF(self.rect()), self.isChecked()
        painter.setPen(QPen(color("accent" if on else "edge"), 1))
        painter.setBrush(color("select" if on else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        painter.setFont(font(13, 600 if on else 400))
        painter.setPen(color("text"))
        width = text_width(self.text(), 13, 600 if on else 400)
        left = (box.width() - width - (px(_TICK + 4) if on else 0)) / 2
        if on:
            painter.setPen(QPen(color("accent"), 1.75, c=Qt.PenCapStyle.RoundCap))
            step, top = px(_TICK) / 14, (box.height() - px(_TICK)) / 2
            painter.drawPolyline(
                [QPointF(left + x * step, top + y * step) for x, y in ((2, 7.5), (5.2, 10.6), (11.5, 3.6))]
            )
            painter.setPen(color("text"))
            left += px(_TICK + 4)
        place = QRectF(left, 0, width + 2, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint_focus(painter, box, px(6))
        painter.end()


class AnswerButtons(QWidget):
    """Answers side by side.

    Signals:
        chosen(str): the person chose this value.
    """

    chosen = Signal(str)

    def __init__(self, answers: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._answers: dict[str, _Answer] = {}
        line = QHBoxLayout(self)
        space(line, 0, 8)
        for value, words in answers:
            answer = _Answer(words)
            answer.setAccessibleName(f"{name} {words}")
            answer.clicked.connect(partial(self._chosen, value))
            self._group.addButton(answer)
            self._answers[value] = answer
            line.addWidget(answer)
        line.addStretch(1)
        self.setFocusProxy(next(iter(self._answers.values())))

    def value(self) -> str:
        """Return the chosen value; "" for none."""
        return next((value for value, answer in self._answers.items() if answer.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose a value without telling anyone; "" or an unknown one for none."""
        self._group.setExclusive(False)
        for own, answer in self._answers.items():
            answer.setChecked(own == value)
        self._group.setExclusive(True)
        first = self._answers.get(value) or next(iter(self._answers.values()))
        self.setFocusProxy(first)

    def _chosen(self, value: str, _checked: bool = False) -> None:
        self.chosen.emit(value)
