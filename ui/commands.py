# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The menu bar and its actions: who registered them, with which key, on which page they work.

actions = window.actions_of           an Actions
actions.add(key, text, menu, on, *, shortcut="", hint="", icon="", page="", locked=False, checkable=False, parted=False)
    shortcut: the key that does it; hint: a key that the page itself listens to, shown in the menu alone
    menu: one of MENUS; page: works only while that page is shown ("case", "letter"), else always
    locked: works on the unlock screen too; parted: a line above it. Returns the QAction
actions.get(key) -> QAction, actions.enable(key, bool) (the page's own condition, kept apart from where it works)
actions.found(words) -> [QAction]     commands for the search box
actions.draw_icons()                  gives the actions their icons; menus of a page's own ask for it before they show
A menu is shown when it has an action that may work now; there are no dead entries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.theme import set_icon

MENUS = {"Casebook": "C", "Edit": "E", "Case": "A", "Log": "L", "Letter": "T", "View": "V", "Go": "G", "Help": "H"}
"""The menus in their order, each with the letter that opens it together with Alt."""


@dataclass
class _Entry:
    action: QAction
    menu: str
    page: str
    locked: bool
    icon: str
    wanted: bool = True


class Actions(QObject):
    """Registers actions in the menus, and lets only those work that can."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._entries: dict[str, _Entry] = {}
        self._page, self._locked = "", False
        self._undrawn: list[_Entry] = []
        self._menus: dict[str, QMenu] = {}
        for name, letter in MENUS.items():
            menu = window.menuBar().addMenu(name)
            key = QShortcut(QKeySequence(f"Alt+{letter}"), window)  # instead of "&": no underline stands there all day
            key.activated.connect(partial(window.menuBar().setActiveAction, menu.menuAction()))
            menu.setToolTipsVisible(True)
            menu.menuAction().setVisible(False)
            menu.aboutToShow.connect(self.draw_icons)
            self._menus[name] = menu

    def add(
        self,
        key: str,
        text: str,
        menu: str,
        on: Callable[[], object],
        *,
        shortcut: str = "",
        hint: str = "",
        icon: str = "",
        page: str = "",
        locked: bool = False,
        checkable: bool = False,
        parted: bool = False,
    ) -> QAction:
        """Register an action; KeyError when there is no such menu, ValueError when the key is taken."""
        if key in self._entries:
            raise ValueError(f"The action {key} is there already.")
        target = self._menus[menu]
        if parted:
            target.addSeparator()
        action = QAction(f"{text}\t{hint}" if hint else text, self._window)
        action.setCheckable(checkable)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: on())
        target.addAction(action)
        self._window.addAction(action)
        self._entries[key] = entry = _Entry(action, menu, page, locked, icon)
        if icon:
            self._undrawn.append(entry)
        if self._settle_entry(entry):
            target.menuAction().setVisible(True)
        return action

    def get(self, key: str) -> QAction:
        """Return an action; KeyError when nobody registered it."""
        return self._entries[key].action

    def menu(self, name: str) -> QMenu:
        """Return one of the menus, for submenus."""
        return self._menus[name]

    def enable(self, key: str, wanted: bool) -> None:
        """Say whether an action makes sense now (there is a selection, something to undo)."""
        self._entries[key].wanted = wanted
        self._settle()

    def show_page(self, page: str, *, locked: bool = False) -> None:
        """Let the actions of this page work, and only those that may while locked."""
        self._page, self._locked = page, locked
        self._settle()

    def found(self, words: str) -> list[QAction]:
        """Return the actions that work now and whose names hold all the words."""
        wanted = words.casefold().split()
        return [
            entry.action
            for entry in self._entries.values()
            if entry.action.isEnabled() and all(word in entry.action.text().casefold() for word in wanted)
        ]

    def draw_icons(self) -> None:
        """Give every action its icon. Drawing them all takes a while, so it waits until a menu is opened."""
        for entry in self._undrawn:
            set_icon(entry.action, entry.icon)
        self._undrawn.clear()

    def _settle(self) -> None:
        alive = {entry.menu for entry in self._entries.values() if self._settle_entry(entry)}
        for name, menu in self._menus.items():
            menu.menuAction().setVisible(name in alive)

    def _settle_entry(self, entry: _Entry) -> bool:
        """Let one action work where it may; return whether its menu is to be shown for it."""
        here = not entry.page or entry.page == self._page
        possible = entry.locked if self._locked else here
        entry.action.setEnabled(possible and entry.wanted)
        entry.action.setVisible(possible or not self._locked)
        return possible or bool(entry.page and not self._locked)
