# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The case report: asking what it tells, and writing it where the person wants it.

save_report(context, case, parent)
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.case import Case
from app.services.case_report import ReportOptions
from ui.context import Context
from ui.pages.letter_save import ask_pdf_place
from ui.widgets.check_row import CheckRow
from ui.widgets.dialog import Dialog

_LEAD = (
    "The whole story on paper, for a lawyer, a regulator or the next advocate: where it stands, money, chronology, "
    "deadlines with their law, letters, documents and the log."
)


class ReportDialog(Dialog):
    """Asks what a report tells besides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Case report", _LEAD, width=520, parent=parent)
        self.notes = CheckRow("Notes of the log", "Your own words, and what entries said before they were amended.")
        self.identifiers = CheckRow(
            "Birth date and whole numbers", "Else the report shows only how member ID and account number end."
        )
        self.checksums = CheckRow("Checksums of the documents", "They prove later that a file is still the same.")
        for box in (self.notes, self.identifiers, self.checksums):
            self.body.addWidget(box)
        self.add_button("Cancel")
        self.add_button("Save as PDF", "primary", 1)
        self.notes.setFocus()

    def options(self) -> ReportOptions:
        """Return the answers."""
        return ReportOptions(
            notes=self.notes.isChecked(),
            identifiers=self.identifiers.isChecked(),
            checksums=self.checksums.isChecked(),
        )


def save_report(context: Context, case: Case, parent: QWidget) -> None:
    """Ask what the report tells and where it goes, then write it."""
    dialog = ReportDialog(parent)
    if context.prompts.run(dialog) != 1:
        return
    options = dialog.options()
    place = ask_pdf_place(context.prompts, "Save the case report", f"Case report {case.title}")
    if place is None:
        return

    def wrote(target: Path) -> None:
        context.said.emit(f"Saved {target.name}")

    context.jobs.run(
        lambda flag: context.desk.reports.save_job(case.id, options, place.path, flag, replace_file=place.replace),
        wrote,
        partial(context.prompts.problem),
        text="Writing the case report",
        owner=parent,
    )
