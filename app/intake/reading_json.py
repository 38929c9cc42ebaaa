# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A reading in the shape that `casewell read --json` promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.domain.money import Cents, plain_dollars
from app.domain.reading import ReadAdjustment, ReadClaim, ReadFact, Reading, ReadLine, ReadPayment


def reading_json(reading: Reading) -> dict[str, object]:
    """Return one file's reading as plain JSON values; boxes are points from the page's top left corner."""
    shape: dict[str, object] = {
        "file": reading.file,
        "kind": reading.kind,
        "how": reading.how,
        "pages": reading.pages,
        "facts": [_fact(fact) for fact in reading.facts],
        "claims": [claim_json(claim) for claim in reading.claims],
        "problems": [{"where": problem.where, "what": problem.what} for problem in reading.problems],
    }
    if reading.kind == "835":
        shape["payments"] = [_payment(payment) for payment in reading.payments]
    return shape


def claim_json(claim: ReadClaim) -> dict[str, object]:
    """Return one claim as plain JSON values: money as text with two decimals, null for what the file does not say."""
    return {
        "claim_number": claim.claim_number,
        "payer_claim_number": claim.payer_claim_number,
        "status": claim.status,
        "patient": claim.patient,
        "member_id": claim.member_id,
        "group_number": claim.group_number,
        "account_number": claim.account_number,
        "provider": claim.provider,
        "payer": claim.payer,
        "service_from": _day(claim.service_from),
        "service_to": _day(claim.service_to),
        "admitted": _day(claim.admitted),
        "discharged": _day(claim.discharged),
        "diagnoses": list(claim.diagnoses),
        "billed": _money(claim.billed),
        "allowed": _money(claim.allowed),
        "paid": _money(claim.paid),
        "patient_responsibility": _money(claim.patient_responsibility),
        "adjustments": _adjustments(claim.adjustments),
        "remarks": list(claim.remarks),
        "denied": claim.denied,
        "balanced": claim.balanced,
        "lines": [line_json(line) for line in claim.lines],
        "place": claim.place,
        "decided_on": _day(claim.decided_on),
        "notes": list(claim.notes),
    }


def line_json(line: ReadLine) -> dict[str, object]:
    """Return one line as plain JSON values."""
    return {
        "code": line.code,
        "modifiers": list(line.modifiers),
        "revenue_code": line.revenue_code,
        "place_of_service": line.place_of_service,
        "diagnoses": list(line.diagnoses),
        "npi": line.npi,
        "description": line.description,
        "units": _number(line.units),
        "service_date": _day(line.service_date),
        "service_end": _day(line.service_end),
        "unit_price": _money(line.unit_price),
        "billed": _money(line.billed),
        "allowed": _money(line.allowed),
        "paid": _money(line.paid),
        "adjusted": _money(line.adjusted),
        "deductible": _money(line.deductible),
        "coinsurance": _money(line.coinsurance),
        "copay": _money(line.copay),
        "patient_responsibility": _money(line.patient_responsibility),
        "balance": _money(line.balance),
        "adjustments": _adjustments(line.adjustments),
        "remarks": list(line.remarks),
        "denied": line.denied,
        "place": line.place,
    }


def _payment(payment: ReadPayment) -> dict[str, object]:
    return {
        "payer": payment.payer,
        "payee": payment.payee,
        "method": payment.method,
        "amount": _money(payment.amount),
        "date": _day(payment.date),
        "trace": payment.trace,
        "provider_adjustments": [
            {"code": moved.code, "reference": moved.reference, "amount": _money(moved.amount)}
            for moved in payment.provider_adjustments
        ],
        "balanced": payment.balanced,
    }


def _adjustments(adjustments: Iterable[ReadAdjustment]) -> list[dict[str, object]]:
    return [
        {
            "group": one.group,
            "code": one.code,
            "amount": _money(one.amount) if one.stated else None,
            "units": _number(one.units),
        }
        for one in adjustments
    ]


def _money(cents: Cents | None) -> str | None:
    return None if cents is None else plain_dollars(cents)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _fact(fact: ReadFact) -> dict[str, object]:
    return {
        "field": fact.field,
        "value": fact.value,
        "words": fact.words,
        "page": fact.page,
        "confidence": str(fact.confidence),
        "note": fact.note,
        "boxes": [[box.left, box.top, box.right, box.bottom] for box in fact.boxes],
    }
