# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a letter still misses: the band above the text, a link for each fact, and the way to the next one.

MissingBand()   show_letter(view) from a LetterView; next_key() the first missing fact, else the first that may be added
    Signals: asked(str) the key of a fact to be filled
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.services.letters import LetterView, Missing
from ui.format import count_text
from ui.theme import color, ground, px, space
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Label

SHOWN = 4
_FROM = {
    "Notice": "from the notice",
    "Dates": "a date, from your papers",
    "Amounts": "an amount, from bill or EOB",
    "People and numbers": "from the notice, bill or card",
    "Coverage": "about the plan",
    "Questions": "a question to you",
    "This letter": "your own words",
}
_MAY_STAY = "it may stay empty"


class _Ring(QWidget):
    """A dashed ring: something is still to come. The words beside it carry the meaning."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role

    def sizeHint(self) -> QSize:
        return QSize(px(16), px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color(self._role), 1.4)
        pen.setDashPattern([2, 1.6])
        painter.setPen(pen)
        side = px(13)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.drawEllipse(box)
        painter.end()


class MissingBand(QFrame):
    """The amber band; it is away when nothing is missing.

    Signals:
        asked(str): the fact with this key shall be filled.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._shown: object = None
        self._title = Label("", 13, 600)
        self._filled = Label("", 13, 400, "text-2", elide=True)
        self._lines = QGridLayout()
        space(self._lines, 0, 8, row_gap=4)
        self._lines.setColumnStretch(2, 1)
        self.next = Button("Fill the next", "primary", hint="F8")
        left = QVBoxLayout()
        space(left, 0, 6)
        head = row(self._title, self._filled)
        head.setStretch(1, 1)
        left.addLayout(head)
        left.addLayout(self._lines)
        layout = QHBoxLayout(self)
        space(layout, (24, 12, 24, 12), 16)
        layout.addLayout(left, 1)
        layout.addWidget(self.next, 0, Qt.AlignmentFlag.AlignVCenter)
        self.next.clicked.connect(self._ask_next)
        self.hide()

    def next_key(self) -> str:
        """Return the fact that is asked for next; empty when there is none."""
        return self._keys[0] if self._keys else ""

    def show_letter(self, view: LetterView) -> None:
        """Show what this letter misses."""
        wanted = (view.missing, view.optional, view.needed)
        if wanted == self._shown:
            return  # typing must not take the focus from a link
        self._shown = wanted
        missing, optional = view.missing, view.optional
        self._keys = [item.key for item in (*missing, *optional)]
        ground(self, "amber-bg" if missing else "raised")
        self._title.setText(
            f"{count_text(len(missing), 'fact is', 'facts are')} missing" if missing else "Nothing is missing"
        )
        self._filled.setText(f"{view.needed - len(missing)} of {view.needed} are filled" if missing else "")
        self.next.set_kind("primary" if missing else "plain")
        self._show_lines([(item, False) for item in missing] + [(item, True) for item in optional])
        self.setAccessibleName(self._title.words())
        self.setVisible(bool(self._keys))

    def _show_lines(self, items: list[tuple[Missing, bool]]) -> None:
        empty_layout(self._lines)
        for place, (item, may_stay) in enumerate(items[:SHOWN]):
            link = Button(item.label, "link")
            link.setAccessibleDescription(item.question)
            link.clicked.connect(lambda _checked=False, key=item.key: self.asked.emit(key))
            link.setToolTip(item.question)
            why = Label(_MAY_STAY if may_stay else _FROM.get(item.where, ""), 12, 400, "text-2", elide=True)
            self._lines.addWidget(_Ring("text-3" if may_stay else "amber"), place, 0)
            self._lines.addWidget(link, place, 1)
            self._lines.addWidget(why, place, 2)
        if len(items) > SHOWN:
            self._lines.addWidget(Label(f"and {len(items) - SHOWN} more", 12, 400, "text-2"), SHOWN, 1)

    def _ask_next(self) -> None:
        if self._keys:
            self.asked.emit(self._keys[0])
