# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A call while it goes on: the script with the case's facts at the left, what goes into the log at the right."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import UserFixable
from app.services.call_notes import Answered, CallDraft, CallReport, Outcome
from app.services.call_sheet import CallSheet, plain
from app.services.letter_facts import Typed, asked
from ui.context import Context
from ui.pages.base import Crumb, Page
from ui.pages.call_form import CallForm
from ui.pages.call_script import CallScript
from ui.pages.letter_fact import FactDialog
from ui.theme import fit, space
from ui.widgets.card import Splitter


class CallPage(Page):
    """One call, ending in a log entry. What is typed is kept when the page is left, until the call is in the log."""

    key = "call"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted = ("", "", "")
        self._shown: tuple[str, str] | None = None
        self.sheet: CallSheet | None = None
        self.script = CallScript()
        self.form = CallForm(context)
        panes = Splitter("call", self.script, self.form)
        fit(self.script, min_width=360)
        fit(self.form, min_width=300)
        panes.start_sizes(704, 448)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(panes)
        self.script.fact_asked.connect(self.fill)
        self.form.finished.connect(self.write)
        self.form.put_off.connect(self.later)
        QWidget.setTabOrder(self.script, self.form)

    # -- what the window asks ------------------------------------------------------------------------------------

    def breadcrumb(self) -> list[Crumb]:
        """Return the person, with the way back to the case, and where we are."""
        if self.sheet is None:
            return []
        return [Crumb(self.sheet.person, "case", {"case_id": self.sheet.case_id}), Crumb("Call")]

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``case_id``, ``script`` and, where a task asks for the call, ``task_id``."""
        if args.get("case_id") and args.get("script"):
            self._wanted = str(args["case_id"]), str(args["script"]), str(args.get("task_id") or "")

    def refresh(self) -> None:
        """Fill the script anew; what was typed for this call stays."""
        case_id, script_id, task_id = self._wanted
        if not case_id:
            return
        if not any(row.id == case_id for row in self._context.desk.cases.rows()):
            self._context.go("cases")  # it was deleted meanwhile
            return
        calls = self._context.desk.calls
        try:
            self.sheet = calls.sheet(case_id, script_id, task_id or None)
        except UserFixable as problem:  # a script of an earlier release, kept in a task
            self._wanted = ("", "", "")
            self._context.prompts.problem(problem)
            self._context.go("case", case_id=case_id)
            return
        if self._shown == (case_id, script_id):
            self.script.show_sheet(self.sheet)
        else:
            draft = calls.draft(case_id, script_id)
            self.script.show_sheet(self.sheet, draft)
            self.form.show_sheet(self.sheet, draft)
            self._shown = (case_id, script_id)
            self.script.start()
        self.header_changed.emit()

    def leave(self) -> bool:
        """Keep what was typed."""
        if self.sheet is not None and self._shown is not None:
            self._context.desk.calls.keep(self.sheet.case_id, self.sheet.script_id, self.draft())
            self._shown = None  # it is read again when the page is shown again
        return True

    def command(self, name: str) -> None:
        """Do what a menu entry says: write, fill or later."""
        {"write": self.write, "fill": self.fill_next, "later": self.later}[name]()

    # -- what the person does ------------------------------------------------------------------------------------

    def draft(self) -> CallDraft:
        """Return what was typed and ticked so far; an empty draft when nothing was."""
        return self.form.draft(*self.script.answers())

    def report(self) -> CallReport:
        """Return what is known about the call."""
        sheet, (ticked, words) = self.sheet, self.script.answers()
        questions = sheet.ask if sheet is not None else ()
        answered = [
            Answered(question=plain(question), asked=tick, answer=word)
            for question, tick, word in zip(questions, ticked, words, strict=True)
        ]
        form = self.form
        return CallReport(
            outcome=Outcome(form.outcome.data()),
            party=form.party.currentText().strip(),
            talked_to=form.talked_to.text().strip(),
            reference=form.reference.text().strip(),
            promised=form.promised.text().strip(),
            by=form.by.value(),
            notes=form.notes.text().strip(),
            answers=tuple(answered),
        )

    def write(self) -> None:
        """Write the call into the log, and show the line in its case."""
        sheet = self.sheet
        if sheet is None or not self.form.is_right():
            return
        entry = self._context.act(
            partial(self._context.desk.calls.finish, sheet, self.report()), "The call is in the log"
        )
        if entry is not None:
            self._shown = None
            self._wanted = ("", "", "")
            self.sheet = None
            self._context.go("case", case_id=sheet.case_id, select=entry.id)

    def later(self) -> None:
        """Go back to the case; leaving keeps what was typed."""
        if self.sheet is not None:
            self._context.go("case", case_id=self.sheet.case_id)

    def fill_next(self) -> None:
        """Ask for the next fact that the script lacks."""
        if self.sheet is not None and self.sheet.unknown:
            self.fill(self.sheet.unknown[0].key)

    def fill(self, key: str) -> None:
        """Ask for one fact, and keep it with the case."""
        sheet, calls = self.sheet, self._context.desk.calls
        if sheet is None:
            return

        def save(value: Typed) -> str:
            try:
                calls.answer(sheet.case_id, key, value)
            except UserFixable as problem:
                return str(problem)
            return ""

        how = asked(key)
        dialog = FactDialog(how, calls.typed(sheet.case_id, key), self._context, save, self)
        if self._context.prompts.run(dialog) == 1:
            self._context.said.emit(f"Saved: {how.label}")
            self._context.changed.emit()
