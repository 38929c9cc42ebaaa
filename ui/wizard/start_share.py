# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How wide the outer pane of a splitter starts, until the person moves the handle: its measure, or a share if less."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSettings, Qt

from ui.theme import px
from ui.widgets.card import Splitter


class StartShare(QObject):
    """Keeps a pane at ``measure`` (at 100 %) or at a share of the window, whichever is less."""

    def __init__(self, splitter: Splitter, key: str, measure: int, share: float, *, pane: int = 0) -> None:
        super().__init__(splitter)
        self._splitter, self._measure, self._share, self._pane = splitter, measure, share, pane
        self._moved = QSettings().contains(f"ui/splitters/{key}")
        splitter.splitterMoved.connect(self._stop)
        splitter.installEventFilter(self)

    def _stop(self) -> None:
        self._moved = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room out anew when the window's width or the text size is another."""
        if not self._moved and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            if self._splitter.orientation() == Qt.Orientation.Vertical:
                return super().eventFilter(watched, event)
            whole = self._splitter.width()
            mine = min(px(self._measure), round(whole * self._share))
            sizes = [whole - mine, whole - mine]
            sizes[self._pane] = mine
            self._splitter.setSizes(sizes)
        return super().eventFilter(watched, event)
