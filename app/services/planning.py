# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Planning: facts in, plan out, with everything the program knows; the same for window and command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from app.clock import Clock
from app.domain.case import Case
from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline, Plan
from app.errors import UserFixable
from app.intake.facts_file import facts_from_mapping, facts_to_mapping
from app.knowledge.deadlines import DeadlineRule, deadline_rules
from app.knowledge.guide import Guide, guide
from app.knowledge.letters import LetterKind, letter_kinds
from app.rules import letter_values
from app.rules.deadline_facts import deadlines_from_facts
from app.rules.deadlines import compute
from app.rules.decoding import Decoded, decode
from app.rules.routing import route

_KEEPS_THE_DATE = "protective_appeal"


class UnknownName(UserFixable):
    """A kind of letter or a rule that does not exist."""

    def __init__(self, what: str, name: str, where: str, known: Iterable[str]) -> None:
        near = get_close_matches(name, list(known), n=3)
        guess = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"There is no {what} called “{name}”.{guess} {where}")


class Planner:
    """What the program knows, put to work on facts. Holds no casebook; ``own`` gives the letters that one brings."""

    def __init__(self, clock: Clock, own: Callable[[], Mapping[str, LetterKind]] = dict) -> None:
        self._clock = clock
        self._own = own

    def facts_of(self, case: Case) -> Facts:
        """Return the facts a case was made from, as they stand now."""
        return facts_from_mapping(json.loads(case.facts))

    def with_facts(self, case: Case, facts: Facts) -> Case:
        """Return the case with new facts; the fields that its lists show follow them."""
        people, amounts = facts.people, facts.amounts
        return replace(
            case,
            facts=json.dumps(facts_to_mapping(facts), ensure_ascii=False),
            claim_number=people.claim_number or case.claim_number,
            account_number=people.account_number or case.account_number,
            service_start=facts.dates.service or case.service_start,
            billed=amounts.billed if amounts.billed is not None else case.billed,
            disputed=amounts.in_dispute if amounts.in_dispute is not None else case.disputed,
        )

    def deadlines(self, facts: Facts) -> tuple[ComputedDeadline, ...]:
        """Return every deadline that follows from the facts."""
        return tuple(
            replace(computed, letter_kind=self._letter_that_meets(computed.rule))
            for computed in deadlines_from_facts(facts, self._clock.today())
        )

    def rules(self) -> Mapping[str, DeadlineRule]:
        """Return the deadline rules by id."""
        return deadline_rules()

    def deadline(self, rule_id: str, events: Mapping[str, object]) -> ComputedDeadline:
        """Count one rule from its events."""
        rule = deadline_rules().get(rule_id)
        if rule is None:
            raise UnknownName("deadline rule", rule_id, "`casewell deadline --list` names them all.", deadline_rules())
        return compute(rule, events, self._clock.today())

    @property
    def guide(self) -> Guide:
        """Return everything that the decision is made from."""
        return guide()

    def plan(self, facts: Facts, types: tuple[str, ...] | None = None) -> Plan:
        """Return the plan; ``types`` are denial types that the person ticked, None to let the codes decide."""
        plan = route(facts, self.deadlines(facts), self._clock.today(), guide(), chosen=types)
        return replace(plan, deadlines=tuple(_met_by_plan(d, plan.letters) for d in plan.deadlines))

    def decode(self, texts: Sequence[str]) -> Decoded:
        """Explain denial codes, remark codes, modifiers, places of service, or words."""
        return decode(texts, guide().codebook)

    def letter_kinds(self) -> tuple[LetterKind, ...]:
        """Return the kinds of letter that can be written."""
        return tuple(letter_kinds().values())

    def letter_kind(self, kind_id: str) -> LetterKind:
        """Return one kind of letter."""
        kind = letter_kinds().get(kind_id) or self._own().get(kind_id)
        if kind is None:
            raise UnknownName("kind of letter", kind_id, "`casewell letter --list` names them all.", letter_kinds())
        return kind

    def their_clocks(self, kind_id: str, facts: Facts, received: date) -> tuple[ComputedDeadline, ...]:
        """Return the clocks that start for the other side when this letter reaches them, the main one first.

        One without a date stands for a duty without a number of days.
        """
        rule_id = letter_values.clock_of(self.letter_kind(kind_id), facts)
        rule = deadline_rules().get(rule_id) if rule_id else None
        if rule is None:
            return ()
        counted = [self.from_start(name, received) for name in (rule.id, *rule.with_it)]
        return tuple(one for one in counted if one is not None)

    def from_start(self, rule_id: str, start: date) -> ComputedDeadline | None:
        """Count a rule from the day of its first event; None when there is no such rule."""
        rule = deadline_rules().get(rule_id)
        if rule is None:
            return None
        # A letter has a day, not an hour: a clock of hours is counted in whole days and says so.
        whole = replace(rule, whole_days=True)
        return compute(whole, {rule.starts[0]: start} if rule.starts else {}, self._clock.today())

    def _letter_that_meets(self, rule_id: str) -> str:
        """Return the kind of letter that meets a rule whatever the reason; empty when there is none yet."""
        kinds = _kinds_that_meet(rule_id)
        return _KEEPS_THE_DATE if _KEEPS_THE_DATE in kinds else next(iter(kinds), "")


def _kinds_that_meet(rule_id: str) -> tuple[str, ...]:
    return tuple(kind.kind for kind in letter_kinds().values() if rule_id in kind.head.meets)


def _met_by_plan(deadline: ComputedDeadline, letters: tuple[str, ...]) -> ComputedDeadline:
    """Let a deadline name the letter that the plan itself sends to meet it."""
    kinds = _kinds_that_meet(deadline.rule)
    return replace(deadline, letter_kind=next((k for k in letters if k in kinds), deadline.letter_kind))
