# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Four whole stories that must come out right, and plans for facts that nobody wrote down."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.coverage import PlanKind
from app.domain.facts import Amounts, Answers, Dates, Facts, People
from app.knowledge.guide import guide
from app.rules.routing_types import FITS, NOT_HERE, POSSIBLE, decode_facts, propose_denial_types
from tests.app.rules.routing_facts import cents, facts, plan_for, taken, warned, why


def test_a_duplicate_line_was_removed_and_the_new_eob_is_awaited() -> None:
    plan = plan_for(
        facts(
            "OA-18",
            signals=("duplicate_line_on_statement", "in_collections"),
            have=("eob", "itemized_bill", "collection_notice"),
            answers=Answers(corrected_claim_submitted=True),
        )
    )
    assert {"corrected_claim", "provider_billing", "debt_validation"} <= taken(plan)
    assert {"case_open_until_corrected_eob", "do_not_pay_before_corrected_eob"} <= warned(plan)
    assert "follow it up until the corrected eob" in why(plan, "corrected_claim").lower()
    assert "replacement_claim_status" in plan.scripts
    assert "provider_billing_dispute" in plan.letters
    assert any(action.party == "The collector" for action in plan.actions)
    assert plan.actions[-1].action.startswith("Check the corrected EOB")


def test_once_the_corrected_eob_is_in_the_case_may_close() -> None:
    plan = plan_for(facts("OA-18", have=("eob", "itemized_bill", "corrected_eob")))
    assert "case_open_until_corrected_eob" not in warned(plan)


def test_a_denied_claim_with_the_full_bill_in_hand() -> None:
    denied = facts(
        "CO-96",
        "N130",
        reason="This service is not covered by your plan.",
        have=("denial_notice", "eob", "itemized_bill"),
        amounts=Amounts(in_dispute=cents(1200)),
    )
    plan = plan_for(denied)
    assert "internal_appeal" in taken(plan)
    assert not {"get_documents_first", "corrected_claim", "financial_assistance"} & taken(plan)
    assert "hold_request" in plan.scripts
    assert any("$1,200.00" in warning.why for warning in plan.warnings)
    lost = plan_for(facts("CO-96", signals=("internal_appeal_lost", "cannot_afford")))
    assert {"external_review", "financial_assistance"} <= taken(lost)


def test_imaging_refused_as_not_necessary() -> None:
    nora = facts(
        "CO-50",
        "N130",
        reason="The records submitted do not show six weeks of conservative treatment. "
        "The service is not medically necessary under Imaging Policy IM-207.",
        have=("denial_notice", "eob", "itemized_bill"),
        answers=Answers(documentation_supports_service=True),
        people=People(
            insurer="Larkfield Health Plan",
            provider="Alder Ridge Hospital",
            clinician="Dr. Amara Lindqvist",
            policy_reference="Policy IM-207",
        ),
    )
    plan = plan_for(nora)
    assert {"internal_appeal", "records_request"} == taken(plan)
    assert "will not help" in why(plan, "corrected_claim")
    assert "internal_appeal_medical_necessity" in plan.letters and "claim_file_request" in plan.letters
    assert not {"protective_appeal", "corrected_claim_request"} & set(plan.letters)
    asked = {action.party: action.action for action in plan.actions}
    assert (
        "Policy IM-207" in asked["Larkfield Health Plan, appeals"]
        or "appeal" in asked["Larkfield Health Plan, appeals"]
    )
    assert "Dr. Amara Lindqvist" in asked
    assert plan.denial_types[0].id == "medical_necessity"
    assert "CO-50" in plan.denial_types[0].why
    assert "medically necessary" in plan.denial_types[0].why


def test_assistance_for_a_bill_that_is_right() -> None:
    plan = plan_for(
        facts(
            "PR-1",
            "PR-2",
            "CO-45",
            signals=("cannot_afford",),
            have=("eob", "itemized_bill"),
            dates=Dates(),
            amounts=Amounts(patient_responsibility=cents(18000), asked_of_patient=cents(18000)),
        )
    )
    assert taken(plan) == {"financial_assistance"}
    assert any("pay stubs" in item for item in plan.evidence)
    assert "itemized bill" in why(plan, "financial_assistance")


def test_types_are_proposed_with_their_fit() -> None:
    book = guide().codebook
    proposals = propose_denial_types(
        decode_facts(Facts(codes=("CO-50", "N130")), book), guide().denial_types, guide().signals
    )
    fit = {proposal.id: proposal.fit for proposal in proposals}
    assert fit["medical_necessity"] == FITS
    assert fit["diagnosis_mismatch"] == POSSIBLE
    assert fit["authorization_missing"] == NOT_HERE
    set_aside = next(p.why for p in proposals if p.id == "authorization_missing")
    assert set_aside == "Set aside: no authorization is mentioned, and its code would be CO-197."
    assert [p.fit for p in proposals] == sorted((p.fit for p in proposals), key=[FITS, POSSIBLE, NOT_HERE].index)


def test_every_type_is_reached_by_its_first_code_and_its_first_words() -> None:
    for denial in guide().denial_types.values():
        for code in denial.recognition.carcs[:1]:
            group = (*denial.recognition.groups, "CO")[0]
            decoded = decode_facts(Facts(codes=(f"{group}-{code}",)), guide().codebook)
            assert _fit(decoded, denial.id) == FITS, denial.id
        decoded = decode_facts(Facts(reason=f"This was {denial.recognition.phrases[0]}."), guide().codebook)
        assert _fit(decoded, denial.id) == FITS, denial.id


def _fit(decoded: object, denial_id: str) -> str:
    proposals = propose_denial_types(decoded, guide().denial_types, guide().signals)  # type: ignore[arg-type]
    return next(p.fit for p in proposals if p.id == denial_id)


_ANSWERS = st.builds(
    Answers,
    corrected_claim_submitted=st.sampled_from([None, True, False]),
    insurer_refuses_to_reprocess=st.sampled_from([None, True, False]),
    documentation_supports_service=st.sampled_from([None, True, False]),
    authorization_number_exists=st.sampled_from([None, True, False]),
    emergency=st.sampled_from([None, True, False]),
    ancillary_service=st.sampled_from([None, True, False]),
    notice_and_consent_signed=st.sampled_from([None, True, False]),
    benefits_ongoing=st.sampled_from([None, True, False]),
    network=st.sampled_from([None, "in", "out", "unknown"]),
)
_DATES = st.builds(
    Dates,
    denial_received=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 11, 20))),
    notice_appeal_by=st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2027, 5, 1))),
)
_FACTS = st.builds(
    Facts,
    plan_kind=st.sampled_from(list(PlanKind)),
    service_timing=st.sampled_from(["", "pre_service", "concurrent", "post_service"]),
    urgent=st.booleans(),
    codes=st.lists(st.sampled_from(["CO-4", "CO-18", "CO-50", "PR-1", "CO-45", "PR-204", "N130", "CO-999", "?"])).map(
        tuple
    ),
    signals=st.lists(st.sampled_from(list(guide().signals)), max_size=4, unique=True).map(tuple),
    have=st.lists(st.sampled_from(["denial_notice", "eob", "itemized_bill", "records", "claim_file"]), unique=True).map(
        tuple
    ),
    dates=_DATES,
    answers=_ANSWERS,
)


@settings(max_examples=120, deadline=None)
@given(_FACTS)
def test_any_facts_end_in_a_plan_with_reasons_and_a_first_step(given_facts: Facts) -> None:
    plan = plan_for(given_facts)
    assert {choice.id for choice in plan.routes} == set(guide().routes)
    assert all(choice.why for choice in plan.routes)
    assert plan.actions, given_facts
    if given_facts.plan_kind in {PlanKind.MEDICARE_ORIGINAL, PlanKind.FEHB, PlanKind.VA, PlanKind.MEDICAID_FFS}:
        assert not {"internal_appeal", "external_review", "expedited_appeal"} & taken(plan)
        assert "not_a_commercial_appeal" in warned(plan)
