# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The Log page: every action of every case, newest first, with filters, quick entry, amendments and the table file."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from app.ports import CaseRow, LogFilter, LogRow
from ui.context import Context
from ui.format import DOT, count_text
from ui.models.log import LogModel, log_columns
from ui.pages.base import Page
from ui.pages.log_actions import connect_table, export_log, print_log
from ui.pages.log_filters import LogFilters
from ui.pages.log_import import import_log
from ui.pages.log_quick_entry import QuickEntry
from ui.pages.log_table import LogTable
from ui.pages.saved_filters import SavedChips
from ui.theme import space
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.empty_state import EmptyState


class LogPage(Page):
    """The one log, of everyone or of one person."""

    key = "log"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._count: int | None = None
        self._enter, self._arrived = False, True
        self._party = ""
        self._running: list[tuple[str, object]] = []
        self._model = LogModel(log_columns(everyone=True), context.jobs, self)
        self.entry = QuickEntry(context, everyone=True)
        self.table = LogTable(self._model, "log", self.entry)
        self.filters = LogFilters(context)
        self.saved = SavedChips(context, "log")
        self._export = Button("Export or import", "quiet", icon="download", small=True)
        self._empty = EmptyState(
            "list",
            "The log is empty",
            "Calls, letters and promises stand here, each with its day and its reference. It begins with a case.",
            action="Start a dispute",
        )
        self._nothing = EmptyState("search", "No entry like that", "Nothing in the log fits.", link="Clear the filters")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.filters.add_widget(self.saved)
        bar = row(self.filters, self._export, gap=12, margins=(24, 12, 24, 12))
        bar.setStretchFactor(self.filters, 1)
        self._stack = QStackedWidget()
        for view in (self.table, self._empty, self._nothing):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        connect_table(self._context, self.table, self, open_case=True)
        self.filters.changed.connect(self._load)
        self.saved.chosen.connect(self.filters.set_values)
        self._export.setMenu(self._offers())
        self._model.loaded.connect(self._loaded)
        self._empty.acted.connect(lambda: self._context.go("wizard"))
        self._nothing.followed.connect(self.filters.clear)

    def _offers(self) -> QMenu:
        """Return the ways out of the log: tables, paper, the printer."""
        menu = QMenu(self)
        menu.addAction("Spreadsheet (XLSX)", lambda: self._save("log.xlsx"))
        menu.addAction("Table (CSV)", lambda: self._save("log.csv"))
        menu.addAction("PDF", lambda: self._save("log.pdf"))
        menu.addSeparator()
        menu.addAction("Print…", lambda: self.command("print"))
        menu.addSeparator()
        menu.addAction("Import a spreadsheet…", lambda: self.command("import"))
        return menu

    def _save(self, name: str) -> None:
        export_log(self._context, self.filter(), name, about=self.about())

    def title(self) -> str:
        """Return the page's name."""
        return "Log"

    def subtitle(self) -> str:
        """Return how many entries the filter holds."""
        return "" if self._count is None else count_text(self._count, "entry", "entries")

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``entry``: begin one; ``party``: the entries with this party alone."""
        self._enter, self._arrived = bool(args.get("entry")), True
        self._party = str(args.get("party", ""))

    def refresh(self) -> None:
        """Read the log, and what it can be narrowed to."""
        desk, person = self._context.desk, self._context.person_id
        people = [] if person else [(p.id, p.name) for p in desk.cases.people()]
        self.filters.set_people(people)
        self.filters.set_parties([(party.name, party.id) for party in desk.log.parties()])
        self.entry.refresh()
        self.saved.refresh()
        self._context.jobs.run_function(lambda: desk.cases.rows(person), self._show_cases, owner=self)
        if self._party:
            party, self._party = self._party, ""
            self.filters.show_only(party=party)
        else:
            self._load()
        if self._arrived:
            self._arrived = False
            self.entry.focus_action() if self._enter else self.table.setFocus()

    def command(self, name: str) -> None:
        """Do what a menu entry says: export or print."""
        if name == "export":
            self._save("log.csv")
        elif name == "print":
            print_log(self._context, self.filter(), self.about(), self)
        elif name == "import":
            import_log(self._context, self._running, self)

    def focus_filter(self) -> bool:
        """Put the focus into the words."""
        self.filters.words.setFocus()
        self.filters.words.selectAll()
        return True

    def filter(self) -> LogFilter:
        """Return what is shown."""
        return self.filters.filter(self._context.person_id)

    def about(self) -> str:
        """Return in words what is shown."""
        person = self._context.person_id
        names = [p.name for p in self._context.desk.cases.people() if p.id == person] if person else []
        return DOT.join(part for part in (*names, self.filters.about()) if part)

    def _show_cases(self, rows: list[CaseRow]) -> None:
        cases = [(f"{shown.person}{DOT}{shown.title}", shown.id) for shown in rows]
        self.filters.set_cases(cases)
        running = {shown.id for shown in rows if shown.status == "open"}
        self._running = [(words, case_id) for words, case_id in cases if case_id in running]
        self.entry.set_cases([case for case in cases if case[1] in running])

    def _load(self) -> None:
        wanted, log = self.filter(), self._context.desk.log
        self.saved.show_current(self.filters.values())

        def fetch(after: LogRow | None, limit: int) -> list[LogRow]:
            return log.page(wanted, after, limit)

        self._model.show(fetch, keep=True)
        self._context.jobs.run_function(lambda: log.count(wanted), self._counted, owner=self)

    def _counted(self, count: int) -> None:
        self._count = count
        self.header_changed.emit()

    def _loaded(self) -> None:
        here = self._model.rowCount() > 0
        blank = self.filters.is_blank() and self._context.person_id is None
        no_case = blank and not self._context.desk.today.counts().cases
        self._stack.setCurrentIndex(0 if here or (blank and not no_case) else 1 if no_case else 2)
