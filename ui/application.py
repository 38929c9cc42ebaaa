# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The program with its window: unlocking, the pages of an open casebook, locking, and closing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.errors import Bug
from app.logs import record_bug
from app.paths import Paths
from app.ports import Casebook
from app.services.desk import Desk
from app.services.vault import Vault
from ui.context import Context
from ui.idle import IdleTimer
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.page_list import add_pages, new_thing, open_result, search_everything, show_wizard
from ui.pages.unlock import UnlockPage
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the window is given from outside: it builds no casebook and no service of its own."""

    paths: Paths
    vault: Vault
    clock: Clock
    preferences: Preferences
    make_desk: Callable[[Casebook], Desk]
    make_sample: Callable[[], Casebook]
    version: str


class Application(QObject):
    """Ties the window to the casebook that is open in it."""

    def __init__(self, app: QApplication, outside: Outside, theme: Theme, prompts: Prompts) -> None:
        super().__init__()
        self._outside = outside
        self.theme = theme
        self.prompts = prompts
        self.jobs = JobRunner()
        self.window = MainWindow(theme, self.jobs, prompts, version=outside.version)
        self.context: Context | None = None
        self._sample_open = False
        self._idle = IdleTimer(app, outside.preferences.value.lock_minutes)
        prompts.parent = self.window
        add_pages(self.window, self._open_context)
        self._connect()

    def _connect(self) -> None:
        window = self.window
        window.lock_requested.connect(self.lock)
        window.undo_requested.connect(self.undo)
        window.new_requested.connect(self._new)
        window.person_chosen.connect(self._choose_person)
        window.search_chosen.connect(self._open_found)
        window.help_requested.connect(self._help)
        window.look_changed.connect(self._keep_look)
        window.about_to_close.connect(self._close_casebook)
        self._idle.idle.connect(self.lock)
        self._outside.preferences.changed.connect(lambda settings: self._idle.set_minutes(settings.lock_minutes))

    def start(self, path: Path | None, *, sample: bool) -> None:
        """Show the window: the sample, the passphrase of a casebook, or the welcome."""
        if sample:
            self.open_sample()
        else:
            self.show_unlock(path)
        self.window.show()

    def show_unlock(self, path: Path | None = None) -> UnlockPage:
        """Show the first screen, asking for ``path`` when one is given."""
        outside = self._outside
        page = UnlockPage(outside.vault, outside.paths, self.jobs, self.prompts, outside.clock)
        page.opened.connect(self.open)
        page.sample.connect(self.open_sample)
        self.window.show_full(page, locked=True)
        page.show_recent(outside.preferences.value.recent)
        if path is not None:
            page.ask_for(path)
        return page

    def open_sample(self) -> None:
        """Make the sample in its temporary place and open it."""

        def done(casebook: Casebook) -> None:
            self.open(casebook, sample=True)

        self.jobs.run_function(self._outside.make_sample, done, text="Making the sample casebook", owner=self)

    def open(self, casebook: Casebook, *, sample: bool = False) -> None:
        """Show an open casebook, beginning with Today."""
        self._sample_open = sample
        context = Context(
            desk=self._outside.make_desk(casebook),
            vault=self._outside.vault,
            theme=self.theme,
            jobs=self.jobs,
            prompts=self.prompts,
            preferences=self._outside.preferences,
            parent=self,
        )
        self.context = context
        if not sample:
            self._outside.preferences.opened(casebook.path)
            self._back_up(context)
        context.changed.connect(self._changed)
        context.navigate.connect(self._go)
        context.said.connect(self._said)
        self.window.set_casebook(context.desk.name)
        self.window.set_search(lambda words: search_everything(context.desk, words))
        self._count()
        self._idle.start()
        self.window.go("today")

    def _open_context(self) -> Context:
        if self.context is None:
            raise Bug("a page was asked for while no casebook is open")
        return self.context

    def lock(self) -> None:
        """Close the casebook and forget the key; what was typed is kept first."""
        context = self.context
        if context is None:
            return
        page = self.window.current()
        if page is not None and not page.leave():
            return
        path = None if self._sample_open else context.desk.casebook.path
        self._close_casebook()
        self.show_unlock(path)

    def undo(self) -> None:
        """Take the last change back."""
        if self.context is None:
            return
        undo = self.context.desk.undo
        text = self.context.act(undo.undo, said="")
        self.window.say(f"Undone: {text}" if text else "There is nothing to undo.")

    def tell_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show a mistake of ours and keep running; what was typed stays. Set as sys.excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        record_bug(error)
        self.prompts.problem(error)

    def _close_casebook(self) -> None:
        context, self.context = self.context, None
        self._idle.stop()
        if context is None:
            return
        self.jobs.wait()
        self.window.forget_pages()
        context.desk.casebook.close()
        context.deleteLater()
        self.window.set_casebook("")
        self.window.set_search(lambda _words: [])

    def _back_up(self, context: Context) -> None:
        backup = context.desk.backup

        def done(_path: Path | None) -> None:
            last = backup.last()
            self.window.set_backup(_backup_text(last, self._outside.clock) if last else "")

        self.jobs.run_function(backup.daily, done, text="Writing the daily backup", owner=context)

    def _go(self, page: str, arguments: dict[str, object]) -> None:
        if page == "wizard":
            show_wizard(self.window, self._open_context(), **arguments)
        else:
            self.window.go(page, **arguments)

    def _changed(self) -> None:
        self._count()
        self.window.refresh()

    def _count(self) -> None:
        if self.context is None:
            return
        desk, person = self.context.desk, self.context.person_id
        self.window.set_counts(desk.today.counts(person))
        self.window.set_people([(p.id, p.name) for p in desk.cases.people()], person)

    def _said(self, text: str) -> None:
        if text:
            self.window.set_saved(f"Saved {self._outside.clock.now().astimezone():%H:%M}")
            self.window.say(text)

    def _choose_person(self, person_id: str | None) -> None:
        if self.context is not None:
            self.context.person_id = person_id
            self._changed()

    def _new(self, what: str) -> None:
        if self.context is not None:
            new_thing(self.window, self.context, what)

    def _open_found(self, result: object) -> None:
        if self.context is not None:
            open_result(self.window, result)

    def _help(self) -> None:
        if self.context is not None:
            self.window.go("library")

    def _keep_look(self, mode: str, percent: int) -> None:
        self._outside.preferences.change(theme=mode, text_size=percent)


def _backup_text(last: datetime, clock: Clock) -> str:
    today = clock.today()
    day = "today" if last.date() == today else f"on {last.day} {last:%b}"
    return f"Backed up {day} {last:%H:%M}"
