# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Counts a date by one deadline rule, from days that the person gives; nothing of it is kept."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.plan import ComputedDeadline
from app.errors import UserFixable
from app.services.dates import read_date
from app.services.library import Article, EventInput
from ui.context import Context
from ui.format import days_away, long_date
from ui.jobs import Ticket
from ui.theme import fit
from ui.widgets.card import Card, row
from ui.widgets.check_row import CheckRow
from ui.widgets.date_money import DateEdit
from ui.widgets.field import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.key_value import FlowLayout
from ui.widgets.label import Label


class DateCounter(Card):
    """Fields for the events of a rule, and the date with the sentence that says how it was counted."""

    def __init__(self, context: Context, article: Article) -> None:
        super().__init__("raised", gap=12)
        self._context, self._rule = context, article.id
        self._today = context.desk.clock.today()
        self._needed = {given.name for given in article.inputs if given.needed}
        self.dates: dict[str, DateEdit] = {}
        self.times: dict[str, LineEdit] = {}
        self.ticks: dict[str, CheckRow] = {}
        self.numbers: dict[str, LineEdit] = {}
        self._fields: dict[str, Field] = {}
        self._ticket: Ticket | None = None
        self.result = Label("", 24, 600)
        self.away = Label("", 15, 400, "text-2")
        self.said = Label("", 13, 400, "text-2", wrap=True)
        self._build(article.inputs)
        self._ask()

    def _build(self, inputs: tuple[EventInput, ...]) -> None:
        self.body.addWidget(Label("Count a date", 15, 600))
        fields = QWidget()
        flow = FlowLayout(12, 12)
        fields.setLayout(flow)
        for given in inputs:
            if given.kind in {"date", "moment"}:
                flow.addWidget(self._day(given))
            if given.kind == "moment":
                flow.addWidget(self._hour(given))
            elif given.kind == "number":
                flow.addWidget(self._number(given))
        self.body.addWidget(fields)
        for given in inputs:
            if given.kind == "yes":
                self.ticks[given.name] = tick = CheckRow(given.label)
                tick.toggled.connect(lambda _on: self._count())
                self.body.addWidget(tick)
        self.body.addLayout(row(self.result, self.away, None, gap=12))
        self.body.addWidget(self.said)

    def _day(self, given: EventInput) -> Field:
        edit = DateEdit(partial(read_date, today=self._today))
        edit.changed.connect(lambda _day: self._count())
        self.dates[given.name] = edit
        return self._field(given, given.label, edit, 224)

    def _hour(self, given: EventInput) -> Field:
        edit = LineEdit(placeholder="09:30")
        edit.editingFinished.connect(self._count)
        self.times[given.name] = edit
        return self._field(given, "At what time", edit, 104)

    def _number(self, given: EventInput) -> Field:
        edit = LineEdit(placeholder="Days")
        edit.editingFinished.connect(self._count)
        self.numbers[given.name] = edit
        return self._field(given, given.label, edit, 160)

    def _field(self, given: EventInput, label: str, edit: LineEdit, width: int) -> Field:
        field = Field(label, edit)
        fit(field, width=width)
        self._fields.setdefault(given.name, field)
        return field

    def _ask(self) -> None:
        self.result.setVisible(False)
        self.away.setVisible(False)
        self.said.set_ink("text-2")
        self.said.setText("Give the day, and the date is counted here. Nothing of it is kept.")

    def _count(self) -> None:
        """Count in a worker: the table of holidays takes a moment the first time."""
        if self._ticket is not None:
            self._ticket.cancel()
        try:
            events = self._events()
        except ValueError:
            self._refuse("A time is written like 09:30, and days are a whole number.")
            return
        if not self._needed <= events.keys():
            self._ask()
            return
        planner, rule = self._context.desk.planner, self._rule
        self._ticket = self._context.jobs.run_function(
            lambda: planner.deadline(rule, events), self._show, self._failed, owner=self
        )

    def _events(self) -> dict[str, object]:
        """Return what was given; ValueError for a time or a number that is none."""
        events: dict[str, object] = {}
        for name, edit in self.dates.items():
            day = edit.value()
            if day is not None:
                events[name] = self._moment(name, day)
        events |= {name: True for name, tick in self.ticks.items() if tick.isChecked()}
        events |= {name: int(edit.text()) for name, edit in self.numbers.items() if edit.text().strip()}
        return events

    def _moment(self, name: str, day: date) -> date | datetime:
        typed = self.times[name].text().strip() if name in self.times else ""
        # The law's hours run on the clock of where the person is: the zone of this computer.
        return datetime.combine(day, time.fromisoformat(typed.zfill(5))).astimezone() if typed else day

    def _show(self, counted: ComputedDeadline) -> None:
        day = counted.law_date
        self.result.setVisible(day is not None)
        self.away.setVisible(day is not None)
        self.result.setText(_in_full(counted))
        self.away.setText(days_away(day, self._today))
        safe = counted.safe
        act = f" Act by {long_date(safe)}." if safe is not None and safe != day else ""
        self.said.set_ink("text-2")
        self.said.setText(counted.counted + act)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserFixable):
            self._context.prompts.problem(error)
            return
        self._refuse(str(error))

    def _refuse(self, words: str) -> None:
        self.result.setVisible(False)
        self.away.setVisible(False)
        self.said.set_ink("red")
        self.said.setText(words)


def _in_full(counted: ComputedDeadline) -> str:
    if isinstance(counted.due, datetime):
        return f"{long_date(counted.due.date())}, {counted.due:%H:%M}"
    return long_date(counted.due)
