# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A story for each request to a plan, and for the requests for outside review: what Nora asks, and what she knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.domain.coverage import PlanKind
from app.domain.facts import Facts
from tests.app.rules.letters_nora import EXTRA, NORA

_SENT = {"letter.sent_by": "By certified mail\n9589 0710 5270 0000 1842 14"}
_AHEAD = replace(
    NORA,
    service_timing="pre_service",
    codes=(),
    signals=(),
    reason="",
    dates=replace(
        NORA.dates, service=date(2026, 12, 14), denial_notice=None, denial_received=None, notice_appeal_by=None
    ),
    people=replace(NORA.people, claim_number="", service_codes="", policy_reference=""),
)
_FINAL = replace(
    NORA,
    signals=(),
    dates=replace(
        NORA.dates,
        appeal_filed=date(2026, 7, 20),
        appeal_decided=date(2026, 9, 14),
        final_denial_notice=date(2026, 9, 14),
        final_denial_received=date(2026, 9, 18),
    ),
)

STORIES: dict[str, tuple[Facts, Mapping[str, str]]] = {
    "claim_file_request": (
        NORA,
        {**_SENT, "letter.records_wanted": "The notes of the call of June 10, 2026, reference 88-1204"},
    ),
    "plan_document_request": (
        replace(
            NORA,
            people=replace(
                NORA.people,
                employer="Harrow Bakery",
                plan_administrator_address="Benefits Office\n12 Mill Street\nTannersfield, OH 45000",
            ),
        ),
        {**_SENT, "letter.documents_wanted": "Imaging Policy IM-207, as it stood on April 21, 2026"},
    ),
    "reprocessing_request": (
        replace(
            NORA,
            dates=replace(NORA.dates, correction_submitted=date(2026, 10, 12)),
            people=replace(NORA.people, corrected_claim_number="LF-26-1012-0044"),
        ),
        {
            **_SENT,
            "letter.wrong": "The place of service was an office.",
            "letter.right": "The place of service was the outpatient department, as the record shows on page 2.",
        },
    ),
    "cob_update": (
        replace(NORA, codes=("CO-22",), reason="Another payer may be first."),
        {
            **_SENT,
            "letter.what_happened": "You hold the claim because you think that another plan pays first.",
            "letter.other_coverage": "Brightwater Health, member BW-7718, through my husband’s work: ended on "
            "December 31, 2025\nNo other plan since January 1, 2026",
            "letter.accident": "It was no accident and no work injury.",
            "letter.claims_listed": "LF-26-0419-7731, April 21, 2026, Alder Ridge Hospital",
        },
    ),
    "retro_authorization_request": (
        replace(NORA, codes=("CO-197",), reason="No authorization was on file."),
        {
            **_SENT,
            "letter.why_no_authorization": "The plan changed on April 1. The office still had the old card, and "
            "the old "
            "plan did not ask for approval (Exhibit B, page 3).",
            "letter.told": "On April 16, 2026 Ms. Orla Penn of your member line told me that no approval was needed.",
            "letter.quotes": "“New weakness of the left foot.” Visit of April 14, 2026, page 14 (Exhibit C)",
        },
    ),
    "network_exception_request": (
        _AHEAD,
        {
            **_SENT,
            "letter.network_search": "Dr. Alma Ferris, November 3: no new patients\nCorran Spine Center, "
            "November 4: first "
            "visit in May\nHill Road Clinic, November 5: does not treat this",
            "letter.network_needs": "A surgeon trained in this operation. My clinician asks for at least 50 a year.",
            "letter.danger": "The weakness of the foot grows from month to month, and may stay.",
        },
    ),
    "continuity_of_care_request": (
        replace(_AHEAD, people=replace(_AHEAD.people, service_description="back surgery")),
        {
            **_SENT,
            "letter.course": "Surgery is planned for December 14. The tests before it began in October with Dr. "
            "Lindqvist.",
            "letter.left_network": "Your letter of November 9 says that the hospital leaves on December 1, 2026.",
        },
    ),
    "formulary_exception_request": (
        replace(
            _AHEAD,
            plan_kind=PlanKind.INDIVIDUAL,
            reason="Step therapy was not met.",
            people=replace(_AHEAD.people, service_description="Arthamab injections"),
            dates=replace(_AHEAD.dates, denial_notice=date(2026, 11, 2)),
        ),
        {
            **_SENT,
            "letter.drug": "40 mg every two weeks, for a year",
            "letter.tried": "Methocept, January to April 2026: liver values rose\nSulfacol, May to July 2026: "
            "no effect",
            "letter.why_not_less": "The third drug on the list is of the same group as the first.",
            "letter.prescriber_says": "Any further delay will cost her the use of the hand.",
        },
    ),
    "notice_defect_letter": (
        NORA,
        {
            **_SENT,
            "letter.defects": "The notice does not name the rule or the criteria that were used, nor say that "
            "they are "
            "free on request. Please send them.\nThe notice does not say what more would help. Please name it.",
        },
    ),
    "grievance": (
        NORA,
        {
            **_SENT,
            "letter.about_whom": "the member line",
            "letter.what_happened": "I called on June 10, June 24 and July 8. Each time I was told that the "
            "file would be "
            "sent within a week. It has not come.",
            "letter.points": "Three promises were not kept. The references are 88-1204, 88-1377 and 88-1502.",
            "letter.relief": "Please send the file now, and name one person who answers for it.",
        },
    ),
    "external_review_request": (
        _FINAL,
        {
            **_SENT,
            "letter.points": "The six weeks were completed. There were 14 physical therapy visits from February 9 to "
            "April 17, 2026 (Exhibit D, pages 19 to 26).\nThe policy does not ask for six weeks where there is new "
            "weakness (Exhibit F, page 33).",
            "letter.exhibits": EXTRA["letter.exhibits"] + "\nExhibit G, final denial, September 14, 2026",
            "letter.reason_place": "Exhibit A, page 6",
        },
    ),
    "expedited_external_review_request": (
        replace(
            _FINAL,
            service_timing="concurrent",
            urgent=True,
            signals=("experimental",),
            people=replace(_FINAL.people, service_description="disc nerve treatment", service_codes=""),
            reason="This service is investigational under our technology policy.",
        ),
        {
            **_SENT,
            "letter.danger": "Dr. Lindqvist expects the foot to be lame for good within weeks.",
            "letter.studies": "Spine group of the Tannersfield clinics, 2024: 212 patients, less pain after a year",
            "letter.reason_place": "Exhibit A, page 2",
        },
    ),
}
