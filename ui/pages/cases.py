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
from ui.jobs import Ticket
from ui.models.cases import FILTERS, CaseModel, filter_counts
from ui.pages.base import Page
from ui.pages.saved_filters import SavedChips
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
        self._arriving = False
        self._person: str | None = None
        self._ticket: Ticket | None = None
        self._current, self._place = "", 0
        self.model = CaseModel(context.desk.clock.today(), self)
        self.table = TableView(self.model, "cases", row_height=44, name="Cases")
        self.words = LineEdit(placeholder="Type to find a case", icon="search", size="small")
        self.words.setAccessibleName("Find a case")
        self.chips = ChipBar(exclusive=True, name="Which cases")
        self.saved = SavedChips(context, "cases")
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
        self.chips.add_widget(self.saved)
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
        self.chips.changed.connect(self._choose)
        self.saved.chosen.connect(self._set_values)
        self.words.textChanged.connect(lambda _text: self._narrow())
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._restore)
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
        """Return how many cases are shown; nothing while there are none at all."""
        return count_text(self.model.rowCount(), "case") if self.model.rows() else ""

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``person``: show the cases of this one alone, until the page is opened without it."""
        self._arriving = True
        self._person = args.get("person")
        if self._person:
            self.chips.set_active(["all"])
            self.words.clear()

    def refresh(self) -> None:
        """Read the cases, in a worker: two thousand of them take a moment."""
        self.saved.refresh()
        cases, person = self._context.desk.cases, self._person or self._context.person_id
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._context.jobs.run_function(lambda: cases.rows(person), self._show, priority=1, owner=self)

    def _show(self, rows: list[CaseRow]) -> None:
        self._ticket = None
        for key, count in filter_counts(rows, self._context.desk.clock.today()).items():
            self.chips.set_count(key, count)
        self.model.set_rows(rows)
        self._narrow()
        if self._arriving and self.model.rowCount() and not self.words.hasFocus():
            self.table.setFocus()
        self._arriving = False

    def focus_filter(self) -> bool:
        """Put the focus into the field that finds."""
        self.words.setFocus()
        self.words.selectAll()
        return True

    def values(self) -> dict[str, str]:
        """Return what is typed to find cases with the chip it is under; the chips alone have a name already."""
        words = " ".join(self.words.text().split())
        return {"which": (self.chips.active() or ["all"])[0], "words": words} if words else {}

    def _set_values(self, values: dict[str, str]) -> None:
        """Take a filter that has a name."""
        which = values.get("which", "open")
        self.chips.set_active([which if which in dict(FILTERS) else "all"])
        self.words.setText(values.get("words", ""))
        self._narrow()

    def _choose(self) -> None:
        """Take another filter, and remember it."""
        self._narrow()
        if not self._person:
            QSettings().setValue(_KEPT, self.chips.active()[0])

    def _narrow(self) -> None:
        """Show what the chosen filter and the typed words leave."""
        chosen = self.chips.active()
        if not chosen:
            self.chips.set_active(["all"])
            chosen = ["all"]
        self.model.narrow(chosen[0], self.words.text())
        self.saved.show_current(self.values())
        none_at_all = not self.model.rows()
        self._stack.setCurrentIndex(1 if none_at_all else 0 if self.model.rowCount() else 2)
        for widget in self._bar_widgets:
            widget.setVisible(not none_at_all)
        self.header_changed.emit()

    def _keep(self) -> None:
        """Remember which case is current, and how far the table is scrolled."""
        current = self.table.current()
        self._current = current.id if current is not None else self._current
        self._place = self.table.verticalScrollBar().value()

    def _restore(self) -> None:
        row = self.model.row_of(self._current)
        self.table.select_row(max(0, row))
        self.table.verticalScrollBar().setValue(self._place if row >= 0 else 0)

    def _show_all(self) -> None:
        self.words.clear()
        self.chips.set_active(["all"])
        self._narrow()

    def _open_first(self) -> None:
        shown = self.table.current() or (self.model.record(0) if self.model.rowCount() else None)
        if shown is not None:
            self._context.go("case", case_id=shown.id)

    def _into_table(self) -> None:
        if self.table.current() is None:
            self.table.select_row(0)
        self.table.setFocus()
