# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Denial types that the person ticked: exactly these decide, whatever codes and words say."""

from __future__ import annotations

from datetime import date

from app.domain.facts import Facts
from app.domain.plan import Plan
from app.knowledge.guide import guide
from app.rules.routing import route

TODAY = date(2026, 11, 21)
NECESSITY = Facts(codes=("CO-50", "N130"), have=("denial_notice", "eob", "itemized_bill"))


def _plan(facts: Facts, chosen: tuple[str, ...] | None) -> Plan:
    return route(facts, (), TODAY, guide(), chosen)


def _recommended(plan: Plan) -> set[str]:
    return {choice.id for choice in plan.routes if choice.recommended}


def test_none_lets_the_codes_decide() -> None:
    plan = _plan(NECESSITY, None)
    assert "internal_appeal" in _recommended(plan)
    assert plan == route(NECESSITY, (), TODAY, guide())


def test_another_type_turns_the_plan() -> None:
    plan = _plan(NECESSITY, ("modifier",))
    assert [t.id for t in plan.denial_types] == ["modifier"]
    assert "corrected_claim" in _recommended(plan)
    assert "internal_appeal" not in _recommended(plan)


def test_a_type_nobody_named_fits_because_it_was_ticked() -> None:
    plan = _plan(Facts(), ("duplicate",))
    assert [(t.id, t.fit, t.why) for t in plan.denial_types] == [("duplicate", "Fits", "You ticked it.")]
    assert "corrected_claim" in _recommended(plan)


def test_two_types_are_both_followed() -> None:
    plan = _plan(NECESSITY, ("medical_necessity", "diagnosis_mismatch"))
    assert {"internal_appeal", "corrected_claim"} & _recommended(plan)
    assert {t.id for t in plan.denial_types} == {"medical_necessity", "diagnosis_mismatch"}


def test_nothing_ticked_means_no_type() -> None:
    plan = _plan(NECESSITY, ())
    assert plan.denial_types == ()
    assert "internal_appeal" not in _recommended(plan)


def test_a_ticked_signal_still_counts() -> None:
    facts = Facts(signals=("not_medically_necessary",), codes=("CO-50",))
    assert "internal_appeal" in _recommended(_plan(facts, ("bundling",)))
