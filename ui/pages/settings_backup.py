# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The section of backups: where they go, how many are kept, one now, and whether the casebook is whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from app.ports import INDEX_OUT_OF_STEP
from app.settings import Settings
from ui.context import Context
from ui.format import long_date
from ui.pages.settings_sections import Section
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox, LineEdit

_KEEP = (3, 5, 10, 20, 30, 60)


class BackupSection(Section):
    """Copies of the casebook.

    Signals:
        backed_up(): a copy was written, or the folder is another.
    """

    backed_up = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(
            "Backups",
            "Once a day, when you open the casebook, and when you leave it after a change, a copy is written and "
            "checked, encrypted with the passphrase of that day. A folder on another drive also helps when this "
            "computer is lost.",
        )
        self._context = context
        self.folder = LineEdit()
        self.folder.setReadOnly(True)
        self.choose = Button("Choose a folder", icon="folder-open")
        self.usual = Button("Use Casewell's own", "link")
        self.keep_count = ComboBox([])
        self.now = Button("Back up now", icon="save")
        self.check = Button("Check the casebook", icon="badge-check")
        self.banner = Banner()
        self._field = Field("Backup folder", self.folder)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.body.addWidget(self._field)
        self.body.addLayout(row(self.choose, self.usual, None, gap=12))
        self.add(
            Field(
                "Copies kept", self.keep_count, "When there are more, second copies of a day go first, then the oldest."
            )
        )
        self.body.addLayout(row(self.now, self.check, None))
        self.body.addWidget(self.banner)
        self.banner.setVisible(False)

    def _connect(self) -> None:
        change = self._context.preferences.change
        self.choose.clicked.connect(lambda _on: self._choose())
        self.usual.clicked.connect(lambda _on: self._set_folder(""))
        self.keep_count.activated.connect(lambda _row: change(backup_keep=self.keep_count.data()))
        self.now.clicked.connect(lambda _on: self.back_up())
        self.check.clicked.connect(lambda _on: self.verify())

    def show_settings(self, settings: Settings) -> None:
        """Show folder and count."""
        self.folder.setText(str(self._context.desk.backup.folder))
        self.folder.setCursorPosition(0)
        self.usual.setVisible(bool(settings.backup_folder))
        self.keep_count.set_items([(str(n), n) for n in sorted({*_KEEP, settings.backup_keep})])
        self.keep_count.choose(settings.backup_keep)
        self.read()

    def read(self) -> None:
        """Say when the last copy was written."""
        last = self._context.desk.backup.last()
        when = f"{long_date(last.date())} at {last:%H:%M}" if last else ""
        self._field.set_help(f"Last backup: {when}." if when else "No copy of this casebook is there yet.")

    def back_up(self) -> None:
        """Write a copy now."""
        self._busy(True)
        backup = self._context.desk.backup

        def done(path: Path) -> None:
            self._busy(False)
            self._say("Backup written and checked.", f"It is {path.name}.", "green")
            self.read()
            self.backed_up.emit()

        self._context.jobs.run_function(backup.now, done, self._failed, text="Writing a backup", owner=self)

    def verify(self) -> None:
        """Check every page, file and entry of the casebook."""
        self._busy(True)

        def done(problems: list[str]) -> None:
            self._busy(False)
            if problems and all(problem.startswith(INDEX_OUT_OF_STEP) for problem in problems):
                self._mend(problems[0])
            elif problems:
                rest = " ".join(problems[:5])
                self._say("Something is not right.", f"{rest} Restore a backup from before, and keep this file.", "red")
            else:
                self._say("The casebook is whole.", "Every page, file and entry was checked.", "green")

        verify = self._context.desk.backup.verify
        self._context.jobs.run_function(verify, done, self._failed, text="Checking the casebook", owner=self)

    def _choose(self) -> None:
        folder = self._context.prompts.choose_folder("Where backups go")
        if folder is not None:
            self._set_folder(str(folder))

    def _set_folder(self, folder: str) -> None:
        self._context.preferences.change(backup_folder=folder)
        self.backed_up.emit()

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        self._context.prompts.problem(error)

    def _mend(self, problem: str) -> None:
        """Offer to make the search index anew; it is made from the entries, so nothing can be lost."""
        words = f"{problem} Your entries are whole; the search alone may miss some of them. Make the index anew?"
        if not self._context.prompts.ask("The search lags behind", words, "Make it anew", "Not now"):
            self._say("The search lags behind.", f"{problem} Check again to mend it.", "amber")
            return
        self._busy(True)

        def done(wrong: int) -> None:
            self._busy(False)
            self._say(
                "The search is whole again.", f"{wrong} entries were put in order. Nothing else changed.", "green"
            )

        mend = self._context.desk.backup.mend_index
        self._context.jobs.run_function(mend, done, self._failed, text="Making the search index anew", owner=self)

    def _busy(self, busy: bool) -> None:
        for button in (self.now, self.check, self.choose):
            button.setEnabled(not busy)
        if busy:
            self.banner.setVisible(False)

    def _say(self, lead: str, text: str, tone: str) -> None:
        self.banner.set_tone(tone)
        self.banner.set_text(lead, text)
        self.banner.setVisible(True)
