# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Today: what is due, grouped, with its actions, and beside it how the selected date came about."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.ports import TodayRow
from app.services.today import TodayGroup
from ui.context import Context
from ui.format import full_date
from ui.jobs import Ticket
from ui.pages.base import Page
from ui.pages.case_deadline import edit_deadline
from ui.pages.case_letters import open_letter
from ui.pages.deadline_done import finish_deadline
from ui.pages.deadline_late import take_up
from ui.pages.today_detail import TodayDetail
from ui.pages.today_list import TodayList
from ui.pages.today_snooze import ask_snooze
from ui.theme import fit, space
from ui.widgets.card import Splitter
from ui.widgets.empty_state import EmptyState


class TodayPage(Page):
    """What is due, and the one thing to do next."""

    key = "today"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted, self._arrived = "", True
        self._day = date.min
        self._ticket: Ticket | None = None
        self._acted: set[str] = set()
        self.list = TodayList()
        self.detail = TodayDetail(context)
        self._empty = EmptyState(
            "sun",
            "Nothing is due",
            "Deadlines, follow-ups and what others owe you will stand here, the most pressing first.",
            action="Start a dispute",
            link="Look at the cases",
        )
        self._stack = QStackedWidget()
        panes = Splitter("today", self.list, self.detail)
        fit(self.list, min_width=320)
        fit(self.detail, min_width=340)
        panes.folds(680)
        panes.start_sizes(736, 416)
        self._stack.addWidget(panes)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.list.picked.connect(self.detail.show_row)
        self.list.asked.connect(self._act)
        self.detail.asked.connect(self._act)
        self._empty.acted.connect(lambda: self._context.go("wizard"))
        self._empty.followed.connect(lambda: self._context.go("cases"))

    def title(self) -> str:
        """Return the page's name."""
        return "Today"

    def subtitle(self) -> str:
        """Return today's date in full."""
        return full_date(self._context.desk.clock.today())

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``select``: the id of the row to show."""
        self._wanted = str(args.get("select", ""))
        self._arrived = True

    def refresh(self) -> None:
        """Read what is due, in a worker: with two thousand cases it takes a moment."""
        desk, person = self._context.desk, self._context.person_id
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._context.jobs.run_function(
            lambda: desk.today.groups(person), self._show, priority=1, owner=self
        )

    def _show(self, groups: tuple[TodayGroup, ...]) -> None:
        self._ticket = None
        self._acted.clear()
        today = self._context.desk.clock.today()
        self.list.set_groups(groups, today)
        self._stack.setCurrentIndex(0 if groups else 1)
        if self._wanted:
            self.list.select_key(self._wanted)
            self._wanted = ""
        if today != self._day:
            self._day = today
            self.header_changed.emit()
        if self._arrived:
            self._arrived = False
            self.list.setFocus()

    def command(self, name: str) -> None:
        """Do what a menu entry says with the current row: done, snooze, call or calendar."""
        entry = self.list.current()
        if entry is not None and (entry.kind != "wizard" or name == "open"):
            self._act(name, entry)

    def _act(self, what: str, entry: TodayRow) -> None:
        actions = {
            "open": self._open,
            "case": self._open_case,
            "letter": self._open_letter,
            "done": self._done,
            "snooze": self._snooze,
            "call": self._log_call,
            "edit": self._edit,
            "rule": self._read_rule,
            "late": self._take_up,
            "calendar": self._save_calendar,
        }
        actions[what](entry)

    def _open(self, entry: TodayRow) -> None:
        """Open what a row is about: the unfinished wizard, the letter, else the case."""
        if entry.kind == "wizard":
            self._context.go("wizard", session=entry.id)
        elif entry.letter_kind:
            self._open_letter(entry)
        elif self._script_of(entry):
            self._make_call(entry)
        else:
            self._open_case(entry)

    def _open_case(self, entry: TodayRow) -> None:
        if entry.case_id is not None:
            self._context.go("case", case_id=entry.case_id)

    def _open_letter(self, entry: TodayRow) -> None:
        if entry.case_id is not None:
            open_letter(self._context, entry.case_id, entry.letter_kind)

    def _done(self, entry: TodayRow) -> None:
        if entry.id in self._acted:  # pressed twice, before the list was read again
            return
        self._acted.add(entry.id)
        if entry.kind == "task":
            self._context.act(partial(self._context.desk.deadlines.task_done, entry.id), f"Done: {entry.title}")
        elif not finish_deadline(self._context, entry.id, entry.title, self):
            self._acted.discard(entry.id)

    def _take_up(self, entry: TodayRow) -> None:
        """Note what they missed; the next letter to them says it."""
        take_up(self._context, entry.id)

    def _snooze(self, entry: TodayRow) -> None:
        ask_snooze(self._context, entry.kind, entry.id, entry.title, entry.due, self)

    def _script_of(self, entry: TodayRow) -> str:
        """Return the call script of a task; empty for anything else."""
        return self._context.desk.deadlines.task(entry.id).script if entry.kind == "task" else ""

    def _make_call(self, entry: TodayRow) -> None:
        self._context.go("call", case_id=entry.case_id, script=self._script_of(entry), task_id=entry.id)

    def _log_call(self, entry: TodayRow) -> None:
        if self._script_of(entry):
            self._make_call(entry)
        elif entry.case_id is not None:
            self._context.go("case", case_id=entry.case_id, tab="log", action="Called ", track=entry.track)

    def _edit(self, entry: TodayRow) -> None:
        edit_deadline(self._context, entry.id, self)

    def _read_rule(self, entry: TodayRow) -> None:
        deadline = self._context.desk.deadlines.get(entry.id)
        self._context.go("library", rule=deadline.rule_id)

    def _save_calendar(self, entry: TodayRow) -> None:
        target: Path | None = self._context.prompts.save_file(
            "Save a calendar file", "casewell-deadline.ics", "Calendar (*.ics)"
        )
        if target is not None:
            details = self._context.preferences.value.reminder_details
            write = partial(
                self._context.desk.export.write_calendar, [entry], target, details=details, replace_file=True
            )
            self._context.act(write, f"Saved {target.name}")
