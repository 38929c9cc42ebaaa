# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which rights a kind of plan may cite, and who has power over its problems."""

from __future__ import annotations

import pytest

from app.domain.coverage import PlanKind
from app.intake.facts_file import facts_from_mapping
from app.knowledge.authority import Power, authorities
from app.knowledge.letters import rights
from app.knowledge.states import states
from app.rules.authority import regulator_of, who_has_power
from app.rules.rights import rights_for, why_not


def citable(**facts: object) -> dict[str, str]:
    return {use.right.id: use.citation for use in rights_for(facts_from_mapping(facts), rights())}


@pytest.mark.parametrize(
    ("kind", "may", "never"),
    [
        ("employer_self_funded", {"claim_file", "external_review", "erisa_sue"}, {"qmb", "fehb_opm", "drug_exception"}),
        ("individual", {"external_review", "two_levels_max"}, {"erisa_sue", "plan_documents"}),
        (
            "medicare_advantage",
            {"reviewer_ma", "ma_auto_forward"},
            {"external_review", "claim_file", "limit_liability"},
        ),
        ("medicaid_managed_care", {"continued_mcd", "medicaid_balance"}, {"external_review", "code_meanings"}),
        ("fehb", {"fehb_opm", "balance_ban_emergency"}, {"external_review", "claim_file"}),
        ("self_pay", {"gfe", "ppdr"}, {"balance_ban_emergency", "external_review"}),
        ("unknown", {"billing_records"}, {"claim_file", "external_review", "gfe"}),
    ],
)
def test_the_kind_of_plan_decides(kind: str, may: set[str], never: set[str]) -> None:
    found = set(citable(plan_kind=kind))
    assert may <= found
    assert not never & found


def test_a_right_that_nobody_read_is_never_cited() -> None:
    for kind in PlanKind:
        assert not {"fcra_no_cfpb_rule", "ma_same_coverage", "preventive"} & set(citable(plan_kind=kind.value))


def test_a_grandfathered_plan_needs_its_employer_to_be_known() -> None:
    assert "claim_file" not in citable(plan_kind="grandfathered")
    assert "grandfathered_nsa" in citable(plan_kind="grandfathered")
    found = citable(plan_kind="grandfathered", people={"employer": "Harbor Mill"})
    assert "claim_file" in found
    assert "external_review" not in found


def test_parties_bring_their_rights() -> None:
    assert "no_eca_120" not in citable()
    assert "no_eca_120" in citable(answers={"hospital_nonprofit": True})
    assert {"fdcpa_verify", "fcra_verify"} <= set(citable(answers={"in_collections": True, "on_credit_report": True}))


def test_the_citation_follows_the_kind_of_plan() -> None:
    assert citable(plan_kind="individual")["deemed_exhaustion"] == "45 CFR 147.136(b)(3)(ii)(F)"
    assert citable(plan_kind="employer_self_funded")["deemed_exhaustion"] == "29 CFR 2590.715-2719(b)(2)(ii)(F)"


def test_why_a_right_may_not_be_cited() -> None:
    facts = facts_from_mapping({"plan_kind": "fehb"})
    assert "Federal employees" in why_not(rights()["external_review"], facts)
    assert "Nobody here has read it" in why_not(rights()["preventive"], facts)
    assert why_not(rights()["fehb_opm"], facts) == ""
    assert "not known yet" in why_not(rights()["claim_file"], facts_from_mapping({}))


def test_a_self_funded_plan_goes_to_the_labor_department_and_not_to_the_state() -> None:
    found = who_has_power(PlanKind.EMPLOYER_SELF_FUNDED, "denial", authorities().values(), state=states()["OH"])
    assert found.first[0].office == "labor_department"
    assert [refused.who for refused in found.none] == ["State insurance department"]
    assert found.state is None


def test_an_insured_plan_goes_to_its_state_and_the_labor_department_supplements() -> None:
    found = who_has_power(PlanKind.EMPLOYER_INSURED, "denial", authorities().values(), state=states()["OH"])
    assert found.first[0].letter == "state_insurance_complaint"
    assert found.state is not None and found.state.name == "Ohio Department of Insurance"
    assert [one.office for one in found.supplementary] == ["labor_department"]
    unnamed = who_has_power(PlanKind.EMPLOYER_INSURED, "denial", authorities().values())
    assert unnamed.state is None and "Name the state" in unnamed.note


def test_a_medicaid_plan_goes_to_the_states_agency() -> None:
    found = who_has_power(PlanKind.MEDICAID_FFS, "denial", authorities().values(), state=states()["AZ"])
    assert found.state is not None and "AHCCCS" in found.state.name
    assert "from memory" in found.state.verified and found.state.doubt


@pytest.mark.parametrize("kind", [kind for kind in PlanKind if kind is not PlanKind.SELF_PAY])
def test_every_kind_of_plan_has_somebody_to_turn_to(kind: PlanKind) -> None:
    assert who_has_power(kind, "denial", authorities().values()).first


def test_an_unknown_kind_only_says_where_to_begin() -> None:
    found = who_has_power(PlanKind.UNKNOWN, "denial", authorities().values())
    assert [one.power for one in found.first] == [Power.START]


def test_parties_have_powers_of_their_own() -> None:
    found = who_has_power(PlanKind.UNKNOWN, "assistance", authorities().values(), parties=("hospital_501r",))
    assert [one.id for one in found.first] == ["hospital_501r"]
    assert not who_has_power(PlanKind.UNKNOWN, "assistance", authorities().values()).first


def test_a_regulator_without_a_phone_has_none_invented() -> None:
    guam = regulator_of(states()["GU"])
    assert guam.phones == () and guam.doubt
