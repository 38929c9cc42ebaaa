# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""One line of a remittance's claim: the service, its money, and why money was not paid."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from app.domain.money import Cents
from app.domain.reading import ReadAdjustment, ReadLine
from app.intake.remittance_words import NOT_REFUSED, PATIENT_SHARE
from app.intake.x12_amounts import x12_cents, x12_number
from app.intake.x12_signs import Signs

_REVENUE = "NU"
_OTHER_SIGN = re.compile(r"[A-Z0-9]{2}([^\w\s.-])(?=[A-Z0-9])")


def read_line(number: int, segments: list[list[str]], signs: Signs, *, refused: bool, answer: bool) -> ReadLine:
    """Return a line. ``refused``: the whole claim is denied; ``answer``: the claim's status is a decision at all."""
    svc = _filled(segments[0], 8)
    kind, code, modifiers = _service(svc[1], signs)
    billed_as = _service(svc[6], signs)[1]
    adjustments = adjustments_of(one for one in segments if one[0] == "CAS")
    billed, paid = x12_cents(svc[2]), x12_cents(svc[3])
    start, end = _days(segments)
    return ReadLine(
        code="" if kind == _REVENUE else code,
        modifiers=modifiers,
        revenue_code=code if kind == _REVENUE else svc[4],
        description=f"Billed as {billed_as}" if billed_as and billed_as != code else "",
        units=x12_number(svc[5]) if svc[5] else x12_number(svc[7]),
        service_date=start,
        service_end=end,
        billed=billed,
        allowed=next((x12_cents(_filled(one, 3)[2]) for one in segments if one[:2] == ["AMT", "B6"]), None),
        paid=paid,
        deductible=_of_patient(adjustments, "1"),
        coinsurance=_of_patient(adjustments, "2"),
        copay=_of_patient(adjustments, "3"),
        patient_responsibility=_of_patient(adjustments),
        adjustments=adjustments,
        remarks=tuple(dict.fromkeys(one[2] for one in segments if one[0] == "LQ" and len(one) > 2 and one[2])),
        denied=bool(answer and billed and billed > 0 and not paid and (refused or refuses(adjustments))),
        place=f"segment {number}",
    )


def refuses(adjustments: Iterable[ReadAdjustment]) -> bool:
    """Whether reasons refuse the service: one that takes money away and is no denial's opposite, and no share left."""
    reasons = [one.code for one in adjustments if one.amount > 0]
    return not any(code in PATIENT_SHARE for code in reasons) and any(code not in NOT_REFUSED for code in reasons)


def adjustments_of(segments: Iterable[list[str]]) -> tuple[ReadAdjustment, ...]:
    """Return every reason with an amount that can be read; the walk through the file tells of the others."""
    found = []
    for cas in segments:
        for place in range(2, len(cas), 3):
            code, amount, units = _filled(cas[place : place + 3], 3)
            cents = x12_cents(amount)
            if cents is not None:
                one = ReadAdjustment(group=_filled(cas, 2)[1], code=code, amount=cents, units=x12_number(units))
                found.append(one)
    return tuple(found)


def _of_patient(adjustments: Iterable[ReadAdjustment], code: str = "") -> Cents | None:
    """Add up what is put on the patient, for one reason or for all; None where there is no such amount."""
    found = [one.amount for one in adjustments if one.group == "PR" and code in {"", one.code}]
    return Cents(sum(found)) if found else None


def day_of(text: str) -> date | None:
    """Read 20260314, or the first day of 20260314-20260316; None when it is no date."""
    bare = text.strip()[:8]
    if len(bare) != 8 or not bare.isascii() or not bare.isdigit():
        return None
    try:
        return date(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
    except ValueError:
        return None


def _days(segments: list[list[str]]) -> tuple[date | None, date | None]:
    """Return the first and last day of a line; the last is None where the line has one day."""
    days = {one[1]: day_of(one[2]) for one in segments if one[0] == "DTM" and len(one) > 2}
    start = days.get("472") or days.get("150")
    end = days.get("151")
    return start or end, end if start and end and end != start else None


def _service(composite: str, signs: Signs) -> tuple[str, str, tuple[str, ...]]:
    """Return what kind of code, the code and its modifiers; a sign other than the envelope's is seen by its place."""
    sign = signs.part.decode("latin-1")
    if sign not in composite and (other := _OTHER_SIGN.match(composite)):
        sign = other[1]
    parts = [part.strip() for part in composite.split(sign)]
    if len(parts) == 1:  # a kind without a code, or a code without its kind
        return "", composite if len(composite) > 2 else "", ()
    return parts[0], parts[1], tuple(part for part in parts[2:6] if part)


def _filled(elements: list[str], count: int) -> list[str]:
    return [*elements, *[""] * (count - len(elements))]
