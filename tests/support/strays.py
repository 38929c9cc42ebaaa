# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Watches for parts of the window that show up as windows of their own: they flash, and take the keys away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

_POPUPS = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class StrayWindows(QObject):
    """Notes every widget that was shown as a window and is neither the window, a dialog nor a popup.

    Attributes:
        seen: what was shown, in words.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            known = isinstance(watched, QMainWindow | QDialog) or watched.windowType() in _POPUPS
            if not known:
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()!r}")
        return False
