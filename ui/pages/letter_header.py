# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The head of a letter: its title, its version or when it was sent, and what can be done with the whole of it.

LetterHeader()   show_letter(title, badge, tone), set_sendable(bool, why), set_sent(bool), set_spanish(bool)
    Signals: asked(str) versions, spanish, pdf, print, sent, text or fax
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui.icons import icon
from ui.theme import fit, px
from ui.widgets.badge import Badge
from ui.widgets.button import Button, IconButton
from ui.widgets.card import row
from ui.widgets.label import Label

_NARROW = 900
_BUTTONS = (
    ("versions", "Versions", "history", "Earlier versions of this letter"),
    ("spanish", "Spanish copy", "globe", "Save a copy to read in Spanish; the letter that is sent stays English"),
    ("pdf", "PDF or DOCX", "file-down", "Save the finished letter as a PDF or a Word document (Ctrl+Shift+S)"),
    ("print", "Print", "printer", "Print the finished letter (Ctrl+P)"),
    ("sent", "Mark as sent", "send", ""),
)
_MORE = (("text", "Copy as plain text", "copy"), ("fax", "Fax cover sheet", "phone"))


class LetterHeader(QWidget):
    """Title, badge and buttons.

    Signals:
        asked(str): versions, spanish, pdf, print, sent, text or fax.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", 18, 600, elide=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        fit(self.title, min_width=80)
        self.badge = Badge()
        self.buttons = {key: Button(text, icon=sign, tip=tip) for key, text, sign, tip in _BUTTONS}
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
            button.setAccessibleName(button.text())
        self.more = IconButton("ellipsis", "Other ways to send it", on=self._open_more)
        self._menu = QMenu(self)
        for key, text, name in _MORE:
            action = self._menu.addAction(icon(name), text)
            action.triggered.connect(lambda _checked=False, key=key: self.asked.emit(key))
        line = row(self.title, self.badge, gap=8)
        self.setLayout(row(line, 8, None, *self.buttons.values(), self.more, gap=8, margins=(24, 12, 24, 12)))

    def _open_more(self) -> None:
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

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

    def set_spanish(self, offered: bool) -> None:
        """Offer the Spanish copy only where this kind of letter has one."""
        self.buttons["spanish"].setVisible(offered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show some of the buttons as icons where the words have no room."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        for key, text, _, _ in _BUTTONS:
            shown = "" if narrow and key in {"versions", "spanish", "print"} else text
            if self.buttons[key].text() != shown:
                self.buttons[key].setText(shown)
                self.buttons[key].updateGeometry()
