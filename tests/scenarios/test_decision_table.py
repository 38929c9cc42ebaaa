# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The decision table through `casewell route --json`: which routes a situation takes, and which it must leave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import CommandLine

DATES = {"service": "2026-09-01", "denial_notice": "2026-10-20", "denial_received": "2026-10-24"}
BASE: dict[str, Any] = {
    "plan_kind": "employer_insured",
    "state": "OH",
    "have": ["denial_notice", "eob", "itemized_bill"],
    "dates": DATES,
}
PROGRAMS = ("medicare_original", "medicare_advantage", "medicare_part_d", "medicaid_ffs", "medicaid_managed_care")
PROGRAMS += ("chip", "fehb", "tricare")


def given(*codes: str, **more: object) -> dict[str, Any]:
    return {**BASE, "codes": list(codes), **more}


def answers(**said: object) -> dict[str, object]:
    return {"answers": said}


BILL: dict[str, Any] = {**BASE, "dates": {}, "have": ["eob", "itemized_bill"]}
SELF_PAY: dict[str, Any] = {"plan_kind": "self_pay", "have": ["itemized_bill", "estimate"]}
APPEALS = "internal_appeal expedited_appeal protective_appeal external_review program_appeal"
EVERY = """get_documents_first expedited_appeal expedited_external_review surprise_billing estimate_dispute
corrected_claim
coverage_update provider_billing program_appeal fair_hearing internal_appeal external_review protective_appeal
prior_authorization_request debt_validation credit_dispute financial_assistance regulator_complaint records_request
negotiation"""


def estimate(billed: int | float, **more: object) -> dict[str, Any]:
    amounts = {"estimate": 1000, "billed": billed, "asked_of_patient": billed}
    return {**SELF_PAY, "amounts": amounts, "reason": "The bill is above the good-faith estimate", **more}


TABLE: dict[str, tuple[dict[str, Any], str, str]] = {
    "modifier": (given("CO-4"), "corrected_claim protective_appeal", "provider_billing"),
    "diagnosis": (given("CO-11"), "corrected_claim protective_appeal", ""),
    "bundling": (given("CO-97"), "corrected_claim protective_appeal", ""),
    "duplicate": (given("CO-18", "N522"), "corrected_claim", ""),
    "place of service": (given(signals=["place_of_service_wrong"]), "corrected_claim", ""),
    "wrong member": (given(signals=["wrong_patient_or_member"]), "corrected_claim", ""),
    "refuses to reprocess": (
        given("CO-4", **answers(corrected_claim_submitted=True, insurer_refuses_to_reprocess=True)),
        "corrected_claim internal_appeal",
        "",
    ),
    "medical necessity": (given("CO-50", "N130"), "internal_appeal", "corrected_claim"),
    "necessity in words": (given(reason="not deemed medically necessary"), "internal_appeal", "corrected_claim"),
    "experimental": (given(signals=["experimental"]), "internal_appeal", "corrected_claim"),
    "exclusion": (given("PR-204"), "internal_appeal", "corrected_claim"),
    "authorization number exists": (
        given("CO-197", **answers(authorization_number_exists=True)),
        "corrected_claim",
        "internal_appeal",
    ),
    "authorization never requested": (
        given("CO-197", **answers(authorization_number_exists=False)),
        "internal_appeal prior_authorization_request",
        "corrected_claim",
    ),
    "authorization denied": (given(signals=["authorization_denied"]), "internal_appeal", "corrected_claim"),
    "payment not posted": (
        {**BASE, "dates": {}, "have": ["eob", "itemized_bill"], "signals": ["payment_not_posted"]},
        "provider_billing",
        "internal_appeal corrected_claim",
    ),
    "bill above the EOB": (
        {**BASE, "dates": {}, "have": ["eob", "itemized_bill"], "signals": ["bill_exceeds_eob"]},
        "provider_billing",
        "internal_appeal corrected_claim",
    ),
    "line twice on the statement": (
        {**BASE, "dates": {}, "have": ["eob", "itemized_bill"], "signals": ["duplicate_line_on_statement"]},
        "provider_billing",
        "internal_appeal",
    ),
    "no EOB yet": ({**BASE, "dates": {}, "have": [], "signals": ["no_eob_yet"]}, "get_documents_first", ""),
    "no itemized bill": (
        {**BASE, "have": ["eob", "denial_notice"], "codes": ["CO-4"], "signals": ["no_itemized_bill"]},
        "get_documents_first",
        "",
    ),
    "eligibility": (given(signals=["not_eligible_on_date"]), "coverage_update", ""),
    "other payer": (given("CO-22"), "coverage_update", ""),
    "timely filing": (given("CO-29", **answers(network="in")), "provider_billing", "internal_appeal"),
    "timely filing, out of network": (
        given(reason="past the filing limit", **answers(network="out")),
        "provider_billing internal_appeal",
        "corrected_claim",
    ),
    "not covered that day": (given("CO-27"), "coverage_update protective_appeal", "internal_appeal corrected_claim"),
    "an accident": (given("OA-20"), "coverage_update", "internal_appeal corrected_claim"),
    "an accident in words": (given(reason="workers' compensation may be responsible"), "coverage_update", ""),
    "the other plan did not answer": (
        given("CO-22", **answers(insurer_refuses_to_reprocess=True)),
        "coverage_update internal_appeal",
        "",
    ),
    "approval refused": (given("CO-39"), "internal_appeal prior_authorization_request", "corrected_claim"),
    "approval does not match": (
        given("CO-284", **answers(authorization_number_exists=True)),
        "corrected_claim",
        "internal_appeal",
    ),
    "a referral on file": (given("CO-288", **answers(referral_on_file=True)), "corrected_claim", "internal_appeal"),
    "no referral": (
        given("CO-288", **answers(referral_on_file=False)),
        "internal_appeal prior_authorization_request",
        "corrected_claim",
    ),
    "never filed": ({**BILL, "have": ["statement"], "reason": "no claim on file"}, "get_documents_first", APPEALS),
    "level of care": (given("CO-150"), "internal_appeal records_request", "corrected_claim"),
    "observation in words": (
        given(reason="should have been billed as observation"),
        "internal_appeal",
        "corrected_claim",
    ),
    "length of stay": (given("CO-152"), "internal_appeal", "corrected_claim"),
    "called unproven": (given("PR-55"), "internal_appeal records_request", "corrected_claim"),
    "another drug first": (
        given(reason="step therapy: the preferred drug was not tried"),
        "internal_appeal prior_authorization_request",
        "corrected_claim",
    ),
    "too often": (given("CO-151"), "internal_appeal", "corrected_claim"),
    "care ends early": (
        given(reason="Your services will end", urgent=True, service_timing="concurrent"),
        "expedited_appeal expedited_external_review internal_appeal",
        "corrected_claim",
    ),
    "cannot afford": (
        {**BASE, "dates": {}, "have": ["eob", "itemized_bill"], "signals": ["cannot_afford"]},
        "financial_assistance",
        "internal_appeal corrected_claim",
    ),
    "emergency out of network": (given(signals=["emergency_out_of_network"]), "surprise_billing", ""),
    "ancillary clinician": (given(signals=["ancillary_at_in_network_facility"]), "surprise_billing", ""),
    "air ambulance": (given(signals=["air_ambulance"]), "surprise_billing", ""),
    "ground ambulance": (given(signals=["ground_ambulance"]), "", "surprise_billing"),
    "estimate exceeded": (
        {
            "plan_kind": "self_pay",
            "have": ["itemized_bill", "estimate"],
            "amounts": {"estimate": 1000, "billed": 1400, "asked_of_patient": 1400},
            "signals": ["estimate_exceeded"],
        },
        "estimate_dispute",
        "internal_appeal",
    ),
    "in collections": (given("CO-50", signals=["in_collections"]), "debt_validation", ""),
    "on the credit report": (given("CO-50", signals=["on_credit_report"]), "credit_dispute", ""),
    "urgent": (
        given("CO-50", urgent=True, service_timing="pre_service"),
        "expedited_appeal expedited_external_review",
        "",
    ),
    "internal appeal lost": (given("CO-50", signals=["internal_appeal_lost"]), "external_review", "internal_appeal"),
    "insurer missed its deadline": (given("CO-50", signals=["insurer_missed_deadline"]), "regulator_complaint", ""),
    "notice defective": (given("CO-50", signals=["notice_defective"]), "regulator_complaint", ""),
    **{
        f"{kind}": (given("CO-50", plan_kind=kind), "program_appeal", "internal_appeal external_review")
        for kind in PROGRAMS
        if kind not in {"medicaid_ffs"}
    },
    "a deductible": ({**BILL, "codes": ["PR-1"]}, "", EVERY),
    "a copay on a notice": (given("PR-3", have=["denial_notice", "eob"]), "", EVERY),
    "the contract discount": ({**BILL, "codes": ["CO-45"]}, "", EVERY),
    "a discount and a share": ({**BILL, "codes": ["CO-45", "PR-1", "PR-2"]}, "", EVERY),
    "a share in words": ({**BILL, "reason": "This amount was applied to your deductible."}, "", EVERY),
    "the discount is billed": (
        {**BILL, "codes": ["CO-45"], "amounts": {"patient_responsibility": 50, "asked_of_patient": 350}},
        "provider_billing",
        f"{APPEALS} corrected_claim",
    ),
    "a share above the EOB": (
        {**BILL, "codes": ["PR-1"], "amounts": {"patient_responsibility": 50, "asked_of_patient": 80}},
        "provider_billing",
        f"{APPEALS} corrected_claim",
    ),
    "a discount beside a denial": (given("CO-45", "CO-50"), "internal_appeal", "corrected_claim provider_billing"),
    "a share on a preventive visit": (
        {**BILL, "codes": ["PR-1"], "reason": "annual physical, a preventive visit"},
        "internal_appeal",
        "corrected_claim",
    ),
    "a preventive visit coded as treatment": (
        {**BILL, "codes": ["PR-1"], "reason": "preventive visit", "signals": ["wrong_code"]},
        "corrected_claim internal_appeal",
        "",
    ),
    "a share, out of network in an emergency": (
        {**BILL, "codes": ["PR-2"], **answers(emergency=True, network="out")},
        "surprise_billing",
        "internal_appeal",
    ),
    "not called an emergency": (given("CO-40"), "internal_appeal", "corrected_claim"),
    "cancelled back in time": (given(reason="Your coverage was rescinded."), "internal_appeal", "corrected_claim"),
    "the limit is used up": (given("PR-119"), "internal_appeal", "corrected_claim"),
    "called cosmetic": (given("CO-96", "N383"), "internal_appeal", "corrected_claim"),
    "out of network": (given("PR-242"), "internal_appeal", "surprise_billing corrected_claim"),
    "the second plan waits": ({**BILL, "codes": ["MA18"]}, "provider_billing", f"{APPEALS} corrected_claim"),
    "paid to the patient": ({**BILL, "codes": ["OA-100"]}, "provider_billing", f"{APPEALS} corrected_claim"),
    "network provider bills the rest": (
        {**BILL, "reason": "balance billing by a network provider"},
        "provider_billing",
        f"{APPEALS} surprise_billing",
    ),
    "facility fee": ({**BILL, "reason": "a facility fee for an office visit"}, "provider_billing", APPEALS),
    "the surprise-bill law on the EOB": ({**BILL, "codes": ["PR-1", "N864"]}, "surprise_billing", "internal_appeal"),
    "a surprise bill in words": (
        {**BILL, "reason": "an air ambulance"},
        "surprise_billing regulator_complaint",
        "internal_appeal",
    ),
    "four hundred above the estimate": (estimate(1400), "estimate_dispute", f"{APPEALS} negotiation"),
    "a cent less than four hundred": (estimate(1399.99), "negotiation", "estimate_dispute"),
    "above the estimate, too late": (
        estimate(2000, dates={"first_bill": "2026-01-05"}),
        "negotiation",
        "estimate_dispute",
    ),
    "above the estimate, with insurance": (
        estimate(2000, plan_kind="employer_insured", have=["eob", "itemized_bill"]),
        "get_documents_first",
        "estimate_dispute",
    ),
    "a collection agency in words": (
        {**BILL, "reason": "sent to a collection agency"},
        "debt_validation provider_billing",
        f"{APPEALS} credit_dispute",
    ),
    "the hospital collects itself": (
        {**BILL, "signals": ["in_collections"], **answers(provider_third_party_collector=False)},
        "provider_billing",
        "debt_validation",
    ),
    "unaffordable in words": (
        {**BILL, "codes": ["PR-1"], "reason": "I cannot afford this"},
        "financial_assistance",
        f"{APPEALS} provider_billing",
    ),
    "unaffordable while disputed": (
        {**BILL, "signals": ["cannot_afford", "payment_not_posted"]},
        "financial_assistance provider_billing",
        "negotiation",
    ),
    "medicaid fee for service": (given("CO-50", plan_kind="medicaid_ffs"), "fair_hearing", "internal_appeal"),
    **{
        f"{kind}, one level lost": (
            given("CO-50", plan_kind=kind, signals=["internal_appeal_lost"], **answers(appeal_level="internal")),
            "program_appeal",
            "negotiation financial_assistance external_review",
        )
        for kind in PROGRAMS
    },
    "the hearing is lost": (
        given("CO-50", plan_kind="medicaid_ffs", signals=["internal_appeal_lost"], **answers(appeal_level="hearing")),
        "program_appeal",
        "fair_hearing negotiation",
    ),
    "Medicaid itself is ended": (
        given(plan_kind="medicaid_ffs", signals=["not_eligible_on_date"], **answers(benefits_ongoing=True)),
        "fair_hearing coverage_update",
        "internal_appeal",
    ),
    "the outside review is lost": (
        given("CO-50", signals=["internal_appeal_lost"], **answers(appeal_level="external")),
        "financial_assistance negotiation",
        "external_review internal_appeal regulator_complaint",
    ),
    "grandfathered, lost": (
        given("CO-50", plan_kind="grandfathered", signals=["internal_appeal_lost"]),
        "financial_assistance regulator_complaint negotiation",
        "external_review",
    ),
    "grandfathered, a surprise bill lost": (
        given(plan_kind="grandfathered", signals=["emergency_out_of_network", "internal_appeal_lost"]),
        "surprise_billing external_review",
        "negotiation financial_assistance",
    ),
    "late, network not known": (given("CO-29"), "provider_billing protective_appeal", "internal_appeal"),
    "the second plan's share": ({**BILL, "codes": ["OA-23", "PR-2"]}, "", EVERY),
    "a correction, and the date is past": (
        given("CO-4", dates={"denial_notice": "2026-03-01", "denial_received": "2026-03-05"}),
        "corrected_claim internal_appeal",
        "protective_appeal",
    ),
    "Medicare says that a managed plan has her": (
        given("CO-24", plan_kind="medicare_original"),
        "coverage_update protective_appeal",
        "provider_billing",
    ),
    "the same code of a managed plan": ({**BILL, "codes": ["CO-24"], "plan_kind": "medicare_advantage"}, "", EVERY),
    "a newborn not enrolled": (given("CO-31", reason="newborn not enrolled"), "corrected_claim", "provider_billing"),
    "only a collector's letter": (
        {**BILL, "have": ["collection_notice"], "signals": ["in_collections"]},
        "debt_validation get_documents_first provider_billing",
        APPEALS,
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_situation_takes_and_leaves_its_routes(cli: CommandLine, tmp_path: Path, name: str) -> None:
    facts, takes, leaves = TABLE[name]
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    plan = cli.ok("route", file, "--json").json
    recommended = {route["id"] for route in plan["routes"] if route["recommended"]}
    assert set(takes.split()) <= recommended, recommended
    assert not set(leaves.split()) & recommended, recommended
    assert len({route["id"] for route in plan["routes"]}) == len(plan["routes"]) >= 20
    assert all(route["why"].endswith((".", "”")) for route in plan["routes"])
    assert plan["actions"] and all(action["track"] in plan["tracks"] for action in plan["actions"])
    warned = {warning["id"] for warning in plan["warnings"]}
    if "corrected_claim" in recommended:
        assert "do_not_pay_before_corrected_eob" in warned
    if {"corrected_claim", "internal_appeal"} <= recommended or "protective_appeal" in recommended:
        assert "calendar_both_tracks" in warned


def test_the_notices_own_earlier_date_is_the_working_one(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(given("CO-50", dates={**DATES, "notice_appeal_by": "2026-12-20"})), encoding="utf-8")
    plan = cli.ok("route", file, "--json").json
    appeal = next(d for d in plan["deadlines"] if d["notice_due"])
    assert appeal["working"] == "2026-12-20" < appeal["due"]
    assert "notice_date_wins" in {w["id"] for w in plan["warnings"]}


@pytest.mark.parametrize(
    ("received", "due", "words"),
    [
        ("2026-10-24", "2027-04-22", "Tue 23 Mar 2027"),
        ("2026-10-22", "2027-04-20", "Fri 19 Mar 2027"),  # 21 March is a Sunday: moved back
    ],
)
def test_the_protective_appeal_is_thirty_days_before_the_law(
    cli: CommandLine, tmp_path: Path, received: str, due: str, words: str
) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(given("CO-4", dates={**DATES, "denial_received": received})), encoding="utf-8")
    plan = cli.ok("route", file, "--json").json
    (warning,) = [w for w in plan["warnings"] if w["id"] == "protective_appeal_date"]
    assert next(d["due"] for d in plan["deadlines"] if d["rule"] == "erisa_appeal_filing") == due
    assert words in warning["text"]


@pytest.mark.parametrize(("code", "said"), [("PR-1", "your_share"), ("CO-45", "plan_discount")])
def test_where_nothing_is_wrong_the_plan_says_so_and_what_would_change_it(
    cli: CommandLine, tmp_path: Path, code: str, said: str
) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({**BASE, "codes": [code]}), encoding="utf-8")
    plan = cli.ok("route", file, "--json").json
    assert {w["id"] for w in plan["warnings"]} >= {"nothing_wrong_seen", "what_would_change_it", said}
    assert not {w["id"] for w in plan["warnings"]} & {"calendar_both_tracks", "do_not_pay_before_corrected_eob"}
    assert plan["letters"] == []
    assert not [action for action in plan["actions"] if "appeal" in action["action"]]
    why = {route["id"]: route["why"] for route in plan["routes"]}
    assert "nothing to appeal" in why["internal_appeal"]
