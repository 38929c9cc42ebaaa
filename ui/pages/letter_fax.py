# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The cover sheet of a fax: to whom, from whom, and how many pages follow.

ask_fax(context, letter_id, parent) -> (cover, with_letter) | None
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from app.domain.blocks import FaxCover
from ui.context import Context
from ui.format import count_text
from ui.theme import fit
from ui.widgets.check_row import CheckRow
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.label import Label

_SAID = (
    "The sheet says nothing of the case: many people pass a fax machine. "
    "Its count lets the office see that every page arrived."
)


class FaxDialog(Dialog):
    """Asks what the cover sheet says."""

    def __init__(self, cover: FaxCover, parent: QWidget | None = None) -> None:
        super().__init__("Fax cover sheet", _SAID, width=480, parent=parent)
        self._cover = cover
        self.to = LineEdit(cover.to)
        self.attention = LineEdit(cover.attention)
        self.number = LineEdit(cover.fax)
        self.more = LineEdit("0")
        self.more.setValidator(QIntValidator(0, 9_999, self))
        fit(self.more, width=96)
        self.with_letter = CheckRow("Put the letter behind the sheet")
        self.with_letter.setChecked(True)
        self._total = Label("", 13, 500)
        self._number = Field("Fax number", self.number, "As the notice gives it.")
        for field in (
            Field("To", self.to),
            Field("Attention", self.attention, "Department or person; may stay empty."),
            self._number,
            Field("Pages behind the letter", self.more, "Exhibits or a packet that you fax with it."),
        ):
            self.body.addWidget(field)
        self.body.addWidget(self.with_letter)
        self.body.addWidget(self._total)
        self.add_button("Cancel")
        accept = self.add_button("Save as PDF", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        self.more.textChanged.connect(self._say)
        self._say()
        self.number.setFocus()

    def cover(self) -> FaxCover:
        """Return the sheet as it was typed."""
        return replace(
            self._cover,
            to=self.to.text().strip(),
            attention=self.attention.text().strip(),
            fax=self.number.text().strip(),
            pages=self._cover.pages + int(self.more.text() or 0),
        )

    def _say(self) -> None:
        total = self.cover().pages
        self._total.setText(f"The sheet counts {count_text(total, 'page', 'pages')}, itself among them.")

    def _accept(self) -> None:
        empty = not self.number.text().strip()
        self._number.set_error("Type the fax number: a fax without one goes nowhere." if empty else "")
        if empty:
            self.number.setFocus()
        else:
            self.done(1)


def ask_fax(context: Context, letter_id: str, parent: QWidget) -> tuple[FaxCover, bool] | None:
    """Ask what the sheet says; None when the person changed their mind."""
    dialog = FaxDialog(context.desk.ways.fax_cover(letter_id), parent)
    if not context.prompts.run(dialog):
        return None
    return dialog.cover(), dialog.with_letter.isChecked()
