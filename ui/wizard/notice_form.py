# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The notice typed in by hand: the same facts as the table shows, where no paper could be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import space
from ui.wizard.bound import AreaFact, DateFact, Fact, MoneyFact, TextFact
from ui.wizard.draft import Draft


class NoticeForm(QWidget):
    """What a notice says, field by field."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.facts: dict[str, Fact] = {}
        self._down = QVBoxLayout(self)
        space(self._down, 0, 12)
        self._row(
            TextFact(draft, "codes", "Codes", "Like CO-50, N130. They stand beside the line, or in a list below."),
            DateFact(draft, "dates.denial_notice", "Date on the notice"),
        )
        self._row(AreaFact(draft, "reason", "The reason, word for word", "Copy the sentences that say why.", lines=3))
        self._row(
            TextFact(draft, "people.claim_number", "Claim number"),
            TextFact(draft, "people.policy_reference", "Policy or rule it names", "Like IM-207."),
        )
        self._row(
            TextFact(draft, "people.service_description", "What was done", "Like MRI of the lower back."),
            DateFact(draft, "dates.service", "Day of the care"),
        )
        self._row(
            TextFact(draft, "people.service_codes", "Service codes", "Five signs, like 72148."),
            TextFact(draft, "people.provider", "Provider", "The hospital, clinic or doctor that billed."),
        )
        self._row(
            MoneyFact(draft, "amounts.billed", "Billed"),
            MoneyFact(draft, "amounts.in_dispute", "Not paid, in dispute"),
            MoneyFact(draft, "amounts.patient_responsibility", "You owe, it says"),
        )
        self._row(
            TextFact(draft, "people.insurer", "Insurer"),
            DateFact(draft, "dates.notice_appeal_by", "Appeal date on the notice", "Only if it prints one."),
        )
        self._row(
            AreaFact(draft, "people.insurer_address", "Address for appeals", lines=3),
            TextFact(draft, "people.insurer_fax", "Fax for appeals"),
        )

    def _row(self, *facts: Fact) -> None:
        line = QHBoxLayout()
        space(line, 0, 12)
        for fact in facts:
            self.facts[fact.key] = fact
            line.addWidget(fact, 1, Qt.AlignmentFlag.AlignTop)
        self._down.addLayout(line)

    def show_state(self) -> None:
        """Show what the draft holds."""
        for fact in self.facts.values():
            fact.show_state()

    def enter(self) -> None:
        """Begin with the codes."""
        self.facts["codes"].input.setFocus()

    def commit(self) -> None:
        """Take what still stands in a field."""
        for fact in self.facts.values():
            fact.commit()
