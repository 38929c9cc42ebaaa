# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a plan has to do first: its letters, its days, its offices, through `casewell route --json`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.test_decision_table import BILL, TABLE, answers, estimate, given
from tests.support.cli import CommandLine


def actions(cli: CommandLine, tmp_path: Path, facts: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the plan's actions by their words."""
    return {action["action"]: action for action in plan(cli, tmp_path, facts)["actions"]}


def letters(cli: CommandLine, tmp_path: Path, facts: dict[str, Any]) -> list[str]:
    return list(plan(cli, tmp_path, facts)["letters"])


def plan(cli: CommandLine, tmp_path: Path, facts: dict[str, Any]) -> dict[str, Any]:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    answer: dict[str, Any] = cli.ok("route", path, "--json").json
    return answer


@pytest.mark.parametrize(
    ("facts", "letter"),
    [
        (given("CO-50", urgent=True, service_timing="pre_service"), "expedited_appeal"),
        (given("CO-50", urgent=True, service_timing="pre_service"), "expedited_external_review_request"),
        (given("CO-22"), "cob_update"),
        (given("CO-27"), "reprocessing_request"),
        (given("CO-27", plan_kind="individual"), "marketplace_appeal"),
        (given("CO-4", **answers(corrected_claim_submitted=True)), "reprocessing_request"),
        (given(reason="step therapy: not tried"), "formulary_exception_request"),
        (given(plan_kind="medicare_part_d", reason="step therapy: not tried"), "formulary_exception_request"),
        (given("CO-197", **answers(authorization_number_exists=False)), "retro_authorization_request"),
        (given(signals=["air_ambulance"]), "surprise_bill_notice"),
        (given("PR-242", service_timing="concurrent"), "continuity_of_care_request"),
        (given("PR-204"), "plan_document_request"),
        (given(signals=["in_collections"]), "debt_validation"),
        (
            given(signals=["in_collections"], dates={"collector_notice_received": "2026-06-05"}),
            "collector_dispute",
        ),
        (given(signals=["on_credit_report"]), "credit_bureau_dispute"),
        (estimate(1400), "estimate_dispute_initiation"),
        (given(signals=["cannot_afford"]), "assistance_application_cover"),
        (
            given("CO-50", signals=["internal_appeal_lost"], **answers(plan_levels=2, appeal_level="internal")),
            "second_level_appeal",
        ),
        (given("CO-50", signals=["notice_defective"]), "notice_defect_letter"),
        (given("CO-11", **answers(insurer_refuses_to_reprocess=True)), "internal_appeal_coding"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_plan_opens_the_letter(cli: CommandLine, tmp_path: Path, facts: dict[str, Any], letter: str) -> None:
    assert letter in letters(cli, tmp_path, facts)


@pytest.mark.parametrize("kind", ["employer_insured", "medicare_advantage"])
def test_what_is_urgent_is_done_today_even_on_a_saturday(cli: CommandLine, tmp_path: Path, kind: str) -> None:
    facts = given(plan_kind=kind, signals=["care_ending_early"], urgent=True, service_timing="concurrent")
    calls = [action for words, action in actions(cli, tmp_path, facts).items() if words.startswith(("Call", "Ask in"))]
    assert calls and {call["due"] for call in calls} == {"2026-11-21"}


@pytest.mark.parametrize(
    ("plan_kind", "letter"),
    [
        ("medicare_part_d", "part_d_redetermination"),
        ("medicaid_managed_care", "medicaid_plan_appeal"),
        ("medicaid_ffs", "fair_hearing_request"),
        ("fehb", "fehb_reconsideration"),
    ],
)
def test_a_programs_urgent_appeal_goes_out_today_and_once(
    cli: CommandLine, tmp_path: Path, plan_kind: str, letter: str
) -> None:
    found = plan(cli, tmp_path, given("CO-50", plan_kind=plan_kind, urgent=True, service_timing="pre_service"))
    sent = [(action["due"], action["script"]) for action in found["actions"] if action["letter"] == letter]
    assert sent == [("2026-11-21", "program_fast_decision")]


@pytest.mark.parametrize("plan_kind", ["medicare_original", "medicare_advantage"])
def test_a_discharge_is_for_the_review_organization_alone(cli: CommandLine, tmp_path: Path, plan_kind: str) -> None:
    dates = {"denial_notice": "2026-11-21", "denial_received": "2026-11-21", "care_ends": "2026-11-21"}
    facts = given(
        plan_kind=plan_kind, signals=["care_ending_early"], urgent=True, service_timing="concurrent", dates=dates
    )
    found = plan(cli, tmp_path, facts)
    assert found["actions"][0]["script"] == "fast_review_call"
    assert "program_fast_decision" not in found["scripts"]
    first = {deadline["rule"]: deadline["due"] for deadline in found["deadlines"]}
    assert first.pop("medicare_discharge_qio_request") == "2026-11-21"
    assert "2026-11-22" in first.values(), "a notice that comes late does not end the time before it began"


def test_the_estimate_dispute_goes_out_before_its_last_day(cli: CommandLine, tmp_path: Path) -> None:
    facts = estimate(1450, reason="", dates={"first_bill": "2026-07-24"})
    found = plan(cli, tmp_path, facts)
    assert [(d["rule"], d["due"]) for d in found["deadlines"]] == [("nsa_ppdr_filing", "2026-11-21")]
    assert actions(cli, tmp_path, facts)["Start the patient-provider dispute with the bill and the estimate"][
        "due"
    ] == ("2026-11-21")


@pytest.mark.parametrize(
    ("plan_kind", "office"),
    [
        ("employer_insured", "The employer\u2019s benefits office"),
        ("individual", "The Marketplace, or the insurer if you bought it there"),
        ("medicaid_ffs", "The state\u2019s Medicaid agency"),
        ("medicare_original", "Social Security, which enrolls for Medicare"),
    ],
)
def test_the_dates_of_coverage_are_mended_by_whoever_enrolls(
    cli: CommandLine, tmp_path: Path, plan_kind: str, office: str
) -> None:
    found = actions(cli, tmp_path, given("CO-27", plan_kind=plan_kind))
    assert found["Have the coverage dates checked and mended by whoever enrolls you"]["party"] == office


@pytest.mark.parametrize(
    ("plan_kind", "state", "office"),
    [
        ("employer_insured", "OH", "the Ohio Department of Insurance"),
        ("excepted", "TX", "the Texas Department of Insurance"),
        ("employer_insured", "PR", "the Office of the Commissioner of Insurance of Puerto Rico, a name to check first"),
        ("employer_insured", "", "the state insurance department"),
        ("employer_self_funded", "OH", "the Labor Department (EBSA)"),
        ("medicare_advantage", "OH", "Medicare (1-800-MEDICARE)"),
        ("medicaid_managed_care", "OH", "the Ohio Department of Medicaid"),
    ],
)
def test_a_complaint_names_the_office_with_power(
    cli: CommandLine, tmp_path: Path, plan_kind: str, state: str, office: str
) -> None:
    facts = given("CO-50", plan_kind=plan_kind, signals=["insurer_missed_deadline"])
    facts = {key: value for key, value in facts.items() if key != "state"} | ({"state": state} if state else {})
    assert f"Send the complaint to {office}" in actions(cli, tmp_path, facts)


def test_a_charge_twice_on_the_bill_is_no_denial_of_a_duplicate(cli: CommandLine, tmp_path: Path) -> None:
    found = plan(cli, tmp_path, {**BILL, "signals": ["duplicate_line_on_statement"]})
    assert [kind["id"] for kind in found["denial_types"]] == ["statement_duplicate"]


def test_a_plan_that_sends_its_denial_on_has_no_form_to_send(cli: CommandLine, tmp_path: Path) -> None:
    facts = given("CO-50", plan_kind="medicare_advantage", signals=["internal_appeal_lost"])
    found = actions(cli, tmp_path, facts)
    assert "Ask the plan when it sent the case to the independent reviewer, and send the reviewer what is new" in found
    assert not any(words.startswith("Send the program") for words in found)


@pytest.mark.parametrize("name", TABLE)
def test_no_sentence_of_a_plan_breaks_off_into_a_name(cli: CommandLine, tmp_path: Path, name: str) -> None:
    found = plan(cli, tmp_path, TABLE[name][0])
    said = [route["why"] for route in found["routes"]] + [warning["text"] for warning in found["warnings"]]
    assert not [text for text in said if re.search(r"[a-z,(] ?This (kind of )?plan", text)]
