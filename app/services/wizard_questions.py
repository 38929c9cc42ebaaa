# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard's questions for the window: signals in their groups, those of the ticked types, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.coverage import PlanKind
from app.domain.facts import Facts
from app.domain.plan import Reasoned
from app.knowledge.denials import denial_types
from app.knowledge.guide import guide
from app.knowledge.letters import letter_kinds
from app.knowledge.signals import (
    PlanHelp,
    Question,
    Signal,
    SignalGroup,
    appealability_questions,
    plan_kind_help,
    questions,
    signal_groups,
    signals,
)
from app.rules.routing_types import FITS, decode_facts, propose_denial_types
from app.services.wizard_facts import chosen, put, typed, value_of
from app.services.wizard_state import WizardState

__all__ = [
    "NO",
    "UNKNOWN",
    "YES",
    "PlanHelp",
    "Question",
    "QuestionGroup",
    "Reasoned",
    "Signal",
    "SignalGroup",
]

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """Questions under one heading: a denial type's, or the four that decide between correction and appeal."""

    id: str
    title: str
    questions: tuple[Question, ...]


def grouped_signals() -> list[tuple[SignalGroup, tuple[Signal, ...]]]:
    """Return the signals in their groups, in the wizard's order."""
    every = signals().values()
    return [(group, tuple(s for s in every if s.group == group.id)) for group in signal_groups().values()]


def plan_clues() -> tuple[PlanHelp, ...]:
    """Return the clues that tell a self-funded plan from an insured one, the surest last."""
    return tuple(plan_kind_help().values())


def proposals(facts: Facts) -> tuple[Reasoned, ...]:
    """Return every denial type with its fit and why, the fitting ones first."""
    known = guide()
    return propose_denial_types(
        decode_facts(facts, known.codebook), known.denial_types, known.signals, frozenset(facts.signals)
    )


def ticked_types(state: WizardState) -> tuple[str, ...]:
    """Return the denial types that count: the ticked ones, else those that fit."""
    if state.types is not None:
        return state.types
    return tuple(p.id for p in proposals(state.facts) if p.fit == FITS)


def tick_type(state: WizardState, type_id: str, on: bool) -> WizardState:
    """Tick or untick a denial type; from then on exactly the ticked ones decide."""
    present = tuple(t for t in ticked_types(state) if t != type_id)
    return replace(state, types=(*present, type_id) if on else present)


def question_groups(types: Sequence[str]) -> list[QuestionGroup]:
    """Return the four appealability questions, then those of the given denial types.

    What two questions would fill is asked once: by the four, which every dispute has, before a type's own.
    """
    four = tuple(appealability_questions().values())
    groups = [QuestionGroup(id="appealability", title="Correct it, or appeal it?", questions=four)]
    asked = {question.fills for question in four}
    every, known = questions(), denial_types()
    for type_id in types:
        own = [every[q] for q in known[type_id].questions if every[q].fills not in asked]
        fresh = tuple({question.fills: question for question in reversed(own)}.values())[::-1]
        asked |= {question.fills for question in fresh}
        if fresh:
            groups.append(QuestionGroup(id=type_id, title=known[type_id].title, questions=fresh))
    return groups


def answer_of(state: WizardState, question: Question) -> str:
    """Return "yes", "no" or "unknown" of a yes-or-no question, "" when it was not answered."""
    given = dict(state.answers).get(question.fills, "")
    table, _, name = question.fills.partition(".")
    if table in {"signals", "have"}:
        held = name in value_of(state.facts, table)
        return YES if held else given if given != YES else ""
    value = value_of(state.facts, question.fills)
    if value is None:
        return given if given == UNKNOWN else ""
    if question.fills == "urgent":
        return YES if value else given if given != YES else ""
    return YES if value else NO


def answer(state: WizardState, question: Question, said: str, today: date) -> WizardState:
    """Take the answer: yes, no or unknown, a choice's value, or typed text."""
    if question.kind == "choice":
        return chosen(state, question.fills, said, today)
    if question.kind != "yes_no":
        return typed(state, question.fills, said, today)
    answers = (*(pair for pair in state.answers if pair[0] != question.fills), (question.fills, said))
    table, _, name = question.fills.partition(".")
    facts = state.facts
    if table in {"signals", "have"}:
        others = tuple(word for word in value_of(facts, table) if word != name)
        facts = put(facts, table, (*others, name) if said == YES else others)
    elif question.fills == "urgent":
        facts = put(facts, "urgent", said == YES)
    else:
        facts = put(facts, question.fills, {YES: True, NO: False}.get(said))
    return replace(state, facts=facts, answers=answers)


def tick_signal(state: WizardState, signal_id: str, on: bool) -> WizardState:
    """Tick or untick something that may be wrong; a question about the same then has its answer."""
    fills = f"signals.{signal_id}"
    others = tuple(word for word in state.facts.signals if word != signal_id)
    facts = replace(state.facts, signals=(*others, signal_id) if on else others)
    answers = tuple(pair for pair in state.answers if pair[0] != fills)
    return replace(state, facts=facts, answers=(*answers, (fills, YES)) if on else answers)


def still_to_answer(state: WizardState, most: int = 4) -> list[str]:
    """Return what the plan still wants to know, in short questions, the most telling first."""
    facts, open_questions = state.facts, []
    if not facts.people.patient.strip() and state.person_id is None:
        open_questions.append("Who is it about?")
    if facts.plan_kind is PlanKind.UNKNOWN:
        open_questions.append("What kind of plan is it?")
    if not (facts.codes or facts.reason or facts.signals):
        open_questions.append("What is wrong, or what does the notice say?")
    if (facts.codes or facts.reason) and facts.dates.denial_received is None:
        open_questions.append("When did the notice reach you?")
    for group in question_groups(ticked_types(state)) if facts.codes or facts.reason or facts.signals else []:
        for question in group.questions:
            if question.kind == "yes_no" and not answer_of(state, question):
                open_questions.append(question.text)
    return open_questions[:most]


def letter_title(kind_id: str) -> str:
    """Return the title of a kind of letter; its id in words when there is none of that name."""
    kind = letter_kinds().get(kind_id)
    return kind.title if kind is not None else kind_id.replace("_", " ").capitalize()
