# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A story for each letter about a debt: to a collector, a credit bureau, whoever reports, and the issuer of a card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.facts import Facts
from app.domain.money import Cents
from tests.app.rules.stories_providers import story

_COLLECTOR: dict[str, Any] = {
    "people": {
        "collector": "Brightwater Recovery",
        "collector_address": "P.O. Box 4410, Corran City, OH 45001",
        "original_creditor": "Alder Ridge Hospital",
    },
    "answers": {"in_collections": True, "provider_third_party_collector": True, "hospital_nonprofit": None},
}
_NOTICE = {"collector_notice_sent": date(2026, 11, 2), "collector_notice_received": date(2026, 11, 9)}
_OWN = {"letter.collector_account": "BW-77120"}
_WHY = {
    "letter.dispute_why": "The EOB of June 3, 2026 lists nothing as my share (Exhibit A).\n"
    "The hospital wrote on November 3 that the account is under review (Exhibit B)."
}
_ITEM = {"letter.report_item": "Brightwater Recovery, account BW-77120, medical, $2,450.00, reported October 2026"}

STORIES: dict[str, tuple[Facts, Mapping[str, str]]] = {
    "debt_validation": story({**_OWN, **_WHY}, **_COLLECTOR, dates=_NOTICE, have=("collection_notice",)),
    "collector_dispute": story(
        {
            **_OWN,
            **_WHY,
            "letter.lines": "2 | April 21, 2026 | 72148 | $2,450.00 | Appeal open.",
        },
        **_COLLECTOR,
        amounts={"patient_responsibility": Cents(0), "plan_paid": Cents(41000)},
        dates={**_NOTICE, "denial_notice": date(2026, 6, 3), "appeal_filed": date(2026, 11, 12)},
        signals=("payment_not_posted", "cannot_afford"),
        have=("collection_notice", "eob"),
    ),
    "stop_contact": story({**_OWN, **_WHY}, **_COLLECTOR),
    "credit_bureau_dispute": story(
        {
            **_ITEM,
            **_WHY,
            "letter.recipient": "Corran Credit Bureau",
            "letter.recipient_address": "Disputes, P.O. Box 900, Corran City, OH 45001",
            "letter.report_number": "CCB 4471-2093 of November 18, 2026",
        },
        **_COLLECTOR,
        amounts={"patient_responsibility": Cents(0), "plan_paid": Cents(41000)},
    ),
    "furnisher_dispute": story({**_OWN, **_ITEM, **_WHY}, **_COLLECTOR),
    "card_billing_error": story(
        {
            "letter.recipient": "Harrow Bank",
            "letter.recipient_address": "Billing Inquiries, P.O. Box 12, Corran City, OH 45001",
            "letter.card_number": "4417",
            "letter.charge": "October 9, 2026, $610.00, ALDER RIDGE HOSP",
            "letter.statement_date": "2026-10-24",
            "letter.charge_error": "Wrong amount. I agreed to pay $120.00, the share that the EOB lists (Exhibit A).\n"
            "A credit of $200.00 that the hospital promised in writing is missing (Exhibit B).",
            "letter.told": "I asked the hospital to correct it on October 30 and November 10, 2026. "
            "It has not answered.",
        },
    ),
}
