# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a sent appeal leaves in the facts of its case: the day it went out and came in, so that later clocks count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.case import Case
from app.domain.facts import Facts
from app.domain.letter import Letter
from app.ports import Transaction
from app.rules.routing_situation import APPEAL_RULES
from app.services.planning import Planner

_WITHOUT_A_RULE = frozenset({"chip_review_request", "va_appeal"})
"""First appeals whose time no rule of ours counts."""


def note_sent(tx: Transaction, planner: Planner, letter: Letter, on: date, received: date | None) -> tuple[Case, ...]:
    """Note the first appeal of a case as filed; return the case as it was, where anything was noted."""
    case = tx.get(Case, letter.case_id)
    facts = planner.facts_of(case)
    if not _is_appeal(planner, letter) or _known_already(facts) or _before_the_denial(facts, on):
        return ()
    dates = replace(facts.dates, appeal_filed=on, appeal_received=received)
    tx.save(planner.with_facts(case, replace(facts, dates=dates)))
    return (case,)


def note_received(tx: Transaction, planner: Planner, letter: Letter, sent_on: date, on: date) -> tuple[Case, ...]:
    """Note the day on which the appeal came in, where it is the one that the facts name."""
    case = tx.get(Case, letter.case_id)
    facts = planner.facts_of(case)
    dates = facts.dates
    open_still = dates.appeal_received is None and dates.appeal_decided is None
    if not _is_appeal(planner, letter) or dates.appeal_filed != sent_on or not open_still:
        return ()
    tx.save(planner.with_facts(case, replace(facts, dates=replace(dates, appeal_received=on))))
    return (case,)


def _is_appeal(planner: Planner, letter: Letter) -> bool:
    meets = planner.letter_kind(letter.kind).head.meets
    return bool(APPEAL_RULES & set(meets)) or letter.kind in _WITHOUT_A_RULE


def _known_already(facts: Facts) -> bool:
    """Return whether an appeal is in the facts, or is decided: a later level has its own dates on the calendar."""
    dates = facts.dates
    days = (dates.appeal_filed, dates.appeal_received, dates.appeal_decided)
    final = (dates.final_denial_notice, dates.final_denial_received)
    return any((*days, *final)) or "internal_appeal_lost" in facts.signals


def _before_the_denial(facts: Facts, on: date) -> bool:
    """Return whether the notice is dated after the sending: one of the two is mistyped, and facts must not clash."""
    notices = (facts.dates.denial_notice, facts.dates.denial_received)
    return any(day is not None and day > on for day in notices)
