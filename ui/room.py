# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Keeps the window usable at every text size: how small it may be, and what folds away where there is little room.

Room(window)   the smallest size follows the text size, as far as the screen allows; below NARROW_BELOW (at 100 %)
    the sidebar shows icons alone; a page's side pane that has no room waits behind the button in the top bar (F9)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QGuiApplication

from ui.theme import px
from ui.widgets.card import Splitter

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SMALLEST = QSize(1024, 680)
NARROW_BELOW = 960


def smallest_for(screen: QSize) -> QSize:
    """Return the smallest useful window at the present text size on a screen with this much room.

    A screen that is smaller than the text asks for is filled; what then lacks room folds.
    """
    wanted = QSize(px(SMALLEST.width()), px(SMALLEST.height()))
    return wanted.boundedTo(screen).expandedTo(SMALLEST)


class Room(QObject):
    """Watches one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._unlike = False  # the person turned the sidebar to what its width does not ask for
        self._short = False
        self._shown: Splitter | None = None
        window.theme.changed.connect(self.fit)
        window.page_changed.connect(lambda _key: self.show_side_button())
        window.top.side.clicked.connect(self.turn_side)
        add = window.actions_of.add
        add("sidebar", "Narrow or wide sidebar", "View", self.turn_sidebar, shortcut="F8", parted=True)
        add("side-pane", "Side pane", "View", self.turn_side, shortcut="F9")
        window.installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fold again when the window's width or its screen is another."""
        if event.type() == QEvent.Type.Resize:
            self._fold()
        elif event.type() == QEvent.Type.ScreenChangeInternal:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Let the window be no smaller than the text allows."""
        screen = self._window.screen() or QGuiApplication.primaryScreen()
        self._window.setMinimumSize(smallest_for(screen.availableSize()))
        self._fold()

    def turn_sidebar(self) -> None:
        """Show the sidebar narrow where it is wide, and wide where it is narrow; until the width asks otherwise."""
        self._unlike = not self._unlike
        self._window.sidebar.set_narrow(self._short != self._unlike)

    def _fold(self) -> None:
        short = self._window.width() < px(NARROW_BELOW)
        if short != self._short:
            self._short, self._unlike = short, False
        self._window.sidebar.set_narrow(self._short != self._unlike)

    # -- side panes ----------------------------------------------------------------------------------------------

    def turn_side(self) -> None:
        """Show the side pane of the page in sight in place of the rest, or the rest again."""
        if self._shown is not None:
            self._shown.turn()

    def show_side_button(self) -> None:
        """Offer the side pane of the page in sight where it is folded."""
        page = self._window.current()
        panes = page.findChildren(Splitter) if page is not None else []
        self._shown = next((pane for pane in panes if pane.is_short()), None)
        self._window.top.side.setVisible(self._shown is not None)
        self._window.actions_of.enable("side-pane", self._shown is not None)
        if self._shown is not None:
            self._window.top.side.setChecked(self._shown.is_turned())
