# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The first screen: choosing a casebook and opening it, making a new one, restoring a backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.clock import Clock
from app.paths import CASEBOOK_SUFFIX, Paths
from app.ports import Casebook
from app.services.vault import Vault, file_stem
from ui.format import long_date
from ui.jobs import JobRunner
from ui.pages.base import Page
from ui.pages.unlock_forms import NewForm, PassphraseForm, SampleForm, SheetForm
from ui.pages.unlock_list import CasebookList, KnownCasebook
from ui.prompts import Prompts
from ui.theme import fit, ground, space
from ui.widgets.button import Button
from ui.widgets.card import Pane, row
from ui.widgets.label import Hairline, IconLabel, Label
from ui.widgets.passphrase_dialog import PassphraseDialog

KINDS = f"Casebooks (*{CASEBOOK_SUFFIX})"


class UnlockPage(Page):
    """Casebooks at the left, the passphrase at the right; nothing of a case is in memory here.

    Signals:
        opened(object): a Casebook was opened or made.
        sample(): the sample casebook is wanted.
    """

    key = "unlock"
    opened = Signal(object)
    sample = Signal()

    def __init__(self, vault: Vault, paths: Paths, jobs: JobRunner, prompts: Prompts, clock: Clock) -> None:
        super().__init__()
        self._vault, self._paths, self._jobs, self._prompts, self._clock = vault, paths, jobs, prompts, clock
        self._list = CasebookList()
        self._unlock = PassphraseForm()
        self._new = NewForm(paths.casebooks)
        self._sheet = SheetForm()
        self._demo = SampleForm()
        self._forms = QStackedWidget()
        self._made: tuple[Casebook, str] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        ground(self, "window")
        mark = IconLabel("folder-check", "on-accent", 20)
        mark.setObjectName("appMark")
        fit(mark, width=32, height=32)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = QFrame()
        card.setObjectName("unlockCard")
        fit(card, width=760, height=400)
        halves = QHBoxLayout(card)
        space(halves, 1, 0)
        halves.addWidget(self._left())
        halves.addWidget(Hairline(vertical=True))
        for form in (self._unlock, self._new, self._sheet, self._demo):
            self._forms.addWidget(form)
        halves.addWidget(self._forms, 1)
        promise = Label(
            "Everything stays in one encrypted file on this computer. Casewell never goes online.", 12, 400, "text-2"
        )
        layout = QVBoxLayout(self)
        space(layout, 24, 0)
        layout.addStretch(4)
        layout.addLayout(row(None, mark, Label("Casewell", 24, 600), None, gap=12))
        layout.addSpacing(24)
        layout.addLayout(row(None, card, None))
        layout.addSpacing(20)
        layout.addLayout(row(None, IconLabel("wifi-off", "text-2", 14), promise, None))
        layout.addStretch(5)

    def _left(self) -> QWidget:
        pane = Pane("raised", margins=(12, 20, 12, 20), gap=8)
        fit(pane, width=319)
        pane.body.addLayout(row(12, Label("Casebooks", 12, 500, "text-2"), None, gap=0))
        pane.body.addWidget(self._list, 1)
        pane.body.addWidget(Hairline())
        self._add = Button("New casebook", "quiet", icon="plus", small=True)
        self._other = Button("Open another", "quiet", icon="folder-open", small=True)
        self._restore = Button("Restore a backup", "quiet", icon="archive-restore", small=True)
        for button in (self._add, self._other, self._restore):
            pane.body.addLayout(row(button, None))
        return pane

    def _connect(self) -> None:
        self._list.chosen.connect(self._show)
        self._list.opened.connect(lambda _known: self._focus_form())
        self._add.clicked.connect(lambda _on: self.new_casebook())
        self._other.clicked.connect(lambda _on: self._open_other())
        self._restore.clicked.connect(lambda _on: self._restore_backup())
        self._unlock.submitted.connect(self._open)
        self._unlock.forgotten.connect(self._explain_sheet)
        self._new.submitted.connect(self._create)
        self._new.cancelled.connect(self._back_to_list)
        self._sheet.save.connect(self._save_sheet)
        self._sheet.done.connect(self._enter_new)
        self._demo.submitted.connect(self.sample)

    def show_recent(self, recent: tuple[str, ...]) -> None:
        """List the casebooks lately opened that are still there; without any, offer to make one."""
        known = [Path(text) for text in recent if Path(text).is_file()]
        if self._paths.casebooks.is_dir():
            known += [p for p in sorted(self._paths.casebooks.glob(f"*{CASEBOOK_SUFFIX}")) if p not in known]
        rows = [KnownCasebook(path, path.stem, self._last_opened(path)) for path in known]
        rows.append(KnownCasebook(None, "Sample casebook", "Invented people, nothing to lose"))
        self._list.set_rows(tuple(rows))
        if not known:
            self.new_casebook()

    def ask_for(self, path: Path) -> None:
        """Ask for the passphrase of one casebook; the keychain answers first where it may."""
        self._forms.setCurrentWidget(self._unlock)
        self._unlock.show_casebook(path, path.stem, self._backup_text(path))
        self._jobs.run_function(
            lambda: self._vault.keychain.get(path), lambda kept: self._use_kept(path, kept), owner=self
        )

    def new_casebook(self) -> None:
        """Show the form of a new casebook."""
        self._new.clear()
        self._forms.setCurrentWidget(self._new)
        self._new.setFocus()

    def _focus_form(self) -> None:
        form = self._forms.currentWidget()
        if form is not None:
            form.setFocus()

    def _show(self, known: KnownCasebook) -> None:
        if known.path is None:
            self._forms.setCurrentWidget(self._demo)
        else:
            self.ask_for(known.path)

    def _use_kept(self, path: Path, kept: str | None) -> None:
        if self._unlock.path == path:
            self._unlock.set_kept(kept)

    def _open(self, path: Path, passphrase: str, keep: bool) -> None:
        self._unlock.set_busy(True)

        def done(casebook: Casebook) -> None:
            self._unlock.set_busy(False)
            self._unlock.forget()
            self._keep(path, passphrase, keep)
            self.opened.emit(casebook)

        def failed(error: Exception) -> None:
            self._unlock.set_busy(False)
            self._unlock.refuse(error)

        backups = self._paths.backups
        self._jobs.run_function(
            lambda: self._vault.open(path, passphrase, backups), done, failed, text="Unlocking", owner=self
        )

    def _keep(self, path: Path, passphrase: str, keep: bool) -> None:
        """Do with the keychain what the box says; a keychain that does not answer is told, never fatal."""

        def change() -> None:
            if keep:
                self._vault.keychain.keep(path, passphrase)
            elif self._vault.keychain.get(path) is not None:
                self._vault.keychain.forget(path)

        self._jobs.run_function(change, lambda _nothing: None, self._prompts.problem, owner=self.window())

    def _create(self, name: str, passphrase: str) -> None:
        self._new.set_busy(True)

        def done(casebook: Casebook) -> None:
            self._new.set_busy(False)
            self._new.clear()
            self._made = (casebook, passphrase)
            self._sheet.show_name(name)
            self._forms.setCurrentWidget(self._sheet)
            self._sheet.setFocus()

        def failed(error: Exception) -> None:
            self._new.set_busy(False)
            self._new.refuse(error)

        folder = self._paths.casebooks
        self._jobs.run_function(
            lambda: self._vault.create(folder, name, passphrase), done, failed, text="Making the casebook", owner=self
        )

    def _save_sheet(self) -> None:
        if self._made is None:
            return
        casebook, passphrase = self._made
        name = f"{file_stem(casebook.path.stem)} emergency sheet.pdf"
        target = self._prompts.save_file("Save the emergency sheet", name, "PDF (*.pdf)")
        if target is None:
            return
        write: Callable[[], None] = lambda: self._vault.emergency_sheet(  # noqa: E731 - read once, run once
            target, casebook.path.stem, passphrase, replace=True
        )
        self._jobs.run_function(write, lambda _none: self._sheet.saved(target), self._prompts.problem, owner=self)

    def _enter_new(self) -> None:
        if self._made is not None:
            casebook, _passphrase = self._made
            self._made = None
            self.opened.emit(casebook)

    def _back_to_list(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            self._show(self._list.model().row(index.row()))  # type: ignore[attr-defined]  # our own model
        self._list.setFocus()

    def _open_other(self) -> None:
        path = self._prompts.choose_file("Open a casebook", KINDS)
        if path is not None:
            self.ask_for(path)

    def _restore_backup(self) -> None:
        backup = self._prompts.choose_file("Choose the backup", KINDS)
        if backup is None:
            return
        target = self._prompts.save_file("Where to put the casebook", backup.name, KINDS)
        if target is None:
            return
        dialog = PassphraseDialog(
            "Restore a backup", "Passphrase of the backup", "The one it had on that day.", "Restore"
        )
        passphrase = dialog.passphrase() if self._prompts.run(dialog) else ""
        if not passphrase:
            return
        self._jobs.run_function(
            lambda: self._vault.restore(backup, target, passphrase),
            lambda _none: self.ask_for(target),
            self._prompts.problem,
            text="Checking and restoring the backup",
            owner=self,
        )

    def _explain_sheet(self) -> None:
        self._prompts.tell(
            "The emergency sheet is the page you printed or saved when the casebook was made. The passphrase stands on "
            "it in large letters: type it exactly, with its spaces. Without the passphrase nobody can open it, "
            "not even we. An older backup opens with the passphrase of its day.",
            "Use the emergency sheet",
        )

    def _last_opened(self, path: Path) -> str:
        return f"Changed {_day_text(_changed(path), self._clock.today())}"

    def _backup_text(self, path: Path) -> str:
        copies = self._paths.backups.glob(f"{path.stem}-*{CASEBOOK_SUFFIX}") if self._paths.backups.is_dir() else ()
        last = max((_changed(copy) for copy in copies), default=None)
        if last is None:
            return "No backup yet. One is written when it is opened."
        return f"Last backup {_day_text(last, self._clock.today())} at {last:%H:%M}."


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def _day_text(moment: datetime, today: date) -> str:
    days = (today - moment.date()).days
    return {0: "today", 1: "yesterday"}.get(days, long_date(moment.date()))
