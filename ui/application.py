# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The program with its window: unlocking, the pages of an open casebook, locking, and closing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from app.clock import Clock
from app.errors import Bug, CasewellError
from app.paths import Paths
from app.settings import Settings
from ui.context import Context
from ui.format import DOT, short_date
from ui.icons import icon
from ui.idle import IdleTimer
from ui.jobs import JobRunner, Ticket
from ui.main_window import MainWindow
from ui.page_list import add_pages, new_thing, open_result, search_everything, show_wizard
from ui.pages.base import Page
from ui.pages.unlock import UnlockPage
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.theme import Theme

if TYPE_CHECKING:  # the desk's services read the knowledge; the window must not wait for it before it is shown
    from app.ports import Casebook
    from app.services.desk import Desk
    from app.services.vault import Vault
    from ui.reminders import Reminders

_PATIENCE_MS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the window is given from outside: it builds no casebook and no desk of its own."""

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
        self.paths = outside.paths
        self.context: Context | None = None
        self._sample_open = False
        self._running: list[Ticket] = []
        self._not_copied = ""
        self._reminders: Reminders | None = None
        self._idle = IdleTimer(app, outside.preferences.value.lock_minutes)
        prompts.parent = self.window
        add_pages(self.window, self._open_context, self._settings_page)
        self._connect()

    def _connect(self) -> None:
        window, preferences = self.window, self._outside.preferences
        window.lock_requested.connect(self.lock)
        window.undo_requested.connect(self.undo)
        window.new_requested.connect(self._new)
        window.person_chosen.connect(self._choose_person)
        window.search_chosen.connect(self._open_found)
        window.help_requested.connect(self._help)
        window.look_changed.connect(self._keep_look)
        window.about_to_close.connect(self._close_casebook)
        self._idle.idle.connect(self._lock_idle)
        self.jobs.started.connect(self._running.append)
        self.jobs.ended.connect(self._job_ended)
        preferences.changed.connect(self._settings_changed)
        preferences.failed.connect(self.prompts.problem)

    # -- opening -------------------------------------------------------------------------------------------------

    def start(self, path: Path | None, *, sample: bool) -> None:
        """Show the window: the sample, the passphrase of a casebook, or the welcome."""
        page = self.show_unlock(path)
        self.window.show()
        if sample:
            page.show_sample()
            self.open_sample()

    def show_unlock(self, path: Path | None = None) -> UnlockPage:
        """Show the first screen, asking for ``path`` when one is given."""
        outside, settings = self._outside, self._outside.preferences.value
        backups = Path(settings.backup_folder) if settings.backup_folder else outside.paths.backups
        page = UnlockPage(outside.vault, outside.paths, self.jobs, self.prompts, outside.clock, backups)
        page.opened.connect(self.open)
        page.sample.connect(self.open_sample)
        self.window.show_full(page, locked=True)
        page.show_recent(settings.recent, path)
        return page

    def open_sample(self) -> None:
        """Make the sample in its temporary place and open it."""

        def done(casebook: Casebook) -> None:
            self.open(casebook, sample=True)

        self.jobs.run_function(self._outside.make_sample, done, text="Making the sample casebook", owner=self)

    def open(self, casebook: Casebook, *, sample: bool = False) -> None:
        """Show an open casebook, beginning with Today."""
        self._close_casebook()
        outside = self._outside
        self._sample_open = sample
        self.context = context = Context(
            desk=outside.make_desk(casebook),
            vault=outside.vault,
            theme=self.theme,
            jobs=self.jobs,
            prompts=self.prompts,
            preferences=outside.preferences,
            parent=self,
        )
        context.changed.connect(self._changed)
        context.navigate.connect(self._go)
        context.said.connect(self._said)
        self.window.set_casebook(context.desk.name)
        self.window.set_saved("All saved")
        self.window.set_search(lambda words: search_everything(context.desk, words))
        self._count()
        self._idle.start()
        if not sample:
            outside.preferences.opened(casebook.path)
            self._back_up(context)
        self.window.go("today")
        self._remind(context)

    def _remind(self, context: Context) -> None:
        """Tell of deadlines that came near, now and each hour; not of the sample's."""
        if self._sample_open:
            return
        from ui.reminders import Reminders  # delayed, as every page: the window is shown first

        sign = icon("calendar", "accent", 32)
        self._reminders = Reminders(context.desk, context.preferences, sign, self.window.say, self)
        self._reminders.asked.connect(self._show_today)
        self._reminders.start()

    def _show_today(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if self.context is not None:
            self.window.go("today")

    def _open_context(self) -> Context:
        if self.context is None:
            raise Bug("a page was asked for while no casebook is open")
        return self.context

    def _settings_page(self) -> Page:
        from ui.pages.settings import SettingsPage  # delayed, as every page: loaded when first shown

        page = SettingsPage(self._open_context(), self._outside.paths, self._outside.version, sample=self._sample_open)
        page.backed_up.connect(self._show_backup)
        return page

    # -- closing -------------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Close the casebook and forget the key; what was typed is kept first, and a page may want to stay."""
        page = self.window.current()
        if self.context is not None and (page is None or page.leave()):
            self._lock()

    def _lock_idle(self) -> None:
        """Lock though nobody is there: open questions are answered with no, and no page may stay."""
        if self.context is None:
            return
        asked = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if asked is not None:
            asked.reject() if isinstance(asked, QDialog) else asked.close()
            QTimer.singleShot(0, self, self._lock_idle)  # when the question's own loop has ended
            return
        page = self.window.current()
        if page is not None:
            page.leave()
        self._lock()

    def _lock(self) -> None:
        if self.context is None:
            return
        path = None if self._sample_open else self.context.desk.casebook.path
        self._close_casebook()
        self.show_unlock(path)
        if self._not_copied:
            self.window.say(self._not_copied)

    def _close_casebook(self) -> None:
        context, self.context = self.context, None
        if context is None:
            return
        self._idle.stop()
        if self._reminders is not None:
            self._reminders.stop()
            self._reminders.deleteLater()
            self._reminders = None
        for ticket in self._running:
            ticket.cancel()
        self.window.setEnabled(False)  # nothing can be pressed while the last work ends
        self.jobs.wait(_PATIENCE_MS)
        self.window.setEnabled(True)
        self.window.forget_pages()
        self._copy_on_closing(context.desk)
        context.desk.casebook.close()
        context.deleteLater()
        self._forget()

    def _copy_on_closing(self, desk: Desk) -> None:
        """Write a copy of what changed since the last; a folder that is gone must not keep anybody from leaving."""
        self._not_copied = ""
        if self._sample_open:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            desk.backup.on_closing()
        except (CasewellError, OSError) as error:
            self._not_copied = f"No backup was written on closing. {error}"
        finally:
            QApplication.restoreOverrideCursor()

    def _forget(self) -> None:
        """Take away what the frame itself shows of a casebook; the search forgets when the lock comes into sight."""
        from app.ports import Counts  # delayed for start-up time, as the others here: no casebook is open yet

        window = self.window
        window.set_search(lambda _words: [])
        window.set_counts(Counts(people=0, today=0, cases=0, log=0, documents=0, letters=0))
        window.set_people([])
        window.set_casebook("")
        window.set_saved("")
        window.set_backup("")
        window.say("")
        window.top.show_header("", "", [])

    # -- what the person asks for --------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last change back."""
        context = self.context
        if context is None:
            return
        if context.desk.undo.next_text is None:
            self.window.say("There is nothing to undo.")
            return
        text = context.act(context.desk.undo.undo, said="")
        if text:
            context.said.emit(f"Undone: {text}")

    def _go(self, page: str, arguments: dict[str, object]) -> None:
        if page == "wizard":
            session = arguments.get("session")
            show_wizard(self.window, self._open_context(), str(session) if session else None)
        else:
            self.window.go(page, **arguments)

    def _new(self, what: str) -> None:
        if self.context is not None:
            new_thing(self.window, self.context, what)

    def _open_found(self, result: object) -> None:
        if self.context is not None:
            open_result(self.window, result)

    def _help(self) -> None:
        if self.context is not None:
            self.window.go("library")

    def _choose_person(self, person_id: str | None) -> None:
        if self.context is not None:
            self.context.person_id = person_id
            self._changed()

    def tell_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show a mistake of ours and keep running; what was typed stays. Set as sys.excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        from app.logs import record_bug  # delayed: nearly never needed

        record_bug(error)
        self.prompts.problem(error)

    # -- what the frame shows ------------------------------------------------------------------------------------

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

    def _back_up(self, context: Context) -> None:
        """Write the copy of the day."""

        def failed(error: Exception) -> None:
            self.window.set_backup("No backup today")
            self.prompts.problem(error)

        daily = context.desk.backup.daily
        self.jobs.run_function(
            daily, lambda _path: self._show_backup(), failed, text="Writing the daily backup", owner=context
        )

    def _show_backup(self) -> None:
        if self.context is not None:
            backup = self.context.desk.backup
            last, soon = backup.last(), backup.copies_on_closing()
            words = backup_text(last, self._outside.clock.today(), on_closing=soon) if last else "No backup yet"
            self.window.set_backup(words)

    # -- settings ------------------------------------------------------------------------------------------------

    def _keep_look(self, mode: str, percent: int) -> None:
        self._outside.preferences.change(theme=mode, text_size=percent)

    def _settings_changed(self, settings: Settings) -> None:
        self._idle.set_minutes(settings.lock_minutes)
        if settings.theme != self.theme.mode:
            self.theme.set_mode(settings.theme)
            self.window.actions_of.get(f"theme-{settings.theme}").setChecked(True)
        if settings.text_size != self.theme.percent:
            self.theme.set_percent(settings.text_size)
        if self.context is not None:
            from app.services.backup import BackupService

            desk = self.context.desk
            folder = Path(settings.backup_folder) if settings.backup_folder else self._outside.paths.backups
            copies = BackupService(desk.casebook, desk.clock, folder, settings.backup_keep)
            self.context.desk = replace(desk, backup=copies)

    def _job_ended(self, ticket: Ticket) -> None:
        if ticket in self._running:
            self._running.remove(ticket)


def backup_text(last: datetime, today: date, *, on_closing: bool = True) -> str:
    """Return when the last copy was written, and when the next will be, where anything has changed by then."""
    day = "today" if last.date() == today else f"on {short_date(last.date())}"
    return f"Backed up {day} {last:%H:%M}{DOT}next on {'closing' if on_closing else 'the next day'}"
