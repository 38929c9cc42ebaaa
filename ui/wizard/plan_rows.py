# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The ticked rows of the plan: an action with whom and when, and a track or letter with its icon.

ActionRow(number, action, today)   a check box: number, words, party, date; strong: it meets the nearest deadline
TickLine(icon, words)              a check box with an icon, 28 high
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from app.domain.plan import PlannedAction
from ui.format import days_away, short_date
from ui.icons import paint_icon
from ui.theme import color, font, px, set_font, text_width
from ui.widgets.button import paint_focus
from ui.widgets.check_row import paint_check

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
_BOX, _ROW, _INSET = 16, 36, 8


class ActionRow(QCheckBox):
    """One first action: its number, what to do, whom to turn to, by when; a hairline below."""

    def __init__(
        self, number: int, action: PlannedAction, today: date, *, strong: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(action.action, parent)
        self._number, self.action = number, action
        self._strong = strong and action.due is not None
        self._when = self._when_words(action.due, today)
        set_font(self, 13)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{number}, {action.action}, {action.party}, {self._when}")
        opens = "a letter" if action.letter_kind else "a call script" if action.script else ""
        self.setToolTip(f"{action.action}. Opens {opens}." if opens else action.action)

    def _when_words(self, due: date | None, today: date) -> str:
        if due is None:
            return "When it suits"
        return f"{short_date(due)} · {days_away(due, today)}" if self._strong else short_date(due)

    def _boxes(self, width: int) -> tuple[QRect, QRect, QRect]:
        """Return the places of words, party and date in a row this wide."""
        width -= px(_INSET)
        left = px(_INSET + 52)
        date_width = max(px(64), text_width(self._when, 13, 600) + 2)
        party_left = max(left + px(160), round(width * 0.592))
        room = max(px(60), width - party_left - date_width - px(12))
        tall = 10_000
        return (
            QRect(left, 0, party_left - left - px(16), tall),
            QRect(party_left, 0, room, tall),
            QRect(width - date_width, 0, date_width, tall),
        )

    def _height(self, width: int) -> int:
        words, party, _ = self._boxes(width)
        face = QFontMetrics(font(13))
        tallest = max(
            face.boundingRect(words, _WRAP, self.text()).height(),
            face.boundingRect(party, _WRAP, self.action.party).height(),
        )
        return max(px(_ROW), tallest + px(14))

    def hasHeightForWidth(self) -> bool:
        """Narrow means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width."""
        return self._height(width)

    def sizeHint(self) -> QSize:
        """Return a width that reads well, and its height."""
        return QSize(px(560), self._height(max(px(560), self.width())))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size."""
        return QSize(px(320), px(_ROW))

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the row."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        height = self.height() - 1
        painter.fillRect(QRect(px(_INSET), height, self.width() - 2 * px(_INSET), 1), color("line"))
        box = QRectF(px(_INSET) + 1, (height - px(_BOX)) / 2, px(_BOX), px(_BOX))
        paint_check(painter, box, self.isChecked())
        on = self.isChecked()
        words, party, when = (QRect(b.left(), 0, b.width(), height) for b in self._boxes(self.width()))
        painter.setFont(font(13))
        painter.setPen(color("text-3"))
        painter.drawText(QRect(px(_INSET + 28), 0, px(20), height), _WRAP, str(self._number))
        painter.setPen(color("text" if on else "text-2"))
        painter.drawText(words, _WRAP, self.text())
        painter.setPen(color("text-2"))
        painter.drawText(party, _WRAP, self.action.party)
        painter.setFont(font(13, 600 if self._strong else 400))
        painter.setPen(color("text" if on and self.action.due else "text-2"))
        painter.drawText(when, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._when)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), px(6))
        painter.end()


class TickLine(QCheckBox):
    """A box to tick with an icon and words."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._icon = icon
        set_font(self, 13)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for box, icon and words."""
        return QSize(px(48) + text_width(self.text()) + 4, px(28))

    def minimumSizeHint(self) -> QSize:
        """Let long words be shortened."""
        return QSize(px(100), px(28))

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the line."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_check(painter, QRectF(1, (self.height() - px(_BOX)) / 2, px(_BOX), px(_BOX)), self.isChecked())
        paint_icon(painter, QRectF(px(24), 0, px(16), self.height()), self._icon, "text-2")
        painter.setFont(font(13))
        painter.setPen(color("text" if self.isChecked() else "text-2"))
        box = QRectF(px(48), 0, self.width() - px(48), self.height())
        shown = QFontMetrics(font(13)).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), px(6))
        painter.end()
