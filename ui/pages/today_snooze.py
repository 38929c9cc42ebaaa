# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Putting something off: until which day, and why; asked in one small dialog with days to choose from.

ask_snooze(context, kind, record_id, title, due, parent)   kind: deadline or task
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.dates import read_date
from ui.context import Context
from ui.format import long_date, plain_date
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.date_money import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import LineEdit


def offered_days(today: date, due: date | None) -> list[tuple[str, date]]:
    """Return the days that are one click away: tomorrow, next Monday, in a week; none after the due date."""
    monday = today + timedelta(days=7 - today.weekday())
    days = [
        ("Tomorrow", today + timedelta(days=1)),
        ("Monday", monday),
        ("In a week", today + timedelta(days=7)),
    ]
    seen: dict[date, str] = {}
    for words, day in days:
        if due is None or day <= due:
            seen.setdefault(day, words)
    return [(words, day) for day, words in seen.items()]


class SnoozeDialog(Dialog):
    """Asks until when and why; the due date itself does not move."""

    def __init__(self, title: str, due: date | None, today: date, parent: QWidget | None = None) -> None:
        said = f"It is hidden from Today until then. The date itself stays: {long_date(due)}." if due else ""
        super().__init__(f"Put off: {title}", said, parent=parent)
        offered = offered_days(today, due)
        start = offered[0][1] if offered else None
        self.until = DateEdit(lambda text: read_date(text, today), value=start)
        self.reason = LineEdit(placeholder="For example: waiting for the records")
        choices = row(*(self._choice(words, day) for words, day in offered), None)
        self._until = Field("Show it again on", self.until)
        self._reason = Field("Why", self.reason, "Kept with the deadline, so that you remember.")
        self.body.addWidget(self._until)
        self.body.addLayout(choices)
        self.body.addWidget(self._reason)
        self.add_button("Cancel")
        save = self.add_button("Put off", "primary", 1)
        save.clicked.disconnect()
        save.clicked.connect(self._save)
        self.reason.setFocus()

    def _choice(self, words: str, day: date) -> Button:
        return Button(f"{words}, {plain_date(day)[:-5]}", small=True, on=lambda: self._choose(day))

    def _choose(self, day: date) -> None:
        self.until.set_value(day)
        self._until.set_error("")
        self.reason.setFocus()

    def _save(self) -> None:
        """End the dialog once both answers stand."""
        if self.until.value() is None and not self._until.error():
            self._until.set_error("Please give the day on which it shall come back.")
        self._reason.set_error("" if self.reason.text().strip() else "Please write a few words; you will want to know.")
        if self._until.error():
            self.until.setFocus()
        elif self._reason.error():
            self.reason.setFocus()
        else:
            self.done(1)

    def answer(self) -> tuple[date, str]:
        """Return the day and the reason, after the dialog was accepted."""
        until = self.until.value()
        return until if until is not None else date.min, self.reason.text().strip()


def ask_snooze(context: Context, kind: str, record_id: str, title: str, due: date | None, parent: QWidget) -> None:
    """Ask until when and why, and hide the thing until then."""
    dialog = SnoozeDialog(title, due, context.desk.clock.today(), parent)
    if context.prompts.run(dialog):
        until, reason = dialog.answer()
        context.act(partial(context.desk.deadlines.snooze, kind, record_id, until, reason), f"Put off: {title}")
