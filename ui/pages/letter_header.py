# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The head of a letter: its title, its version or when it was sent, and what can be done with the whole of it.

LetterHeader()   show_letter(title, badge, tone), set_sendable(bool, why), set_sent(bool)
    Signals: asked(str) versions, pdf, print or sent
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fit, px
from ui.widgets.badge import Badge
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.label import Label

_NARROW = 900
_BUTTONS = (
    ("versions", "Versions", "history", "Earlier versions of this letter"),
    ("pdf", "Save as PDF", "file-down", "Save the finished letter as a PDF (Ctrl+Shift+S)"),
    ("print", "Print", "printer", "Print the finished letter (Ctrl+P)"),
    ("sent", "Mark as sent", "send", ""),
)


class LetterHeader(QWidget):
    """Title, badge and buttons.

    Signals:
        asked(str): versions, pdf, print or sent.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", 18, 600, elide=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        fit(self.title, min_width=80)
        self.badge = Badge()
        self.buttons = {key: Button(text, icon=icon, tip=tip) for key, text, icon, tip in _BUTTONS}
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
            button.setAccessibleName(button.text())
        line = row(self.title, self.badge, gap=8)
        self.setLayout(row(line, 8, None, *self.buttons.values(), gap=8, margins=(24, 12, 24, 12)))

    def show_letter(self, title: str, badge: str, tone: str) -> None:
        """Show the letter's title, and where it stands."""
        self.title.setText(title)
        self.badge.set_badge(badge, tone)
        self.badge.setAccessibleName(badge)

    def set_sendable(self, sendable: bool, why: str) -> None:
        """Let it be marked as sent, or say what is in the way."""
        self.buttons["sent"].setEnabled(sendable)
        self.buttons["sent"].set_kind("primary" if sendable else "plain")
        self.buttons["sent"].setToolTip(why)
        self.buttons["sent"].setAccessibleDescription(why)

    def set_sent(self, sent: bool) -> None:
        """Take away what makes no sense once it was sent."""
        self.buttons["sent"].setVisible(not sent)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show two of the buttons as icons where the words have no room."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        for key, text, _, _ in _BUTTONS:
            shown = "" if narrow and key in {"versions", "print"} else text
            if self.buttons[key].text() != shown:
                self.buttons[key].setText(shown)
                self.buttons[key].updateGeometry()
