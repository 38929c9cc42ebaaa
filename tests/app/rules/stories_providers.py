# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A story for each letter to a hospital, a doctor or their offices: what Nora asks of them, and what she encloses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.coverage import PlanKind
from app.domain.facts import Amounts, Answers, Dates, Facts
from app.domain.money import Cents
from tests.app.rules.letters_nora import EXTRA, NORA, REASON

_SENT = {"letter.sent_by": "By certified mail\n9589 0710 5270 0000 1842 07", "letter.ask_by": "2026-12-15"}
_CLINICIAN = {
    "letter.ask_by": "2026-11-25",
    "letter.recipient_address": "Alder Ridge Spine Clinic, 912 Alder Ridge Road, Tannersfield, OH 45000",
}
_LINES = (
    "2 | April 21, 2026 | 72148 | $2,450.00 | Billed on two lines; the report shows one scan.\n"
    "3 | April 21, 2026 | 72148 | $2,450.00 | The second of the two.\n"
    "7 | April 21, 2026 | A9585 | $310.00 | The order asks for a scan without contrast."
)


def story(
    extra: Mapping[str, str],
    *,
    people: Mapping[str, str] | None = None,
    dates: Mapping[str, date | None] | None = None,
    answers: Mapping[str, Any] | None = None,
    amounts: Mapping[str, Cents | None] | None = None,
    **top: Any,
) -> tuple[Facts, Mapping[str, str]]:
    """Return Nora's bill, without the appeal of her other letters, and what a letter says beyond it."""
    facts = replace(
        NORA,
        people=replace(NORA.people, denial_reason="", **(people or {})),
        dates=replace(Dates(service=date(2026, 4, 21)), **(dates or {})),
        answers=replace(Answers(hospital_nonprofit=True), **(answers or {})),
        amounts=replace(Amounts(asked_of_patient=Cents(245000)), **(amounts or {})),
        **{"reason": "", "codes": (), "signals": (), "have": (), **top},
    )
    return facts, {**_SENT, **extra}


_DENIED: dict[str, Any] = {
    "reason": REASON,
    "codes": ("CO-50", "N130"),
    "dates": {"denial_notice": date(2026, 6, 3), "notice_appeal_by": date(2026, 11, 30)},
    "have": ("denial_notice",),
}

STORIES: dict[str, tuple[Facts, Mapping[str, str]]] = {
    "provider_billing_dispute": (
        NORA,
        {
            **_SENT,
            "letter.told": EXTRA["letter.told"],
            "letter.lines": f"{_LINES}\nThe EOB lists nothing as my share. The bill asks for all of it.",
        },
    ),
    "coding_review_request": story(
        {
            "letter.lines": _LINES,
            "letter.right": "One scan without contrast was done. See the radiology report of April 21, page 2.",
        },
        reason="The procedure code is inconsistent with the diagnosis.",
        codes=("CO-11",),
        signals=("diagnosis_mismatch", "visit_level_too_high"),
        have=("itemized_bill", "eob", "records"),
    ),
    "account_hold_request": story(
        {
            "letter.hold_why": "An appeal went to Larkfield Health Plan on November 12. It may take until January 17.\n"
            "A corrected claim was asked of your coding office on November 14.",
            "letter.hold_until": "2027-01-31",
            "letter.told": "On November 16, 2026 Ms. Orla Penn of your office said that a hold is possible.",
        },
        dates={"denial_notice": date(2026, 6, 3), "appeal_filed": date(2026, 11, 12)},
        answers={"in_collections": True},
        signals=("bill_exceeds_eob",),
    ),
    "call_confirmation": story(
        {
            "letter.call_date": "2026-11-20",
            "letter.call_with": "Ms. Orla Penn, patient accounts",
            "letter.agreed": "The account is on hold until January 31, 2027.\n"
            "Coding compares the claim with the record. I hear from coding by December 4.\n"
            "No payment is due meanwhile.",
        },
        people={"reference_number": "T-88213"},
    ),
    "overpayment_refund_request": story(
        {
            "letter.paid": "May 30, 2026: $400.00 by card, at the front desk (Exhibit A).\n"
            "July 12, 2026: $210.00 by check 1184 (Exhibit B).",
            "letter.refund_amount": "$490.00",
            "letter.what_happened": "The claim was corrected in October, and the share fell to $120.00.",
        },
        amounts={"patient_responsibility": Cents(12000), "plan_paid": Cents(98000), "asked_of_patient": None},
        dates={"corrected_eob": date(2026, 10, 14)},
        have=("eob", "corrected_eob"),
    ),
    "assistance_policy_request": story(
        {}, dates={"first_bill": date(2026, 6, 20)}, people={"patient_email": "nora@example.org"}
    ),
    "assistance_application_cover": story(
        {
            "letter.other_accounts": "AR-550-2818, radiologist’s reading, April 21, 2026\nAR-550-2990, visit of May 5",
            "letter.hardship": "I have worked half time since March because of the illness.",
        },
        answers={"household_size": 3, "household_income": Cents(3850000), "in_collections": True, "payment_made": True},
        dates={"first_bill": date(2026, 6, 20)},
        have=("itemized_bill", "eob"),
    ),
    "settlement_offer": story(
        {
            "letter.offer": "$900.00",
            "letter.offer_terms": "I pay $900.00 by check within 10 days of your written yes.",
            "letter.offer_basis": "Your own posted cash price for this scan is $940.00.\nIt is what I can pay at once.",
        },
        plan_kind=PlanKind.SELF_PAY,
        answers={"hospital_nonprofit": False},
    ),
    "estimate_exceeded_dispute": story(
        {
            "letter.lines": "4 | May 6, 2026 | | $780.00 | Not on the estimate; nobody told me of it.\n"
            "5 | May 6, 2026 | | $220.00 | Estimated at $90.00.",
            "letter.what_happened": "I paid for this care myself. Nothing was added on the day.",
        },
        plan_kind=PlanKind.SELF_PAY,
        amounts={"estimate": Cents(152000), "billed": Cents(243000)},
        dates={"service": date(2026, 5, 6), "estimate": date(2026, 4, 28)},
        people={"insurer": "", "claim_number": "", "service_description": "outpatient knee scope", "service_codes": ""},
        have=("estimate", "itemized_bill"),
    ),
    "surprise_bill_notice": story(
        {"letter.what_happened": "Alder Ridge Hospital is in network. I saw no other name until the bill came."},
        people={
            "provider": "Corran Anesthesia Group",
            "provider_address": "P.O. Box 77, Corran City, OH 45001",
            "facility": "Alder Ridge Hospital",
            "service_description": "anesthesia",
            "service_codes": "",
        },
        amounts={"asked_of_patient": Cents(186000), "patient_responsibility": Cents(21000)},
        answers={
            "ancillary_service": True,
            "notice_and_consent_signed": False,
            "payment_made": True,
            "in_collections": True,
        },
        signals=("ancillary_at_in_network_facility",),
        have=("statement", "eob"),
    ),
    "records_access_request": story(
        {
            "letter.records_wanted": "The radiology report of April 21, 2026\nThe order of April 14 and its note\n"
            "The record of contrast given, if any",
        },
        people={"patient_email": "nora@example.org"},
        dates={"notice_appeal_by": date(2026, 11, 30)},
    ),
    "records_amendment_request": story(
        {
            "letter.entry": "“No weakness. Walks without trouble.” Visit note of April 14, 2026, page 14, line 6",
            "letter.should_say": "Weakness of the left foot, strength 4 of 5, as measured in the same visit (page 13)",
            "letter.amend_proof": "The exam table on page 13 of the same note says 4 of 5.\n"
            "The therapist wrote “left foot weaker” on April 10 (Exhibit B).",
            "letter.who_to_tell": "Larkfield Health Plan, claim LF-26-0419-7731",
        },
    ),
    "clinician_query": story(
        {
            **_CLINICIAN,
            "letter.questions": "Was contrast given on April 21? The order says none; the bill has a charge for it.\n"
            "Which page shows the weakness of the left foot?",
        },
        **_DENIED,
    ),
    "necessity_letter_request": story(
        {
            **_CLINICIAN,
            "letter.criteria_points": "Six weeks of conservative treatment, with dates\n"
            "Or new or worsening muscle weakness (section 3(b))\nA result that would change the treatment",
        },
        urgent=True,
        **_DENIED,
    ),
    "peer_to_peer_request": story(
        {
            **_CLINICIAN,
            "letter.peer_line": "(555) 014-2233, until November 27, 2026",
            "letter.points": "The strength of the left ankle is 4 of 5 (visit of April 14, page 14).",
        },
        urgent=True,
        **_DENIED,
    ),
}
