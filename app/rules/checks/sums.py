# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The bill's own arithmetic: each line, and the totals under them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.domain.bill import SheetLine, Sureness
from app.domain.money import Cents
from app.rules.bill_money import total_of
from app.rules.checks.papers import CannotCheck, Draft, Papers, care, money, named, numbers

_NAMES = {
    "billed": "charges",
    "paid": "insurance payments",
    "adjusted": "adjustments",
    "patient_paid": "your payments",
    "balance": "balances",
}


def line_arithmetic(papers: Papers) -> Iterator[Draft]:
    """Ask about lines whose figures do not agree among themselves."""
    for one in papers.bill.lines:
        draft = _product(one) or _line_balance(one)
        if draft is not None:
            yield draft


def _product(one: SheetLine) -> Draft | None:
    """Compare units times price with the charge; a rounded price may be off by half a cent a unit."""
    line = one.line
    if line.units is None or line.unit_price is None or line.billed is None or line.billed < 0:
        return None
    product = line.units * line.unit_price
    difference = Decimal(line.billed) - product
    if abs(difference) <= abs(line.units) / 2 + 1:
        return None
    more = difference > 0
    return Draft(
        compared=f"{named([one]).capitalize()}, {care(one)}: {line.units.normalize():f} units at "
        f"{money(line.unit_price)} make {money(int(product))}; the charge is {money(line.billed)}.",
        amount=Cents(int(difference)) if more else None,
        confidence=Sureness.HIGH if more else Sureness.LOW,
        lines=numbers([one]),
        reason=f"Units times price make {money(int(product))}, not {money(line.billed)}",
    )


def _line_balance(one: SheetLine) -> Draft | None:
    """Compare charge less payments and adjustments with the balance, where the line has both."""
    line = one.line
    taken = [line.paid, line.adjusted, line.patient_paid]
    if line.billed is None or line.balance is None or line.billed < 0 or all(part is None for part in taken):
        return None
    left = line.billed - sum(abs(part) for part in taken if part)
    if line.balance <= left:
        return None  # a smaller balance may come from a payment that is not shown: nothing to ask
    more = Cents(line.balance - left)
    return Draft(
        compared=f"{named([one]).capitalize()}, {care(one)}: the charge less payments and adjustments leaves "
        f"{money(left)}; the balance is {money(line.balance)}.",
        amount=more,
        confidence=Sureness.MEDIUM,
        lines=numbers([one]),
        title="A line’s balance is more than its figures leave",
        reason=f"The charge less payments and adjustments leaves {money(left)}, not {money(line.balance)}",
    )


def totals(papers: Papers) -> Iterator[Draft]:
    """Ask about totals that the lines do not add up to, and about a balance that the totals do not leave."""
    printed = papers.bill.totals
    if all(getattr(printed, name) is None for name in _NAMES):
        raise CannotCheck("The bill prints no totals.")
    for name, words in _NAMES.items():
        stated, added = getattr(printed, name), total_of(papers.bill.lines, name)
        if stated is None or added is None or abs(stated) == abs(added):
            continue
        against = stated - added if name in {"billed", "balance"} else added - stated
        yield Draft(
            compared=f"The lines’ {words} add up to {money(added)}; the bill’s total says {money(stated)}.",
            amount=Cents(against) if against > 0 else None,
            confidence=_sure(papers, against > 0 and name in {"billed", "balance"}),
            title=f"The {words} do not add up to the total",
        )
    yield from _what_is_left(papers)


def _what_is_left(papers: Papers) -> Iterator[Draft]:
    printed = papers.bill.totals
    billed = printed.billed if printed.billed is not None else total_of(papers.bill.lines, "billed")
    taken = [
        getattr(printed, name) if getattr(printed, name) is not None else total_of(papers.bill.lines, name)
        for name in ("paid", "adjusted", "patient_paid")
    ]
    if billed is None or printed.balance is None or all(part is None for part in taken):
        return
    left = billed - sum(abs(part) for part in taken if part)
    if printed.balance > left:
        yield Draft(
            compared=f"The total charges less payments and adjustments leave {money(left)}; the bill asks for "
            f"{money(printed.balance)}.",
            amount=Cents(printed.balance - left),
            confidence=Sureness.MEDIUM,
            title="The balance is more than the totals leave",
            reason=f"The totals leave {money(left)}, not {money(printed.balance)}",
        )


def _sure(papers: Papers, against: bool) -> Sureness:
    if not papers.bill.whole:
        return Sureness.LOW
    return Sureness.HIGH if against else Sureness.LOW
