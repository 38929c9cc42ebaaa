# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the amounts of bill and EOB lines say: asked, owed, posted. What is left out stays unknown, never zero."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.bill import Sheet, SheetLine
from app.domain.money import Cents
from app.domain.reading import ReadAdjustment, ReadLine

_SHARES = ("deductible", "coinsurance", "copay")


def owed(line: ReadLine) -> Cents | None:
    """Return what an EOB line puts on the patient; None where it does not say, as many refusals do not."""
    if line.patient_responsibility is not None:
        return line.patient_responsibility
    shares = [getattr(line, name) for name in _SHARES]
    if any(one is not None for one in shares):
        return Cents(sum(one or 0 for one in shares))
    if any(one.group in {"CO", "PR"} for one in line.adjustments):
        return Cents(sum(one.amount for one in line.adjustments if one.group == "PR"))
    return None  # groups OA and PI, or none, do not say whose money it is


def provider_share(line: ReadLine) -> Cents:
    """Return what an EOB line leaves with the provider by group CO."""
    return Cents(sum(max(one.amount, 0) for one in line.adjustments if one.group == "CO"))


def has_code(line: ReadLine, *codes: str) -> bool:
    """Return whether an EOB line names one of these reason codes."""
    return any(one.code in codes for one in line.adjustments)


def codes_said(adjustments: Iterable[ReadAdjustment]) -> str:
    """Return adjustments as they are written: "CO-45, PR-2"."""
    return ", ".join(
        dict.fromkeys(f"{one.group}-{one.code}".strip("-") for one in adjustments if one.group or one.code)
    )


def total_of(lines: Iterable[SheetLine], name: str) -> Cents | None:
    """Return the sum of an amount over lines; None where no line has it."""
    found = [value for one in lines if (value := getattr(one.line, name)) is not None]
    return Cents(sum(found)) if found else None


def charged(sheet: Sheet) -> Cents:
    """Return all that a bill charges: its lines, credits taken off, or the total where it has no lines."""
    lines = total_of(sheet.lines, "billed")
    return lines if lines is not None else sheet.totals.billed or Cents(0)


def asked(sheet: Sheet) -> Cents | None:
    """Return what a bill asks of the patient: the total it prints, else the sum of its lines' balances."""
    if sheet.totals.balance is not None:
        return sheet.totals.balance
    return total_of(sheet.lines, "balance")


def most_at_stake(sheet: Sheet) -> Cents:
    """Return the most that any finding can be about: no question is dearer than the bill."""
    positive = sum(max(one.line.billed or 0, 0) for one in sheet.lines)
    balances = sum(max(one.line.balance or 0, 0) for one in sheet.lines)
    return Cents(max(positive, balances, sheet.totals.billed or 0, sheet.totals.balance or 0))


def net_lines(lines: Iterable[SheetLine]) -> list[SheetLine]:
    """Return the charges that stand after credits: each credit cancels one charge of its code and amount.

    A credit takes the charge of its own day first, else one of any day.
    """
    kept = list(lines)
    credits = [one for one in kept if (one.line.billed or 0) < 0]
    if not credits:
        return [one for one in kept if one.line.billed is None or one.line.billed >= 0]
    gone = {one.number for one in credits}
    for credit in credits:
        like = [one for one in kept if one.number not in gone and _cancels(credit.line, one.line)]
        like.sort(key=lambda one: (one.line.service_date != credit.line.service_date, -one.number))
        if like:
            gone.add(like[0].number)
    return [one for one in kept if one.number not in gone]


def _cancels(credit: ReadLine, charge: ReadLine) -> bool:
    same = credit.code == charge.code and credit.revenue_code == charge.revenue_code
    if not credit.code and not credit.revenue_code:
        same = True  # a credit that names nothing is known by its amount
    return same and charge.billed == -(credit.billed or 0) and charge.billed != 0
