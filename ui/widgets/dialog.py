# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Dialog: the one shape of every question, with a title, a sentence, room for fields, and its buttons at the right.

Dialog(title, text="", parent=None)
    .body a QVBoxLayout for fields; add_button(words, kind="plain", result=0) (a primary takes Enter)
    add_extra(button) puts one at the left; exec() gives the result of the pressed button, 0 for Escape
"""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import fit, ground, space
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.label import Label


class Dialog(QDialog):
    """A calm box with words and buttons; Escape is always the harmless answer."""

    def __init__(self, title: str, text: str = "", *, width: int = 460, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        top = QWidget()
        ground(top, "surface")
        foot = QWidget()
        ground(foot, "window")
        self.body = QVBoxLayout()
        space(self.body, 0, 16)
        heading = Label(title, 18, 600, wrap=True)
        self._text = Label(text, 13, 400, "text-2", wrap=True)
        inside = QVBoxLayout(top)
        space(inside, 24, 8)
        inside.addWidget(heading)
        inside.addWidget(self._text)
        self._text.setVisible(bool(text))  # once it has a parent: before, it would show as a window of its own
        inside.addSpacing(4)
        inside.addLayout(self.body)
        inside.addStretch(1)
        self._extras = row()
        self._buttons = row()
        line = QHBoxLayout(foot)
        space(line, (24, 12, 24, 12), 8)
        line.addLayout(self._extras)
        line.addStretch(1)
        line.addLayout(self._buttons)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(top, 1)
        whole.addWidget(foot)
        fit(self, min_width=width, max_width=max(width, 640))
        self.setAccessibleDescription(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Take exactly the height that the wrapped words need at this width."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def set_text(self, text: str) -> None:
        """Show another sentence below the title."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def add_button(self, words: str, kind: str = "plain", result: int = 0) -> Button:
        """Add a button that ends the dialog with ``result``; a primary one takes Enter."""
        button = Button(words, kind)
        button.clicked.connect(lambda: self.done(result))
        if kind == "primary":
            button.setDefault(True)
        self._buttons.addWidget(button)
        return button

    def add_extra(self, button: Button) -> Button:
        """Add a button at the left that does not end the dialog."""
        self._extras.addWidget(button)
        return button
