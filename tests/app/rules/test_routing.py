# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The decision table: each situation, the routes it takes, and those it must leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.coverage import PlanKind
from app.domain.facts import Answers, Dates, Facts
from app.domain.track import TrackKind
from app.knowledge.guide import LETTER_KINDS, guide
from app.knowledge.scripts import scripts
from app.rules.counting import is_working_day
from app.rules.routing_json import plan_json
from tests.app.rules.routing_facts import RECEIVED, TODAY, Amounts, cents, facts, plan_for, taken, warned, why

K = PlanKind
NONE: set[str] = set()
NO_DATES = Dates()

TABLE = {
    # a code or data mistake: the corrected claim first, the protective appeal with it
    "modifier": (facts("CO-4"), {"corrected_claim", "protective_appeal"}, {"internal_appeal", "provider_billing"}),
    "diagnosis": (facts("CO-11", "M76"), {"corrected_claim", "protective_appeal"}, {"internal_appeal"}),
    "bundling": (facts("CO-97", "M15"), {"corrected_claim", "protective_appeal"}, {"internal_appeal"}),
    "place": (
        facts(signals=("place_of_service_wrong",)),
        {"corrected_claim", "protective_appeal"},
        {"internal_appeal"},
    ),
    "wrong code": (facts(signals=("wrong_code",)), {"corrected_claim"}, {"internal_appeal"}),
    "wrong member": (facts("CO-31"), {"corrected_claim"}, {"internal_appeal"}),
    "missing information": (facts("CO-16", "N706"), {"corrected_claim"}, {"internal_appeal"}),
    "no known date": (facts("CO-4", dates=NO_DATES), {"corrected_claim"}, {"protective_appeal", "internal_appeal"}),
    # that, and the insurer refuses, or it persists, or time runs short
    "refuses": (
        facts("CO-4", answers=Answers(corrected_claim_submitted=True, insurer_refuses_to_reprocess=True)),
        {"corrected_claim", "internal_appeal"},
        NONE,
    ),
    "persists": (
        facts("CO-4", dates=replace(RECEIVED, correction_submitted=date(2026, 9, 1))),
        {"corrected_claim", "internal_appeal"},
        NONE,
    ),
    "time short": (
        facts("CO-4", dates=Dates(denial_notice=date(2026, 6, 1), denial_received=date(2026, 6, 3))),
        {"corrected_claim", "internal_appeal"},
        NONE,
    ),
    # the code right, the coverage wrongly denied
    "necessity": (facts("CO-50", "N130"), {"internal_appeal", "records_request"}, {"corrected_claim"}),
    "necessity in words": (
        facts(reason="not deemed a medical necessity"),
        {"internal_appeal"},
        {"corrected_claim", "provider_billing"},
    ),
    "experimental": (facts("CO-55"), {"internal_appeal"}, {"corrected_claim"}),
    "exclusion": (facts("PR-204"), {"internal_appeal"}, {"corrected_claim"}),
    "not covered": (facts("CO-96", "N425"), {"internal_appeal"}, {"corrected_claim"}),
    "network": (facts("PR-242"), {"internal_appeal"}, {"corrected_claim"}),
    # authorization
    "number exists": (
        facts("CO-197", answers=Answers(authorization_number_exists=True)),
        {"corrected_claim"},
        {"internal_appeal", "prior_authorization_request"},
    ),
    "never requested": (
        facts("CO-197", answers=Answers(authorization_number_exists=False)),
        {"internal_appeal", "prior_authorization_request"},
        {"corrected_claim"},
    ),
    "refused": (
        facts(signals=("authorization_denied",)),
        {"internal_appeal", "prior_authorization_request"},
        {"corrected_claim"},
    ),
    "number not known": (facts("CO-197"), {"internal_appeal"}, {"corrected_claim"}),
    # the bill
    "not posted": (
        facts(signals=("payment_not_posted",), dates=NO_DATES),
        {"provider_billing"},
        {"internal_appeal", "corrected_claim", "protective_appeal"},
    ),
    "above the EOB": (
        facts(dates=NO_DATES, amounts=Amounts(patient_responsibility=cents(98), asked_of_patient=cents(400))),
        {"provider_billing"},
        {"internal_appeal"},
    ),
    "double line": (
        facts(signals=("duplicate_line_on_statement",), dates=NO_DATES),
        {"provider_billing"},
        {"internal_appeal", "corrected_claim"},
    ),
    "not received": (
        facts(signals=("service_not_received",), dates=NO_DATES),
        {"provider_billing"},
        {"internal_appeal"},
    ),
    # the two gates
    "no EOB": (
        facts(signals=("no_eob_yet",), dates=NO_DATES),
        {"get_documents_first"},
        {"internal_appeal", "corrected_claim", "provider_billing"},
    ),
    "no bill": (facts(signals=("no_itemized_bill", "wrong_code")), {"get_documents_first", "corrected_claim"}, NONE),
    "nothing": (Facts(), {"get_documents_first"}, {"internal_appeal", "corrected_claim", "provider_billing"}),
    # administrative
    "duplicate denial": (facts("CO-18", "N522"), {"corrected_claim", "provider_billing"}, {"internal_appeal"}),
    "enrollment": (facts("CO-B7"), {"provider_billing"}, {"internal_appeal", "corrected_claim"}),
    "enrollment persists": (
        facts("CO-B7", answers=Answers(insurer_refuses_to_reprocess=True)),
        {"provider_billing", "internal_appeal"},
        NONE,
    ),
    "other payer": (facts("CO-22"), {"coverage_update"}, {"internal_appeal", "corrected_claim"}),
    "eligibility": (facts("PR-27"), {"coverage_update"}, {"internal_appeal", "corrected_claim"}),
    "late, in network": (facts("CO-29", answers=Answers(network="in")), {"provider_billing"}, {"internal_appeal"}),
    "late, out of network": (facts("CO-29", answers=Answers(network="out")), {"internal_appeal"}, NONE),
    # money
    "cannot afford": (
        facts(signals=("cannot_afford",), dates=NO_DATES),
        {"financial_assistance"},
        {"internal_appeal", "corrected_claim", "negotiation"},
    ),
    "cannot afford, coding open": (
        facts("CO-4", signals=("cannot_afford",)),
        {"financial_assistance", "corrected_claim"},
        NONE,
    ),
    # surprise bills and estimates
    "emergency": (
        facts(signals=("emergency_out_of_network",), dates=NO_DATES),
        {"surprise_billing", "regulator_complaint"},
        {"provider_billing", "internal_appeal"},
    ),
    "anesthetist": (
        facts(dates=NO_DATES, answers=Answers(ancillary_service=True, network="out")),
        {"surprise_billing"},
        {"provider_billing"},
    ),
    "ground ambulance": (facts(signals=("ground_ambulance",), dates=NO_DATES), NONE, {"surprise_billing"}),
    "emergency, Medicare": (
        facts(plan=K.MEDICARE_ORIGINAL, signals=("emergency_out_of_network",), dates=NO_DATES),
        NONE,
        {"surprise_billing"},
    ),
    "consent signed": (
        facts(
            signals=("ancillary_at_in_network_facility",),
            dates=NO_DATES,
            answers=Answers(notice_and_consent_signed=True, ancillary_service=False),
        ),
        NONE,
        {"surprise_billing"},
    ),
    "estimate": (
        facts(plan=K.SELF_PAY, dates=NO_DATES, amounts=Amounts(estimate=cents(600), billed=cents(1000))),
        {"estimate_dispute"},
        {"surprise_billing", "internal_appeal"},
    ),
    "estimate, 399 dollars": (
        facts(
            plan=K.SELF_PAY,
            dates=NO_DATES,
            signals=("estimate_exceeded",),
            amounts=Amounts(estimate=cents(600), billed=cents(999)),
        ),
        NONE,
        {"estimate_dispute"},
    ),
    "estimate, insured": (facts(signals=("estimate_exceeded",), dates=NO_DATES), NONE, {"estimate_dispute"}),
    "estimate, too late": (
        facts(plan=K.SELF_PAY, signals=("estimate_exceeded",), dates=Dates(first_bill=date(2026, 7, 1))),
        NONE,
        {"estimate_dispute"},
    ),
    # collections
    "collector": (
        facts(signals=("in_collections",), dates=NO_DATES),
        {"debt_validation", "provider_billing"},
        {"credit_dispute"},
    ),
    "hospital collects": (
        facts(signals=("in_collections",), answers=Answers(provider_third_party_collector=False), dates=NO_DATES),
        {"provider_billing"},
        {"debt_validation"},
    ),
    "credit report": (facts(signals=("on_credit_report",), dates=NO_DATES), {"credit_dispute"}, {"debt_validation"}),
    # urgent
    "urgent": (
        facts("CO-50", urgent=True, timing="pre_service"),
        {"expedited_appeal", "expedited_external_review"},
        {"external_review"},
    ),
    "urgent, over": (
        facts("CO-50", urgent=True, timing="post_service"),
        {"internal_appeal"},
        {"expedited_appeal", "expedited_external_review"},
    ),
    "urgent, grandfathered": (
        facts("CO-50", plan=K.GRANDFATHERED, urgent=True),
        {"expedited_appeal"},
        {"expedited_external_review"},
    ),
    # lost
    "lost": (facts("CO-50", signals=("internal_appeal_lost",)), {"external_review"}, {"internal_appeal"}),
    "lost, grandfathered": (
        facts("CO-50", plan=K.GRANDFATHERED, signals=("internal_appeal_lost",)),
        {"regulator_complaint", "financial_assistance", "negotiation"},
        {"external_review", "internal_appeal"},
    ),
    "lost, second level": (
        facts("CO-50", signals=("internal_appeal_lost",), answers=Answers(plan_levels=2, appeal_level="internal")),
        {"internal_appeal"},
        {"external_review"},
    ),
    # programs
    "Medicare": (
        facts("CO-50", plan=K.MEDICARE_ORIGINAL),
        {"program_appeal"},
        {"internal_appeal", "external_review", "expedited_appeal"},
    ),
    "Medicare, modifier": (
        facts("CO-4", plan=K.MEDICARE_ORIGINAL),
        {"corrected_claim", "protective_appeal"},
        {"program_appeal", "internal_appeal"},
    ),
    "Medicare Advantage, urgent": (
        facts("CO-50", plan=K.MEDICARE_ADVANTAGE, urgent=True),
        {"program_appeal"},
        {"expedited_appeal", "expedited_external_review"},
    ),
    "Medicaid plan": (facts("CO-50", plan=K.MEDICAID_MANAGED_CARE), {"program_appeal"}, {"fair_hearing"}),
    "Medicaid plan, lost": (
        facts("CO-50", plan=K.MEDICAID_MANAGED_CARE, signals=("internal_appeal_lost",)),
        {"fair_hearing"},
        {"external_review", "internal_appeal"},
    ),
    "Medicaid": (facts("CO-50", plan=K.MEDICAID_FFS), {"fair_hearing"}, {"internal_appeal"}),
    "FEHB": (facts("CO-50", plan=K.FEHB), {"program_appeal"}, {"internal_appeal", "external_review"}),
    "TRICARE": (facts("CO-50", plan=K.TRICARE), {"program_appeal"}, {"internal_appeal"}),
    "VA": (facts("CO-50", plan=K.VA), {"program_appeal"}, {"internal_appeal"}),
    # the insurer's own faults
    "late insurer": (
        facts("CO-50", signals=("insurer_missed_deadline",), dates=replace(RECEIVED, appeal_filed=date(2026, 10, 5))),
        {"regulator_complaint", "external_review"},
        NONE,
    ),
    "defective notice": (
        facts("CO-50", signals=("notice_defective",)),
        {"regulator_complaint", "internal_appeal"},
        NONE,
    ),
    # nothing is wrong
    "deductible": (facts("PR-1", "CO-45", dates=NO_DATES), NONE, set(guide().routes)),
    "copay": (facts("PR-3", dates=NO_DATES), NONE, set(guide().routes)),
}


@pytest.mark.parametrize("name", TABLE)
def test_the_table_decides_as_written(name: str) -> None:
    given, wanted, unwanted = TABLE[name]
    chosen = taken(plan_for(given))
    assert wanted <= chosen, f"missing {wanted - chosen}"
    assert not unwanted & chosen, f"not wanted {unwanted & chosen}"


@pytest.mark.parametrize("name", TABLE)
def test_every_plan_is_whole(name: str) -> None:
    plan = plan_for(TABLE[name][0])
    assert {choice.id for choice in plan.routes} == set(guide().routes)
    assert set(plan.letters) <= set(LETTER_KINDS)
    assert set(plan.scripts) <= set(scripts())
    assert {action.track for action in plan.actions} <= set(plan.tracks)
    assert plan.actions
    days = [action.due for action in plan.actions if action.due]
    assert days == sorted(days)
    # what is urgent is done today, on a weekend too; the rest on a working day
    assert all(day == TODAY or (day > TODAY and is_working_day(day)) for day in days)
    texts = [c.why for c in plan.routes] + [a.action for a in plan.actions] + [w.why for w in plan.warnings]
    assert all(text[:1].isupper() or text[:1] == "\u201c" for text in texts), texts
    assert not any("{" in text or "  " in text for text in texts)


def test_the_protective_appeal_stands_thirty_days_before() -> None:
    plan = plan_for(facts("CO-4"))
    protective = next(a for a in plan.actions if a.letter_kind == "protective_appeal")
    assert protective.due == date(2027, 3, 2)
    assert "Tue 2 Mar 2027" in why(plan, "protective_appeal")
    assert "Thu 1 Apr 2027" in why(plan, "protective_appeal")
    assert {"protective_appeal_date", "calendar_both_tracks", "do_not_pay_before_corrected_eob"} <= warned(plan)
    assert {"case_open_until_corrected_eob"} <= warned(plan)


def test_a_short_window_keeps_two_thirds() -> None:
    dates = Dates(
        denial_notice=date(2026, 11, 10), denial_received=date(2026, 11, 10), notice_appeal_by=date(2026, 12, 10)
    )
    plan = plan_for(facts("CO-4", plan=K.EXCEPTED, dates=dates))
    assert "Mon 30 Nov 2026" in why(plan, "protective_appeal")


def test_the_notice_date_wins_when_it_is_earlier() -> None:
    plan = plan_for(facts("CO-50", dates=replace(RECEIVED, notice_appeal_by=date(2026, 11, 30))))
    appeal = next(a for a in plan.actions if a.action.startswith("Send the internal appeal"))
    assert appeal.due == date(2026, 11, 30)
    assert "notice_date_wins" in warned(plan)
    later = plan_for(facts("CO-50", dates=replace(RECEIVED, notice_appeal_by=date(2027, 6, 1))))
    assert "notice_date_wins" not in warned(later)


def test_a_passed_date_is_said_and_the_appeal_goes_at_once() -> None:
    plan = plan_for(facts("CO-50", dates=Dates(denial_received=date(2026, 1, 5))))
    assert "appeal_date_passed" in warned(plan)
    assert next(a for a in plan.actions if a.action.startswith("Send the internal appeal")).due == date(2026, 11, 23)


WARNINGS = {
    "self-funded": (facts("CO-50", plan=K.EMPLOYER_SELF_FUNDED), "self_funded_no_state_regulator"),
    "unknown": (facts("CO-50", plan=K.UNKNOWN), "self_funded_or_insured_unknown"),
    "program": (facts("CO-50", plan=K.TRICARE), "not_a_commercial_appeal"),
    "Medicaid": (facts("CO-50", plan=K.MEDICAID_MANAGED_CARE), "benefits_continue_ten_days"),
    "urgent": (facts("CO-50", urgent=True), "urgent_now"),
    "two gates": (facts(signals=("no_eob_yet", "no_itemized_bill")), "two_gates"),
    "hold": (facts("CO-4"), "do_not_pay_before_corrected_eob"),
    "nothing wrong": (facts("PR-1", dates=NO_DATES), "nothing_wrong_seen"),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_warnings_come_where_they_apply(name: str) -> None:
    given, wanted = WARNINGS[name]
    assert wanted in warned(plan_for(given))


def test_an_insured_plan_has_none_of_the_other_plans_warnings() -> None:
    others = {"self_funded_no_state_regulator", "self_funded_or_insured_unknown", "not_a_commercial_appeal"}
    assert not warned(plan_for(facts("CO-50"))) & (others | {"benefits_continue_ten_days", "urgent_now", "two_gates"})


def test_complaints_go_where_the_plan_kind_says() -> None:
    self_funded = plan_for(facts("CO-50", plan=K.EMPLOYER_SELF_FUNDED, signals=("notice_defective",)))
    assert "Labor Department" in why(self_funded, "regulator_complaint")
    insured = plan_for(facts("CO-50", signals=("notice_defective",)))
    assert "state insurance department" in why(insured, "regulator_complaint")


def test_empty_facts_ask_for_papers_and_for_the_plan() -> None:
    plan = plan_for(Facts())
    assert plan.letters == ("itemized_bill_request",)
    assert {"two_gates", "plan_kind_unknown"} <= warned(plan)
    assert plan.denial_types == ()


def test_both_tracks_open_on_day_one() -> None:
    plan = plan_for(facts("CO-4", dates=NO_DATES))
    assert {TrackKind.PROVIDER_BILLING, TrackKind.CORRECTED_CLAIM, TrackKind.INSURER_APPEAL} <= set(plan.tracks)
    assert any("appeal date" in action.action for action in plan.actions)


def test_the_json_has_the_promised_shape() -> None:
    answer = plan_json(plan_for(facts("CO-4")))
    promised = {
        "denial_types",
        "routes",
        "tracks",
        "actions",
        "deadlines",
        "evidence",
        "letters",
        "scripts",
        "warnings",
        "playbooks",
    }
    assert set(answer) == promised
    deadlines = answer["deadlines"]
    assert isinstance(deadlines, list)
    assert {"rule", "due", "safe", "actor", "action", "citation", "counted", "checked", "notes"} <= set(deadlines[0])
    assert deadlines[0]["due"] == "2027-04-01"


def test_an_appeal_that_is_in_is_followed_and_not_sent_twice() -> None:
    plan = plan_for(facts("CO-50", dates=replace(RECEIVED, appeal_filed=date(2026, 11, 1))))
    assert "internal_appeal" in taken(plan)
    assert "answer is owed" in why(plan, "internal_appeal")
    assert not [letter for letter in plan.letters if "appeal" in letter]
    assert any(action.action.startswith("Ask the insurer where the appeal stands") for action in plan.actions)


@pytest.mark.parametrize(
    ("plan_kind", "letter"),
    [
        (PlanKind.EMPLOYER_SELF_FUNDED, "labor_department_complaint"),
        (PlanKind.EMPLOYER_INSURED, "state_insurance_complaint"),
        (PlanKind.INDIVIDUAL, "state_insurance_complaint"),
    ],
)
def test_a_complaint_goes_to_the_office_with_power_over_the_plan(plan_kind: PlanKind, letter: str) -> None:
    plan = plan_for(facts("CO-50", plan=plan_kind, signals=("notice_defective",)))
    complaint = next(action for action in plan.actions if action.action.startswith("Send the complaint"))
    assert complaint.letter_kind == letter
    assert "notice_defect_letter" in plan.letters
