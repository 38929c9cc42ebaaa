# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Closing a case through its checklist: what is still missing, how it ended, what was saved.

close_case(context, case_id, parent), corrected_eob_came(context, case_id)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.case import Outcome
from app.domain.money import Cents
from app.services.cases import ClosingItem
from app.services.dates import read_date
from ui.context import Context
from ui.theme import fit
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.date_money import MoneyEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import FormColumn
from ui.widgets.inputs import ComboBox, TextArea
from ui.widgets.label import IconLabel, Label

OUTCOMES = (
    ("Choose how it ended", Outcome.NONE),
    ("Won", Outcome.WON),
    ("Reduced", Outcome.REDUCED),
    ("Paid by assistance", Outcome.ASSISTED),
    ("Lost", Outcome.LOST),
    ("Given up", Outcome.ABANDONED),
    ("Nothing was wrong", Outcome.NOTHING_WRONG),
)
EOB_CAME = 2
"""The dialog's result when the person says that the corrected EOB is there."""


def outcome_words(outcome: Outcome) -> str:
    """Return an outcome in a word or two; empty for none."""
    return next((words.lower() for words, known in OUTCOMES if known == outcome and known is not Outcome.NONE), "")


class CloseDialog(Dialog):
    """The checklist with its outcome; Close works only once nothing on the list forbids it."""

    def __init__(self, items: Sequence[ClosingItem], saved: int | None, parent: QWidget | None = None) -> None:
        super().__init__("Close the case", "It is kept, and can be opened again at any time.", parent=parent)
        self._blocked = [item for item in items if item.blocks and not item.done]
        for item in items:
            sign = ("circle-check", "green", "Done") if item.done else ("circle-alert", "amber", "Open")
            if item.blocks and not item.done:
                sign = ("circle-x", "red", "Missing")
            mark = IconLabel(sign[0], sign[1], 16, text=sign[2])
            words = Label(f"{sign[2]}: {item.text}", 13, 400, wrap=True)
            line = row(mark, words, gap=8)
            line.setStretchFactor(words, 1)
            self.body.addLayout(line)
        form = FormColumn()
        self.outcome = ComboBox(list(OUTCOMES))
        self.saved = MoneyEdit(saved)
        self.note = TextArea(lines=2, placeholder="What you want to remember")
        fit(self.note, height=72)
        self._outcome = form.add("How it ended", self.outcome)
        self._saved = form.add("Saved in all", self.saved, "What the patient no longer has to pay.")
        form.add("Note", self.note)
        self.body.addWidget(form)
        form.setVisible(not self._blocked)
        self._add_buttons()

    def _add_buttons(self) -> None:
        self.add_button("Keep it open")
        if any(item.id == "corrected_eob" for item in self._blocked):
            came = self.add_extra(Button("The corrected EOB came", "plain"))
            came.clicked.connect(lambda: self.done(EOB_CAME))
        self.close_button = self.add_button("Close the case", "primary", 1)
        self.close_button.setEnabled(not self._blocked)
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self._close)

    def chosen(self) -> Outcome:
        """Return how it ended, as chosen so far."""
        return Outcome(self.outcome.data())

    def _close(self) -> None:
        chosen = self.chosen() is not Outcome.NONE
        self._outcome.set_error("" if chosen else "Please choose how it ended; the measures count it.")
        self.saved.commit()
        if chosen and not self._saved.error():
            self.done(1)
        elif not chosen:
            self.outcome.setFocus()
        else:
            self.saved.setFocus()


def close_case(context: Context, case_id: str, parent: QWidget) -> None:
    """Show the checklist, and close the case when everything on it allows that."""
    cases = context.desk.cases
    view = cases.view(case_id)
    dialog = CloseDialog(cases.closing_checklist(case_id), view.case.saved, parent)
    answer = context.prompts.run(dialog)
    if answer == EOB_CAME:
        corrected_eob_came(context, case_id)
    elif answer == 1:
        cents = dialog.saved.value()
        close = partial(
            cases.close, case_id, dialog.chosen(), None if cents is None else Cents(cents), dialog.note.text()
        )
        context.act(close, "Case closed")


def corrected_eob_came(context: Context, case_id: str) -> None:
    """Ask on which day the corrected EOB came, and note it."""
    today = context.desk.clock.today()
    day = context.prompts.ask_date(
        "The corrected EOB came",
        "Day it came",
        lambda text: read_date(text, today),
        today,
        "Add the EOB itself under Documents as well; it is your proof.",
    )
    if day is not None:
        context.act(partial(context.desk.cases.corrected_eob_came, case_id, day), "Corrected EOB noted")
