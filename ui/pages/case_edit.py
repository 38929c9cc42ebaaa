# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Editing the head of a case: names, numbers, money and the dates that clocks are counted from.

edit_case(context, case_id, parent)      asks, keeps, then offers the deadlines that a changed date moves
offer_deadlines(context, case_id, told)  asks whether recomputed deadlines shall be taken over
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.domain.facts import Dates, Facts
from app.domain.money import Cents
from app.domain.party import Party
from app.services.case_edit import CaseEdit, CaseEditor
from app.services.case_view import CaseView
from app.services.dates import read_date
from ui.context import Context
from ui.models.deadlines import offer_words
from ui.theme import fit
from ui.widgets.card import Scroll
from ui.widgets.date_money import DateEdit, MoneyEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, FormColumn
from ui.widgets.inputs import ComboBox, LineEdit, TextArea
from ui.widgets.label import Label

_MONEY = (
    ("billed", "Billed"),
    ("allowed", "Allowed"),
    ("plan_paid", "Plan paid"),
    ("asked", "Asked of the patient"),
    ("disputed", "Disputed"),
    ("saved", "Saved so far"),
)
_DATES = (
    ("denial_notice", "Date on the denial"),
    ("denial_received", "Day the denial came"),
    ("notice_appeal_by", "Appeal by, as printed"),
    ("correction_submitted", "Corrected claim sent"),
    ("appeal_filed", "Appeal sent"),
    ("appeal_received", "Appeal received by the plan"),
    ("appeal_decided", "Appeal decided"),
    ("final_denial_received", "Day the final denial came"),
    ("first_bill", "First bill after discharge"),
    ("collector_notice_received", "Collector's notice came"),
    ("records_requested", "Records asked for"),
)


def editor_of(context: Context) -> CaseEditor:
    """Return the service that keeps edited cases."""
    desk = context.desk
    return CaseEditor(desk.casebook, desk.undo, desk.planner, desk.deadlines)


class CaseDialog(Dialog):
    """Everything at the head of a case, in one form that scrolls."""

    def __init__(
        self, view: CaseView, dates: Dates, parties: Sequence[Party], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__("Edit the case", "Letters and deadlines follow what stands here.", width=600, parent=parent)
        self._view, self._dates, self._today = view, dates, today
        self._form = FormColumn(max_width=600)
        self._add_names(view, [party.name for party in parties])
        self._add_money(view)
        self._add_dates(dates)
        self.notes = TextArea(view.case.notes, lines=3)
        fit(self.notes, height=88)
        self._form.add("Notes", self.notes)
        scroll = Scroll("surface", margins=(0, 0, 12, 0))
        scroll.body.addWidget(self._form)
        fit(scroll, min_height=460)
        self.body.addWidget(scroll)
        self.add_button("Cancel")
        save = self.add_button("Save", "primary", 1)
        save.clicked.disconnect()
        save.clicked.connect(self._save)

    def _date(self, value: date | None) -> DateEdit:
        return DateEdit(lambda text: read_date(text, self._today), value=value, placeholder="Not known")

    def _add_names(self, view: CaseView, names: list[str]) -> None:
        case, plan = view.case, view.coverage
        self.title = LineEdit(case.title)
        self.problem = LineEdit(case.problem)
        self.provider = ComboBox(names, editable=True)
        self.provider.setEditText(view.provider.name if view.provider else "")
        self.insurer = ComboBox(names, editable=True)
        self.insurer.setEditText(view.insurer.name if view.insurer else "")
        self.plan_kind = ComboBox([(words, kind) for kind, words in PLAN_KIND_TITLES.items()])
        self.plan_kind.choose(plan.plan_kind if plan else PlanKind.UNKNOWN)
        self.member_id = LineEdit(plan.member_id if plan else "")
        self.claim = LineEdit(case.claim_number)
        self.account = LineEdit(case.account_number)
        self.service = self._date(case.service_start)
        self.service_end = self._date(case.service_end)
        self._title = self._form.add("Title", self.title)
        self._form.add("Problem", self.problem)
        self._form.add_row(Field("Provider", self.provider), Field("Insurer", self.insurer))
        self._form.add_row(Field("Kind of plan", self.plan_kind), Field("Member ID", self.member_id))
        self._form.add_row(Field("Claim number", self.claim), Field("Account number", self.account))
        self._form.add_row(Field("Service from", self.service), Field("Service to", self.service_end))

    def _add_money(self, view: CaseView) -> None:
        self._form.add_widget(Label("Money", 15, 600))
        self.money = {name: MoneyEdit(getattr(view.case, name), placeholder="Not known") for name, _ in _MONEY}
        fields = [Field(words, self.money[name]) for name, words in _MONEY]
        self._form.add_row(*fields[:3])
        self._form.add_row(*fields[3:])

    def _add_dates(self, dates: Dates) -> None:
        self._form.add_widget(Label("Dates that clocks are counted from", 15, 600))
        self.dates = {name: self._date(getattr(dates, name)) for name, _ in _DATES}
        fields = [Field(words, self.dates[name]) for name, words in _DATES]
        for start in range(0, len(fields), 2):
            self._form.add_row(*fields[start : start + 2])

    def _save(self) -> None:
        """End the dialog once every field stands."""
        for amount in self.money.values():
            amount.commit()
        for day in (*self.dates.values(), self.service, self.service_end):
            day.commit()
        self._title.set_error("" if self.title.text().strip() else "Please give the case a title.")
        wrong = self._form.first_error()
        if wrong is not None:
            wrong.input.setFocus()
        else:
            self.done(1)

    def edit(self) -> CaseEdit:
        """Return the case as it stands in the fields."""
        amounts = {name: _cents(control) for name, control in self.money.items()}
        case = replace(
            self._view.case,
            title=self.title.text().strip(),
            problem=self.problem.text().strip(),
            claim_number=self.claim.text().strip(),
            account_number=self.account.text().strip(),
            service_start=self.service.value(),
            service_end=self.service_end.value(),
            notes=self.notes.text(),
            billed=amounts["billed"],
            allowed=amounts["allowed"],
            plan_paid=amounts["plan_paid"],
            asked=amounts["asked"],
            disputed=amounts["disputed"],
            saved=amounts["saved"],
        )
        return CaseEdit(
            case=case,
            provider=self.provider.currentText(),
            insurer=self.insurer.currentText(),
            plan_kind=PlanKind(self.plan_kind.data()),
            member_id=self.member_id.text(),
            dates=replace(self._dates, **{name: control.value() for name, control in self.dates.items()}),
        )


def _cents(control: MoneyEdit) -> Cents | None:
    value = control.value()
    return None if value is None else Cents(value)


def edit_case(context: Context, case_id: str, parent: QWidget) -> None:
    """Ask for changes of a case's head and keep them; a changed date offers the deadlines that follow it."""
    editor = editor_of(context)
    view = context.desk.cases.view(case_id)
    before = editor.facts(case_id)
    dialog = CaseDialog(view, before.dates, context.desk.log.parties(), context.desk.clock.today(), parent)
    if not context.prompts.run(dialog):
        return
    edit = dialog.edit()
    kept = context.act(partial(editor.save, edit))
    if kept is not None and editor.facts(case_id) != before:
        offer_deadlines(context, case_id, before=before)


def offer_deadlines(context: Context, case_id: str, *, told: bool = False, before: Facts | None = None) -> None:
    """Ask whether deadlines that the facts now give shall be taken over; ``told`` says so when there are none.

    ``before`` are the facts before they were edited.
    """
    offers = editor_of(context).offers(case_id, before)
    if not offers:
        if told:
            context.prompts.tell("Every deadline stands as the case's dates give it.", "Nothing to change")
        return
    today = context.desk.clock.today()
    lines = "\n".join(offer_words(offer, today) for offer in offers)
    if context.prompts.ask("The calendar follows the facts", lines, "Take it over", "Keep it as it is"):
        context.act(partial(context.desk.deadlines.accept, offers), "Deadlines counted anew")
