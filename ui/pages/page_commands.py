# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The menu entries of the pages: each asks the page in sight to do it.

add_page_commands(actions, shown)   ``shown`` returns the page in sight; a page does it in command(name)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.commands import Actions
from ui.pages.base import Page

# (page, name, words, menu, key, icon)
_COMMANDS = (
    ("today", "done", "Mark as done", "Case", "", "check"),
    ("today", "snooze", "Put off", "Case", "", "clock"),
    ("today", "call", "Log a call about it", "Case", "", "phone"),
    ("today", "calendar", "Save a calendar file", "Case", "", "calendar-plus"),
    ("case", "edit", "Edit the case", "Case", "Ctrl+E", "pencil"),
    ("case", "rename", "Rename the case", "Case", "", ""),
    ("case", "next", "Go on with the letter", "Case", "", "mail"),
    ("case", "call", "Make a call", "Case", "Ctrl+Shift+C", "phone"),
    ("case", "packet", "Build a packet", "Case", "", "package"),
    ("case", "deadline", "Add a deadline", "Case", "Ctrl+D", "calendar-plus"),
    ("case", "notice", "Check the notice", "Case", "", "scan-text"),
    ("case", "assistance", "Financial assistance", "Case", "", "hand-coins"),
    ("case", "count", "Count the deadlines again", "Case", "", "refresh-cw"),
    ("case", "eob", "The corrected EOB came", "Case", "", ""),
    ("case", "close", "Close the case", "Case", "", "folder-check"),
    ("case", "delete", "Delete the case", "Case", "", "trash-2"),
    ("case", "export", "Export this case's log", "Log", "Ctrl+Shift+E", "download"),
    ("call", "write", "Log the call", "Log", "Ctrl+Return", "check"),
    ("call", "fill", "Fill in the next fact of the call", "Log", "F8", "pencil"),
    ("call", "later", "Leave the call for later", "Log", "", ""),
    ("log", "export", "Export what is shown", "Log", "Ctrl+Shift+E", "download"),
    ("log", "print", "Print what is shown", "Log", "Ctrl+P", "printer"),
)

# (page, name of the page's own method, words, key that the page itself listens to, icon)
_PAPER = (
    ("letter", "fill_next", "Fill the next fact", "F8", "pencil"),
    ("letter", "save_version", "Keep this version", "Ctrl+S", "save"),
    ("letter", "show_versions", "Earlier versions", "", "history"),
    ("letter", "save_pdf", "Save as PDF or DOCX", "Ctrl+Shift+S", "file-down"),
    ("letter", "copy_text", "Copy as plain text", "", "copy"),
    ("letter", "save_fax", "Fax cover sheet", "", "phone"),
    ("letter", "quote_record", "Quote a record", "", "text-quote"),
    ("letter", "print_letter", "Print", "Ctrl+P", "printer"),
    ("letter", "mark_sent", "Mark as sent", "", "send"),
    ("packet", "add_exhibits", "Add exhibits", "Ctrl+Shift+A", "plus"),
    ("packet", "set_limits", "Limits of the portal or fax", "", ""),
    ("packet", "check_again", "Check again", "F5", "refresh-cw"),
    ("packet", "save", "Save the packet", "Ctrl+S", "package"),
    ("packet", "mark_sent", "Mark as sent", "", "send"),
)


def add_page_commands(actions: Actions, shown: Callable[[], Page | None]) -> None:
    """Put the commands of these pages into the menus; each works while its page is in sight."""
    for page, name, words, menu, keys, icon in _COMMANDS:
        on = partial(_do, shown, name)
        actions.add(f"{page}-{name}", words, menu, on, shortcut=keys, icon=icon, page=page)
    for page, name, words, keys, icon in _PAPER:
        on = partial(_call, shown, name)
        actions.add(f"{page}-{name}", words, "Letter", on, hint=keys, icon=icon, page=page)


def _do(shown: Callable[[], Page | None], name: str) -> None:
    command = getattr(shown(), "command", None)
    if command is not None:
        command(name)


def _call(shown: Callable[[], Page | None], name: str) -> None:
    method = getattr(shown(), name, None)
    if method is not None:
        method()
