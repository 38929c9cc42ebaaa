# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""System notifications of deadlines while the program runs; they say nothing of a case unless that is allowed.

Reminders(desk, preferences, window_icon, say)   start(), tell(), stop(); Signals: asked() when the notice is clicked
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from app.services.desk import Desk
from app.services.reminders import reminder_words
from ui.preferences import Preferences

_AN_HOUR_MS = 3_600_000
_SHOWN_MS = 15_000


class Reminders(QObject):
    """Looks each hour, so that a program left open tells of the new day as well.

    Signals:
        asked(): the notice was clicked.
    """

    asked = Signal()

    def __init__(
        self,
        desk: Desk,
        preferences: Preferences,
        icon: QIcon,
        say: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._preferences, self._say = desk, preferences, say
        self._tray = QSystemTrayIcon(icon, self) if QSystemTrayIcon.isSystemTrayAvailable() else None
        if self._tray is not None:
            self._tray.setToolTip("Casewell")
            self._tray.messageClicked.connect(self.asked)
            self._tray.activated.connect(lambda _reason: self.asked.emit())
        self._timer = QTimer(self)
        self._timer.setInterval(_AN_HOUR_MS)
        self._timer.timeout.connect(self.tell)

    def start(self) -> None:
        """Begin to look, now and then each hour."""
        self._timer.start()
        self.tell()

    def tell(self) -> None:
        """Show what came near since it was last told; in the status line where the system has no notifications."""
        settings = self._preferences.value
        if not settings.reminders:
            return
        rows = self._desk.reminders.take()
        if not rows:
            return
        if self._tray is None:
            self._say(reminder_words(rows, details=False))  # the line is small, and Today names them
            return
        self._tray.show()
        words = reminder_words(rows, details=settings.reminder_details)
        self._tray.showMessage("Casewell", words, QSystemTrayIcon.MessageIcon.Information, _SHOWN_MS)

    def stop(self) -> None:
        """Stop looking, and take the icon away: a locked casebook tells nothing."""
        self._timer.stop()
        if self._tray is not None:
            self._tray.hide()
