# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The actions that the frame itself brings: new things, undo, the clipboard, search, filter, text size, theme, help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SIZES = (90, 100, 110, 125, 150, 175, 200)
NEW = (
    ("dispute", "New dispute", "Ctrl+N", "folder-plus"),
    ("log", "Log an action", "Ctrl+L", "list"),
    ("document", "Add documents", "Ctrl+O", "files"),
    ("letter", "New letter", "Ctrl+Shift+N", "mail"),
)
_MODES = (("system", "Look as the system"), ("light", "Light"), ("dark", "Dark"))


def add_frame_actions(window: MainWindow) -> None:
    """Register them all with the window's Actions, and give the New button its menu."""
    _add_new(window)
    add = window.actions_of.add
    add("lock", "Lock", "Casebook", window.lock_requested.emit, shortcut="Ctrl+Shift+L", icon="lock", parted=True)
    add("quit", "Quit", "Casebook", window.close, shortcut="Ctrl+Q", locked=True)
    add("undo", "Undo", "Edit", window.undo_requested.emit, shortcut="Ctrl+Z", icon="undo-2")
    add("cut", "Cut", "Edit", partial(_edit, "cut"), shortcut="Ctrl+X", parted=True)
    add("copy", "Copy", "Edit", partial(_edit, "copy"), shortcut="Ctrl+C")
    add("paste", "Paste", "Edit", partial(_edit, "paste"), shortcut="Ctrl+V")
    search = partial(_focus_search, window)
    add("search", "Search everything", "Edit", search, shortcut="Ctrl+K", icon="search", parted=True)
    add("filter", "Filter this page", "Edit", partial(_focus_filter, window), shortcut="Ctrl+F", icon="list-filter")
    add("back", "Back", "Go", window.back, shortcut="Alt+Left", icon="arrow-left")
    _add_look(window)
    add("help", "Help and the law", "Help", window.help_requested.emit, shortcut="F1", icon="life-buoy", locked=True)


def _add_new(window: MainWindow) -> None:
    menu = QMenu(window.top.new)
    for key, text, keys, icon in NEW:
        on: Callable[[], object] = partial(window.new_requested.emit, key)
        target = "Log" if key == "log" else "Casebook"
        menu.addAction(window.actions_of.add(f"new-{key}", text, target, on, shortcut=keys, icon=icon))
    menu.aboutToShow.connect(window.actions_of.draw_icons)
    window.top.new.setMenu(menu)


def _add_look(window: MainWindow) -> None:
    add = window.actions_of.add
    add("larger", "Larger text", "View", partial(_step_size, window, 1), shortcut="Ctrl++", locked=True)
    add("smaller", "Smaller text", "View", partial(_step_size, window, -1), shortcut="Ctrl+-", locked=True)
    add("usual", "Usual text size", "View", partial(_set_size, window, 100), shortcut="Ctrl+0", locked=True)
    group = QActionGroup(window)
    for mode, text in _MODES:
        on = partial(_set_mode, window, mode)
        parted = mode == "system"
        action = add(f"theme-{mode}", text, "View", on, locked=True, checkable=True, parted=parted)
        group.addAction(action)
        action.setChecked(mode == window.theme.mode)


def _focus_search(window: MainWindow) -> None:
    window.search.setFocus()
    window.search.selectAll()


def _focus_filter(window: MainWindow) -> None:
    page = window.current()
    if page is None or not page.focus_filter():
        _focus_search(window)


def _edit(what: str) -> None:
    """Cut, copy or paste where the focus is; a table copies its rows."""
    from ui.widgets.table_view import TableView  # delayed for start-up time: no page with a table is shown yet

    focus = QApplication.focusWidget()
    typing = isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit)
    if typing or (what == "copy" and isinstance(focus, TableView)):
        getattr(focus, what)()


def _step_size(window: MainWindow, step: int) -> None:
    nearest = min(range(len(SIZES)), key=lambda number: abs(SIZES[number] - window.theme.percent))
    _set_size(window, SIZES[max(0, min(len(SIZES) - 1, nearest + step))])


def _set_size(window: MainWindow, percent: int) -> None:
    window.theme.set_percent(percent)
    window.look_changed.emit(window.theme.mode, window.theme.percent)


def _set_mode(window: MainWindow, mode: str) -> None:
    window.theme.set_mode(mode)
    window.look_changed.emit(window.theme.mode, window.theme.percent)
