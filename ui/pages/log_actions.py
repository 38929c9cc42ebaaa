# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What can be done with entries of a log table, on the Case page and on the Log page alike.

connect_table(context, table, parent, open_case=False)   opening, menu, Delete; the quick entry's notes
export_log(context, wanted, name)                        what is shown, as CSV where the person says
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from app.ports import LogFilter, LogRow
from ui.context import Context
from ui.format import count_text
from ui.pages.log_amend import amend_entry
from ui.pages.log_table import LogTable


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


def export_log(context: Context, wanted: LogFilter, name: str = "log.csv") -> None:
    """Write what the filter holds as a table where the person says."""
    target = context.prompts.save_file("Export the log", name, "Table (*.csv)")
    if target is None:
        return
    if not target.suffix:
        target = target.with_suffix(".csv")
    file = target

    def done(lines: int) -> None:
        context.said.emit(f"Saved {file.name}, {count_text(lines, 'entry', 'entries')}")

    context.jobs.run_function(
        lambda: context.desk.export.write(wanted, file, replace_file=True),
        done,
        context.prompts.problem,
        text="Exporting the log",
        owner=context,
    )
