# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The section of the passphrase: changing it, the keychain, and the emergency sheet."""

from __future__ import annotations

from collections.abc import Callable

from app.errors import UserFixable
from app.services.errors import PassphrasesDiffer
from app.services.vault import LEAST_LENGTH, file_stem, strength
from ui.context import Context
from ui.pages.settings_sections import Section
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.passphrase import Passphrase
from ui.widgets.passphrase_dialog import PassphraseDialog
from ui.widgets.strength import StrengthMeter

_CHANGED = "Backups from before keep the old one. Print a new emergency sheet, and destroy the old one."


class PassphraseSection(Section):
    """The one key to everything."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            "Passphrase",
            "It opens the casebook, and nobody can open it without. Changing it encrypts the whole casebook anew.",
        )
        self._context = context
        self.old = Passphrase(name="Present passphrase")
        self.new = Passphrase(name="New passphrase")
        self.again = Passphrase(name="New passphrase again")
        self.meter = StrengthMeter()
        self.change = Button("Change the passphrase", icon="key-round")
        self.banner = Banner()
        self.keychain = Label("", 13, 400, "text-2", wrap=True)
        self.keychain_button = Button("")
        self.sheet = Button("Save the emergency sheet", icon="printer")
        self._kept: str | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._old = Field("Present passphrase", self.old)
        self._new = Field("New passphrase", self.new, "Four ordinary words in a row are strong and easy to keep.")
        self._again = Field("New passphrase again", self.again)
        for widget in (self._old, self._new, self.meter, self._again):
            self.add(widget)
        self.body.addLayout(row(self.change, None))
        self.body.addWidget(self.banner)
        self.banner.setVisible(False)
        self.body.addLayout(column(4, Label("Keychain of this computer", 13, 500), self.keychain, gap=4))
        self.body.addLayout(row(self.keychain_button, None))
        says = Label("One page with the passphrase, to print and put away with your other papers.", 13, 400, "text-2")
        self.body.addLayout(column(4, Label("Emergency sheet", 13, 500), says, gap=4))
        self.body.addLayout(row(self.sheet, None))

    def _connect(self) -> None:
        self.new.changed.connect(self._measure)
        self.again.entered.connect(self._change)
        self.change.clicked.connect(lambda _on: self._change())
        self.keychain_button.clicked.connect(lambda _on: self._forget() if self._kept is not None else self._keep())
        self.sheet.clicked.connect(lambda _on: self._save_sheet())

    def read(self) -> None:
        """Ask the keychain, in a worker: some take their time."""
        vault, path = self._context.vault, self._context.desk.casebook.path
        self._context.jobs.run_function(lambda: vault.keychain.get(path), self._show_kept, owner=self)

    # -- changing ------------------------------------------------------------------------------------------------

    def _measure(self, text: str) -> None:
        found = strength(text)
        self.meter.set_strength(found.level, found.word)
        self._new.set_error("")

    def _change(self) -> None:
        old, new = self.old.text(), self.new.text()
        self._old.set_error("" if old else "Type the passphrase that opens it now.")
        short = len(new) < LEAST_LENGTH
        self._new.set_error(f"At least {LEAST_LENGTH} characters, please." if short else "")
        differ = new != self.again.text()
        self._again.set_error(str(PassphrasesDiffer()) if differ else "")
        if not old or short or differ or not self.change.isEnabled():
            return
        vault, casebook = self._context.vault, self._context.desk.casebook
        self._run(
            lambda: vault.change_passphrase(casebook, old, new),
            self._changed,
            "Encrypting the casebook anew",
            self._refused,
        )

    def _changed(self, keychain_follows: bool) -> None:
        for line in (self.old, self.new, self.again):
            line.clear()
        note = "" if keychain_follows else " The keychain did not take it: type it at the next opening."
        self._say("The passphrase is changed.", _CHANGED + note, "green" if keychain_follows else "amber")
        self.read()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserFixable):
            self._old.set_error(str(error))
            self.old.setFocus()
        else:
            self._context.prompts.problem(error)

    # -- keychain and sheet --------------------------------------------------------------------------------------

    def _show_kept(self, kept: str | None) -> None:
        self._kept = kept
        said = (
            "It is kept there. Anyone who can sign in here could open the casebook."
            if kept is not None
            else "It is not kept there. You type it at every opening."
        )
        self.keychain.setText(said)
        self.keychain_button.setText("Forget it there" if kept is not None else "Keep it there")
        self.keychain_button.updateGeometry()

    def _forget(self) -> None:
        vault, path = self._context.vault, self._context.desk.casebook.path
        self._run(lambda: vault.keychain.forget(path), lambda _nothing: self.read(), "Asking the keychain")

    def _keep(self) -> None:
        typed = self._asked("Keep it in the keychain", "Keep it")
        if not typed:
            return
        vault, casebook = self._context.vault, self._context.desk.casebook

        def keep() -> None:
            vault.prove(casebook, typed)
            vault.keychain.keep(casebook.path, typed)

        self._run(keep, lambda _nothing: self.read(), "Checking the passphrase")

    def _save_sheet(self) -> None:
        typed = self._asked("Save the emergency sheet", "Go on")
        if not typed:
            return
        vault, casebook, name = self._context.vault, self._context.desk.casebook, self._context.desk.name

        def proved(_nothing: None) -> None:
            suggested = f"{file_stem(name)} emergency sheet.pdf"
            target = self._context.prompts.save_file("Save the emergency sheet", suggested, "PDF (*.pdf)")
            if target is None:
                return
            said = "Print it, then delete the file: it opens everything."
            self._run(
                lambda: vault.emergency_sheet(target, name, typed, replace=True),
                lambda _none: self._say(f"Saved as {target.name}.", said, "green"),
                "Writing the sheet",
            )

        self._run(lambda: vault.prove(casebook, typed), proved, "Checking the passphrase")

    def _asked(self, title: str, yes: str) -> str:
        """Ask for the passphrase; empty when the person changed their mind."""
        help_text = "It is not kept anywhere while the casebook is open."
        dialog = PassphraseDialog(title, "Passphrase of this casebook", help_text, yes, self.window())
        return dialog.passphrase() if self._context.prompts.run(dialog) else ""

    def _run(
        self,
        work: Callable[[], object],
        done: Callable[..., object],
        text: str,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Do one thing in a worker, while the buttons rest."""
        buttons = (self.change, self.keychain_button, self.sheet)
        self.banner.setVisible(False)
        for button in buttons:
            button.setEnabled(False)

        def ended(then: Callable[..., object], result: object) -> None:
            for button in buttons:
                button.setEnabled(True)
            then(result)

        told = failed or self._context.prompts.problem
        self._context.jobs.run_function(
            work, lambda result: ended(done, result), lambda error: ended(told, error), text=text, owner=self
        )

    def _say(self, lead: str, text: str, tone: str) -> None:
        self.banner.set_tone(tone)
        self.banner.set_text(lead, text)
        self.banner.setVisible(True)
