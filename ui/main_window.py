# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The frame of the window: menu, sidebar, top bar, pages, status line. No case logic.

MainWindow(theme, jobs, prompts, *, version="", settings=None)
    add_page(key, page, *, text="", icon="", nav=True, under="")   page: a Page, or a function that makes it when
        it is first shown; nav puts it into the sidebar and the Go menu (Ctrl+1, 2, ...); under names the
        sidebar entry that is lit for pages without one of their own ("case" under "cases")
    go(key, **args) -> bool, back(), current() -> Page | None, page(key) -> Page
    show_full(page, *, locked=False), leave_full()   unlock and wizard, in place of sidebar, top bar and pages
    refresh()   the page in sight reads again
    set_counts(Counts), set_people([(id, name)], current_id), set_casebook(name), set_saved(text), set_backup(text)
    set_search(function), say(text), actions_of (see ui.commands)

Signals: new_requested(str) dispute, log, document or letter; undo_requested(), lock_requested(), help_requested(),
    person_chosen(object), search_chosen(object) a Result, look_changed(str, int) theme and text size,
    page_changed(str), about_to_close()
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.commands import Actions
from ui.frame_actions import add_frame_actions
from ui.jobs import JobRunner, Ticket
from ui.pages.base import Page
from ui.prompts import Prompts
from ui.room import Room
from ui.search_box import Result, SearchBox
from ui.sidebar import Sidebar
from ui.theme import Theme, space
from ui.top_bar import StatusLine, TopBar
from ui.widgets.card import Splitter

if TYPE_CHECKING:
    from app.ports import Counts

PageMaker = Callable[[], Page]
START = QSize(1360, 860)
_GEOMETRY = "ui/window"
_SHOW_JOB_AFTER_MS = 200


class MainWindow(QMainWindow):
    """The one window; see the module.

    Signals:
        new_requested(str): dispute, log, document or letter.
        undo_requested(), lock_requested(), help_requested(): from menu and keys.
        person_chosen(object): an id, or None for everyone.
        search_chosen(object): a Result to open.
        look_changed(str, int): theme mode and text size were changed from the menu.
        page_changed(str): another page is shown.
        about_to_close(): last moment to save.
    """

    new_requested = Signal(str)
    undo_requested = Signal()
    lock_requested = Signal()
    help_requested = Signal()
    person_chosen = Signal(object)
    search_chosen = Signal(object)
    look_changed = Signal(str, int)
    page_changed = Signal(str)
    about_to_close = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: JobRunner,
        prompts: Prompts,
        *,
        version: str = "",
        settings: QSettings | None = None,
    ) -> None:
        super().__init__()
        self.theme, self.jobs, self.prompts = theme, jobs, prompts
        self._settings = settings or QSettings()
        self._makers: dict[str, PageMaker] = {}
        self._pages: dict[str, Page] = {}
        self._under: dict[str, str] = {}
        self._counted: list[str] = []
        self._past: list[tuple[str, dict[str, Any]]] = []
        self._here: tuple[str, dict[str, Any]] = ("", {})
        self._full: Page | None = None
        self._tickets: list[Ticket] = []
        self._casebook = ""
        self.actions_of = Actions(self)
        self._build(version)
        add_frame_actions(self)
        self.room = Room(self)
        self._connect()
        self._title()
        kept = self._settings.value(_GEOMETRY)
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    # -- build ---------------------------------------------------------------------------------------------------

    def _build(self, version: str) -> None:
        self.search = SearchBox(self.jobs)
        self.sidebar = Sidebar()
        self.top = TopBar(self.search)
        self.status = StatusLine(version)
        self._stack = QStackedWidget()
        right = QVBoxLayout()
        space(right, 0, 0)
        right.addWidget(self.top)
        right.addWidget(self._stack, 1)
        frame = QWidget()
        across = QHBoxLayout(frame)
        space(across, 0, 0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        self._outer = QStackedWidget()
        self._outer.addWidget(frame)
        whole = QWidget()
        down = QVBoxLayout(whole)
        space(down, 0, 0)
        down.addWidget(self._outer, 1)
        down.addWidget(self.status)
        self.setCentralWidget(whole)
        self.resize(START)

    def _connect(self) -> None:
        self.sidebar.asked.connect(self._asked)
        self.sidebar.person_chosen.connect(self.person_chosen)
        self.top.crumb_asked.connect(lambda key, args: self.go(key, **args))
        self.top.back_asked.connect(self.back)
        self.search.set_commands(self.actions_of.found)
        self.search.chosen.connect(self.search_chosen)
        self.status.progress.cancelled.connect(self._show_jobs)
        self.jobs.started.connect(self._job_started)
        self.jobs.progressed.connect(lambda _ticket: self._show_jobs())
        self.jobs.ended.connect(self._job_ended)
        self.jobs.failed.connect(self.prompts.problem)

    # -- pages ---------------------------------------------------------------------------------------------------

    def add_page(
        self,
        key: str,
        page: Page | PageMaker,
        *,
        text: str = "",
        icon: str = "",
        nav: bool = True,
        under: str = "",
    ) -> None:
        """Add a page, or a function that makes it when it is first shown."""
        if isinstance(page, Page):
            self._makers[key] = lambda: page
        else:
            self._makers[key] = page
        self._under[key] = under or key
        if key == "settings":
            self._add_foot(text or "Settings", icon or "settings")
        elif nav:
            self.sidebar.add(key, text, icon)
            self._counted.append(key)
            number = len(self._counted)
            keys = f"Ctrl+{number}" if number < 10 else ""
            self.actions_of.add(f"go-{key}", text, "Go", lambda: self.go(key), shortcut=keys, icon=icon)

    def _add_foot(self, text: str, icon: str) -> None:
        self.sidebar.add_foot("settings", text, icon)
        keys = self.actions_of.get("lock").shortcut().toString()
        self.sidebar.add_foot("lock", "Lock", "lock", keys)
        self.actions_of.add(
            "go-settings", text, "Go", lambda: self.go("settings"), shortcut="Ctrl+,", icon=icon, parted=True
        )

    def page(self, key: str) -> Page:
        """Return a page, made now if it was not yet; KeyError when nobody added it."""
        if key not in self._pages:
            made = self._makers[key]()
            made.header_changed.connect(lambda: self._show_header(made))
            made.go.connect(lambda target, args: self.go(target, **args))
            made.status.connect(self.say)
            for splitter in made.findChildren(Splitter):
                splitter.folding.connect(self.room.show_side_button)
            self._pages[key] = made
            self._stack.addWidget(made)
        return self._pages[key]

    def forget_pages(self) -> None:
        """Take every page that was made away, with what it shows, when the casebook is locked."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._past.clear()
        self._here = ("", {})

    def current(self) -> Page | None:
        """Return the page in sight, also a full one; None before the first."""
        return self._full if self._full is not None else self._pages.get(self._here[0])

    def go(self, key: str, **args: Any) -> bool:  # noqa: ANN401 - each page names its own arguments
        """Show a page; False when the present one wants to stay."""
        present = self.current()
        if present is not None and not present.leave():
            return False
        if self._full is not None:
            self._drop_full()
        page = self.page(key)
        if self._here[0] and self._here != (key, args):
            self._past.append(self._here)
        self._here = (key, args)
        page.show_args(**args)
        page.refresh()
        self._stack.setCurrentWidget(page)
        self.status.set_locked(False)
        self._settle()
        self.page_changed.emit(key)
        return True

    def back(self) -> None:
        """Show the page before this one."""
        if self._past:
            key, args = self._past[-1]
            if self.go(key, **args):
                del self._past[-2:]  # the page gone back to, and the one just left, which go() put there
                self.actions_of.enable("back", bool(self._past))

    def show_full(self, page: Page, *, locked: bool = False) -> None:
        """Show a page that takes the whole window (unlock, wizard), until leave_full() or go()."""
        if self._full is not None:
            self._drop_full()
        self._full = page
        self._outer.addWidget(page)
        self._outer.setCurrentWidget(page)
        page.refresh()
        self.search.forget()
        self.status.set_locked(locked)
        self.actions_of.show_page(page.key, locked=locked)

    def leave_full(self) -> None:
        """Take the full page away, and show the page that was below it."""
        if self._full is not None:
            self._drop_full()
            self.refresh()
            self._settle()

    def _drop_full(self) -> None:
        page, self._full = self._full, None
        self._outer.setCurrentIndex(0)
        self.status.set_locked(False)
        if page is not None:
            self._outer.removeWidget(page)
            page.deleteLater()

    def refresh(self) -> None:
        """Let the page in sight read everything anew."""
        page = self.current()
        if page is not None:
            page.refresh()
            self._show_header(page)

    def _settle(self) -> None:
        key = self._here[0]
        self.sidebar.set_current(self._under.get(key, ""))
        self.actions_of.show_page(key)
        self.actions_of.enable("back", bool(self._past))
        page = self.current()
        if page is not None:
            self._show_header(page)

    def _show_header(self, page: Page) -> None:
        if page is self.current() and self._full is None:
            self.top.show_header(page.title(), page.subtitle(), page.breadcrumb())

    # -- what others tell the frame ------------------------------------------------------------------------------

    def set_counts(self, counts: Counts) -> None:
        """Show the numbers beside the pages."""
        for key in ("today", "cases", "documents", "letters"):
            self.sidebar.set_count(key, getattr(counts, key))

    def set_people(self, people: Sequence[tuple[str, str]], current: str | None = None) -> None:
        """Show the people as (id, name), and who is chosen; None is everyone."""
        self.sidebar.set_people(people, current)

    def set_casebook(self, name: str) -> None:
        """Name the open casebook, in the status line and the window's title; empty when none is open."""
        self._casebook = name
        self.status.set_casebook(name)
        self._title()

    def set_saved(self, text: str) -> None:
        """Say when it was last saved: "Saved 10:42"."""
        self.status.set_saved(text)

    def set_backup(self, text: str) -> None:
        """Say when the next backup is: "Next backup tonight 22:00, to Drive E"."""
        self.status.set_backup(text)

    def set_search(self, search: Callable[[str], Sequence[Result]]) -> None:
        """Give the function that answers the search box; it is called in a worker thread."""
        self.search.set_search(search)

    def say(self, text: str) -> None:
        """Say something in the status line for a few seconds."""
        self.status.say(text)

    def _asked(self, key: str) -> None:
        if key == "lock":
            self.lock_requested.emit()
        else:
            self.go(key)

    def _title(self) -> None:
        self.setWindowTitle(f"{self._casebook} · Casewell" if self._casebook else "Casewell")

    # -- running jobs --------------------------------------------------------------------------------------------

    def _job_started(self, ticket: Ticket) -> None:
        self._tickets.append(ticket)
        QTimer.singleShot(_SHOW_JOB_AFTER_MS, self._show_jobs)

    def _job_ended(self, ticket: Ticket) -> None:
        if ticket in self._tickets:
            self._tickets.remove(ticket)
            self._show_jobs()

    def _show_jobs(self) -> None:
        running = [ticket for ticket in self._tickets if not ticket.cancelled]
        if running:
            self.status.progress.show_ticket(running[-1])
        else:
            self.status.progress.clear()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, remember the geometry, and wait for running work."""
        page = self.current()
        if page is not None and not page.leave():
            event.ignore()
            return
        self.about_to_close.emit()
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        self.jobs.close()
        super().closeEvent(event)
