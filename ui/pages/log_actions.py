# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What can be done with entries of a log table, on the Case page and on the Log page alike.

connect_table(context, table, parent, open_case=False)   opening, menu, Delete; the quick entry's notes
export_log(context, wanted, name, about="")              what is shown, as a table or PDF where the person says
print_log(context, wanted, about, parent)                what is shown, on paper
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from app.ports import LogFilter, LogRow
from ui.context import Context
from ui.format import count_text
from ui.pages.letter_print import print_pdf
from ui.pages.log_amend import amend_entry
from ui.pages.log_table import LogTable

_KINDS = ("Table (*.csv)", "Spreadsheet (*.xlsx)", "PDF (*.pdf)")


def connect_table(context: Context, table: LogTable, parent: QWidget, *, open_case: bool = False) -> None:
    """Let the rows be opened, amended and deleted; ``open_case`` offers the case of a row too."""

    def menu(shown: LogRow, place: QPoint) -> None:
        offers = QMenu(parent)
        offers.addAction("Amend, or see what it said before", lambda: amend_entry(context, shown.id, parent))
        if open_case:
            offers.addAction("Open the case", lambda: context.go("case", case_id=shown.case_id, select=shown.id))
        offers.addAction("Copy", table.copy)
        offers.addSeparator()
        offers.addAction("Delete", lambda: delete_selected(context, table))
        offers.popup(place)

    table.opened.connect(lambda shown: amend_entry(context, shown.id, parent))
    table.menu_asked.connect(menu)
    table.entry.notes_wanted.connect(lambda entry: amend_entry(context, entry.id, parent, focus_notes=True))
    key = QShortcut(QKeySequence(Qt.Key.Key_Delete), table, context=Qt.ShortcutContext.WidgetShortcut)
    key.activated.connect(lambda: delete_selected(context, table))


def delete_selected(context: Context, table: LogTable) -> None:
    """Delete the selected entries; each can be brought back with Ctrl+Z."""
    for shown in table.selected():
        context.act(partial(context.desk.log.delete, shown.id), "Deleted; Ctrl+Z brings it back")


def export_log(context: Context, wanted: LogFilter, name: str = "log.csv", about: str = "") -> None:
    """Write what the filter holds where the person says; the ending of the name decides what it becomes."""
    ending = Path(name).suffix
    kinds = sorted(_KINDS, key=lambda kind: ending not in kind)  # the one that was asked for stands first
    target = context.prompts.save_file("Export the log", name, ";;".join(kinds))
    if target is None:
        return
    asked = bool(target.suffix)  # a name that we end ourselves was not asked about when it is there already
    file = target if asked else target.with_suffix(ending)

    def done(lines: int) -> None:
        context.said.emit(f"Saved {file.name}, {count_text(lines, 'entry', 'entries')}")

    context.jobs.run_function(
        lambda: context.desk.export.write(wanted, file, about=about, replace_file=asked),
        done,
        context.prompts.problem,
        text="Exporting the log",
        owner=context,
    )


def print_log(context: Context, wanted: LogFilter, about: str, parent: QWidget) -> None:
    """Set what the filter holds as a table on paper, and ask for the printer."""
    context.jobs.run_function(
        lambda: context.desk.export.paper(wanted, about),
        lambda pages: print_pdf(context, pages, "Log", parent),
        context.prompts.problem,
        text="Setting the log",
        owner=parent,
    )
