# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The billing and coding types: found by their own codes and words, planned, and stealing nothing from others."""

from __future__ import annotations

import pytest

from app.domain.facts import Answers, Facts, People
from app.knowledge.guide import guide
from app.rules.deadline_facts import deadlines_from_facts
from app.rules.decoding import decode, words_hold
from app.rules.routing import route
from app.rules.routing_types import FITS, POSSIBLE, decode_facts, propose_denial_types
from tests.app.rules.routing_facts import TODAY, facts, plan_for, taken

CODING = [t.id for t in guide().denial_types.values() if t.family == "billing_coding"]


def fits(*codes: str, reason: str = "") -> dict[str, str]:
    decoded = decode_facts(Facts(codes=codes, reason=reason), guide().codebook)
    return {p.id: p.fit for p in propose_denial_types(decoded, guide().denial_types, guide().signals)}


def only(*codes: str, reason: str = "") -> set[str]:
    return {name for name, fit in fits(*codes, reason=reason).items() if fit == FITS}


@pytest.mark.parametrize(
    ("codes", "reason", "expected"),
    [
        (("CO-199",), "", {"incorrect_code"}),
        (("CO-181",), "", {"outdated_code"}),
        (("CO-16", "M81"), "", {"missing_information", "unspecified_diagnosis"}),
        (("CO-5", "M77"), "", {"place_of_service"}),
        (("N362",), "", {"units_frequency"}),
        (("CO-226",), "", {"missing_information"}),
        (("PR-31",), "", {"patient_identity"}),
        (("CO-208", "N290"), "", {"provider_enrollment"}),
        (("CO-B7", "N570"), "", {"provider_enrollment"}),
        (("CO-233",), "", {"present_on_admission"}),
        (("OA-109",), "", {"wrong_payer"}),
        (("CO-11",), "", {"diagnosis_mismatch"}),
        ((), "The office visit was downcoded.", {"visit_level"}),
        ((), "Claim is not covered by this payer. Submit to the correct payer.", {"wrong_payer"}),
        ((), "Provider was not certified on the date of service.", {"provider_enrollment"}),
        ((), "Procedure code was deleted code on that date.", {"outdated_code"}),
        ((), "We need more information from your provider.", {"missing_information"}),
        ((), "The present on admission indicator is missing.", {"present_on_admission"}),
    ],
)
def test_codes_and_words_fit_their_own_type_alone(codes: tuple[str, ...], reason: str, expected: set[str]) -> None:
    assert only(*codes, reason=reason) == expected


def test_a_code_that_one_type_lists_only_points_others_to_it() -> None:
    assert fits("CO-181")["incorrect_code"] == POSSIBLE
    assert fits("OA-109")["coordination_of_benefits"] == POSSIBLE


def test_no_code_and_no_phrase_belongs_to_two_types() -> None:
    owners: dict[str, list[str]] = {}
    for denial in guide().denial_types.values():
        for sign in (*denial.recognition.carcs, *denial.recognition.rarcs, *denial.recognition.phrases):
            owners.setdefault(sign, []).append(denial.id)
    twice = {sign: names for sign, names in owners.items() if len(names) > 1 and set(names) & set(CODING)}
    assert twice == {}


def test_words_within_a_longer_phrase_belong_to_that_one() -> None:
    book = guide().codebook
    topics = {t.denial_type for t in decode(("This service is not covered by this payer.",), book).topics if t.sure}
    assert topics == {"wrong_payer"}
    both = decode(("Not covered by this payer. It is also not covered under your plan.",), book).topics
    assert {t.denial_type for t in both if t.sure} >= {"wrong_payer", "not_covered"}


@pytest.mark.parametrize(
    ("text", "phrase"), [("NPI is wrong", "npi"), ("an  Npi", "npi"), ("snpi", "npi"), ("", "npi")]
)
def test_phrases_hold_on_whole_words(text: str, phrase: str) -> None:
    assert words_hold(text, phrase) == (text in {"NPI is wrong", "an  Npi"})


@pytest.mark.parametrize(
    ("name", "routes", "script"),
    [
        ("incorrect_code", {"corrected_claim", "protective_appeal"}, "coding_review"),
        ("outdated_code", {"corrected_claim", "protective_appeal"}, "coding_review"),
        ("unspecified_diagnosis", {"corrected_claim", "protective_appeal"}, "coding_review"),
        ("place_of_service", {"corrected_claim", "protective_appeal"}, "hold_request"),
        ("units_frequency", {"corrected_claim", "protective_appeal"}, "coding_review"),
        ("visit_level", {"corrected_claim", "protective_appeal"}, "coding_supervisor"),
        ("missing_information", {"corrected_claim", "protective_appeal"}, "missing_information_resend"),
        ("patient_identity", {"corrected_claim", "protective_appeal"}, "member_data_fix"),
        ("provider_enrollment", {"provider_billing", "protective_appeal"}, "credentialing_hold"),
        ("present_on_admission", {"corrected_claim", "protective_appeal"}, "coding_review"),
        ("wrong_payer", {"coverage_update", "protective_appeal"}, "wrong_payer_rebill"),
    ],
)
def test_a_ticked_type_is_planned_by_itself(name: str, routes: set[str], script: str) -> None:
    given = facts(people=People(provider="Alder Ridge Hospital"))
    plan = route(given, deadlines_from_facts(given, TODAY), TODAY, guide(), chosen=(name,))
    assert routes <= taken(plan)
    assert "internal_appeal" not in taken(plan)
    assert script in plan.scripts
    assert set(plan.evidence) >= set(guide().denial_types[name].evidence)
    hold = [s for s in plan.scripts if s in {"hold_request", "credentialing_hold"}]
    assert hold == (["credentialing_hold"] if name == "provider_enrollment" else ["hold_request"])


@pytest.mark.parametrize("name", CODING)
def test_every_coding_type_is_appealed_when_the_insurer_refuses(name: str) -> None:
    given = facts(answers=Answers(insurer_refuses_to_reprocess=True))
    plan = route(given, deadlines_from_facts(given, TODAY), TODAY, guide(), chosen=(name,))
    letter = guide().denial_types[name].appeal_letter
    assert letter
    assert "internal_appeal" in taken(plan)
    assert letter in plan.letters


def test_the_supervisor_is_asked_about_a_level_and_the_coder_about_a_code() -> None:
    level = plan_for(facts(signals=("visit_level_too_high",)))
    assert "coding_supervisor" in level.scripts and "coding_review" not in level.scripts
    code = plan_for(facts("CO-199"))
    assert "coding_review" in code.scripts and "coding_supervisor" not in code.scripts
