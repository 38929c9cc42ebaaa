# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a packet must not show: the words and numbers to be blacked out; and the password of a locked exhibit.

ask_blackout(context, packet, parent) -> Packet | None
ask_password(context, line, parent) -> str   "" where none was typed
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.blackout import too_short
from app.domain.packet import Packet
from app.services.packet_views import ExhibitLine
from ui.context import Context
from ui.theme import fit
from ui.widgets.check_row import CheckRow
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import LineEdit, TextArea

_LEAD = (
    "Pages that hold these become pictures of themselves, with the words under black and gone for good. The documents "
    "in your casebook stay as they are. Look at the preview before you send."
)


class BlackoutDialog(Dialog):
    """Asks for words, a line each, and for the numbers that give a person away."""

    def __init__(self, packet: Packet, parent: QWidget | None = None) -> None:
        super().__init__("Black out", _LEAD, width=520, parent=parent)
        self._packet = packet
        self.words = TextArea("\n".join(packet.redact), lines=5)
        fit(self.words, height=112)
        self.ssn = CheckRow("Social Security numbers", "As 000-00-0000, or nine digits that are named as one.")
        self.member_id = CheckRow("Member ID, all but its last four", "They find you by the claim number.")
        self.ssn.setChecked(packet.hide_ssn)
        self.member_id.setChecked(packet.hide_member_id)
        self._words = Field("Words and names", self.words, "A line each. Words in a scan or a photo are not found.")
        for part in (self._words, self.ssn, self.member_id):
            self.body.addWidget(part)
        self.add_button("Cancel")
        accept = self.add_button("Save", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        self.words.setFocus()

    def packet(self) -> Packet:
        """Return the packet with these answers."""
        return replace(
            self._packet,
            redact=tuple(self._lines()),
            hide_ssn=self.ssn.isChecked(),
            hide_member_id=self.member_id.isChecked(),
        )

    def _lines(self) -> list[str]:
        return [line.strip() for line in self.words.text().splitlines() if line.strip()]

    def _accept(self) -> None:
        short = next((line for line in self._lines() if too_short(line)), None)
        self._words.set_error(f"“{short}” is too short. Give two letters or digits at least." if short else "")
        if short is None:
            self.done(1)
        else:
            self.words.setFocus()


class PasswordDialog(Dialog):
    """Asks for the password of one file."""

    def __init__(self, line: ExhibitLine, parent: QWidget | None = None) -> None:
        kept = "Its password is used until you close the casebook, and kept nowhere."
        said = f"“{line.document.file_name}” is locked. {kept}"
        super().__init__(f"Password of Exhibit {line.letter}", said, parent=parent)
        self.password = LineEdit("")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addWidget(Field("Password", self.password))
        self.add_button("Cancel")
        self.add_button("Open", "primary", 1)
        self.password.setFocus()


def ask_blackout(context: Context, packet: Packet, parent: QWidget) -> Packet | None:
    """Ask what is to be blacked out; None when nothing is to change."""
    dialog = BlackoutDialog(packet, parent)
    return dialog.packet() if context.prompts.run(dialog) == 1 else None


def ask_password(context: Context, line: ExhibitLine, parent: QWidget) -> str:
    """Ask for a locked exhibit's password."""
    dialog = PasswordDialog(line, parent)
    return dialog.password.text() if context.prompts.run(dialog) == 1 else ""
