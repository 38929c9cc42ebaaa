# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Cases: every case as a line, with filters, typing to find, and sorting that is remembered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.ports import CaseRow
from ui.context import Context
from ui.format import count_text
from ui.models.cases import FILTERS, case_columns, filter_counts, passes
from ui.models.table import ColumnTableModel, RecordProxy
from ui.pages.base import Page
from ui.theme import fit, space
from ui.widgets.card import row
from ui.widgets.chips import ChipBar
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import LineEdit
from ui.widgets.table_view import TableView

_KEPT = "ui/cases/filter"


class CasesPage(Page):
    """Every case, or those that a filter and a few typed words leave."""

    key = "cases"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._person: str | None = None
        self._model = ColumnTableModel(case_columns(context.desk.clock.today()), parent=self)
        self.proxy: RecordProxy[CaseRow] = RecordProxy(self._model, self)
        self.table = TableView(self.proxy, "cases", row_height=44, name="Cases")
        self.words = LineEdit(placeholder="Type to find a case", icon="search", size="small")
        self.words.setAccessibleName("Find a case")
        self.chips = ChipBar(exclusive=True, name="Which cases")
        self._empty = EmptyState(
            "folder",
            "No case yet",
            "A case is one dispute about one bill or one denied claim. The first questions take a few minutes.",
            action="Start a dispute",
        )
        self._nothing = EmptyState(
            "search", "No case like that", "No case holds these words under this filter.", link="Show all cases"
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        for key, words in FILTERS:
            self.chips.add(key, words)
        kept = str(QSettings().value(_KEPT) or "open")
        self.chips.set_active([kept if kept in dict(FILTERS) else "open"])
        fit(self.words, width=240)
        bar = row(self.chips, self.words, gap=12, margins=(24, 12, 24, 12))
        bar.setStretchFactor(self.chips, 1)
        self._stack = QStackedWidget()
        for view in (self.table, self._empty, self._nothing):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self._bar_widgets = (self.chips, self.words)

    def _connect(self) -> None:
        self.chips.changed.connect(self._filter)
        self.words.textChanged.connect(self._find)
        self.words.returnPressed.connect(self._open_first)
        self.table.opened.connect(lambda shown: self._context.go("case", case_id=shown.id))
        self._empty.acted.connect(lambda: self._context.go("wizard"))
        self._nothing.followed.connect(self._show_all)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.words, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._into_table)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.words, context=Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.words.clear)

    def title(self) -> str:
        """Return the page's name."""
        return "Cases"

    def subtitle(self) -> str:
        """Return how many cases are shown."""
        return count_text(self.proxy.rowCount(), "case")

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``person``: show the cases of this one alone, until the page is opened without it."""
        self._person = args.get("person")
        if self._person:
            self.chips.set_active(["all"])
            self.words.clear()

    def refresh(self) -> None:
        """Read the cases."""
        rows = self._context.desk.cases.rows(self._person or self._context.person_id)
        today = self._context.desk.clock.today()
        for key, count in filter_counts(rows, today).items():
            self.chips.set_count(key, count)
        with self.table.kept_selection():
            self._model.set_records(rows)
            self._filter()
        if self.table.current() is None:
            self.table.select_row(0)

    def focus_filter(self) -> bool:
        """Put the focus into the field that finds."""
        self.words.setFocus()
        self.words.selectAll()
        return True

    def _filter(self) -> None:
        chosen = self.chips.active()
        if not chosen:
            self.chips.set_active(["all"])
            chosen = ["all"]
        key, today = chosen[0], self._context.desk.clock.today()
        if not self._person:
            QSettings().setValue(_KEPT, key)
        self.proxy.set_test(lambda shown: passes(key, shown, today))
        self._settle()

    def _find(self, words: str) -> None:
        self.proxy.set_words(words)
        self._settle()
        if self.table.current() is None:
            self.table.select_row(0)

    def _settle(self) -> None:
        none_at_all = self._model.rowCount() == 0
        self._stack.setCurrentIndex(1 if none_at_all else 0 if self.proxy.rowCount() else 2)
        for widget in self._bar_widgets:
            widget.setVisible(not none_at_all)
        self.header_changed.emit()

    def _show_all(self) -> None:
        self.words.clear()
        self.chips.set_active(["all"])
        self._filter()

    def _open_first(self) -> None:
        shown = self.table.current() or (self.proxy.record(0) if self.proxy.rowCount() else None)
        if shown is not None:
            self._context.go("case", case_id=shown.id)

    def _into_table(self) -> None:
        if self.table.current() is None:
            self.table.select_row(0)
        self.table.setFocus()
