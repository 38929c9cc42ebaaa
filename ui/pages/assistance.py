# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Financial assistance: where a household stands, what may fit, what to send, and the way there.

show_assistance(context, parent, case_id="", state="")   with a case it can be begun; without one it only shows
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.assistance import AssistanceService, AssistanceView, Duty, Fit, Household, ProgramFit, summary
from ui.context import Context
from ui.format import short_date
from ui.pages.assistance_form import HouseholdForm
from ui.pages.case_letters import open_letter
from ui.theme import fit, space
from ui.widgets.badge import Badge
from ui.widgets.card import Scroll, SectionHeader, column, row
from ui.widgets.dialog import Dialog
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, Label
from ui.widgets.scale import Scale

BEGIN, LETTER = 1, 2
"""The dialog's results: begin the track, or begin it and write the first letter."""

_FITS = {
    Fit.MAY: ("May fit: ask", "green"),
    Fit.ASK: ("Ask", "info"),
    Fit.ABOVE: ("Seems not to fit", "neutral"),
    Fit.NOT_YET: ("Not in force yet", "amber"),
}
_ORDER = tuple(_FITS)
_PLAIN_MARKS = (100, 200, 300, 400)
_PROMISE = "Nothing here is a promise. The hospital decides by its own policy, and many give more than the law asks."


def assistance_of(context: Context) -> AssistanceService:
    """Return the service of assistance."""
    desk = context.desk
    return AssistanceService(desk.casebook, desk.clock, desk.undo, desk.planner)


class AssistanceDialog(Dialog):
    """The questions above, what follows from them below; it follows every answer at once."""

    def __init__(
        self, service: AssistanceService, household: Household, case_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("Financial assistance", _PROMISE, width=760, parent=parent)
        self._service, self._case_id = service, case_id
        self.form = HouseholdForm(household)
        self.scale = Scale()
        self.where = Label("", 13, 400, wrap=True)
        self._below = QVBoxLayout()
        space(self._below, 0, 8)
        scroll = Scroll("surface", margins=(0, 0, 12, 0), gap=16)
        for part in (self.form, self.scale, self.where):
            scroll.body.addWidget(part)
        scroll.body.addLayout(self._below)
        scroll.body.addStretch(1)
        fit(scroll, min_height=440)
        fit(self, min_width=760, max_width=860)
        self.body.addWidget(scroll)
        self._add_buttons()
        self.form.changed.connect(self._show)
        self._show()

    def _add_buttons(self) -> None:
        self.add_button("Close")
        if not self._case_id:
            return
        letters = self._service.look(self.household(), self._case_id).letters
        begin = self.add_button("Begin, and write to the hospital" if letters else "Begin", "primary", BEGIN)
        begin.clicked.disconnect()
        begin.clicked.connect(partial(self._begin, LETTER if letters else BEGIN))

    def household(self) -> Household:
        """Return the answers as they stand."""
        return self.form.household()

    def view(self) -> AssistanceView:
        """Return what follows from the answers."""
        return self._service.look(self.household(), self._case_id or None)

    def _begin(self, result: int) -> None:
        if self.form.commit():
            self.done(result)

    def _show(self) -> None:
        view = self.view()
        found = view.standing
        self._show_scale(view)
        said = summary(view)
        self.where.setText(said)
        self.scale.set_said(said)
        empty_layout(self._below)
        programs = sorted(found.programs, key=lambda one: _ORDER.index(one.fit))
        if programs:
            self._section("Laws of the state that may fit", [_program(one) for one in programs])
        self._section("What a nonprofit hospital must do", [_duty(one) for one in view.duties])
        for title, lines in (
            ("Ask the hospital for", view.papers.ask),
            ("Send with the application", view.papers.send),
            ("Mind this", view.papers.mind),
        ):
            self._section(title, [_line(text) for text in lines])
        guideline = view.guideline
        words = f"The {guideline.year} guideline holds for {guideline.area}; {guideline.verified}."
        self._below.addWidget(Label(words, 12, 400, "text-2", wrap=True))

    def _show_scale(self, view: AssistanceView) -> None:
        tenths = view.standing.tenths
        tiers = {tier.up_to for one in view.standing.programs for tier in one.program.tiers}
        marks = sorted({*tiers, *(one.program.up_to for one in view.standing.programs if one.program.up_to), 100})
        marks = marks if len(marks) > 1 else list(_PLAIN_MARKS)
        self.scale.set_marks([(float(mark), f"{mark} %") for mark in marks], float(marks[-1]) * 1.08)
        self.scale.set_value(None if tenths is None else tenths / 10, f"{view.standing.percent} %")
        self.scale.setVisible(tenths is not None)

    def _section(self, title: str, parts: list[QWidget]) -> None:
        self._below.addWidget(SectionHeader(title))
        for part in parts:
            self._below.addWidget(Hairline())
            self._below.addWidget(part)


def _program(one: ProgramFit) -> QWidget:
    """Return a program: its name and how it stands, why, and everything that the law names."""
    words, tone = _FITS[one.fit]
    program = one.program
    head = row(Label(program.title, 13, 600), Badge(words, tone), None)
    more = " ".join([*program.caps, *program.notes])
    law = f"{program.citation}; {program.verified}." + (f" In force: {program.since}." if program.since else "")
    parts = [
        Label(one.why, 13, 400, wrap=True),
        Label(f"{program.who}. {program.hospitals}.", 12, 400, "text-2", wrap=True),
    ]
    parts += [Label(more, 12, 400, "text-2", wrap=True)] if more else []
    return _held(head, *parts, Label(law, 12, 400, "text-3", wrap=True))


def _duty(one: Duty) -> QWidget:
    duty, counted = one.duty, one.deadline
    day = counted.working if counted else None
    head = row(Label(duty.title, 13, 600), *([Badge(short_date(day), "info")] if day else []), None)
    law = f"{duty.citation}; {duty.verified}."
    return _held(head, Label(duty.text, 13, 400, wrap=True), Label(law, 12, 400, "text-3", wrap=True))


def _line(text: str) -> QWidget:
    return _held(row(Label(text, 13, 400, wrap=True)))


def _held(*parts: object) -> QWidget:
    block = QWidget()
    block.setLayout(column(*parts, gap=4, margins=(0, 4, 0, 4)))  # type: ignore[arg-type]
    return block


def show_assistance(context: Context, parent: QWidget, case_id: str = "", state: str = "") -> None:
    """Show where a household stands; with a case, begin the way there when the person says so."""
    service = assistance_of(context)
    household = service.household_of(case_id) if case_id else Household(state=state)
    dialog = AssistanceDialog(service, household, case_id, parent)
    answer = context.prompts.run(dialog)
    if answer not in {BEGIN, LETTER}:
        return
    begun = context.act(partial(service.begin, case_id, dialog.household()), "Financial assistance begun")
    letters = service.look(dialog.household(), case_id).letters
    if begun is not None and answer == LETTER and letters:
        open_letter(context, case_id, letters[0])
