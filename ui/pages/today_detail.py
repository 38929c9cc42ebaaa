# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The pane beside Today's list: the one date large, the days until it, how it was counted, and the next step.

TodayDetail(context)   show_row(TodayRow | None)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.deadline import Deadline
from app.domain.track import Task
from app.ports import TodayRow
from app.services.dates import DaysLeft, days_left
from app.services.law_reading import aged, reading_words
from ui.context import Context
from ui.format import count_text, days_away, long_date, plain_date, short_date
from ui.models.today import due_ink, icon_of_track, law_tip, track_title
from ui.pages.deadline_late import LateBanner
from ui.pages.today_compare import CompareTable, difference
from ui.pages.today_days import MOST_DAYS, DayLegend, DayStrip
from ui.theme import ground, px, space
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Scroll, column, row
from ui.widgets.label import IconLabel, Label


def working_words(left: DaysLeft, today: date, due: date) -> str:
    """Return "5 working days left: Thanksgiving is Thu 26 Nov", or what else is true of the days until ``due``."""
    if due < today:
        return "The date is past. Act now; late is often better than never."
    if due == today:
        return "Today is the day."
    said = f"{count_text(left.working, 'working day')} left"
    between = [(day, name) for day, name in sorted(left.holidays.items()) if today < day <= due]
    if not between:
        return said
    day, name = between[0]
    return f"{said}: {name} is {short_date(day)}"


class TodayDetail(QWidget):
    """What stands behind the current row.

    Signals:
        asked(str, object): case, letter, call, edit, rule, late or calendar, for the TodayRow shown; open for a wizard.
    """

    asked = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: TodayRow | None = None
        self._who = ""
        self._record: Deadline | Task | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        ground(self, "raised")
        self.setAccessibleName("About the selected deadline")
        self._sign = IconLabel("shield", "text-2", 14)
        self._track = Label("", 12, 400, "text-2")
        self._case = Button("", "link")
        self._title = Label("", 18, 600, wrap=True)
        self._due = Label("", 24, 600)
        self._away = Label("", 15, 400, "text-2")
        self._working = Label("", 12, 400, "text-2", wrap=True)
        self._strip, self._legend = DayStrip(), DayLegend()
        self._compare, self._banner = CompareTable(), Banner("", "", "amber")
        self._late, self._aged = LateBanner(self._context), Banner("", "", "amber")
        self._counted = Label("", 12, 400, "text-2", wrap=True, markup=True)
        self._law = Label("", 12, 400, "text-2", wrap=True)
        self._rule = Button("Read the rule", "link")
        self._notes = Label("", 12, 400, "text-2", wrap=True)
        self._letter = Button("Open the letter", "primary")
        self._calendar = Button("Calendar file", icon="calendar-plus")
        self._edit = Button("Edit")
        self._scroll = Scroll("raised", margins=(24, 20, 24, 16), gap=12)
        head = column(
            row(self._sign, self._track, Label("·", 12, 400, "text-2"), self._case, None, gap=8),
            self._title,
            gap=4,
        )
        date_line = row(self._due, self._away, None, gap=12)
        date_line.setAlignment(self._away, Qt.AlignmentFlag.AlignBottom)
        self._away.setContentsMargins(0, 0, 0, 3)  # onto the base line of the large date
        parts = (head, column(date_line, self._working, gap=4), column(self._strip, self._legend, gap=8))
        for part in parts:
            self._scroll.body.addLayout(part)
        self._scroll.body.addWidget(self._late)
        self._scroll.body.addWidget(self._aged)
        self._scroll.body.addWidget(self._compare)
        self._scroll.body.addWidget(self._banner)
        self._scroll.body.addLayout(
            column(self._counted, column(self._law, row(self._rule, None), gap=2), self._notes, gap=8)
        )
        self._scroll.body.addStretch(1)
        foot = QWidget()
        buttons = row(self._letter, self._calendar, self._edit, gap=8)
        buttons.setStretchFactor(self._letter, 1)
        self._letter.setSizePolicy(
            self._scroll.sizePolicy().Policy.Expanding, self._letter.sizePolicy().verticalPolicy()
        )
        foot.setLayout(buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        space(buttons, (24, 12, 24, 16), 8)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(foot)
        self._foot = foot

    def _connect(self) -> None:
        for button, what in (
            (self._case, "case"),
            (self._rule, "rule"),
            (self._calendar, "calendar"),
            (self._edit, "edit"),
        ):
            button.clicked.connect(lambda _checked=False, what=what: self._ask(what))
        self._letter.clicked.connect(lambda: self._ask(self._primary()))
        self._late.acted.connect(lambda: self._ask("late"))

    def _fit_names(self) -> None:
        """Shorten the names where the pane is narrow."""
        taken = self._track.sizeHint().width() + px(14 + 3 * 8 + 2 * 24 + 24)
        room = max(px(80), self.width() - taken)
        self._case.setText(self._case.fontMetrics().elidedText(self._who, Qt.TextElideMode.ElideRight, room))
        self._case.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the names anew."""
        super().resizeEvent(event)
        self._fit_names()

    def _ask(self, what: str) -> None:
        if self._row is not None:
            self.asked.emit(what, self._row)

    def _primary(self) -> str:
        if self._row is None or self._row.kind == "wizard":
            return "open"
        if self._row.letter_kind:
            return "letter"
        return "call" if isinstance(self._record, Task) and self._record.script else "case"

    def show_row(self, shown: TodayRow | None) -> None:
        """Show what stands behind a row; None empties the pane."""
        self._row = shown
        self._scroll.setVisible(shown is not None)
        self._foot.setVisible(shown is not None)
        if shown is None:
            return
        self._record = self._read(shown)
        self._show_head(shown)
        self._show_law(self._record if isinstance(self._record, Deadline) else None, shown)
        self._show_actions(shown)
        self._show_days(DaysLeft(), shown)
        today = self._context.desk.clock.today()
        if shown.due is not None and today <= shown.due < today + timedelta(days=MOST_DAYS * 7):
            law = self._record.law_due if isinstance(self._record, Deadline) else None
            due, last = shown.due, max(d for d in (shown.due, law) if d is not None)
            self._context.jobs.run_function(
                lambda: days_left(today, due, max(last, today + timedelta(days=MOST_DAYS))),
                lambda left: self._show_days(left, shown) if self._row is shown else None,
                owner=self,
            )

    def _read(self, shown: TodayRow) -> Deadline | Task | None:
        if shown.kind == "deadline":
            return self._context.desk.deadlines.get(shown.id)
        return self._context.desk.deadlines.task(shown.id) if shown.kind == "task" else None

    def _show_head(self, shown: TodayRow) -> None:
        today = self._context.desk.clock.today()
        wizard = shown.kind == "wizard"
        self._sign.set_icon("pencil" if wizard else icon_of_track(shown.track))
        self._track.setText("Not finished" if wizard else track_title(shown.track))
        self._who = ", ".join(part for part in (shown.person, shown.subject.split(", ")[0]) if part)
        self._case.setVisible(bool(self._who))
        self._case.setAccessibleName(f"Open the case: {self._who}")
        self._case.setToolTip(self._who)
        self._fit_names()
        self._title.setText(shown.title or "A dispute you started")
        self._due.setText(long_date(shown.due) or ("Go on when you like" if wizard else "No date yet"))
        ink = due_ink(shown, today)
        self._away.setText(days_away(shown.due, today))
        self._away.set_ink(ink)

    def _show_law(self, deadline: Deadline | None, shown: TodayRow) -> None:
        counted = deadline.counted if deadline is not None else ""
        self._counted.setText(f"<b>How it was counted.</b> {escape(counted)}" if counted else "")
        self._counted.setVisible(bool(counted))
        lines = [] if shown.citation or counted else [law_tip(shown)]
        if deadline is not None and deadline.citation:
            checked = f" · checked {plain_date(deadline.checked)}" if deadline.checked else ""
            read = reading_words(deadline.rule_id)[0]
            lines.append(f"{deadline.citation}{checked}" + (f" · {read}" if read else ""))
        self._law.setText("\n".join(lines))
        notes = deadline.notes if deadline is not None else ""
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self._rule.setVisible(deadline is not None and bool(deadline.rule_id))
        lead, text = difference(deadline) if deadline is not None else ("", "")
        self._banner.set_text(lead, text)
        self._banner.setVisible(bool(lead))
        self._compare.setVisible(False)
        self._late.show_for(deadline)
        today = self._context.desk.clock.today()
        aged_now = aged(deadline.rule_id, deadline.checked, today) if deadline is not None else ""
        self._aged.set_text("", aged_now)
        self._aged.setVisible(bool(aged_now))
        if deadline is not None:
            self._compare.show_deadline(deadline)

    def _show_actions(self, shown: TodayRow) -> None:
        words = {"open": "Go on", "letter": "Open the letter", "call": "Make the call", "case": "Open the case"}
        self._letter.setText(words[self._primary()])
        self._calendar.setVisible(shown.due is not None)
        self._edit.setVisible(shown.kind == "deadline")

    def _show_days(self, left: DaysLeft, shown: TodayRow) -> None:
        today = self._context.desk.clock.today()
        record = self._record
        notice = record.notice_due if isinstance(record, Deadline) else None
        law = (record.law_due if isinstance(record, Deadline) else None) or (shown.due if notice is None else None)
        known = left != DaysLeft()
        said = working_words(left, today, shown.due) if shown.due and (known or shown.due <= today) else " "
        if shown.owner == "them" and shown.due is not None and shown.due < today:
            said = "They let this date pass."
        self._working.setText(said)
        self._working.setVisible(shown.due is not None)
        within: Mapping[date, str] = left.holidays
        near = shown.due is not None and today <= shown.due < today + timedelta(days=MOST_DAYS * 7)
        self._strip.show_days(today, notice, law, within, said) if near else self._strip.hide()
        self._legend.setVisible(self._strip.isVisibleTo(self))
        last = max((d for d in (notice, law) if d is not None), default=today)
        self._legend.show_for(notice, law, days=(last - today).days < MOST_DAYS)
