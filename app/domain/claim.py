# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Claims as the insurer sees them: lines, and the adjustments that say why money was not paid."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.domain.ids import new_id
from app.domain.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of a case, as an EOB, a remittance or a bill shows it."""

    id: str = field(default_factory=new_id)
    case_id: str
    document_id: str | None = None
    claim_number: str = ""
    payer_claim_number: str = ""
    status: str = ""
    service_start: date | None = None
    service_end: date | None = None
    billed: Cents | None = None
    allowed: Cents | None = None
    paid: Cents | None = None
    patient_responsibility: Cents | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One line of a claim. ``modifiers`` and ``diagnoses`` are codes as printed."""

    id: str = field(default_factory=new_id)
    claim_id: str
    position: int = 0
    code: str = ""
    modifiers: tuple[str, ...] = ()
    revenue_code: str = ""
    place_of_service: str = ""
    diagnoses: tuple[str, ...] = ()
    description: str = ""
    units: int | None = None
    service_date: date | None = None
    billed: Cents | None = None
    allowed: Cents | None = None
    paid: Cents | None = None
    denied: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Why an amount was not paid: group code, CARC and cents. ``line_id`` is None for the whole claim."""

    id: str = field(default_factory=new_id)
    claim_id: str
    line_id: str | None = None
    group: str
    code: str
    amount: Cents
