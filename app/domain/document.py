# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Documents: files kept inside the casebook, untouched, known by their SHA-256."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.ids import new_id


class DocumentKind(StrEnum):
    """What a document is; the first eleven are the ``have`` words of the command line."""

    DENIAL_NOTICE = "denial_notice"
    EOB = "eob"
    CORRECTED_EOB = "corrected_eob"
    ITEMIZED_BILL = "itemized_bill"
    CLAIM_FORM = "claim_form"
    STATEMENT = "statement"
    RECORDS = "records"
    LETTER_OF_MEDICAL_NECESSITY = "letter_of_medical_necessity"
    AUTHORIZATION_NUMBER = "authorization_number"
    PLAN_DOCUMENT = "plan_document"
    CLAIM_FILE = "claim_file"
    ESTIMATE = "estimate"
    COLLECTION_NOTICE = "collection_notice"
    INSURANCE_CARD = "insurance_card"
    LETTER_SENT = "letter_sent"
    PROOF_OF_SENDING = "proof_of_sending"
    OTHER = "other"


DOCUMENT_KIND_TITLES: dict[DocumentKind, str] = {
    DocumentKind.DENIAL_NOTICE: "Denial notice",
    DocumentKind.EOB: "Explanation of benefits",
    DocumentKind.CORRECTED_EOB: "Corrected EOB",
    DocumentKind.ITEMIZED_BILL: "Itemized bill",
    DocumentKind.CLAIM_FORM: "Claim form",
    DocumentKind.STATEMENT: "Statement",
    DocumentKind.RECORDS: "Medical records",
    DocumentKind.LETTER_OF_MEDICAL_NECESSITY: "Letter of medical necessity",
    DocumentKind.AUTHORIZATION_NUMBER: "Authorization",
    DocumentKind.PLAN_DOCUMENT: "Plan document or policy",
    DocumentKind.CLAIM_FILE: "Claim file",
    DocumentKind.ESTIMATE: "Good-faith estimate",
    DocumentKind.COLLECTION_NOTICE: "Collection notice",
    DocumentKind.INSURANCE_CARD: "Insurance card",
    DocumentKind.LETTER_SENT: "Letter as sent",
    DocumentKind.PROOF_OF_SENDING: "Proof of sending",
    DocumentKind.OTHER: "Other",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file in the casebook. ``sha256`` names its bytes; ``text`` is what could be read from it, for the search."""

    id: str = field(default_factory=new_id)
    case_id: str | None = None
    person_id: str | None = None
    title: str
    kind: DocumentKind = DocumentKind.OTHER
    file_name: str
    media_type: str
    sha256: str
    size: int
    pages: int | None = None
    date: dt.date | None = None
    text: str = ""
    added_at: dt.datetime
