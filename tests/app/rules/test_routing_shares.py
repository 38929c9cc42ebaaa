# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Shares and discounts beside a denial, and the types of the bill: what they say, and what they leave to others."""

from __future__ import annotations

import pytest

from app.domain.facts import Answers, Dates, Facts
from app.domain.plan import Plan
from app.knowledge.guide import guide
from app.rules.routing import route
from app.rules.routing_types import FITS, NOT_HERE, POSSIBLE, decode_facts, propose_denial_types
from tests.app.rules.routing_facts import TODAY, facts, plan_for, taken, warned, why

NO_DATES = Dates()
PAPERS = ("eob", "itemized_bill")


def fits(*codes: str, reason: str = "") -> dict[str, str]:
    decoded = decode_facts(Facts(codes=codes, reason=reason), guide().codebook)
    return {p.id: p.fit for p in propose_denial_types(decoded, guide().denial_types, guide().signals)}


def chosen(given: Facts, *types: str) -> Plan:
    return route(given, (), TODAY, guide(), types)


def test_a_discount_and_a_share_stand_back_beside_a_denial() -> None:
    alone, beside = fits("CO-45", "PR-1"), fits("CO-45", "PR-1", "CO-50")
    assert (alone["contractual_writeoff"], alone["cost_share"]) == (FITS, FITS)
    assert (beside["contractual_writeoff"], beside["cost_share"]) == (POSSIBLE, POSSIBLE)
    decoded = decode_facts(Facts(codes=("CO-45", "CO-50", "N130")), guide().codebook)
    order = [p.id for p in propose_denial_types(decoded, guide().denial_types, guide().signals)]
    assert order.index("medical_necessity") < order.index("diagnosis_mismatch") < order.index("contractual_writeoff")


def test_the_group_says_whether_the_number_is_a_discount() -> None:
    assert fits("CO-45")["surprise_bill"] == NOT_HERE
    assert (fits("PR-45")["contractual_writeoff"], fits("PR-45")["surprise_bill"]) == (NOT_HERE, POSSIBLE)
    plan = plan_for(facts("PR-45", dates=NO_DATES, have=PAPERS))
    assert "nothing_wrong_seen" not in warned(plan)


@pytest.mark.parametrize(
    ("type_id", "signal_said", "wanted"),
    [
        ("payment_not_posted", "payment is missing", "provider_billing"),
        ("service_not_received", "did not receive", "provider_billing"),
        ("statement_duplicate", "twice", "provider_billing"),
        ("balance_billing", "only the share", "provider_billing"),
        ("facility_fee", "facility fee", "provider_billing"),
        ("estimate_exceeded", "above the estimate", "estimate_dispute"),
        ("collections", "collector has the account", "debt_validation"),
        ("unaffordable", "more than you can pay", "financial_assistance"),
        ("surprise_bill", "in-network share", "surprise_billing"),
        ("secondary_pending", "Another plan has yet to answer", "provider_billing"),
        ("paid_to_patient", "the money went to you", "provider_billing"),
    ],
)
def test_a_type_of_the_bill_that_was_ticked_takes_its_route(type_id: str, signal_said: str, wanted: str) -> None:
    plan = chosen(Facts(have=PAPERS), type_id)
    assert wanted in taken(plan)
    assert signal_said in why(plan, wanted)
    assert not taken(plan) & {"internal_appeal", "corrected_claim", "protective_appeal"}


@pytest.mark.parametrize("type_id", ["cost_share", "contractual_writeoff"])
def test_a_share_that_was_ticked_is_still_nothing_wrong(type_id: str) -> None:
    plan = chosen(Facts(have=PAPERS), type_id)
    assert not taken(plan)
    assert {"nothing_wrong_seen", "what_would_change_it"} <= warned(plan)
    assert "nothing_wrong_seen" not in warned(chosen(Facts(codes=("CO-50",)), type_id))


def test_waiting_for_the_second_plan_is_no_dispute() -> None:
    plan = plan_for(facts("MA18", dates=NO_DATES, have=("eob",)))
    assert "second_plan_first" in warned(plan)
    assert not warned(plan) & {"do_not_pay_before_corrected_eob", "case_open_until_corrected_eob"}
    assert not plan.letters
    assert "secondary_claim" in plan.scripts


def test_a_hospital_that_collects_for_itself_is_not_asked_to_validate() -> None:
    answers = Answers(in_collections=True, provider_third_party_collector=False)
    plan = plan_for(facts(answers=answers, dates=NO_DATES, have=PAPERS))
    assert "debt_validation" not in taken(plan)
    assert "does not bind it" in why(plan, "debt_validation")
    assert "one_clock_is_short" not in warned(plan)


@pytest.mark.parametrize(
    ("codes", "letter"),
    [
        ("PR-119", "internal_appeal_benefit_maximum"),
        ("CO-40", "internal_appeal_emergency"),
        ("PR-242", "internal_appeal_out_of_network"),
    ],
)
def test_a_coverage_denial_has_its_own_appeal_letter(codes: str, letter: str) -> None:
    assert letter in plan_for(facts(codes)).letters


def test_no_text_cites_what_the_law_does_not_say() -> None:
    """The vacated credit-report rule is never cited, and the collector law never held against a hospital."""
    for denial in guide().denial_types.values():
        cited = " ".join(f"{s.title} {s.citation}" for s in denial.sources)
        said = " ".join((denial.meaning, denial.route, *denial.avoid, *denial.escalation, cited))
        assert "CFPB" not in said, denial.id
        if "1692g" in cited:
            assert "third-party collectors" in said, denial.id
        if "501(r)" in cited:
            assert "onprofit" in cited, denial.id
