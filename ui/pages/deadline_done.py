# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Ending a deadline: done, or for a paper that was sent, the day on which it arrived.

finish_deadline(context, deadline_id, title, parent) -> bool     False when the person thought better of it
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.dates import read_date
from ui.context import Context
from ui.widgets.date_money import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field


class ArrivedDialog(Dialog):
    """Asks on which day a paper arrived."""

    def __init__(self, title: str, today: date, parent: QWidget | None = None) -> None:
        said = "The deadline ends, and the time they have to answer is counted again from that day."
        super().__init__(title, said, parent=parent)
        self._today = today
        self.on = DateEdit(lambda text: read_date(text, today), value=today)
        self._on = Field("It arrived on", self.on, "As the receipt, the tracking or the person on the phone says.")
        self.body.addWidget(self._on)
        self.add_button("Cancel")
        save = self.add_button("It arrived", "primary", 1)
        save.clicked.disconnect()
        save.clicked.connect(self._save)
        self.on.setFocus()

    def _save(self) -> None:
        """End the dialog once the day can be true."""
        self.on.commit()
        day = self.on.value()
        if not self.on.is_wrong():
            late = "This day has not come yet." if day and day > self._today else ""
            self._on.set_error(late if day else "Please give the day, like 21 Nov 2026.")
        if self._on.error():
            self.on.setFocus()
        else:
            self.done(1)


def finish_deadline(context: Context, deadline_id: str, title: str, parent: QWidget) -> bool:
    """Mark a deadline done; of a sent paper, ask for the day of receipt first."""
    clocks, owed = context.desk.deadlines, context.desk.owed
    if not owed.waits_for_receipt(clocks.get(deadline_id)):
        context.act(partial(clocks.done, deadline_id), f"Done: {title}")
        return True
    dialog = ArrivedDialog(title, context.desk.clock.today(), parent)
    if not context.prompts.run(dialog):
        return False
    day = dialog.on.value() or context.desk.clock.today()
    context.act(partial(owed.arrived, deadline_id, day), "Arrived; their time is counted from that day")
    return True
