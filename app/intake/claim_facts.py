# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""From one claim of a structured file to facts, as they would be read from the letter about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.money import Cents, plain_dollars
from app.domain.reading import Confidence, ReadAdjustment, ReadClaim, ReadFact
from app.intake.fhir_codes import refuses_nothing

_NOT_THE_NOTICE = "This is the day of the insurer's list to the provider. The notice sent to you may bear another date."
_ADDED = "Added up from the lines that were refused."


def facts_of_claim(claim: ReadClaim) -> tuple[ReadFact, ...]:
    """Return what a claim says, field by field, each with the file's words where it has them."""
    return tuple(_facts(claim, dict(claim.words)))


def codes_of(claim: ReadClaim) -> list[str]:
    """Return the codes of a claim and its lines, each once: "CO-45" with its group, then remarks; refusals first.

    Medicare's own codes that refuse nothing ("allowed", "paid to the provider") are left out.
    """
    lines = sorted(claim.lines, key=lambda line: not line.denied)
    reasons = [*claim.adjustments, *(one for line in lines for one in line.adjustments)]
    remarks = [*claim.remarks, *(code for line in lines for code in line.remarks)]
    telling = [code for code in remarks if not refuses_nothing(code)]
    return list(dict.fromkeys([*map(_code, reasons), *telling]))


def refused(claim: ReadClaim) -> Cents | None:
    """Return how much was refused: the whole claim, or its refused lines; None where nothing was."""
    lines = [line.billed for line in claim.lines if line.denied and line.billed is not None]
    if claim.denied and claim.billed is not None:
        return claim.billed
    return Cents(sum(lines)) if lines else None


def _facts(claim: ReadClaim, words: dict[str, str]) -> Iterator[ReadFact]:
    yield from _date("notice_date", claim.decided_on, words, Confidence.CHECK, _NOT_THE_NOTICE)
    yield from _date("service_date", claim.service_from, words)
    if claim.service_from and claim.service_to and claim.service_to > claim.service_from:
        yield from _date("service_end", claim.service_to, words)
    texts = {
        "patient_name": claim.patient,
        "member_id": claim.member_id,
        "group_number": claim.group_number,
        "claim_number": claim.payer_claim_number or claim.claim_number,
        "account_number": claim.account_number,
        "provider": claim.provider,
        "insurer": claim.payer,
    }
    for field, value in texts.items():
        if value:
            yield ReadFact(field=field, value=value, words=words.get(field, value))
    lines = [line for line in claim.lines if line.denied] or list(claim.lines)
    places = {line.code: line.place for line in reversed(lines)}
    for code, place in ((code, places[code]) for code in dict.fromkeys(line.code for line in lines) if code):
        yield ReadFact(field="service_code", value=code, words=words.get(f"line {place}", code))
    yield from _amounts(claim, words)
    for code in codes_of(claim):
        yield ReadFact(field="code", value=code, words=words.get(f"code {code}", code))


def _amounts(claim: ReadClaim, words: dict[str, str]) -> Iterator[ReadFact]:
    amounts: Iterable[tuple[str, Cents | None]] = (
        ("billed", claim.billed),
        ("allowed", claim.allowed),
        ("plan_paid", claim.paid),
        ("patient_responsibility", claim.patient_responsibility),
    )
    for field, cents in amounts:
        if cents is not None:
            value = plain_dollars(cents)
            yield ReadFact(field=field, value=value, words=words.get(field, value))
    taken = refused(claim)
    if taken is not None:
        value = plain_dollars(taken)
        places = [line.place for line in claim.lines if line.denied]
        whole = claim.denied or len(places) == 1
        found = words.get("billed" if claim.denied else f"line {places[0]}", value)
        sure = Confidence.SURE if whole else Confidence.LIKELY
        yield ReadFact(field="denied", value=value, words=found, confidence=sure, note="" if whole else _ADDED)


def _date(
    field: str, day: date | None, words: dict[str, str], sure: Confidence = Confidence.SURE, note: str = ""
) -> Iterator[ReadFact]:
    if day is not None:
        value = day.isoformat()
        found = words.get(f"day {day:%Y%m%d}", value)
        yield ReadFact(field=field, value=value, words=found, confidence=sure, note=note)


def _code(adjustment: ReadAdjustment) -> str:
    return f"{adjustment.group}-{adjustment.code}" if adjustment.group else adjustment.code
