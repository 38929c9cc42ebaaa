# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Whether the amounts of a FHIR claim add up, what its lines come to together, and what counts as refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.money import Cents, dollars
from app.domain.reading import ReadLine
from app.intake.fhir_amounts import Amounts
from app.intake.fhir_codes import Reasons
from app.intake.fhir_values import Troubles, join

TOTAL_LINE = "0001"
"""The revenue code under which hospitals print the sum of all other lines."""

_SHARES = {"deductible", "coinsurance", "copay"}
_NAMES = {
    "billed": "billed",
    "allowed": "allowed",
    "paid": "paid",
    "patient": "your share",
    "noncovered": "not covered",
    "discount": "discount",
}


def refused(amounts: Amounts, reasons: Reasons) -> bool:
    """Return whether nothing was paid because it was refused, and not because it all fell to your share."""
    billed, paid, allowed = amounts.billed, amounts.paid, amounts.get("allowed")
    if paid or (billed is not None and billed < 0):
        return False
    if reasons.refuses:
        return True
    if paid is None or not billed:
        return False
    noncovered = amounts.get("noncovered") or 0
    return allowed == 0 or noncovered >= (allowed or billed)


def agreement(amounts: Amounts, reasons: Reasons, *, medicare: bool) -> bool | None:
    """Return whether the amounts of one place add up; None where it says too little to tell.

    A difference in Medicare's own data proves nothing: they leave reductions out that the payment shows.
    """
    billed, allowed, paid = amounts.billed, amounts.get("allowed"), amounts.paid
    if paid is None:
        return None
    known = amounts.patient is not None
    out = paid + (amounts.patient or 0) + (amounts.get("prior_paid") or 0)
    noncovered = amounts.get("noncovered") or 0
    tests: list[bool | None] = []
    if allowed is not None:
        tests.append(True if allowed - out in {0, noncovered} else False if known else None)
    if billed is not None and "discount" in amounts.cents:
        left = billed - out - amounts.cents["discount"]
        tests.append(True if left in {0, noncovered} else False if known else None)
    stated = [one.amount for one in reasons.adjustments if one.stated]
    if billed is not None and stated:
        tests.append(billed - paid - sum(stated) == 0)
    if True in tests:
        return True
    return False if False in tests and not medicare else None


def differs(amounts: Amounts) -> str:
    """Say which amounts of one place do not add up."""
    values = {name: amounts.get(name) for name in _NAMES}
    values |= {"billed": amounts.billed, "paid": amounts.paid, "patient": amounts.patient}
    parts = [f"{_NAMES[name]} {dollars(value)}" for name, value in values.items() if value is not None]
    return f"These amounts do not add up: {', '.join(parts)}. Compare them with the insurer's paper."


def counted(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Return the lines without the one that is the sum of the others."""
    return [one for one in lines if one.revenue_code != TOTAL_LINE]


def whole(amounts: Amounts, lines: Sequence[ReadLine], path: str, troubles: Troubles) -> bool | None:
    """Return whether the charges of the lines come to the claim's; None where one of them is not stated."""
    together = _together([one.billed for one in counted(lines)])
    if not amounts.billed or together is None:
        return None
    if together != amounts.billed:
        what = f"The lines add up to {dollars(together)}, and the claim says {dollars(amounts.billed)}."
        troubles.add(join(path, "total"), f"{what} Some lines may be missing from the file.")
    return together == amounts.billed


def add_up(amounts: Amounts, lines: Sequence[ReadLine], of_lines: Sequence[Amounts]) -> frozenset[str]:
    """Fill in what only the lines state, where every line states it; return the fields that were added up.

    A zero that a total states where the lines have charges is filler. Shares are added up too where the lines name
    more kinds of them (a percentage) than the claim does (a deductible).
    """
    kinds = {key for one in of_lines for key in one.cents} & _SHARES
    partial = "liability" not in amounts.cents and not kinds <= set(amounts.cents)
    rows = counted(lines)
    ways = {
        "billed": ("billed", [one.billed for one in rows], not amounts.billed),
        "allowed": ("allowed", [one.allowed for one in rows], amounts.get("allowed") is None),
        "plan_paid": ("benefit", [one.paid for one in rows], amounts.paid is None),
        "patient_responsibility": (
            "liability",
            [one.patient_responsibility for one in rows],
            amounts.patient is None or partial,
        ),
    }
    found: set[str] = set()
    for field, (key, values, missing) in ways.items():
        together = _together(values)
        if missing and together is not None and together != amounts.get(key):
            amounts.cents[key] = together
            amounts.words[key] = "; ".join(_named(one, key) for one in of_lines if _named(one, key))[:300]
            found.add(field)
    return frozenset(found)


def without_taken_back(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Take the refusal off a line that a later one takes back: the same service with the amounts negative."""
    kept = list(lines)
    for later in lines:
        if later.billed is None or later.billed >= 0:
            continue
        for place, one in enumerate(kept):
            opposite = one.billed == -later.billed and (one.paid or 0) == -(later.paid or 0)
            if one.denied and opposite and (one.code, one.service_date) == (later.code, later.service_date):
                kept[place] = replace(one, denied=False)
                break
    return kept


def denied(amounts: Amounts, reasons: Reasons, lines: Sequence[ReadLine]) -> bool:
    """Return whether the whole claim was refused: line by line, or by its own codes and amounts."""
    if any(one.paid for one in lines):
        return False
    charged = [one for one in counted(lines) if one.billed or one.denied]
    return (bool(charged) and all(one.denied for one in charged)) or refused(amounts, reasons)


def _together(values: Sequence[Cents | None]) -> Cents | None:
    stated = [one for one in values if one is not None]
    return Cents(sum(stated)) if stated and len(stated) == len(values) else None


def _named(one: Amounts, key: str) -> str:
    if key == "liability":
        return one.patient_words
    near = {"billed": ("billed", "drug_cost"), "benefit": ("benefit", "to_provider", "to_patient")}
    return one.said(*near.get(key, (key,)))
