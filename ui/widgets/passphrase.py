# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Passphrase: a hidden line with an eye to look at it, which notices Caps Lock.

Passphrase(*, placeholder="", name="Passphrase")   36 high; text(), clear(), setFocus(); .line is the LineEdit
    Signals: changed(str), entered(), caps_lock(bool)
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.theme import space
from ui.widgets.button import IconButton
from ui.widgets.inputs import LineEdit


class Passphrase(QWidget):
    """A hidden line with an eye to look at it.

    Signals:
        changed(str): what is typed so far.
        entered(): Enter was pressed.
        caps_lock(bool): a letter was typed that says Caps Lock is on, or off.
    """

    changed = Signal(str)
    entered = Signal()
    caps_lock = Signal(bool)

    def __init__(self, *, placeholder: str = "", name: str = "Passphrase", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineEdit(placeholder=placeholder, size="tall")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self._eye = IconButton("eye", "Show the passphrase", checkable=True)
        layout = QHBoxLayout(self)
        space(layout, 0)
        layout.addWidget(self.line)
        inside = QHBoxLayout(self.line)
        space(inside, (0, 0, 3, 0))
        inside.addStretch(1)
        inside.addWidget(self._eye)
        self.line.keep_right(28)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self._eye.toggled.connect(self._show)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(self.entered)

    def text(self) -> str:
        """Return the passphrase as typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self._eye.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon_name("eye-off" if shown else "eye")
        name = "Hide the passphrase" if shown else "Show the passphrase"
        self._eye.setToolTip(name)
        self._eye.setAccessibleName(name)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: ANN401 - any QObject
        """Tell Caps Lock from the letters: a capital without Shift, or a small one with it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typed = event.text()
            if len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps_lock.emit(typed.isupper() != shift)
            elif event.key() == Qt.Key.Key_CapsLock:
                self.caps_lock.emit(False)  # it was toggled: nothing is known until the next letter
        return super().eventFilter(watched, event)
