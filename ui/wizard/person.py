# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Step 2, Who and which plan: the person, their plan, and what kind of plan it is."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.services.wizard_questions import plan_clues
from ui.theme import space
from ui.widgets.button import Button
from ui.widgets.card import Card, SectionHeader, column
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox
from ui.widgets.label import Label
from ui.wizard.bound import AreaFact, Fact, TextFact
from ui.wizard.draft import Draft
from ui.wizard.step import ScrollStep

Bound = TypeVar("Bound", bound=Fact)
_NEW_PERSON, _NEW_PLAN = "Someone new", "A new plan"


class PersonStep(ScrollStep):
    """Who it is about, and who should pay."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            draft,
            "Who and which plan",
            "Letters go out in the person’s name. The kind of plan decides which law holds, and how long you have.",
        )
        self._facts: list[Fact] = []
        self.who = ComboBox()
        self.plan = ComboBox()
        self.kind = ComboBox([(title, kind.value) for kind, title in PLAN_KIND_TITLES.items()])
        self.clues = Button("How do I find out?", "link")
        self._who = Field("Who is it about?", self.who)
        self._plan = Field("Which plan?", self.plan)
        self._kind = Field("Kind of plan", self.kind, "Not sure? Leave “Not known yet”: the earliest date counts then.")
        across = QHBoxLayout()
        space(across, 0, 32)
        across.addWidget(self._person_column(), 1, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._plan_column(), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(across)
        self.body.addStretch(1)
        self._fill_people()
        self._connect()
        self.show_state()

    # -- build ---------------------------------------------------------------------------------------------------

    def _add(self, fact: Bound) -> Bound:
        self._facts.append(fact)
        return fact

    def _person_column(self) -> QWidget:
        draft = self.draft
        self.name = self._add(TextFact(draft, "people.patient", "Full name", "As it stands on the insurance card."))
        self.born = self._add(_BirthDate(draft))
        state = self._add(TextFact(draft, "state", "State", "Two letters, like OH."))
        address = self._add(AreaFact(draft, "people.patient_address", "Mailing address", lines=3))
        phone = self._add(TextFact(draft, "people.patient_phone", "Phone"))
        email = self._add(TextFact(draft, "people.patient_email", "E-mail"))
        writes = self._add(TextFact(draft, "people.representative", "Who writes for them?", "Only if it is not them."))
        relation = self._add(
            TextFact(draft, "people.representative_relationship", "Relationship", "Parent, advocate …")
        )
        parts = (
            SectionHeader("The person"),
            self._who,
            self.name,
            _pair(self.born, state),
            address,
            _pair(phone, email),
        )
        return _column(*parts, _pair(writes, relation))

    def _plan_column(self) -> QWidget:
        draft = self.draft
        insurer = self._add(TextFact(draft, "people.insurer", "Insurer or plan administrator"))
        plan_name = self._add(TextFact(draft, "people.plan_name", "Name of the plan", optional=True))
        member = self._add(TextFact(draft, "people.member_id", "Member ID"))
        group = self._add(TextFact(draft, "people.group_number", "Group number"))
        holder = self._add(TextFact(draft, "people.policyholder", "Policyholder", "Only if it is not the person."))
        employer = self._add(TextFact(draft, "people.employer", "Employer", "If the plan comes from a job."))
        address = self._add(
            AreaFact(draft, "people.insurer_address", "Address for appeals", "It stands on the notice.", lines=3)
        )
        fax = self._add(TextFact(draft, "people.insurer_fax", "Fax for appeals"))
        self._help = self._clue_card()
        self._help.hide()
        parts = (SectionHeader("The plan"), self._plan, self._kind, self.clues, self._help, insurer, plan_name)
        return _column(*parts, _pair(member, group), _pair(holder, employer), address, fax)

    def _clue_card(self) -> Card:
        card = Card("raised", margins=12, gap=8)
        lead = (
            "The employer pays for a self-funded plan, and an insurer only runs it. Federal law holds, not the state’s."
        )
        card.body.addWidget(Label(lead, 12, 400, "text-2", wrap=True))
        for clue in plan_clues():
            looks = Label(f"{clue.look} {clue.tells}", 12, 400, "text-2", wrap=True)
            trust = Label(clue.trust, 12, 400, "text-3", wrap=True)
            card.body.addLayout(column(Label(clue.title, 13, 600, wrap=True), looks, trust, gap=0))
        return card

    def _connect(self) -> None:
        self.who.activated.connect(lambda _n: self._choose_person())
        self.plan.activated.connect(lambda _n: self._choose_plan())
        self.kind.activated.connect(lambda _n: self.draft.choose("plan_kind", PlanKind(self.kind.data())))
        self.clues.clicked.connect(self._toggle_help)

    def _toggle_help(self) -> None:
        self._help.setVisible(self._help.isHidden())
        self.clues.setText("How do I find out?" if self._help.isHidden() else "Hide the help")

    # -- state ---------------------------------------------------------------------------------------------------

    def _fill_people(self) -> None:
        people = self.draft.context.desk.cases.people()
        self.who.set_items([(_NEW_PERSON, ""), *((person.name, person.id) for person in people)])
        self._who.setVisible(bool(people))
        self._people = {person.id: person for person in people}

    def _fill_plans(self) -> None:
        person_id = self.draft.state.person_id
        plans = self.draft.context.desk.cases.coverages(person_id) if person_id else []
        self._plans = {plan.id: plan for plan in plans}
        named = ((plan.plan_name or PLAN_KIND_TITLES[plan.plan_kind], plan) for plan in plans)
        self.plan.set_items(
            [(_NEW_PLAN, ""), *((f"{name}, {plan.member_id}".rstrip(", "), plan.id) for name, plan in named)]
        )
        self._plan.setVisible(bool(plans))

    def show_state(self) -> None:
        """Show what the draft holds."""
        state = self.draft.state
        self.who.choose(state.person_id or "")
        self._fill_plans()
        self.plan.choose(state.coverage_id or "")
        self.kind.choose(state.facts.plan_kind.value)
        for fact in self._facts:
            fact.show_state()

    def enter(self) -> None:
        """Begin with the person."""
        (self.who if not self._who.isHidden() else self.name.input).setFocus()

    def leave(self) -> bool:
        """Take what still stands in a field."""
        for fact in self._facts:
            fact.commit()
        return True

    def ask_name(self) -> None:
        """Say that the name is needed, and put the focus there."""
        self.name.set_error("Type the name: the case and its letters need it. Everything else is kept.")
        self.name.input.setFocus()

    def _choose_person(self) -> None:
        wizard, person = self.draft.context.desk.wizard, self._people.get(str(self.who.data()))
        state = wizard.with_person(self.draft.state, person)
        plans = self.draft.context.desk.cases.coverages(person.id) if person else []
        self.draft.set(wizard.with_coverage(state, plans[0]) if len(plans) == 1 and not state.coverage_id else state)

    def _choose_plan(self) -> None:
        plan = self._plans.get(str(self.plan.data()))
        self.draft.set(self.draft.context.desk.wizard.with_coverage(self.draft.state, plan))


class _BirthDate(TextFact):
    """The date of birth, which FACTS keep as text: it is written as typed."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, "people.date_of_birth", "Date of birth", "Like 4 Mar 1971.")


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    space(layout, 0, 12)
    layout.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
    return layout


def _column(*things: QWidget | QHBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(*things, gap=16))
    return holder
