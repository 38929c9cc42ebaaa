# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Says when nobody has touched the program for the set minutes, also when the computer slept meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
}


class IdleTimer(QObject):
    """Counts the minutes without a key or a movement.

    It watches the system windows, through which every key and movement comes, and not the thousands of events that
    widgets send each other.

    Signals:
        idle(): nobody has done anything for the set number of minutes; said again each time they pass anew.
    """

    idle = Signal()

    def __init__(self, app: QGuiApplication, minutes: int, wall_clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._app = app
        self._wall_clock = wall_clock  # goes on while the computer sleeps, as Qt's timers may not
        self._watched: list[QWindow] = []
        self._running = False
        self._seen = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._told)
        self.set_minutes(minutes)
        app.focusWindowChanged.connect(self._watch)

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes; 0 means never."""
        self._minutes = minutes
        self._timer.setInterval(max(1, minutes) * 60_000)
        if self._running:
            self.start()

    def start(self) -> None:
        """Begin to watch."""
        self._running = True
        self._watch(self._app.focusWindow())
        self._alive()

    def stop(self) -> None:
        """Stop watching."""
        self._running = False
        self._timer.stop()

    def _watch(self, window: QWindow | None) -> None:
        """Watch one window more: the main one, or that of a dialog."""
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda _gone=None, window=window: self._watched.remove(window))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start counting anew at every sign of life; the first one after a long sleep is too late and kept back."""
        if self._running and self._minutes and event.type() in _SIGNS_OF_LIFE:
            if self._wall_clock() - self._seen > self._minutes * 60:
                self._told()
                return True
            self._alive()
        return False

    def _alive(self) -> None:
        self._seen = self._wall_clock()
        if self._minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def _told(self) -> None:
        self._alive()
        self.idle.emit()
