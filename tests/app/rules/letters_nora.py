# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Nora Ellingboe's dispute, as facts, and what her letters need beyond them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.coverage import PlanKind
from app.domain.deadline import Owner
from app.domain.facts import Amounts, Answers, Dates, Facts, People
from app.domain.money import Cents
from app.domain.plan import ComputedDeadline

TODAY = date(2026, 11, 21)
REASON = (
    "The records submitted do not show six weeks of conservative treatment. "
    "The service is not medically necessary under Imaging Policy IM-207."
)

PEOPLE = People(
    patient="Nora Ellingboe",
    date_of_birth="1979-02-14",
    patient_address="418 Juniper Court, Apartment 3, Tannersfield, OH 45000",
    patient_phone="(555) 013-4472",
    policyholder="Nora Ellingboe",
    member_id="LFK 204 118 53",
    group_number="HB-1180",
    insurer="Larkfield Health Plan",
    insurer_address="Member Appeals Department\nP.O. Box 61180\nCorran City, OH 45001",
    claim_number="LF-26-0419-7731",
    account_number="AR-550-2817",
    provider="Alder Ridge Hospital",
    provider_address="900 Alder Ridge Road, Tannersfield, OH 45000",
    clinician="Dr. Amara Lindqvist",
    service_description="MRI of the lower back",
    service_codes="72148",
    diagnosis="M54.16",
    policy_reference="Imaging Policy IM-207",
)

NORA = Facts(
    plan_kind=PlanKind.EMPLOYER_INSURED,
    state="OH",
    service_timing="post_service",
    codes=("CO-50", "N130"),
    reason=REASON,
    signals=("bill_exceeds_eob",),
    have=("denial_notice", "eob", "records", "letter_of_medical_necessity"),
    dates=Dates(
        service=date(2026, 4, 21),
        denial_notice=date(2026, 6, 3),
        denial_received=date(2026, 6, 8),
        notice_appeal_by=date(2026, 11, 30),
    ),
    answers=Answers(documentation_supports_service=True, hospital_nonprofit=True, payment_made=False),
    amounts=Amounts(
        billed=Cents(245000), patient_responsibility=Cents(0), asked_of_patient=Cents(245000), plan_paid=Cents(0)
    ),
    people=PEOPLE,
)

DEADLINES = (
    ComputedDeadline(
        rule="erisa_appeal_filing",
        title="Internal appeal",
        due=date(2026, 12, 5),
        safe=date(2026, 12, 4),
        actor="patient",
        owner=Owner.US,
        action="file the internal appeal",
        citation="29 CFR 2560.503-1(h)(3)(i)",
        counted="180 days from June 8, 2026",
        checked=date(2026, 11, 21),
        notice_due=date(2026, 11, 30),
    ),
)

POINTS = (
    "The six weeks were completed. I had 14 physical therapy visits from February 9 to April 17, 2026, with medicine "
    "for inflammation throughout (Exhibit D, pages 19 to 26).\n"
    "Your policy does not ask for six weeks when there is new weakness. Section 3(b) of IM-207 covers this MRI at once "
    "for new or worsening muscle weakness (Exhibit F, page 33). The strength of my left ankle was recorded as 4 of 5 "
    "(Exhibit C, page 14).\n"
    "The claim was coded as ordered. Order, diagnosis and claim agree (Exhibits B and C). A corrected claim would "
    "change nothing."
)

EXTRA = {
    "letter.sent_by": "By certified mail\n9589 0710 5270 0000 1842 07\nand by fax, (555) 014-2210",
    "letter.what_happened": (
        "On April 14, 2026 my physician, Dr. Amara Lindqvist, found new weakness in my left foot after ten weeks of "
        "treatment, and ordered the MRI (Exhibit C, page 14). It was done on April 21. You denied the claim on June 3 "
        "(Exhibit A, page 6)."
    ),
    "letter.reason_place": "Exhibit A, page 6",
    "letter.points": POINTS,
    "letter.exhibits": (
        "Exhibit A, denial notice, June 3, 2026\nExhibit B, order and claim\nExhibit C, visit of April 14, 2026\n"
        "Exhibit D, therapy notes\nExhibit F, Imaging Policy IM-207"
    ),
    "letter.lines": "April 21, 2026, code 72148, $2,450.00. The EOB lists nothing as my share.",
    "letter.wrong": "The place of service. The claim says office.",
    "letter.right": "The place of service was the hospital’s outpatient department. See the record, page 2.",
    "letter.told": "On November 2, 2026 Ms. Orla Penn of your office told me that the account would be reviewed.",
    "letter.more_to_come": "a letter from Dr. Lindqvist",
    "letter.wait_until": "2026-12-18",
    "letter.ask_by": "2026-12-15",
    "letter.plan_words": "",
}


def with_people(facts: Facts, **people: str) -> Facts:
    """Return the facts with some of the people's fields changed."""
    return replace(facts, people=replace(facts.people, **people))
