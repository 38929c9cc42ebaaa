# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The line below the quick entry row: what was understood, whose clock a deadline is, and the keys.

HintLine()   say_reading(text), say_deadline("Sat 5 Dec 2026"), say_wrong(text); we_owe(), set_we_owe(bool), .owner
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import color
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.label import Label

_THEIRS, _OURS = "they answer by then", "you act by then"


class HintLine(QWidget):
    """One line of 12 px words.

    Signals:
        owner_changed(): the person said whose clock the deadline is.
    """

    owner_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._we_owe = False
        self._said = Label("", 12, 400, "text-2")
        self.owner = Button(_THEIRS, "link", tip="Press to change whose clock this is")
        self.owner.setAccessibleName(f"Whose clock: {_THEIRS}. Press to change it.")
        self._keys = Label("Tab next    Enter adds    Ctrl+Enter adds and opens notes", 12, 400, "text-2")
        self.setLayout(row(self._said, self.owner, None, self._keys, gap=4, margins=(24, 0, 24, 0)))
        self.owner.clicked.connect(self._switch)
        self.owner.hide()

    def _show(self, text: str, ink: str, *, dated: bool) -> None:
        self._said.setText(text)
        self._said.set_ink(ink)
        self.owner.setVisible(dated)

    def say_reading(self, text: str) -> None:
        """Say what was understood so far."""
        self._show(text, "text-2", dated=False)

    def say_deadline(self, day: str) -> None:
        """Say what the deadline means as a date, and whose clock it is."""
        self._show(f"Deadline: {day} ·", "text-2", dated=True)

    def say_wrong(self, text: str) -> None:
        """Say what has to be mended."""
        self._show(text, "red", dated=False)

    def words(self) -> str:
        """Return what the line says, as it reads."""
        return f"{self._said.words()} {self.owner.text()}" if not self.owner.isHidden() else self._said.words()

    def we_owe(self) -> bool:
        """Return whether the deadline is the person's own."""
        return self._we_owe

    def set_we_owe(self, ours: bool) -> None:
        """Say whose clock it is, without telling anyone."""
        self._we_owe = ours
        words = _OURS if ours else _THEIRS
        self.owner.setText(words)
        self.owner.setAccessibleName(f"Whose clock: {words}. Press to change it.")
        self.owner.updateGeometry()

    def _switch(self) -> None:
        self.set_we_owe(not self._we_owe)
        self.owner_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("line"))
        painter.end()
