# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Facts and plans for the tests of the decision: made short, so that the table reads as a table."""

from __future__ import annotations

from datetime import date

from app.domain.coverage import PlanKind
from app.domain.facts import Amounts, Answers, Dates, Facts, People
from app.domain.money import Cents
from app.domain.plan import Plan
from app.knowledge.guide import guide
from app.rules.deadline_facts import deadlines_from_facts
from app.rules.routing import route

TODAY = date(2026, 11, 21)
RECEIVED = Dates(denial_notice=date(2026, 10, 1), denial_received=date(2026, 10, 3))
"""A denial received 49 days ago: under the 180-day rule the appeal is due on 1 April 2027."""


def facts(
    *codes: str,
    plan: PlanKind = PlanKind.EMPLOYER_INSURED,
    signals: tuple[str, ...] = (),
    dates: Dates = RECEIVED,
    answers: Answers | None = None,
    reason: str = "",
    have: tuple[str, ...] = (),
    urgent: bool = False,
    timing: str = "",
    amounts: Amounts | None = None,
    people: People | None = None,
) -> Facts:
    return Facts(
        plan_kind=plan,
        codes=codes,
        signals=signals,
        dates=dates,
        answers=answers or Answers(),
        reason=reason,
        have=have,
        urgent=urgent,
        service_timing=timing,
        amounts=amounts or Amounts(),
        people=people or People(),
    )


def plan_for(given: Facts) -> Plan:
    return route(given, deadlines_from_facts(given, TODAY), TODAY, guide())


def taken(plan: Plan) -> set[str]:
    return {choice.id for choice in plan.routes if choice.recommended}


def why(plan: Plan, route_id: str) -> str:
    return next(choice.why for choice in plan.routes if choice.id == route_id)


def warned(plan: Plan) -> set[str]:
    return {warning.id for warning in plan.warnings}


def cents(dollars: int) -> Cents:
    return Cents(dollars * 100)
