# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What was read from a file: facts with the words they were read from, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.money import Cents


class Confidence(StrEnum):
    """How sure a reading is; the word is shown to the person."""

    SURE = "sure"
    LIKELY = "likely"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where words stand on a page, in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFact:
    """One fact as read. ``value`` is normalised (ISO dates, "2450.00"); ``words`` are the file's own.

    ``field`` is one of the names of `casewell read` (notice_date, claim_number, code, ...). ``page`` counts from 1.
    """

    field: str
    value: str
    words: str
    page: int = 1
    confidence: Confidence = Confidence.SURE
    boxes: tuple[Box, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read: where, and what to do about it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAdjustment:
    """Why an amount was not paid: group code ("CO"), reason code ("45") and cents; ``units`` taken away, if any.

    ``stated`` is False where the file names the code and no amount, as FHIR files often do; the amount is 0 then.
    """

    group: str
    code: str
    amount: Cents
    units: Decimal | None = None
    stated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """One line of a claim or a bill; empty or None is what the file does not say.

    ``code`` is the procedure code; ``unit_price``, ``adjusted``, ``patient_paid`` and ``balance`` are what bills print
    for a line. ``present_on_admission`` is None where the file has no such column, and empty where it is left empty.
    ``place`` says where in the file it stands: "page 2", "row 14", "segment 31".
    """

    code: str = ""
    modifiers: tuple[str, ...] = ()
    revenue_code: str = ""
    place_of_service: str = ""
    diagnoses: tuple[str, ...] = ()
    npi: str = ""
    description: str = ""
    units: Decimal | None = None
    service_date: date | None = None
    service_end: date | None = None
    unit_price: Cents | None = None
    billed: Cents | None = None
    allowed: Cents | None = None
    paid: Cents | None = None
    adjusted: Cents | None = None
    deductible: Cents | None = None
    coinsurance: Cents | None = None
    copay: Cents | None = None
    patient_responsibility: Cents | None = None
    balance: Cents | None = None
    patient_paid: Cents | None = None
    present_on_admission: str | None = None
    adjustments: tuple[ReadAdjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    denied: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadClaim:
    """One claim as an 835, a FHIR file, an EOB or a bill shows it; money in cents.

    ``claim_number`` is the provider's number for it (835: CLP01), ``payer_claim_number`` the insurer's. ``status`` is
    in plain words. ``balanced``: do billed, paid and adjustments agree, of the claim and of each line; None where the
    file does not say enough. Adjustments are the claim's own; the lines carry theirs. ``decided_on`` is the day of the
    list it stands in. ``notes`` are the insurer's own sentences. ``words`` are pairs: a field of a reading ("billed",
    "code CO-45"), and the file's own words.
    """

    claim_number: str = ""
    payer_claim_number: str = ""
    status: str = ""
    patient: str = ""
    member_id: str = ""
    group_number: str = ""
    date_of_birth: str = ""
    account_number: str = ""
    provider: str = ""
    payer: str = ""
    service_from: date | None = None
    service_to: date | None = None
    admitted: date | None = None
    discharged: date | None = None
    diagnoses: tuple[str, ...] = ()
    billed: Cents | None = None
    allowed: Cents | None = None
    paid: Cents | None = None
    patient_responsibility: Cents | None = None
    adjustments: tuple[ReadAdjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    denied: bool = False
    balanced: bool | None = None
    lines: tuple[ReadLine, ...] = ()
    place: str = ""
    decided_on: date | None = None
    notes: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAdjustment:
    """Money moved between payer and provider outside any claim (835: PLB)."""

    code: str
    reference: str
    amount: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPayment:
    """One payment of an 835: who paid whom, how much, on which day; ``balanced``: does it agree with its claims."""

    payer: str = ""
    payee: str = ""
    method: str = ""
    amount: Cents | None = None
    date: date | None = None
    trace: str = ""
    provider_adjustments: tuple[ProviderAdjustment, ...] = ()
    balanced: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read from one file.

    ``kind``: denial_notice, eob, bill, 835, fhir or unknown. ``how``: text, ocr or structured. Claims and payments of
    a very large file are made when they are looked at.
    """

    file: str
    kind: str = "unknown"
    how: str = "text"
    pages: int = 0
    facts: tuple[ReadFact, ...] = ()
    claims: Sequence[ReadClaim] = ()
    payments: Sequence[ReadPayment] = ()
    problems: tuple[Problem, ...] = ()
    text: str = ""
