# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A story for each complaint to those who watch over plans, providers and collectors, and for the estimate dispute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.domain.coverage import PlanKind
from app.domain.facts import Answers, Facts
from app.domain.money import Cents
from tests.app.rules.letters_nora import NORA

_SENT = {"letter.sent_by": "Uploaded to the office’s own form"}
_APPEALED = replace(
    NORA,
    signals=("insurer_missed_deadline",),
    dates=replace(NORA.dates, appeal_filed=date(2026, 7, 20), appeal_received=date(2026, 7, 23)),
)
_LATE = (
    "Larkfield Health Plan had until 21 September 2026 to decide the appeal, counted "
    "from 23 July 2026. Nothing has come."
)
_TIMELINE = (
    "April 21, 2026 | The care was given: MRI of the lower back\n"
    "June 3, 2026 | Larkfield Health Plan denied it | LF-26-0419-7731\n"
    "July 20, 2026 | The appeal was sent by certified mail | 9589 0710 5270 0000 1842 07\n"
    "October 2, 2026 | Asked Larkfield where the appeal stands; no answer | 88-1502"
)
_DIRECT = replace(
    NORA,
    plan_kind=PlanKind.SELF_PAY,
    codes=(),
    reason="",
    signals=("estimate_exceeded",),
    have=("statement", "estimate"),
    dates=replace(
        NORA.dates,
        denial_notice=None,
        denial_received=None,
        notice_appeal_by=None,
        estimate=date(2026, 4, 2),
        first_bill=date(2026, 9, 8),
    ),
    amounts=replace(NORA.amounts, estimate=Cents(120000), patient_responsibility=None, plan_paid=None),
    people=replace(NORA.people, insurer="", member_id="", claim_number="", policyholder="", group_number=""),
)

STORIES: dict[str, tuple[Facts, Mapping[str, str]]] = {
    "state_insurance_complaint": (
        _APPEALED,
        {**_SENT, "letter.timeline": _TIMELINE, "letter.missed_clocks": _LATE},
    ),
    "labor_department_complaint": (
        replace(
            _APPEALED,
            plan_kind=PlanKind.EMPLOYER_SELF_FUNDED,
            people=replace(NORA.people, employer="Harrow Bakery", plan_name="Harrow Bakery Health Plan"),
        ),
        {
            **_SENT,
            "letter.timeline": _TIMELINE,
            "letter.rules_broken": "The claim file was refused. I asked on June 10 and August 2, and was told "
            "that it is "
            "kept inside (Exhibit D).",
            "letter.relief": "Please see that the claim file is sent, free of charge.\nPlease see that the appeal is "
            "decided.",
        },
    ),
    "no_surprises_complaint": (
        replace(
            NORA,
            signals=("ancillary_at_in_network_facility",),
            codes=(),
            reason="",
            answers=Answers(ancillary_service=True, notice_and_consent_signed=False),
            dates=replace(NORA.dates, first_bill=date(2026, 5, 30)),
            people=replace(
                NORA.people,
                provider="Corran Anesthesia Group",
                facility="Alder Ridge Hospital",
                service_description="anesthesia for back surgery",
            ),
        ),
        {**_SENT, "letter.what_happened": "I met this doctor in the operating room. Nobody told me of the network."},
    ),
    "attorney_general_complaint": (
        replace(
            NORA, answers=replace(NORA.answers, in_collections=True), signals=("bill_exceeds_eob", "cannot_afford")
        ),
        {
            **_SENT,
            "letter.what_happened": "I asked three times for the assistance policy, and got none.",
            "letter.relief": "Please ask the hospital for its policy, and for its decision on my application.",
        },
    ),
    "records_complaint": (
        replace(NORA, dates=replace(NORA.dates, records_requested=date(2026, 9, 1))),
        {
            **_SENT,
            "letter.learned_on": "2026-10-02",
            "letter.records_wanted": "Report and pictures of the MRI of April 21, 2026\nThe itemized bill with "
            "its codes",
        },
    ),
    "consumer_finance_complaint": (
        replace(
            NORA,
            answers=Answers(in_collections=True, on_credit_report=True, provider_third_party_collector=True),
            dates=replace(NORA.dates, collector_notice_received=date(2026, 10, 5)),
            people=replace(
                NORA.people,
                collector="Fallow Recovery",
                collector_address="P.O. Box 9\nCorran City, OH 45001",
                original_creditor="Alder Ridge Hospital",
            ),
        ),
        {**_SENT, "letter.company_reply": "A copy of the balance, without the bill (Exhibit C)."},
    ),
    "estimate_dispute_initiation": (
        _DIRECT,
        {
            **_SENT,
            "letter.by_provider": "Alder Ridge Hospital | $1,200.00 | $2,450.00\nCorran Imaging Group | $300.00 "
            "| $410.00",
            "letter.points": "The extra charge is for a contrast that was not used. The report says so on page 1.",
            "letter.reach_me": "e-mail at nora@example.org",
        },
    ),
}
