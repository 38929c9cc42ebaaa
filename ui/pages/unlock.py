# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The first screen: choosing a casebook and opening it, making a new one, restoring a backup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.clock import Clock
from app.paths import CASEBOOK_SUFFIX, Paths
from app.services.vault import Vault, file_stem
from ui.format import long_date
from ui.jobs import JobRunner
from ui.pages.base import Page
from ui.pages.unlock_card import Mark, UnlockCard
from ui.pages.unlock_forms import NewForm, PassphraseForm, SampleForm, SheetForm
from ui.pages.unlock_list import CasebookList, KnownCasebook, places_of
from ui.prompts import Prompts
from ui.theme import ground, space
from ui.widgets.button import Button
from ui.widgets.card import Scroll, column, row
from ui.widgets.label import Hairline, IconLabel, Label

if TYPE_CHECKING:
    from app.ports import Casebook

KINDS = f"Casebooks (*{CASEBOOK_SUFFIX})"
_PROMISE = "Everything stays in one encrypted file on this computer. Casewell never goes online."
_SHEET = (
    "The emergency sheet is the page you printed or saved when the casebook was made. The passphrase stands on it in "
    "large letters: type it exactly, with its spaces. Without the passphrase nobody can open the casebook, not even "
    "we. An older backup opens with the passphrase of its day."
)


class UnlockPage(Page):
    """Casebooks at the left, the passphrase at the right; nothing of a case is in memory here.

    Signals:
        opened(object): a Casebook was opened or made.
        sample(): the sample casebook is wanted.
    """

    key = "unlock"
    opened = Signal(object)
    sample = Signal()

    def __init__(
        self, vault: Vault, paths: Paths, jobs: JobRunner, prompts: Prompts, clock: Clock, backups: Path
    ) -> None:
        super().__init__()
        self._vault, self._paths, self._jobs, self._prompts, self._clock = vault, paths, jobs, prompts, clock
        self._backups = backups
        self._made: tuple[Casebook, str] | None = None
        self.list = CasebookList()
        self.forms = QStackedWidget()
        self._add = Button("New casebook", "quiet", icon="plus", icon_role="text-2", small=True)
        self._other = Button("Open another", "quiet", icon="folder-open", icon_role="text-2", small=True)
        self._restore = Button("Restore a backup", "quiet", icon="archive-restore", icon_role="text-2", small=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        ground(self, "window")
        self._left = self._left_half()
        card = UnlockCard(self._left, self.forms)
        promise = Label(_PROMISE, 12, 400, "text-2")
        scroll = Scroll("window", margins=24, gap=0)
        scroll.body.addStretch(1)
        scroll.body.addLayout(row(None, Mark(), Label("Casewell", 24, 600), None, gap=12))
        scroll.body.addLayout(column(24, gap=0))
        across = row(gap=0)
        across.addStretch(1)
        across.addWidget(card, 1000)  # as wide as it may be, in the middle
        across.addStretch(1)
        scroll.body.addLayout(across)
        scroll.body.addLayout(column(20, gap=0))
        scroll.body.addLayout(row(None, IconLabel("wifi-off", "text-2", 14), promise, None))
        scroll.body.addStretch(1)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(scroll)

    def _left_half(self) -> QWidget:
        half = QWidget()
        for button in (self._add, self._other, self._restore):
            button.set_ink("text")
        actions = column(*(row(4, button, None, gap=0) for button in (self._add, self._other, self._restore)), gap=4)
        heading = row(12, Label("Casebooks", 12, 500, "text-2"), None, gap=0)
        line = row(12, gap=0)
        line.addWidget(Hairline(), 1)
        line.addLayout(row(12, gap=0))
        half.setLayout(column(heading, self.list, line, actions, gap=8, margins=(12, 20, 12, 14)))
        return half

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.list.opened.connect(lambda _known: self._focus_form())
        self._add.clicked.connect(lambda _on: self.new_casebook())
        self._other.clicked.connect(lambda _on: self._open_other())
        self._restore.clicked.connect(lambda _on: self._restore_backup())

    # -- the forms, each made when it is first needed: the window is shown the sooner ------------------------------

    @cached_property
    def unlock(self) -> PassphraseForm:
        """The form that asks for a passphrase."""
        form = PassphraseForm()
        form.submitted.connect(self._open)
        form.forgotten.connect(lambda: self._prompts.tell(_SHEET, "Use the emergency sheet"))
        self.forms.addWidget(form)
        return form

    @cached_property
    def new(self) -> NewForm:
        """The form of a new casebook."""
        form = NewForm(self._paths.casebooks)
        form.submitted.connect(self._create)
        form.cancelled.connect(self._back_to_list)
        self.forms.addWidget(form)
        return form

    @cached_property
    def sheet(self) -> SheetForm:
        """The form that offers the emergency sheet of a new casebook."""
        form = SheetForm()
        form.save.connect(self._save_sheet)
        form.done.connect(self._enter_new)
        self.forms.addWidget(form)
        return form

    @cached_property
    def demo(self) -> SampleForm:
        """The form that offers the sample casebook."""
        form = SampleForm()
        form.submitted.connect(self._open_sample)
        self.forms.addWidget(form)
        return form

    # -- choosing ------------------------------------------------------------------------------------------------

    def show_recent(self, recent: tuple[str, ...], wanted: Path | None = None) -> None:
        """List the casebooks that are still there, ``wanted`` chosen; without any, offer to make one."""
        paths = [*([wanted] if wanted else []), *(Path(text) for text in recent)]
        if self._paths.casebooks.is_dir():
            paths += sorted(self._paths.casebooks.glob(f"*{CASEBOOK_SUFFIX}"))
        known = [path for path in dict.fromkeys(paths) if path.is_file()]
        rows = self._rows(known)
        rows.append(KnownCasebook(None, "Sample casebook", "Invented people, nothing to lose"))
        self.list.set_rows(tuple(rows), 0 if known else None)
        if not known:
            self.new_casebook()

    def ask_for(self, path: Path) -> None:
        """Ask for the passphrase of one casebook; the keychain answers first where it may."""
        self.forms.setCurrentWidget(self.unlock)
        where = next((row.where for row in self.list.rows() if row.path == path), "")
        self.unlock.show_casebook(
            path, path.stem, f"{where}. {self._backup_text(path)}" if where else self._backup_text(path)
        )
        self._jobs.run_function(
            lambda: self._vault.keychain.get(path), lambda kept: self._use_kept(path, kept), owner=self
        )

    def new_casebook(self) -> None:
        """Show the form of a new casebook; none of the list is chosen meanwhile."""
        self.list.choose_none()
        self.new.clear()
        self.forms.setCurrentWidget(self.new)
        self.new.setFocus()

    def show_sample(self) -> None:
        """Show that the sample is being made."""
        self.list.set_current(None)
        self.forms.setCurrentWidget(self.demo)
        self.demo.set_busy(True)

    def leave(self) -> bool:
        """Close a casebook that was made and never entered."""
        made, self._made = self._made, None
        if made is not None:
            made[0].close()
        return True

    def _focus_form(self) -> None:
        form = self.forms.currentWidget()
        if form is not None:
            form.setFocus()

    def _show(self, known: KnownCasebook) -> None:
        if known.path is None:
            self.forms.setCurrentWidget(self.demo)
        elif self.forms.currentWidget() is not self.unlock or self.unlock.path != known.path:
            self.ask_for(known.path)

    def _back_to_list(self) -> None:
        self.list.choose_first()
        self.list.setFocus()

    def _open_other(self) -> None:
        path = self._prompts.choose_file("Open a casebook", KINDS)
        if path is not None:
            self._list_also(path)

    def _list_also(self, path: Path) -> None:
        """Put a casebook on top of the list, chosen."""
        others = [row.path for row in self.list.rows() if row.path not in (None, path)]
        sample = [row for row in self.list.rows() if row.path is None]
        self.list.set_rows((*self._rows([path, *(other for other in others if other)]), *sample))
        self.unlock.setFocus()

    # -- opening -------------------------------------------------------------------------------------------------

    def _use_kept(self, path: Path, kept: str | None) -> None:
        if self.unlock.path == path:
            self.unlock.set_kept(kept)

    def _open(self, path: Path, passphrase: str, keep: bool) -> None:
        self._set_busy(True)

        def done(casebook: Casebook) -> None:
            self._set_busy(False)
            self.unlock.forget()
            self._keep(path, passphrase, keep)
            self.opened.emit(casebook)

        def failed(error: Exception) -> None:
            self._set_busy(False)
            self.unlock.refuse(error)

        self._jobs.run_function(
            lambda: self._vault.open(path, passphrase, self._backups), done, failed, text="Unlocking", owner=self
        )

    def _set_busy(self, busy: bool) -> None:
        self._left.setEnabled(not busy)
        self.unlock.set_busy(busy)

    def _keep(self, path: Path, passphrase: str, keep: bool) -> None:
        """Do with the keychain what the box says; a keychain that does not answer is told, never fatal."""

        def change() -> None:
            if keep:
                self._vault.keychain.keep(path, passphrase)
            elif self._vault.keychain.get(path) is not None:
                self._vault.keychain.forget(path)

        self._jobs.run_function(change, lambda _nothing: None, self._prompts.problem, owner=self.window())

    def _open_sample(self) -> None:
        self.demo.set_busy(True)
        self.sample.emit()

    # -- making and restoring ------------------------------------------------------------------------------------

    def _create(self, name: str, passphrase: str) -> None:
        self.new.set_busy(True)
        self._left.setEnabled(False)  # until the sheet was seen: the passphrase is known only now

        def done(casebook: Casebook) -> None:
            self.new.set_busy(False)
            self.new.clear()
            self._made = (casebook, passphrase)
            self.sheet.show_name(name)
            self.forms.setCurrentWidget(self.sheet)
            self.sheet.setFocus()

        def failed(error: Exception) -> None:
            self.new.set_busy(False)
            self._left.setEnabled(True)
            self.new.refuse(error)

        folder = self._paths.casebooks
        self._jobs.run_function(
            lambda: self._vault.create(folder, name, passphrase), done, failed, text="Making the casebook", owner=self
        )

    def _save_sheet(self) -> None:
        if self._made is None:
            return
        casebook, passphrase = self._made
        name = casebook.path.stem
        target = self._prompts.save_file(
            "Save the emergency sheet", f"{file_stem(name)} emergency sheet.pdf", "PDF (*.pdf)"
        )
        if target is not None:
            write = partial(self._vault.emergency_sheet, target, name, passphrase, replace=True)
            self._jobs.run_function(write, lambda _none: self.sheet.saved(target), self._prompts.problem, owner=self)

    def _enter_new(self) -> None:
        if self._made is not None:
            casebook, _passphrase = self._made
            self._made = None
            self.opened.emit(casebook)

    def _restore_backup(self) -> None:
        backup = self._prompts.choose_file("Choose the backup", KINDS)
        if backup is None:
            return
        target = self._prompts.save_file("Where to put the casebook", backup.name, KINDS)
        if target is None:
            return
        target = target if target.suffix == CASEBOOK_SUFFIX else target.with_name(target.name + CASEBOOK_SUFFIX)
        from ui.widgets.passphrase_dialog import PassphraseDialog  # delayed for start-up time

        dialog = PassphraseDialog(
            "Restore a backup", "Passphrase of the backup", "The one it had on that day.", "Restore"
        )
        passphrase = dialog.passphrase() if self._prompts.run(dialog) else ""
        if not passphrase:
            return
        self._left.setEnabled(False)

        def done(_nothing: None) -> None:
            self._left.setEnabled(True)
            self._list_also(target)

        def failed(error: Exception) -> None:
            self._left.setEnabled(True)
            self._prompts.problem(error)

        restore = partial(self._vault.restore, backup, target, passphrase)
        self._jobs.run_function(restore, done, failed, text="Checking and restoring the backup", owner=self)

    # -- words ---------------------------------------------------------------------------------------------------

    def _rows(self, known: Sequence[Path]) -> list[KnownCasebook]:
        """Return the lines of these casebooks; those of one name say where they lie."""
        places = places_of(known)
        return [KnownCasebook(path, path.stem, self._last_used(path), places.get(path, "")) for path in known]

    def _last_used(self, path: Path) -> str:
        moment = _changed(path)
        near = (self._clock.today() - moment.date()).days in {0, 1}
        return f"Changed {day_text(moment, self._clock.today())}" + (f" {moment:%H:%M}" if near else "")

    def _backup_text(self, path: Path) -> str:
        copies = self._backups.glob(f"{path.stem}-*{CASEBOOK_SUFFIX}") if self._backups.is_dir() else ()
        last = max((_changed(copy) for copy in copies), default=None)
        if last is None:
            return "No backup yet. One is written when it is opened."
        where = "" if self._backups == self._paths.backups else f", to {self._backups.name or self._backups}"
        return f"Last backup {day_text(last, self._clock.today())} at {last:%H:%M}{where}."


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def day_text(moment: datetime, today: date) -> str:
    """Return "today", "yesterday" or "Sun 8 Nov 2026"."""
    days = (today - moment.date()).days
    return {0: "today", 1: "yesterday"}.get(days, long_date(moment.date()))
