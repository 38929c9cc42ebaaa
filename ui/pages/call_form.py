# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a call leaves in the log: whom it reached, the ticket number, what was promised and by when.

CallForm(context)   show_sheet(sheet, draft), draft(asked, answers) -> CallDraft, is_right() -> bool
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.call_notes import OUTCOME_TITLES, CallDraft, Outcome
from app.services.call_sheet import CallSheet
from app.services.dates import read_date
from ui.context import Context
from ui.format import long_date
from ui.theme import fit, ground, space
from ui.widgets.button import Button
from ui.widgets.card import Scroll, row
from ui.widgets.date_money import DateEdit
from ui.widgets.field import FormColumn
from ui.widgets.inputs import ComboBox, LineEdit, TextArea
from ui.widgets.label import Hairline, Label

_BY = {
    True: ("By when", "Then it stands under “They owe us”, and you are reminded."),
    False: ("Call again on", "Then it stands among your own follow-ups."),
}

_NO_DAY = "-"
"""Stands in a draft for a day that was emptied on purpose."""


class CallForm(QWidget):
    """The fields of the log entry, and the button that writes it.

    Signals:
        finished(): the call shall go into the log.
        put_off(): not now; what was typed is kept.
    """

    finished = Signal()
    put_off = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._sheet: CallSheet | None = None
        self.outcome = ComboBox([(words, outcome.value) for outcome, words in OUTCOME_TITLES.items()])
        self.party = ComboBox(editable=True)
        self.talked_to = LineEdit(placeholder="Name, and the department")
        self.reference = LineEdit()
        self.promised = TextArea(lines=2)
        self.by = DateEdit(lambda text: read_date(text, context.desk.clock.today()))
        self.notes = TextArea(lines=3)
        self.write = Button("Log the call", "primary", icon="check", hint="Ctrl+Enter")
        self.later = Button("Not now", tip="What you typed is kept with the case.")
        self._build()
        self.outcome.currentIndexChanged.connect(self._reached)
        self.write.clicked.connect(self.finished)
        self.later.clicked.connect(self.put_off)

    def _build(self) -> None:
        ground(self, "raised")
        self.setAccessibleName("What goes into the log")
        form = FormColumn(max_width=560)
        form.add("How it went", self.outcome)
        form.add("Whom you called", self.party)
        self._talked = form.add("Person you talked to", self.talked_to)
        self._reference = form.add("Ticket or reference number", self.reference, "Ask for it before you hang up.")
        self._promised = form.add("What they promised", self.promised)
        self._by = form.add("By when", self.by, _BY[True][1])
        form.add("Notes", self.notes, "The answers you typed at the left are added by themselves.")
        for area, height in ((self.promised, 64), (self.notes, 88)):
            fit(area, height=height)
        self._form = form
        scroll = Scroll("raised", margins=(24, 20, 24, 16), gap=12)
        scroll.body.addWidget(Label("Goes into the log", 18, 600))
        scroll.body.addWidget(form)
        scroll.body.addStretch(1)
        foot = QWidget()
        foot.setLayout(row(self.later, None, self.write, gap=8, margins=(24, 12, 24, 16)))
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addWidget(Hairline())
        layout.addWidget(foot)

    def show_sheet(self, sheet: CallSheet, draft: CallDraft) -> None:
        """Begin a call, or go on with what was typed for it."""
        self._sheet = sheet
        self.party.set_items([party.name for party in self._context.desk.log.parties()])
        self.party.setEditText(draft.party or sheet.party)
        self.outcome.choose(draft.outcome)
        self.talked_to.setText(draft.talked_to)
        self.reference.setText(draft.reference)
        self.promised.setPlainText(draft.promised)
        self.notes.setPlainText(draft.notes)
        self._reached()
        if draft.by:
            self.by.setText("" if draft.by == _NO_DAY else draft.by)
            self.by.commit()

    def draft(self, asked: tuple[bool, ...] = (), answers: tuple[str, ...] = ()) -> CallDraft:
        """Return what was typed; what still stands as it was offered counts as not typed."""
        sheet = self._sheet
        party, by = self.party.currentText().strip(), self.by.text().strip()
        return CallDraft(
            outcome=str(self.outcome.data()),
            party="" if sheet is not None and party == sheet.party else party,
            talked_to=self.talked_to.text().strip(),
            reference=self.reference.text().strip(),
            promised=self.promised.text().strip(),
            by="" if by == long_date(self._offered()) else by or _NO_DAY,
            notes=self.notes.text().strip(),
            asked=asked if any(asked) or any(answers) else (),
            answers=answers if any(answers) or any(asked) else (),
        )

    def is_right(self) -> bool:
        """Return whether the day can be read and is not past; else say so and go there."""
        self.by.commit()
        day = self.by.value()
        if not self.by.is_wrong():
            past = day is not None and day < self._context.desk.clock.today()
            self._by.set_error("This day is past." if past else "")
        if self._by.error():
            self.by.setFocus()
        return not self._by.error()

    def _reached(self, _index: int = 0) -> None:
        """Ask for what fits: a promise where someone was reached, else the day to call again."""
        spoke = self.outcome.data() == Outcome.SPOKE.value
        for field in (self._talked, self._reference, self._promised):
            field.setVisible(spoke)
        label, help_text = _BY[spoke]
        self._by.set_label(label)
        self._by.set_help(help_text)
        self._by.set_error("")
        self.by.set_value(self._offered())

    def _offered(self) -> date | None:
        """Return the day that is offered: the script's for a promise, tomorrow for another try."""
        if self.outcome.data() == Outcome.SPOKE.value:
            return self._sheet.promise_by if self._sheet is not None else None
        return self._context.desk.clock.today() + timedelta(days=1)
