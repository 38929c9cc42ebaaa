# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The log of one case: quick entry, rows, a filter for words, and the way to the table file.

LogTab(context)   show_case(case_id, tracks), select(entry_id), toggle_filter(), export()
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.track import Track
from app.ports import LogFilter, LogRow
from ui.context import Context
from ui.models.log import LogModel, log_columns
from ui.pages.log_actions import connect_table, export_log
from ui.pages.log_quick_entry import QuickEntry
from ui.pages.log_table import LogTable
from ui.theme import fit, px, space
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.inputs import LineEdit
from ui.widgets.label import Label

_TYPING_MS = 150


class LogTab(QWidget):
    """The log of one case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._case_id, self._wanted = context, "", ""
        self._model = LogModel(log_columns(everyone=False), context.jobs, self)
        self.entry = QuickEntry(context)
        self.table = LogTable(self._model, "case-log", self.entry)
        self.words = LineEdit(placeholder="Words in action, party, reference or notes", size="small", icon="search")
        self.words.setAccessibleName("Filter the log")
        self._bar = QWidget()
        fit(self.words, width=320)
        self._bar.setLayout(
            row(self.words, Button("Clear", "link", on=self._close_filter), None, margins=(24, 8, 24, 8))
        )
        self._bar.hide()
        self._none = Label("Nothing in this case's log yet. Write the first line above.", 13, 400, "text-2")
        self._none.setParent(self.table.viewport())
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(self._bar)
        layout.addWidget(self.table, 1)
        self._connect()

    def _connect(self) -> None:
        connect_table(self._context, self.table, self)
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._load)
        self._model.loaded.connect(self._loaded)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.words, context=Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._close_filter)

    def show_case(self, case_id: str, tracks: Sequence[Track]) -> None:
        """Show the log of a case."""
        if case_id != self._case_id:
            self._case_id = case_id
            self.words.clear()
            self._bar.hide()
            self._model.set_records([])
        self.entry.set_case(case_id, tracks)
        self._load()

    def select(self, entry_id: str) -> None:
        """Make an entry the current one as soon as it is here."""
        self._wanted = entry_id

    def filter(self) -> LogFilter:
        """Return what is shown."""
        return LogFilter(case_id=self._case_id, text=self.words.text())

    def toggle_filter(self) -> None:
        """Show the filter and go there, or take it away."""
        if self._bar.isVisible() and self.words.hasFocus():
            self._close_filter()
        else:
            self._bar.show()
            self.words.setFocus()

    def export(self) -> None:
        """Save what is shown as a table file."""
        export_log(self._context, self.filter())

    def _close_filter(self) -> None:
        self.words.clear()
        self._bar.hide()
        self.table.setFocus()

    def _load(self) -> None:
        wanted, log = self.filter(), self._context.desk.log

        def fetch(after: LogRow | None, limit: int) -> list[LogRow]:
            return log.page(wanted, after, limit)

        self._model.show(fetch, keep=True)

    def _loaded(self) -> None:
        if self._wanted:
            self.table.select_row(self._model.row_of(self._wanted))
            self._wanted = ""
        empty = self._model.rowCount() == 0
        filtered = bool(self.words.text().strip())
        self._none.setText(
            "No entry holds these words." if filtered else "Nothing in this case's log yet. Write the first line above."
        )
        self._none.setVisible(empty)
        if empty:
            self._none.adjustSize()
            self._none.move(px(24), px(16))
