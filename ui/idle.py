# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Locks after idle minutes: watches keys and mouse of the whole program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleTimer(QObject):
    """Counts the minutes without a key or a movement.

    Signals:
        idle(): nobody has done anything for the set number of minutes.
    """

    idle = Signal()

    def __init__(self, app: QApplication, minutes: int) -> None:
        super().__init__()
        self._app = app
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._running = False
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes; 0 means never."""
        self._minutes = minutes
        self._timer.setInterval(minutes * 60_000)
        if self._running:
            self.start()

    def start(self) -> None:
        """Begin to watch."""
        self.stop()
        if self._minutes:
            self._app.installEventFilter(self)
            self._timer.start()
        self._running = True

    def stop(self) -> None:
        """Stop watching."""
        self._app.removeEventFilter(self)
        self._timer.stop()
        self._running = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start counting anew at every sign of life; nothing is kept back."""
        if event.type() in _SIGNS_OF_LIFE:
            self._timer.start()
        return False
