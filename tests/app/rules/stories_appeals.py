# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A story for each appeal to an insurer: what was denied, the reason it gave, and what Nora answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.facts import Facts
from app.domain.money import Cents
from tests.app.rules.letters_nora import NORA

_SENT = {"letter.sent_by": "By certified mail\n9589 0710 5270 0000 1842 07", "letter.reason_place": "Exhibit A, page 2"}


def _story(
    service: str,
    reason: str,
    extra: Mapping[str, str],
    *,
    people: Mapping[str, str] | None = None,
    dates: Mapping[str, date | None] | None = None,
    answers: Mapping[str, Any] | None = None,
    **top: Any,
) -> tuple[Facts, Mapping[str, str]]:
    said = {"service_codes": "", "policy_reference": "", "service_description": service, **(people or {})}
    facts = replace(
        NORA,
        reason=reason,
        people=replace(NORA.people, **said),
        dates=replace(NORA.dates, **(dates or {})),
        answers=replace(NORA.answers, **(answers or {})),
        **{"codes": (), "signals": (), **top},
    )
    return facts, {**_SENT, **extra}


STORIES: dict[str, tuple[Facts, Mapping[str, str]]] = {
    "internal_appeal_experimental": _story(
        "disc nerve treatment",
        "This service is investigational under our technology policy.",
        {
            "letter.points": "The plan’s own definition is not met. It asks for two controlled studies "
            "(Exhibit C, page 9), and there are three.",
            "letter.studies": "Spine group of the Tannersfield clinics, 2024: 212 patients, less pain after a year\n"
            "Society of Back Surgeons, guideline of 2025: recommended after six months of other care",
            "letter.tried": "Physical therapy, February 9 to April 17, 2026: no change\nTwo "
            "injections in May: two weeks of relief",
            "letter.quotes": "“Has failed all conservative care.” Visit of June 1, 2026, page 14 (Exhibit D)",
        },
        people={"policy_reference": "Technology Policy T-19"},
        service_timing="pre_service",
    ),
    "internal_appeal_level_of_care": _story(
        "inpatient stay",
        "An inpatient level of care was not needed. Observation would have been enough.",
        {
            "letter.why_not_less": "On arrival the oxygen was at 84 percent and fell again at night "
            "(Exhibit C, page 11). "
            "Observation beds had no monitor.",
            "letter.quotes": "“Not safe for discharge or a lower level.” Note of April 22, 2026, page 12 (Exhibit C)",
            "letter.defects": "The criteria that were used\nWhat more I could send",
        },
        dates={"service_end": date(2026, 4, 25)},
        codes=("CO-150",),
    ),
    "internal_appeal_concurrent_care": _story(
        "home nursing care",
        "Goals have been met. Further visits are custodial.",
        {
            "letter.still_needed": "The wound is still open, 4 by 2 centimeters on November 12 "
            "(Exhibit B, page 5), and needs a "
            "dressing that family cannot do.",
        },
        dates={"care_ends": date(2026, 12, 5)},
        answers={"benefits_ongoing": True},
        service_timing="concurrent",
        urgent=True,
    ),
    "internal_appeal_drug": _story(
        "Arthamab injections",
        "Step therapy was not met. Two preferred drugs must be tried first.",
        {
            "letter.tried": "Methocept, January to April 2026: liver values rose, stopped by Dr. Lindqvist\n"
            "Sulfacol, May to July 2026: no effect",
            "letter.why_not_less": "The third drug on the list is of the same group as the first and "
            "would harm the liver again "
            "(Exhibit C, page 4).",
        },
        service_timing="pre_service",
        signals=("authorization_denied",),
    ),
    "internal_appeal_frequency_limit": _story(
        "physical therapy",
        "The limit of 30 visits for the year has been reached.",
        {
            "letter.count": "You count 30 visits. The therapist’s list shows 26: four of yours were "
            "canceled (Exhibit C, page 7)."
        },
        codes=("PR-119",),
    ),
    "internal_appeal_not_covered": _story(
        "nutrition counseling",
        "Weight loss programs are excluded.",
        {
            "letter.plan_words": "Page 31 covers “medical nutrition therapy for diabetes”. The referral names diabetes "
            "(Exhibit B), and the notes are about diabetes alone."
        },
        people={"diagnosis": "E11.9"},
        codes=("PR-204",),
    ),
    "internal_appeal_benefit_maximum": _story(
        "hearing aids",
        "The benefit maximum has been used up.",
        {"letter.count": "You count $3,000.00. The EOBs of this period add up to $1,850.00 (Exhibit C, page 5)."},
        codes=("PR-119",),
    ),
    "internal_appeal_out_of_network": _story(
        "pediatric heart surgery",
        "The provider is not in the network.",
        {
            "letter.network_search": "Larkfield Heart Group, March 2, 2026: does not operate on children\n"
            "Corran City Children’s, March 4, 2026: first date in eight months"
        },
        signals=("out_of_network",),
        answers={"network": "out"},
    ),
    "internal_appeal_cosmetic": _story(
        "eyelid surgery",
        "The service is cosmetic.",
        {
            "letter.function": "The upper lids cover a third of the field of sight (Exhibit C, page "
            "3). I can no longer drive.",
            "letter.tried": "Taping of the lids for six weeks: skin rash",
        },
        service_timing="pre_service",
    ),
    "internal_appeal_rescission": _story(
        "",
        "Your application did not disclose a prior condition.",
        {
            "letter.application": "The form asked for treatment within two years (Exhibit B, page "
            "2). The visit was five years "
            "before. I answered what was asked."
        },
        people={"claim_number": "", "provider": "", "diagnosis": ""},
        dates={"action_effective": date(2026, 1, 1), "coverage_start": date(2026, 1, 1), "service": None},
        have=("denial_notice",),
    ),
    "internal_appeal_preventive": _story(
        "screening of the colon",
        "Processed as a diagnostic service. The deductible applies.",
        {"letter.why_preventive": "I am 47 and had no symptoms. The order says “screening” (Exhibit B)."},
        answers={"corrected_claim_submitted": True},
        amounts=replace(NORA.amounts, patient_responsibility=Cents(118000)),
        codes=("PR-1",),
    ),
    "internal_appeal_emergency": _story(
        "emergency department visit",
        "The diagnosis does not support an emergency.",
        {
            "letter.symptoms": "At 2 a.m. I woke with pressure in the chest and a numb left arm. It "
            "did not pass in twenty minutes, "
            "and I called a neighbor to drive me.",
            "letter.quotes": "“Chest pain, rule out heart attack.” Triage note, 2:41 a.m., page 1 (Exhibit B)",
        },
        answers={"emergency": True, "network": "out"},
        signals=("emergency_out_of_network",),
        people={"diagnosis": ""},
    ),
    "internal_appeal_authorization": _story(
        "knee surgery",
        "No authorization was obtained.",
        {
            "letter.authorization": "Number AU-55102 was given to Ms. Penn of the surgeon’s office "
            "by phone on April 3, 2026, for "
            "this surgery (Exhibit B)."
        },
        answers={"authorization_number_exists": True, "network": "in"},
        codes=("CO-197",),
    ),
    "internal_appeal_coding": _story(
        "office visit",
        "The procedure code is inconsistent with the modifier used.",
        {
            "letter.right": "The visit was apart from the procedure. The note has its own history "
            "and plan (Exhibit C, page 2)."
        },
        answers={"corrected_claim_submitted": True, "insurer_refuses_to_reprocess": True},
        dates={"correction_submitted": date(2026, 7, 1)},
        codes=("CO-4",),
    ),
    "internal_appeal_eligibility": _story(
        "laboratory tests",
        "The patient was not covered on the date of service.",
        {"letter.coverage_proof": "The pay stub of April 30, 2026 shows the premium for April (Exhibit B)."},
        dates={"coverage_start": date(2026, 1, 1)},
        codes=("CO-27",),
    ),
    "internal_appeal_timely_filing": _story(
        "laboratory tests",
        "The time limit for filing has expired.",
        {
            "letter.filing_proof": "The clearinghouse report shows that you accepted the claim on "
            "May 2, 2026 (Exhibit B)."
        },
        dates={"original_submission": date(2026, 5, 1)},
        answers={"network": "in"},
        codes=("CO-29",),
    ),
    "expedited_appeal": _story(
        "scan of the spine",
        "The service is not medically necessary.",
        {
            "letter.danger": "The weakness in the left foot has spread since Tuesday. Dr. Lindqvist "
            "fears lasting damage within days "
            "(Exhibit B).",
            "letter.external_too": "yes",
        },
        service_timing="pre_service",
        urgent=True,
    ),
    "second_level_appeal": _story(
        "MRI of the lower back",
        "The first appeal did not show new weakness.",
        {
            "letter.first_answer": "The weakness is recorded. The decision did not look at page 14, "
            "where the strength of the left "
            "ankle is 4 of 5 (Exhibit C)."
        },
        dates={"appeal_filed": date(2026, 8, 10), "appeal_decided": date(2026, 10, 9)},
        answers={"plan_levels": 2},
    ),
}
