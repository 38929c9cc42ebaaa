# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The deadlines of a case: every clock with its law and how it was counted, and what can be done with it.

DeadlinesTab(context)   show_case(view)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.deadline import Deadline, DeadlineStatus
from app.services.case_view import CaseView
from ui.context import Context
from ui.models.deadlines import deadline_columns, sort_key
from ui.models.table import ColumnTableModel
from ui.pages.case_deadline import add_deadline, edit_deadline
from ui.pages.case_edit import offer_deadlines
from ui.pages.case_letters import open_letter
from ui.pages.deadline_done import finish_deadline
from ui.pages.deadline_late import LateBanner, take_up
from ui.pages.today_snooze import ask_snooze
from ui.theme import px, space
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView

_WORDS_NEED = 660


class DeadlinesTab(QWidget):
    """Deadlines of one case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view: CaseView | None = None
        self._model = ColumnTableModel(deadline_columns(context.desk.clock.today()), parent=self)
        self.table = TableView(self._model, "case-deadlines", row_height=44, sortable=False, name="Deadlines")
        self._add = Button("Add a deadline", icon="calendar-plus", small=True)
        self._check = Button(
            "Count again", icon="refresh-cw", small=True, tip="Compare with what the case's dates give"
        )
        self._done = Button("Done", icon="check", small=True)
        self._snooze = Button("Snooze", icon="clock", small=True)
        self._edit = Button("Edit", icon="pencil", small=True)
        self._rule = Button("Read the rule", "quiet", icon="book-open", small=True)
        self._late = LateBanner(context)
        self._empty = EmptyState(
            "calendar",
            "No deadline yet",
            "Enter the dates of the case, and its deadlines are counted; or add one of your own.",
            action="Add a deadline",
            primary=False,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        bar = row(
            self._add, self._check, None, self._rule, self._edit, self._snooze, self._done, margins=(24, 8, 24, 8)
        )
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addLayout(bar)
        late = column(self._late, margins=(24, 0, 24, 8))
        layout.addLayout(late)
        layout.addWidget(self._stack, 1)
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what can be done with a row as icons where there is no room for the words."""
        super().resizeEvent(event)
        short = event.size().width() < px(_WORDS_NEED)
        for button in (self._rule, self._edit, self._snooze, self._done):
            words = button.accessibleName() or button.text()
            button.setAccessibleName(words)
            button.setToolTip(words if short else "")
            button.setText("" if short else words)
            button.updateGeometry()

    def _connect(self) -> None:
        self._add.clicked.connect(self._ask_new)
        self._empty.acted.connect(self._ask_new)
        self._check.clicked.connect(self._offer)
        for button, act in (
            (self._done, self._finish),
            (self._snooze, self._put_off),
            (self._edit, self._change),
            (self._rule, self._read_rule),
        ):
            button.clicked.connect(lambda _checked=False, act=act: self._with_current(act))
        self.table.opened.connect(self._change)
        self.table.picked.connect(lambda _record: self._settle())
        self.table.menu_asked.connect(self._menu)
        self._late.acted.connect(lambda: self._with_current(lambda shown: take_up(self._context, shown.id)))

    def show_case(self, view: CaseView) -> None:
        """Show the deadlines of a case."""
        self._view = view
        with self.table.kept_selection():
            self._model.set_records(sorted(view.deadlines, key=sort_key))
        if self.table.current() is None:
            self.table.select_row(0)
        self._stack.setCurrentIndex(0 if view.deadlines else 1)
        self.setFocusProxy(self.table if view.deadlines else self._add)
        self._settle()

    def _settle(self) -> None:
        shown: Deadline | None = self.table.current()
        running = shown is not None and shown.status is DeadlineStatus.OPEN
        for button in (self._done, self._snooze, self._edit):
            button.setEnabled(running)
        self._rule.setEnabled(shown is not None and bool(shown.rule_id))
        self._late.show_for(shown)

    def _with_current(self, act: Callable[[Deadline], None]) -> None:
        shown = self.table.current()
        if shown is not None:
            act(shown)

    def _ask_new(self) -> None:
        if self._view is not None:
            add_deadline(self._context, self._view.case.id, [lane.track for lane in self._view.lanes], self)

    def _offer(self) -> None:
        if self._view is not None:
            offer_deadlines(self._context, self._view.case.id, told=True)

    def _finish(self, shown: Deadline) -> None:
        finish_deadline(self._context, shown.id, shown.title, self)

    def _put_off(self, shown: Deadline) -> None:
        ask_snooze(self._context, "deadline", shown.id, shown.title, shown.due, self)

    def _change(self, shown: Deadline) -> None:
        if shown.status is DeadlineStatus.OPEN:
            edit_deadline(self._context, shown.id, self)

    def _read_rule(self, shown: Deadline) -> None:
        self._context.go("library", rule=shown.rule_id)

    def _menu(self, shown: Deadline, place: QPoint) -> None:
        menu = QMenu(self)
        if shown.status is DeadlineStatus.OPEN:
            menu.addAction("Done", lambda: self._finish(shown))
            menu.addAction("Snooze", lambda: self._put_off(shown))
            menu.addAction("Edit", lambda: self._change(shown))
            if shown.letter_kind:
                menu.addAction("Open the letter", lambda: open_letter(self._context, shown.case_id, shown.letter_kind))
        if shown.rule_id:
            menu.addAction("Read the rule", lambda: self._read_rule(shown))
        menu.popup(place)
