# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Charges that stand twice on a bill, and charges that nearly do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from app.domain.bill import SheetLine, Sureness
from app.domain.dates import said_date
from app.domain.money import Cents
from app.rules.bill_money import has_code
from app.rules.checks.papers import Draft, Papers, care, money, named, numbers

REPEATS = frozenset({"76", "77", "91", "50", "59", "XE", "XS", "XP", "XU", "58", "78", "79"})
"""Modifiers that say a service was rightly given again, on both sides, or apart from another."""
SIDES = frozenset(
    ["LT", "RT", "FA", "TA", "LC", "LD", "LM", "RC", "RI", *(f"E{n}" for n in range(1, 5))]
    + [f"{hand}{n}" for hand in "FT" for n in range(1, 10)]
)
"""Modifiers that say where on the body."""
PARTS = frozenset({"26", "TC", "JW", "JZ", "80", "81", "82", "AS", "62", "GN", "GO", "GP"})
"""Modifiers that say whose part of the service, or what became of the drug."""
_DUPLICATE_REASON = "18"


def duplicate(papers: Papers) -> Iterator[Draft]:
    """Ask about lines that agree in everything, after credits took theirs away."""
    for same in _groups(papers.net, _signature):
        if REPEATS & set(same[0].line.modifiers) or not same[0].line.billed:
            continue
        each = Cents(same[0].line.billed or 0)
        extra = Cents(each * (len(same) - 1))
        sureness, why = _how_sure(papers, same)
        times = {2: "twice", 3: "three times"}.get(len(same), f"{len(same)} times")
        words = f"{named(same).capitalize()}: {care(same[0])}, {money(each)} each, the same in code, units and charge."
        yield Draft(
            compared=f"{words} {why}".strip(),
            amount=extra,
            confidence=sureness,
            lines=numbers(same),
            title=f"The same charge {times}",
            reason=f"Charged {times}: the same date, code, units and amount",
        )


def _how_sure(papers: Papers, same: list[SheetLine]) -> tuple[Sureness, str]:
    """Weigh a repeated charge by what the insurer made of it, and by how much says that it is the same."""
    line = same[0].line
    pairs = [papers.partner.get(one.number) for one in same]
    theirs = [papers.eob_line(n) for pair in pairs if pair for n in pair.eob]
    if any(has_code(one.line, _DUPLICATE_REASON) for one in theirs):
        return Sureness.HIGH, "The insurer refused one as a duplicate."
    if theirs and None in pairs and line.code and line.service_date:
        return Sureness.HIGH, "The EOB has fewer of these lines than the bill."
    if theirs and all((one.line.paid or 0) > 0 for one in theirs):
        return Sureness.LOW, "The insurer paid for each of them, so both may be right."
    if not line.code or line.service_date is None or SIDES & set(line.modifiers):
        return Sureness.LOW, ""
    return Sureness.MEDIUM, ""


def near_duplicate(papers: Papers) -> Iterator[Draft]:
    """Ask about lines of one day and code that differ in amount or units, where no modifier says why."""
    for group in _groups(papers.net, _care):
        plain = [one for one in group if one.line.billed and not _explained(one)]
        facility = [one for one in plain if one.line.revenue_code]
        if facility and len(facility) < len(plain):
            continue  # the hospital's part and the clinician's part are both right
        kinds = {_signature(one): one for one in plain}
        if len(kinds) < 2:
            continue
        amounts = sorted(one.line.billed or 0 for one in kinds.values())
        day = group[0].line.service_date
        said = f" on {said_date(day)}" if day else ""
        yield Draft(
            compared=f"{named(plain).capitalize()} have the code {group[0].line.code}{said}, with other amounts or "
            f"units: {', '.join(money(one) for one in amounts[:4])}.",
            amount=Cents(amounts[0]),
            confidence=Sureness.LOW,
            lines=numbers(plain),
        )


def _explained(one: SheetLine) -> bool:
    return bool((REPEATS | SIDES | PARTS) & set(one.line.modifiers))


def _groups(lines: Iterable[SheetLine], key: object) -> Iterator[list[SheetLine]]:
    assert callable(key)  # noqa: S101 - one of the two below
    found: dict[Hashable, list[SheetLine]] = defaultdict(list)
    for one in lines:
        known = key(one)
        if known is not None:
            found[known].append(one)
    return (group for group in found.values() if len(group) > 1)


def _signature(one: SheetLine) -> Hashable:
    """Return all that makes two charges the same; words count only where there is no code."""
    line = one.line
    what = line.code or (line.revenue_code, line.description.casefold())
    if not line.code and not line.description:
        return None
    who = (one.claim.patient.casefold(), one.claim.provider.casefold(), line.npi)
    when = (line.service_date, line.service_end)
    return (who, when, what, tuple(sorted(line.modifiers)), line.units, line.billed)


def _care(one: SheetLine) -> Hashable:
    line = one.line
    return (one.claim.patient.casefold(), line.service_date, line.code) if line.code and line.service_date else None
