# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A story for each letter of a public program: Nora's dispute as it would stand there, level by level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.coverage import PlanKind
from app.domain.facts import Facts
from app.domain.money import Cents
from tests.app.rules.letters_nora import NORA

Story = tuple[Facts, Mapping[str, str]]

_SENT = {"letter.sent_by": "By certified mail\n9589 0710 5270 0000 1842 07"}
_OFFICE = "12 Harbor Street\nCorran City, OH 45001"
_BY_ANOTHER = {
    "letter.representative_address": "9 Mill Lane, Tannersfield, OH 45000",
    "letter.representative_phone": "(555) 013-7719",
}
_NOT_TOLD: Mapping[str, Any] = {
    "codes": (), "signals": (), "have": ("denial_notice", "records", "letter_of_medical_necessity"),
}  # fmt: skip


def _story(
    kind: PlanKind,
    extra: Mapping[str, str],
    *,
    reason: str = "The records do not show that the care was reasonable and necessary.",
    people: Mapping[str, str] | None = None,
    dates: Mapping[str, date | None] | None = None,
    answers: Mapping[str, Any] | None = None,
    **top: Any,
) -> Story:
    said = {"policy_reference": "", "group_number": "", "policyholder": "", "plan_name": "", **(people or {})}
    facts = replace(
        NORA,
        plan_kind=kind,
        reason=reason,
        people=replace(NORA.people, **said),
        dates=replace(NORA.dates, **(dates or {})),
        answers=replace(NORA.answers, hospital_nonprofit=None, payment_made=None, **(answers or {})),
        amounts=replace(NORA.amounts, in_dispute=Cents(245000)),
        **{**_NOT_TOLD, **top},
    )
    return facts, {**_SENT, **extra}


_MEDICARE = {"insurer": "Corran Medicare Contractor", "insurer_address": _OFFICE, "member_id": "1EG4-TE5-MK73"}
_POINTS = (
    "Six weeks of treatment came first. There were 14 therapy visits from February 9 to April 17, 2026 "
    "(Exhibit D, pages 19 to 26).\n"
    "New weakness was found. The strength of the left ankle was 4 of 5 on April 14 (Exhibit C, page 14)."
)
_NEXT = {"appeal_filed": date(2026, 7, 6), "appeal_decided": date(2026, 10, 2)}
_TO = {"letter.recipient": "Harbor Review Group", "letter.recipient_address": _OFFICE, **_BY_ANOTHER}

STORIES: dict[str, Story] = {
    "medicare_redetermination": _story(
        PlanKind.MEDICARE_ORIGINAL,
        {"letter.points": _POINTS, "letter.reason_place": "Exhibit A, page 2"},
        people=_MEDICARE,
    ),
    "medicare_reconsideration": _story(
        PlanKind.MEDICARE_ORIGINAL,
        {
            **_TO,
            "letter.contractor": "Corran Medicare Contractor",
            "letter.appeal_number": "1-1180442",
            "letter.first_answer": "The redetermination says that therapy notes were missing. They are enclosed "
            "(Exhibit D, pages 19 to 26).",
            "letter.points": _POINTS,
        },
        people=_MEDICARE,
        dates=_NEXT,
    ),
    "medicare_hearing_request": _story(
        PlanKind.MEDICARE_ORIGINAL,
        {
            **_TO,
            "letter.recipient": "Harbor Hearing Office",
            "letter.appeal_number": "1-1180442",
            "letter.points": _POINTS,
            "letter.more_to_come": "a statement of Dr. Lindqvist",
            "letter.wait_until": "2026-12-18",
            "letter.copies_to": "Alder Ridge Hospital, 900 Alder Ridge Road, Tannersfield, OH 45000",
            "letter.late_why": "The decision went to my old address and came on November 12.",
        },
        people=_MEDICARE,
        dates=_NEXT,
    ),
    "medicare_council_review": _story(
        PlanKind.MEDICARE_ORIGINAL,
        {
            **_TO,
            "letter.recipient": "Harbor Appeals Board",
            "letter.appeal_number": "3-2260117",
            "letter.points": "The judge found no new weakness. The visit note of April 14 says otherwise "
            "(decision, page 6; Exhibit C, page 14).",
        },
        people=_MEDICARE,
        dates=_NEXT,
    ),
    "medicare_advantage_reconsideration": _story(
        PlanKind.MEDICARE_ADVANTAGE,
        {
            "letter.points": _POINTS,
            "letter.danger": "Dr. Lindqvist says that the weakness may become lasting (Exhibit E).",
            "letter.late_why": "I was in the hospital from August 1 to October 20, 2026.",
        },
        people={"insurer": "Larkfield Medicare Advantage"},
        service_timing="pre_service",
    ),
    "part_d_redetermination": _story(
        PlanKind.MEDICARE_PART_D,
        {
            "letter.tried": "Methocept, January to April 2026: liver values rose\n"
            "Sulfacol, May to July 2026: no effect",
            "letter.why_not_less": "The third drug on the list is of the same group as the first and would harm "
            "the liver again.",
            "letter.late_why": "The denial came while I was away for treatment.",
        },
        reason="Step therapy was not met.",
        people={
            "insurer": "Larkfield Drug Plan",
            "service_description": "Arthamab 40 mg injection",
            "service_codes": "",
        },
        service_timing="pre_service",
    ),
    "discharge_fast_appeal": _story(
        PlanKind.MEDICARE_ORIGINAL,
        {
            **_TO,
            "letter.care_kind": "skilled nursing and rehabilitation",
            "letter.still_unsafe": "I cannot yet stand up alone, and nobody is at home by day. On November 19 the "
            "therapist wrote that two people must help (Exhibit B, page 4).",
        },
        reason="You no longer need skilled care every day.",
        people={**_MEDICARE, "provider": "Alder Ridge Care Center", "service_description": ""},
        dates={
            "care_ends": date(2026, 11, 23),
            "denial_notice": date(2026, 11, 20),
            "denial_received": None,
            "notice_appeal_by": None,
        },
        service_timing="concurrent",
    ),
    "medicaid_plan_appeal": _story(
        PlanKind.MEDICAID_MANAGED_CARE,
        {
            "letter.points": "Nothing has changed. The wound is still open (Exhibit B, page 5).",
            "letter.danger": "The wound may become infected.",
            "letter.late_why": "The notice came to a neighbor.",
            "letter.hearing_help": "an interpreter for Spanish",
        },
        reason="Eight hours of care a week are enough.",
        people={"insurer": "Larkfield Community Plan", "service_description": "home nursing care", "service_codes": ""},
        dates={"action_effective": date(2026, 12, 1), "notice_appeal_by": date(2026, 12, 20)},
        answers={"benefits_ongoing": True},
        service_timing="concurrent",
    ),
    "fair_hearing_request": _story(
        PlanKind.MEDICAID_FFS,
        {
            **_TO,
            "letter.recipient": "Harbor State Hearings",
            "letter.points": "The agency counted a second income that ended in March (Exhibit B).",
            "letter.danger": "Without the care the wound is not dressed.",
            "letter.speaker": "My sister, Ida Ellingboe,",
            "letter.hearing_help": "an interpreter for Spanish",
        },
        reason="You no longer need this level of care.",
        people={"service_description": "home nursing care", "service_codes": "", "reference_number": "OH-2201-77"},
        dates={"action_effective": date(2026, 12, 1)},
        answers={"benefits_ongoing": True},
        service_timing="concurrent",
    ),
    "fehb_reconsideration": _story(
        PlanKind.FEHB,
        {
            "letter.brochure": "Section 5(a), page 31 covers diagnostic imaging that a doctor orders. This scan was "
            "ordered by Dr. Lindqvist (Exhibit B).",
            "letter.late_why": "A stroke kept me in the hospital until October.",
        },
        people={"insurer": "Larkfield Federal Plan"},
    ),
    "opm_review_request": _story(
        PlanKind.FEHB,
        {
            **_TO,
            "letter.recipient": "Harbor Health Insurance Office",
            "letter.brochure": "Section 5(a), page 31 covers diagnostic imaging that a doctor orders.",
            "letter.points": _POINTS,
        },
        people={"insurer": "Larkfield Federal Plan"},
        dates=_NEXT,
    ),
    "tricare_appeal": _story(
        PlanKind.TRICARE,
        {"letter.points": _POINTS, "letter.more_to_come": "a letter from Dr. Lindqvist"},
        people={"insurer": "Larkfield Military Care"},
    ),
    "va_appeal": _story(
        PlanKind.VA,
        {
            **_TO,
            "letter.recipient": "Patient Advocate, Corran VA Medical Center",
            "letter.points": _POINTS,
            "letter.late_why": "The refusal was told to me by phone only.",
        },
        reason="Physical therapy should go on first.",
        service_timing="pre_service",
    ),
    "chip_review_request": _story(
        PlanKind.CHIP,
        {
            **_TO,
            "letter.recipient": "Harbor CHIP Reviews",
            "letter.points": "The income of October was counted twice (Exhibit B).",
            "letter.danger": "Without treatment the child cannot sleep.",
        },
        reason="The household’s income is too high.",
        people={"service_description": "enrollment", "service_codes": "", "diagnosis": "", "clinician": ""},
        service_timing="concurrent",
    ),
    "marketplace_appeal": _story(
        PlanKind.INDIVIDUAL,
        {
            **_TO,
            "letter.recipient": "Harbor Marketplace Appeals",
            "letter.decision_about": "the amount of help with the premium",
            "letter.points": "The wages were those of the old job. It ended on August 31 (Exhibit B).",
            "letter.danger": "Treatment is planned for December 10.",
        },
        reason="Your income could not be confirmed.",
        people={"reference_number": "A-2026-55810", "member_id": ""},
        dates={"notice_appeal_by": date(2026, 12, 20)},
        service_timing="pre_service",
    ),
}
"""Nora in each program, with what the last decision said and what she answers."""
