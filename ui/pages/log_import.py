# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Importing a log kept as a spreadsheet: the file, what was read from it, the case, and one step to bring it in.

import_log(context, cases, parent) asks for all of it; cases: (words, id) as the log's quick entry offers them
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.dates import screen_date
from app.services.log_import import Imported, ReadLog
from ui.context import Context
from ui.format import DOT, count_text
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox
from ui.widgets.label import Label

FILES = "Spreadsheets (*.xlsx *.csv *.tsv);;All files (*)"
_SHOWN = 6
_TITLE = "Import a spreadsheet into the log"


class LogImportDialog(Dialog):
    """Shows what was read, asks for the case, and brings nothing in by itself."""

    def __init__(
        self, name: str, read: ReadLog, cases: Sequence[tuple[str, object]], parent: QWidget | None = None
    ) -> None:
        count = count_text(len(read.entries), "entry", "entries")
        super().__init__(_TITLE, f"{count} read from “{name}”. Nothing is in the log yet.", width=560, parent=parent)
        self.case = ComboBox(list(cases))
        help_text = "Rows that are in its log already are passed over. Deadlines that are past open no clock."
        self.body.addWidget(Field("Case", self.case, help_text))
        for line in preview_lines(read):
            self.body.addWidget(Label(line, 13, 400, wrap=True))
        for line in problem_lines(read):
            self.body.addWidget(Label(line, 12, 400, "amber", wrap=True))
        self.add_button("Cancel")
        self.add_button(f"Import {count}", "primary", 1).setEnabled(bool(read.entries and cases))


def preview_lines(read: ReadLog) -> list[str]:
    """Return the first entries in the log's own order: action, party, date, reference, deadline."""
    lines = []
    for one in read.entries[:_SHOWN]:
        due = f"due {screen_date(one.deadline)}" if one.deadline else ""
        lines.append(
            DOT.join(part for part in (one.action[:80], one.party, screen_date(one.date), one.reference, due) if part)
        )
    more = len(read.entries) - _SHOWN
    return [*lines, f"and {more} more"] if more > 0 else lines


def problem_lines(read: ReadLog) -> list[str]:
    """Return what was not taken, and which columns have no place in the log."""
    lines = [f"{one.where.capitalize()}: {one.what}" for one in read.problems[:_SHOWN]]
    more = len(read.problems) - _SHOWN
    lines += [f"and {more} more rows that were unclear"] if more > 0 else []
    named = ", ".join(f"“{name}”" for name in read.left_out[:8])
    return [*lines, f"Columns without a place in the log: {named}."] if named else lines


def import_log(context: Context, cases: Sequence[tuple[str, object]], parent: QWidget) -> None:
    """Ask for a file, show what it holds, and bring it into the chosen case; a problem is told in its own words."""
    path = context.prompts.choose_file(_TITLE, FILES)
    if path is None:
        return
    service = context.desk.log_import
    context.jobs.run_function(
        lambda: service.look(path),
        lambda read: _ask(context, path, read, cases, parent),
        context.prompts.problem,
        text="Reading the spreadsheet",
        owner=parent,
    )


def _ask(context: Context, path: Path, read: ReadLog, cases: Sequence[tuple[str, object]], parent: QWidget) -> None:
    dialog = LogImportDialog(path.name, read, cases, parent)
    if not context.prompts.run(dialog):
        return
    case_id = str(dialog.case.data())

    def done(imported: Imported) -> None:
        known = f"; {count_text(imported.known, 'row was', 'rows were')} there already" if imported.known else ""
        context.said.emit(
            f"Imported {count_text(len(imported.entries), 'entry', 'entries')}{known}; Ctrl+Z takes it back"
        )
        context.changed.emit()

    service = context.desk.log_import
    context.jobs.run_function(
        lambda: service.bring_in(case_id, read, path.name),
        done,
        context.prompts.problem,
        text="Writing into the log",
        owner=parent,
    )
