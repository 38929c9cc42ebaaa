# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Page: what the main window expects of every screen.

class Today(Page):
    key = "today"
    def title(self) -> str            the top bar's title (24/600) when there is no breadcrumb
    def subtitle(self) -> str         the words after it (15, text-2)
    def breadcrumb(self) -> list[Crumb]   Crumb("Cases", "cases"), Crumb("Nora Ellingboe"); the last is where we are
    def refresh(self) -> None         read everything anew (called when shown, and after a change elsewhere)
    def show_args(self, **args)       what go("case", case_id=...) hands over, before refresh()
    def focus_filter(self) -> bool    Ctrl+F; return False when the page has no filter
    def leave(self) -> bool           about to be left: keep what was typed; return False to stay

Signals:
    header_changed()                  title, subtitle or breadcrumb are different now
    go(str, dict)                     the person wants another page, with its arguments
    changed()                         something was saved: counts and other pages are stale
    status(str)                       a short line for the status line ("Copied")
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import ground


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of a breadcrumb; without a page it is where we are."""

    text: str
    page: str = ""
    args: dict[str, Any] = field(default_factory=dict)


class Page(QWidget):
    """A screen; see the module for what to override and which signals to send."""

    key = ""
    header_changed = Signal()
    go = Signal(str, dict)
    changed = Signal()
    status = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "surface")

    def title(self) -> str:
        """Return the title in the top bar."""
        return ""

    def subtitle(self) -> str:
        """Return the words after the title."""
        return ""

    def breadcrumb(self) -> list[Crumb]:
        """Return where we are below another page; empty when this page stands alone."""
        return []

    def refresh(self) -> None:
        """Read everything anew."""

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take what go() hands over."""

    def focus_filter(self) -> bool:
        """Put the focus into the page's filter; return whether it has one."""
        return False

    def leave(self) -> bool:
        """Keep what was typed, before the page is left; return False to stay."""
        return True
