# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The protective appeal once its day is past: sent now, and the action names the letter that it opens."""

from __future__ import annotations

from datetime import date

from app.clock import fixed_clock
from app.domain.plan import Plan
from app.intake.facts_file import facts_from_mapping
from app.services.planning import Planner

TODAY = date(2026, 11, 21)


def _plan(received: str) -> Plan:
    facts = facts_from_mapping(
        {
            "plan_kind": "employer_insured",
            "codes": ["CO-4"],
            "signals": ["modifier_problem"],
            "dates": {"denial_notice": received, "denial_received": received},
        }
    )
    return Planner(fixed_clock(TODAY)).plan(facts)


def _said(plan: Plan) -> str:
    protective = next(route for route in plan.routes if route.id == "protective_appeal")
    assert protective.recommended
    return " ".join([protective.why, *(w.why for w in plan.warnings if w.id == "protective_appeal_date")])


def test_a_day_that_is_past_is_not_waited_for() -> None:
    said = _said(_plan("2026-06-05"))  # the appeal is due on 2 December, the protective one was on 2 November
    assert "Send it now" in said and "Send the protective appeal now" in said
    assert "is not there by" not in said


def test_a_day_still_ahead_is_named() -> None:
    said = _said(_plan("2026-10-30"))
    assert said.count("If the corrected EOB is not there by") == 2


def test_an_action_names_the_letter_it_opens() -> None:
    for received in ("2026-06-05", "2026-10-30"):
        for action in _plan(received).actions:
            if action.letter_kind == "protective_appeal":
                assert "protective appeal" in action.action
            if "internal appeal" in action.action:
                assert action.letter_kind != "protective_appeal"
