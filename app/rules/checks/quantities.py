# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How many units a bill charges, and codes that are not billed together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date
from decimal import Decimal

from app.domain.bill import SheetLine, Sureness
from app.domain.cms_lists import CodePair
from app.domain.money import Cents
from app.rules.checks.papers import CannotCheck, Draft, Papers, care, money, named, numbers
from app.rules.checks.repeats import SIDES

NO_LIMITS = "Not checked against unit limits: import the CMS file of unit limits (MUE)."
NO_PAIRS = "Not checked: import the CMS file of code pairs (NCCI PTP edits)."
_HOURS = re.compile(r"\bhours?\b|\bhrs?\b|\bhourly\b", re.IGNORECASE)
_HOUR_CODES = {"G0378"}
_HOUR_REVENUE = {"0762"}
_APART = frozenset({"59", "XE", "XS", "XP", "XU", "25", "57", "24", "58", "78", "79", "91", "27"}) | SIDES
"""Modifiers that CMS takes as the reason why a pair with indicator 1 stands together."""
_SHIFTS = (Decimal(10), Decimal(100), Decimal(1000))


def units(papers: Papers) -> Iterator[Draft]:
    """Ask about units above the CMS limit or the EOB's, above a day's hours, or with a slipped decimal point."""
    limited: set[int] = set()
    for draft in (*_over_limit(papers), *_over_eob(papers)):
        if not limited & set(draft.lines):
            limited |= set(draft.lines)
            yield draft
    for one in papers.net:
        if one.number not in limited:
            found = _hours(one) or _shifted(one)
            if found is not None:
                yield found
    yield from _unlike_other_days(papers, limited)


def _over_limit(papers: Papers) -> Iterator[Draft]:
    limits = papers.lists.limits
    if limits is None:
        return
    days: dict[Hashable, list[SheetLine]] = defaultdict(list)
    for one in papers.net:
        limit = limits.get(one.line.code)
        if limit is not None and one.line.units is not None:
            day = (one.claim.patient.casefold(), one.line.service_date, one.line.code)
            days[(one.number,) if limit.by_line else day].append(one)
    for lines in days.values():
        limit = limits[lines[0].line.code]
        given = sum((one.line.units or Decimal(0) for one in lines), Decimal(0))
        days_long = max(_days(one) for one in lines)
        if given > limit.units * days_long:
            yield Draft(
                compared=f"{named(lines).capitalize()}, {care(lines[0])}: {_plain(given)} units. The CMS list "
                f"({papers.lists.limits_name}) has at most {limit.units} {'a line' if limit.by_line else 'a day'}.",
                amount=_excess(lines, given, Decimal(limit.units * days_long)),
                confidence=Sureness.MEDIUM,
                lines=numbers(lines),
                title="More units than the CMS limit",
                reason=f"{_plain(given)} units; the CMS limit is {limit.units}",
            )


def _over_eob(papers: Papers) -> Iterator[Draft]:
    """Compare with the units that the insurer processed, where both papers name them."""
    for ours, theirs in papers.sides:
        billed = [one.line.units for one in ours]
        processed = [one.line.units for one in theirs]
        if None in billed or None in processed:
            continue
        given, taken = sum(filter(None, billed), Decimal(0)), sum(filter(None, processed), Decimal(0))
        if given > taken > 0:
            yield Draft(
                compared=f"{named(ours).capitalize()}, {care(ours[0])}: the bill has {_plain(given)} units, the EOB "
                f"{_plain(taken)}.",
                amount=_excess(ours, given, taken),
                confidence=Sureness.MEDIUM,
                lines=numbers(ours),
                title=f"{_plain(given)} units billed, {_plain(taken)} processed",
                reason=f"{_plain(given)} units billed; the EOB has {_plain(taken)}",
            )


def _hours(one: SheetLine) -> Draft | None:
    line = one.line
    hourly = line.code in _HOUR_CODES or line.revenue_code in _HOUR_REVENUE or _HOURS.search(line.description)
    if not hourly or line.units is None or line.units <= 24 * _days(one):
        return None
    stay = one.claim.admitted and one.claim.discharged
    if stay and line.units <= 24 * ((one.claim.discharged - one.claim.admitted).days + 1):  # type: ignore[operator]
        return None
    return Draft(
        compared=f"{named([one]).capitalize()}, {care(one)}: {_plain(line.units)} hours on what is one day.",
        amount=_excess([one], line.units, Decimal(24 * _days(one))),
        confidence=Sureness.MEDIUM,
        lines=numbers([one]),
        title="More hours than a day has",
        reason=f"{_plain(line.units)} hours on one day",
    )


def _shifted(one: SheetLine) -> Draft | None:
    """Ask where the charge is the price of a tenth, a hundredth or a thousandth of the units, or ten times as many."""
    line = one.line
    if not line.units or not line.unit_price or not line.billed or line.units < 0:
        return None
    product = line.units * line.unit_price
    if product == line.billed:
        return None
    slips = [s for s in _SHIFTS if line.billed * s == product or line.billed == product * s]
    if not slips:
        return None
    over = line.billed - int(product)
    return Draft(
        compared=f"{named([one]).capitalize()}, {care(one)}: {_plain(line.units)} units at {money(line.unit_price)}, "
        f"and a charge of {money(line.billed)}. The two differ by exactly {slips[0]} times.",
        amount=Cents(over) if over > 0 else None,
        confidence=Sureness.LOW,
        lines=numbers([one]),
        title="A decimal point may have slipped",
        reason="Units, price and charge differ by a power of ten: a decimal point may have slipped",
    )


def _unlike_other_days(papers: Papers, seen: set[int]) -> Iterator[Draft]:
    """Ask where one day has exactly ten or more times the units that the same code has on every other day."""
    by_code: dict[str, list[SheetLine]] = defaultdict(list)
    for one in papers.net:
        if one.line.code and one.line.units and one.line.units > 0 and one.line.billed:
            by_code[one.line.code].append(one)
    for lines in by_code.values():
        usual = min(one.line.units or Decimal(0) for one in lines)
        odd = [one for one in lines if (one.line.units or 0) / usual in _SHIFTS]
        if len(lines) < 3 or len(odd) != 1 or odd[0].number in seen:
            continue
        if any(one.line.units != usual for one in lines if one is not odd[0]):
            continue
        given = odd[0].line.units or Decimal(0)
        yield Draft(
            compared=f"{named(odd).capitalize()}, {care(odd[0])}: {_plain(given)} units; the other "
            f"{len(lines) - 1} lines with this code have {_plain(usual)}.",
            amount=_excess(odd, given, usual),
            confidence=Sureness.LOW,
            lines=numbers(odd),
            title="A decimal point may have slipped",
            reason=f"{_plain(given)} units, where the other days have {_plain(usual)}",
        )


def _days(one: SheetLine) -> int:
    start, end = one.line.service_date, one.line.service_end
    return max((end - start).days + 1, 1) if start and end else 1


def _excess(lines: list[SheetLine], given: Decimal, right: Decimal) -> Cents | None:
    """Return the share of the charge that the units above the right number are."""
    charge = sum(one.line.billed or 0 for one in lines)
    return Cents(int(charge * (given - right) / given)) if charge > 0 and given > 0 else None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def code_pair(papers: Papers) -> Iterator[Draft]:
    """Ask about pairs of codes that the imported CMS edits do not let stand together."""
    pairs = papers.lists.pairs
    if pairs is None:
        raise CannotCheck(NO_PAIRS)
    days: dict[Hashable, dict[str, SheetLine]] = defaultdict(dict)
    for one in papers.net:
        line = one.line
        if line.code and line.service_date and line.billed:
            who = line.npi or one.claim.provider.casefold()
            days[(one.claim.patient.casefold(), line.service_date, who)].setdefault(line.code, one)
    for lines in days.values():
        for first in sorted(lines.keys() & pairs.keys()):
            edits = pairs[first]
            for second in sorted(lines.keys() & edits.keys()):
                yield from _pair(edits[second], lines[first], lines[second], papers.lists.pairs_name)


def _pair(edit: CodePair, first: SheetLine, second: SheetLine, list_name: str) -> Iterator[Draft]:
    day = first.line.service_date or date.min
    in_force = (edit.since is None or edit.since <= day) and (edit.until is None or day <= edit.until)
    said = _APART & {*first.line.modifiers, *second.line.modifiers}
    if not in_force or edit.indicator not in {0, 1} or (edit.indicator == 1 and said):
        return
    never = edit.indicator == 0
    how = "no modifier lets them stand together" if never else "they need a modifier that says why, and have none"
    yield Draft(
        compared=f"{named([first, second]).capitalize()}: by the CMS list ({list_name}) {edit.second} belongs to "
        f"{edit.first} on the same day; {how} (indicator {edit.indicator}).",
        amount=Cents(max(second.line.billed or 0, 0)),
        confidence=Sureness.MEDIUM if never else Sureness.LOW,
        lines=numbers([first, second]),
        reason=f"By CMS edits {edit.second} is part of {edit.first} on the same day",
    )
