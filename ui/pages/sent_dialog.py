# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Marking a letter or packet as sent: the day, the way, the number, the day it arrived, and the proof.

ask_sent(context, title, letter, paper, packet, parent) -> bool   asks, then keeps all of it in one step
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.letter import Letter
from app.domain.packet import Packet
from app.errors import UserFixable
from app.services.dates import read_date
from app.services.documents import read_bytes
from app.services.sending import METHODS, Sent
from ui.context import Context
from ui.prompts import Prompts
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.date_money import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, FormColumn
from ui.widgets.inputs import ComboBox, LineEdit
from ui.widgets.label import Label

_NUMBERS = {
    "certified_mail": ("Certified mail number", "The long number on the green and white receipt."),
    "mail": ("Tracking number", "Leave it empty when there is none."),
    "fax": ("Fax number and confirmation", "As the confirmation page shows them."),
    "portal": ("Confirmation number", "As the portal shows it after the upload."),
    "email": ("Address it went to", "A read receipt is good proof: attach it."),
    "in_person": ("Taken by", "The name of the person who took it."),
}


class SentDialog(Dialog):
    """Asks what is known about a sending; nothing typed is lost while something is still wrong."""

    def __init__(self, title: str, today: date, prompts: Prompts, parent: QWidget | None = None) -> None:
        said = "A copy is kept as it went out, the log gets a line, and the time they have to answer starts to run."
        super().__init__(f"Sent: {title}", said, width=520, parent=parent)
        self._today, self._prompts = today, prompts
        self.on = DateEdit(lambda text: read_date(text, today), value=today)
        self.method = ComboBox([(words, key) for key, (words, _) in METHODS.items()])
        self.number = LineEdit()
        self.received = DateEdit(lambda text: read_date(text, today))
        self.proof: tuple[str, bytes] | None = None
        self._file = Label("No file yet", 13, 400, "text-2", elide=True)
        self._choose = Button("Choose a file", icon="paperclip", small=True, on=self._ask_file)
        self._drop = Button("Leave it out", "link", on=self._forget_file)
        self._build()
        self.method.currentIndexChanged.connect(self._name_number)
        self._name_number()

    def _build(self) -> None:
        form = FormColumn(max_width=520)
        self._on = Field("Sent on", self.on)
        self._method = Field("How", self.method)
        form.add_row(self._on, self._method)
        self._number = form.add("Number", self.number)
        self._received = form.add(
            "Received on", self.received, "The day they have it. Their time to answer runs from then.", optional=True
        )
        holder = QWidget()
        line = row(self._choose, self._file, self._drop, gap=12)
        line.setStretch(1, 1)
        holder.setLayout(line)
        self._proof = form.add("Proof", holder, "The receipt, the fax confirmation, or a picture of the portal’s page.")
        self._choose.setAccessibleName("Choose a file as proof")
        self._drop.hide()
        self.body.addWidget(form)
        self.add_button("Cancel")
        accept = self.add_button("Mark as sent", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        self.on.setFocus()

    def sent(self) -> Sent:
        """Return the answers, after the dialog was accepted."""
        return Sent(
            on=self.on.value() or self._today,
            method=str(self.method.data()),
            tracking=self.number.text().strip(),
            received=self.received.value(),
            proof=self.proof,
        )

    def add_proof(self, path: Path) -> None:
        """Take a file as the proof; one that cannot be read is named."""
        try:
            self.proof = (path.name, read_bytes(path))
        except UserFixable as problem:
            self._proof.set_error(str(problem))
            return
        self._proof.set_error("")
        self._file.setText(path.name)
        self._choose.setText("Choose another")
        self._drop.show()

    def _ask_file(self) -> None:
        path = self._prompts.choose_file(
            "Proof of sending", "Pictures and PDF (*.pdf *.png *.jpg *.jpeg);;All files (*)"
        )
        if path is not None:
            self.add_proof(path)

    def _forget_file(self) -> None:
        self.proof = None
        self._file.setText("No file yet")
        self._choose.setText("Choose a file")
        self._drop.hide()
        self._choose.setFocus()

    def _name_number(self) -> None:
        label, help_text = _NUMBERS[str(self.method.data())]
        self._number.set_label(label)
        self._number.set_help(help_text)

    def _accept(self) -> None:
        """End once the days can be true."""
        on, received = self.on.value(), self.received.value()
        if not self.on.is_wrong():
            self._on.set_error(self._wrong_day(on))
        if not self.received.is_wrong():
            early = on is not None and received is not None and received < on
            words = "This is before it was sent." if early else self._wrong_day(received) if received else ""
            self._received.set_error(words)
        wrong = next((field for field in (self._on, self._received) if field.error()), None)
        if wrong is None:
            self.done(1)
        else:
            wrong.input.setFocus()

    def _wrong_day(self, day: date | None) -> str:
        if day is None:
            return "Please give the day, like 21 Nov 2026."
        return "This day has not come yet." if day > self._today else ""


def ask_sent(
    context: Context,
    title: str,
    letter: Letter,
    paper: Callable[[date], bytes | tuple[bytes, ...]],
    packet: Packet | None,
    parent: QWidget,
) -> bool:
    """Ask how it was sent and keep it; ``paper`` gives the bytes that went out, dated that day."""
    dialog = SentDialog(title, context.desk.clock.today(), context.prompts, parent)
    if not context.prompts.run(dialog):
        return False
    sent = dialog.sent()

    def mark() -> bool:
        context.desk.sending.mark_sent(letter, sent, paper(sent.on), packet)
        return True

    return bool(context.act(partial(mark), f"Marked as sent: {title}"))
