# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Adding and editing a deadline: what is due, whose clock it is, the day, and the date printed on the notice.

edit_deadline(context, deadline_id, parent), add_deadline(context, case_id, tracks, parent)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.deadline import Deadline, DeadlineSource, Owner
from app.domain.track import TRACK_TITLES, Track
from app.services.dates import read_date
from ui.context import Context
from ui.format import long_date
from ui.theme import fit
from ui.widgets.date_money import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import FormColumn
from ui.widgets.inputs import ComboBox, LineEdit, TextArea

_OWNERS = [("I, or my side", Owner.US), ("They", Owner.THEM)]


class DeadlineDialog(Dialog):
    """The fields of one deadline; a date of the law is not typed over, the notice's own is entered beside it."""

    def __init__(
        self,
        today: date,
        deadline: Deadline,
        tracks: Sequence[Track] = (),
        *,
        new: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        lawful = deadline.law_due is not None
        said = f"By the law it is {long_date(deadline.law_due)} ({deadline.citation})." if lawful else ""
        super().__init__("Add a deadline" if new else "Edit the deadline", said, parent=parent)
        self._deadline, self._new, self.lawful = deadline, new, lawful

        def parse(text: str) -> date:
            return read_date(text, today)

        form = FormColumn()
        self.what = LineEdit(deadline.title, placeholder="For example: send the claim form")
        self.owner = ComboBox(_OWNERS)
        self.owner.choose(deadline.owner)
        self.day = DateEdit(parse, value=None if new else deadline.due)
        self.notice = DateEdit(parse, value=deadline.notice_due)
        self.track = ComboBox([("No track", None), *((TRACK_TITLES[t.kind], t.id) for t in tracks)])
        self.track.choose(deadline.track_id)
        self.notes = TextArea(deadline.notes, lines=2)
        fit(self.notes, height=88)
        self._what = form.add("What is due", self.what)
        form.add("Who must act", self.owner)
        if lawful:
            self._day = form.add(
                "Date printed on the notice", self.notice, "The earlier of the two is kept.", optional=True
            )
        else:
            self._day = form.add("Due", self.day, "Any form, like 30 Nov 2026 or +14 days.")
        if tracks:
            form.add("Track", self.track)
        form.add("Notes", self.notes)
        self._form = form
        self.body.addWidget(form)
        self.add_button("Cancel")
        save = self.add_button("Add" if new else "Save", "primary", 1)
        save.clicked.disconnect()
        save.clicked.connect(self._save)
        self.what.setFocus()

    def _save(self) -> None:
        """End the dialog once every field stands."""
        self._what.set_error("" if self.what.text().strip() else "Please write what is due.")
        field = self.notice if self.lawful else self.day
        field.commit()
        if not self.lawful and not self.day.is_wrong():
            self._day.set_error("" if self.day.value() else "Please give a date, like 30 Nov 2026 or +14 days.")
        wrong = self._form.first_error()
        if wrong is not None:
            wrong.input.setFocus()
        else:
            self.done(1)

    def deadline(self) -> Deadline:
        """Return the record as it stands in the fields; the notice's date is apart, see ``notice_due``."""
        edited = replace(
            self._deadline,
            title=self.what.text().strip(),
            owner=Owner(self.owner.data()),
            notes=self.notes.text().strip(),
            track_id=self.track.data() if self.track.count() > 1 else self._deadline.track_id,
        )
        day = None if self.lawful else self.day.value()
        return edited if day is None else replace(edited, due=day)

    def notice_due(self) -> date | None:
        """Return the date printed on the notice, as typed."""
        return self.notice.value()


def edit_deadline(context: Context, deadline_id: str, parent: QWidget) -> None:
    """Ask for changes of a deadline, and keep them."""
    clocks = context.desk.deadlines
    present = clocks.get(deadline_id)
    dialog = DeadlineDialog(context.desk.clock.today(), present, parent=parent)
    if not context.prompts.run(dialog):
        return
    edited, notice = dialog.deadline(), dialog.notice_due()
    if edited != present:
        context.act(partial(clocks.change, edited))
    if dialog.lawful and notice != present.notice_due:
        context.act(partial(clocks.set_notice_date, deadline_id, notice))


def add_deadline(context: Context, case_id: str, tracks: Sequence[Track], parent: QWidget) -> Deadline | None:
    """Ask for a deadline of the person's own, and keep it."""
    today = context.desk.clock.today()
    blank = Deadline(
        case_id=case_id,
        title="",
        due=today,
        source=DeadlineSource.OWN,
        counted=f"You set this date on {long_date(today)}; no law is behind it.",
    )
    dialog = DeadlineDialog(today, blank, tracks, new=True, parent=parent)
    if not context.prompts.run(dialog):
        return None
    return context.act(partial(context.desk.deadlines.add, dialog.deadline()), "Deadline added")
