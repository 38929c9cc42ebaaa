# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the other side has missed: how late, what follows by law with its exception, and the words for a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.domain.coverage import PlanKind
from app.domain.dates import said_date
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline
from app.knowledge.deadlines import deadline_rules
from app.knowledge.letters import Right, rights
from app.rules.letter_values import citation

SENT_TRIGGER = "the day it was sent, for the day it arrived is not known"
"""The trigger of a clock of theirs while the day of receipt is not known."""

_EXHAUSTION = "deemed_exhaustion"
_EXHAUSTION_ERISA = "deemed_exhaustion_erisa"
_EXHAUSTION_MEDICAID = "deemed_exhaustion_mcd"
_YOURS = ((r"\byour\b", "the patient’s"), (r"\byou\b", "the patient"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A clock of theirs that ran out.

    ``words`` tell the person how late and what follows, ``exception`` when it does not follow, ``sentence`` is for a
    letter. ``sure`` is False where the day of receipt is not known, so that the time may still run a few days.
    """

    deadline: Deadline
    days: int
    words: str
    exception: str
    sentence: str
    sure: bool


def is_missed(deadline: Deadline, today: date) -> bool:
    """Return whether they have let this clock run out, and it is still open."""
    return deadline.owner is Owner.THEM and deadline.status is DeadlineStatus.OPEN and deadline.due < today


def missed(deadline: Deadline, facts: Facts, party: str, today: date) -> Missed:
    """Say what a missed clock means for a plan of this kind; ``party`` is who owes it."""
    rule = deadline_rules().get(deadline.rule_id)
    words, exception, in_letter = _follows(rule is not None and rule.exhausts, facts)
    late = rule.if_late if rule is not None else ""
    days = (today - deadline.due).days
    since = "1 day" if days == 1 else f"{days} days"
    sure = deadline.trigger != SENT_TRIGGER
    doubt = (
        "The day they received it is not known, so their time may end a few days later: ask for that day first."
        if not sure
        else ""
    )
    told = (f"They are {since} late.", doubt, late, words)
    return Missed(
        deadline=deadline,
        days=days,
        words=" ".join(part for part in told if part),
        exception=exception,
        sentence=" ".join(part for part in (_said(deadline, party), in_letter) if part),
        sure=sure,
    )


def missed_by_plan(computed: ComputedDeadline, facts: Facts) -> str:
    """Say what follows from a clock of theirs that ran out, with its exception, without a casebook."""
    rule = deadline_rules()[computed.rule]
    words, exception, _letter = _follows(rule.exhausts, facts)
    doubt = "First ask for the day they received it: their time ran from then." if computed.stand_in else ""
    return " ".join(part for part in (doubt, rule.if_late, words, exception) if part)


def _follows(exhausts: bool, facts: Facts) -> tuple[str, str, str]:
    """Return what the law lets follow, its exception, both for the person, and the sentence of a letter."""
    if not exhausts:
        return "", "", ""
    if facts.plan_kind in {PlanKind.MEDICAID_MANAGED_CARE, PlanKind.CHIP}:
        law = _cited(_EXHAUSTION_MEDICAID, facts)
        if not law:
            return "", "", ""
        words = f"The plan’s own appeal now counts as finished: you may ask for the state’s fair hearing ({law})."
        return words, "", f"The plan appeal therefore counts as finished, and a fair hearing may be asked for ({law})."
    law = _cited(_EXHAUSTION, facts)
    if law:
        words = (
            "The law may now take the plan’s own process as finished: you may go on to external review or to court "
            f"({law})."
        )
        exception = (
            "It does not, where the slip was small, did you no harm, had a good reason or was beyond the plan’s "
            "control, came while both sides were dealing in good faith, and is not a habit. Ask the plan to explain "
            "itself: it has 10 days. No rule moves your own appeal date, so keep it."
        )
        letter = (
            f"Where a plan does not strictly keep these rules, its own process counts as finished ({law}), and the "
            "right to go on to external review or to court is kept. If you hold that the lapse falls under the "
            "exception for small violations, please explain that in writing within 10 days."
        )
        return words, exception, letter
    law = _cited(_EXHAUSTION_ERISA, facts)
    if law:
        words = f"An employer plan that does not keep the claims rules may be sued without waiting longer ({law})."
        kept = (
            f"Where a plan does not keep these rules, its own process counts as finished ({law}); that right is kept."
        )
        return words, "Talk to a lawyer first, and keep your own appeal date.", kept
    return "", "", ""


def _cited(name: str, facts: Facts) -> str:
    right: Right | None = rights().get(name)
    return citation(right, facts) if right is not None else ""


def _said(deadline: Deadline, party: str) -> str:
    """Write what was owed, by when, by which law, and that it did not come."""
    who = party or "The other side"
    if deadline.source is DeadlineSource.PROMISE:
        asked = f" (noted on {said_date(deadline.trigger_date)})" if deadline.trigger_date else ""
        return f"By {said_date(deadline.due)} {who} was to act: {deadline.title}{asked}. Nothing has come."
    rule = deadline_rules().get(deadline.rule_id)
    if rule is None:
        return f"{who} was to act by {said_date(deadline.due)}: {deadline.title}. Nothing has come."
    task = _for_letters(rule.action)
    began = f"sent on {said_date(deadline.trigger_date)}" if deadline.trigger_date else "made in writing"
    if deadline.law_due is None:
        return f"{who} was asked to {task}; the request was {began} ({rule.citation}). Nothing has come."
    counted = f", counted from {said_date(deadline.trigger_date)}" if deadline.trigger_date else ""
    sent = ", the day it was sent" if counted and deadline.trigger == SENT_TRIGGER else ""
    return f"{who} had until {said_date(deadline.due)} to {task} ({rule.citation}){counted}{sent}. Nothing has come."


def _for_letters(action: str) -> str:
    """Turn a rule's action, written to the person, into the middle of a sentence that anyone may read."""
    first = action.partition(". ")[0].rstrip(".")
    for yours, theirs in _YOURS:
        first = re.sub(yours, theirs, first)
    return f"{first[:1].lower()}{first[1:]}"
