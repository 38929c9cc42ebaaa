# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Starting a letter or a packet: for which case, and which kind.

ask_new_letter(context, case_id, parent)   asks, drafts, and opens what was made
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.letter import LetterStatus
from app.domain.party import PARTY_KIND_TITLES
from app.ports import CaseRow
from app.services.desk import Desk
from ui.context import Context
from ui.format import DOT
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox

PACKET = "packet"


class NewLetterDialog(Dialog):
    """Asks for case and kind, each suggested while typing."""

    def __init__(self, desk: Desk, cases: list[CaseRow], case_id: str | None, parent: QWidget | None = None) -> None:
        said = "It is drafted from what the case knows. You read it, fill in what is missing, and change any word."
        super().__init__("New letter", said, width=520, parent=parent)
        self.case = ComboBox([(f"{c.person}{DOT}{c.title}", c.id) for c in cases], editable=True)
        self.kind = ComboBox(_kinds(desk), editable=True)
        if case_id is not None:
            self.case.choose(case_id)
        self._case = Field("Case", self.case, "Type a name or a word of the case.")
        self._kind = Field("Kind", self.kind, "Type a word, or open the list.")
        self.body.addWidget(self._case)
        self.body.addWidget(self._kind)
        self.add_button("Cancel")
        accept = self.add_button("Write it", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        (self.kind if self.case.data() else self.case).setFocus()

    def _accept(self) -> None:
        """End once both are chosen."""
        self._case.set_error("" if self.case.data() else "Choose a case from the list.")
        self._kind.set_error("" if self.kind.data() else "Choose a kind of letter from the list.")
        wrong = next((field for field in (self._case, self._kind) if field.error()), None)
        if wrong is None:
            self.done(1)
        else:
            wrong.input.setFocus()


def ask_new_letter(context: Context, case_id: str | None, parent: QWidget) -> None:
    """Ask for case and kind; draft the letter, or make the packet, and open it."""
    desk = context.desk
    cases = desk.cases.rows(context.person_id, "open") or desk.cases.rows(None, "open")
    if case_id is not None and all(c.id != case_id for c in cases):
        cases = [*cases, *(c for c in desk.cases.rows() if c.id == case_id)]
    if not cases:
        if context.prompts.ask(
            "No case yet", "A letter is drafted from the facts of a case. Start with the dispute.", "Start a dispute"
        ):
            context.go("wizard")
        return
    dialog = NewLetterDialog(desk, cases, case_id, parent)
    if not context.prompts.run(dialog):
        return
    chosen, kind = str(dialog.case.data()), str(dialog.kind.data())
    if kind == PACKET:
        packet = context.act(partial(desk.packets.create, chosen, _newest_letter(desk, chosen)), "Packet made")
        if packet is not None:
            context.go("packet", packet_id=packet.id)
        return
    letter = context.act(partial(desk.letters.create, chosen, kind), "Letter drafted")
    if letter is not None:
        context.go("letter", letter_id=letter.id)


def _kinds(desk: Desk) -> list[tuple[str, str]]:
    """Return the kinds of letter by whom they go to, and the packet."""
    known = (*desk.letters.kinds(), *desk.own_letters.offered())
    kinds = sorted(known, key=lambda kind: (PARTY_KIND_TITLES[kind.to], kind.title))
    offered = [(f"{kind.title} (to: {PARTY_KIND_TITLES[kind.to].lower()})", kind.kind) for kind in kinds]
    return [*offered, ("Packet: a letter with its exhibits", PACKET)]


def _newest_letter(desk: Desk, case_id: str) -> str | None:
    """Return the draft a packet is most likely built around; a sent letter only when there is no draft."""
    letters = desk.letters.of_case(case_id)
    if not letters:
        return None
    return max(letters, key=lambda letter: (letter.status is LetterStatus.DRAFT, letter.changed_at)).id
