# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The right half of the unlock page: passphrase, new casebook, emergency sheet, sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.errors import UserFixable
from app.services.errors import PassphrasesDiffer
from app.services.vault import LEAST_LENGTH, strength
from ui.prompts import bug_report
from ui.theme import fit, space
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.check_row import CheckRow
from ui.widgets.field import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.label import IconLabel, Label
from ui.widgets.passphrase import Passphrase
from ui.widgets.strength import StrengthMeter

MARGINS = (40, 32, 40, 24)


def sentence(error: Exception) -> str:
    """Return what to show below a field: a fixable error's own words, else where the mistake is."""
    return str(error) if isinstance(error, UserFixable) else bug_report(error)


class Form(QWidget):
    """The right half of the card: a column without a ground of its own, for the card paints it."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        space(self.body, MARGINS, gap)

    def gap(self, height: int) -> None:
        """Leave some room, which follows the text size."""
        self.body.addLayout(column(height, gap=0))


class PassphraseForm(Form):
    """Asks for the passphrase of one casebook.

    Signals:
        submitted(object, str, bool): path, passphrase, and whether the keychain may keep it.
        forgotten(): the person asks for the emergency sheet.
    """

    submitted = Signal(object, str, bool)
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__(4)
        self.path: Path | None = None
        self._name = Label("", 18, 600, elide=True)
        self._text = Label("", 13, 400, "text-2", wrap=True)
        self._passphrase = Passphrase()
        self._field = Field("Passphrase", self._passphrase)
        self._caps_icon = IconLabel("arrow-big-up", "amber", 14)
        self._caps = Label("Caps Lock is on", 12, 400, "amber")
        self._keep = CheckRow("Keep it in this computer’s keychain", "Anyone who can sign in here could then open it.")
        self._unlock = Button("Unlock", "primary", hint="Enter")
        self._forgot = Button("I forgot it: use the emergency sheet", "link")
        self._build()
        self._connect()

    def _build(self) -> None:
        fit(self._passphrase, height=36)
        self._passphrase.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        fit(self._unlock, min_width=128)
        self.body.addWidget(self._name)
        self.body.addWidget(self._text)
        self.gap(24)
        self.body.addWidget(self._field)
        self.body.addLayout(row(self._caps_icon, self._caps, None))
        self.gap(4)
        self.body.addWidget(self._keep)
        self.body.addStretch(1)
        self.body.addLayout(row(self._forgot, None, self._unlock))
        self._show_caps(False)

    def _connect(self) -> None:
        self._passphrase.entered.connect(self._submit)
        self._passphrase.caps_lock.connect(self._show_caps)
        self._passphrase.changed.connect(lambda _text: self._field.set_error(""))
        self._unlock.clicked.connect(lambda _on: self._submit())
        self._forgot.clicked.connect(lambda _on: self.forgotten.emit())
        self.setFocusProxy(self._passphrase)

    def show_casebook(self, path: Path, name: str, text: str) -> None:
        """Ask for this casebook."""
        self.path = path
        self._name.setText(name)
        self._text.setText(text)
        self.forget()
        self._keep.setChecked(False)
        self._field.set_error("")
        self._passphrase.setFocus()

    def set_kept(self, passphrase: str | None) -> None:
        """Fill in what the keychain keeps."""
        if passphrase is not None and not self._passphrase.text():
            self._passphrase.line.setText(passphrase)
            self._keep.setChecked(True)

    def set_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice while the key is derived."""
        self._unlock.setEnabled(not busy)
        self._unlock.setText("Unlocking" if busy else "Unlock")
        self._unlock.set_hint("" if busy else "Enter")
        self._passphrase.setEnabled(not busy)

    def refuse(self, error: Exception) -> None:
        """Say why it was not opened; what was typed stays, selected."""
        self._field.set_error(sentence(error))
        self._passphrase.setFocus()
        self._passphrase.line.selectAll()

    def forget(self) -> None:
        """Empty the field."""
        self._passphrase.clear()
        self._show_caps(False)

    def _submit(self) -> None:
        if self.path is None or not self._unlock.isEnabled():
            return
        if not self._passphrase.text():
            self._field.set_error("Type the passphrase of this casebook.")
        else:
            self.submitted.emit(self.path, self._passphrase.text(), self._keep.isChecked())

    def _show_caps(self, on: bool) -> None:
        self._caps.setVisible(on)
        self._caps_icon.setVisible(on)


class NewForm(Form):
    """Makes a casebook: its name, a passphrase with its strength, and the passphrase again.

    Signals:
        submitted(str, str): name and passphrase.
        cancelled(): back to the list.
    """

    submitted = Signal(str, str)
    cancelled = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(8)
        self._name = LineEdit(placeholder="Family, or your practice")
        self._first = Passphrase(name="Passphrase")
        self._second = Passphrase(name="Passphrase again")
        self._name_field = Field("Name", self._name, "Kept as one encrypted file on this computer.")
        self._name_field.setToolTip(str(folder))
        self._first_field = Field(
            "Passphrase", self._first, "Four ordinary words in a row are strong and easy to keep."
        )
        self._second_field = Field("Passphrase again", self._second)
        self._meter = StrengthMeter()
        self._make = Button("Make the casebook", "primary")
        self._back = Button("Cancel")
        self.body.addWidget(Label("New casebook", 18, 600))
        for widget in (self._name_field, self._first_field, self._meter, self._second_field):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.addLayout(row(None, self._back, self._make))
        self._connect()

    def _connect(self) -> None:
        self._first.changed.connect(self._measure)
        self._second.entered.connect(self._submit)
        self._make.clicked.connect(lambda _on: self._submit())
        self._back.clicked.connect(lambda _on: self.cancelled.emit())
        self.setFocusProxy(self._name)

    def clear(self) -> None:
        """Empty the form."""
        self._name.clear()
        self._first.clear()
        self._second.clear()
        for field in (self._name_field, self._first_field, self._second_field):
            field.set_error("")
        self._measure("")

    def set_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice while it is made."""
        self._make.setEnabled(not busy)
        self._make.setText("Making it" if busy else "Make the casebook")

    def refuse(self, error: Exception) -> None:
        """Say why it was not made; everything typed stays."""
        self._name_field.set_error(sentence(error))
        self._name.setFocus()

    def _measure(self, text: str) -> None:
        found = strength(text)
        self._meter.set_strength(found.level, found.word)

    def _submit(self) -> None:
        name, first = self._name.text().strip(), self._first.text()
        self._name_field.set_error("" if name else "Give the casebook a name, such as Family.")
        short = len(first) < LEAST_LENGTH
        self._first_field.set_error(f"At least {LEAST_LENGTH} characters, please." if short else "")
        differ = first != self._second.text()
        self._second_field.set_error(str(PassphrasesDiffer()) if differ else "")
        if name and not short and not differ and self._make.isEnabled():
            self.submitted.emit(name, first)


class SheetForm(Form):
    """Offers the emergency sheet of a casebook that was just made.

    Signals:
        save(): the sheet is wanted as a PDF.
        done(): go on into the casebook.
    """

    save = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__(12)
        self._title = Label("", 18, 600, elide=True)
        self._said = Label("", 13, 400, "green", wrap=True)
        self._save = Button("Save the emergency sheet", "primary", icon="printer")
        self._go = Button("Go on without it")
        text = (
            "The emergency sheet holds the passphrase on one page. Print it and put it where you keep your other "
            "important papers. Nobody can open the casebook without the passphrase, not even we."
        )
        self.body.addWidget(self._title)
        self.body.addWidget(Label(text, 13, 400, "text-2", wrap=True))
        self.body.addWidget(self._said)
        self.body.addStretch(1)
        self.body.addLayout(row(None, self._go, self._save))
        self._save.clicked.connect(lambda _on: self.save.emit())
        self._go.clicked.connect(lambda _on: self.done.emit())
        self.setFocusProxy(self._save)

    def show_name(self, name: str) -> None:
        """Speak of this casebook."""
        self._title.setText(f"“{name}” is made")
        self._said.setText("")
        self._save.set_kind("primary")
        self._go.setText("Go on without it")
        self._go.set_kind("plain")

    def saved(self, target: Path) -> None:
        """Say where the sheet is; the next step is now the casebook."""
        self._said.setText(f"Saved as {target.name}. Print it, then delete the file: it opens everything.")
        self._save.set_kind("plain")
        self._go.setText("Open the casebook")
        self._go.set_kind("primary")
        self._go.setFocus()


class SampleForm(Form):
    """Explains the sample casebook.

    Signals:
        submitted(): open it.
    """

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(12)
        self._open = Button("Open the sample", "primary", hint="Enter")
        text = (
            "Look around in a casebook full of invented people, letters and deadlines. It lies in a temporary place "
            "and is gone when you close it."
        )
        self.body.addWidget(Label("Sample casebook", 18, 600))
        self.body.addWidget(Label(text, 13, 400, "text-2", wrap=True))
        self.body.addStretch(1)
        self.body.addLayout(row(None, self._open))
        self._open.setAutoDefault(True)
        self._open.clicked.connect(lambda _on: self.submitted.emit())
        self.setFocusProxy(self._open)

    def set_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice while it is made."""
        self._open.setEnabled(not busy)
        self._open.setText("Making the sample" if busy else "Open the sample")
        self._open.set_hint("" if busy else "Enter")
