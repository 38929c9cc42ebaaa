# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A stay in a hospital: nights and room days, charges outside it, the room's level, observation beside a bed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.domain.bill import SheetLine, Sureness
from app.domain.dates import said_date
from app.domain.money import Cents
from app.rules.checks.papers import CannotCheck, Draft, Papers, care, money, named, numbers

_ROOM_FAMILIES = range(10, 22)
"""Revenue codes 0100 to 0219 are room and board; 0200 to 0219 are intensive care."""
_INTENSIVE = range(20, 22)
_OBSERVATION = {"0762"}
_OBSERVATION_CODES = {"G0378", "G0379"}


def is_room(one: SheetLine) -> bool:
    """Return whether a line charges for a room."""
    return _family(one) in _ROOM_FAMILIES


def _family(one: SheetLine) -> int:
    code = one.line.revenue_code
    return int(code[:3]) if len(code) == 4 and code.isdecimal() else 0


def stay(papers: Papers) -> Iterator[Draft]:
    """Compare a stay's charges with its nights and its days."""
    stays: dict[tuple[date, date], list[SheetLine]] = defaultdict(list)
    for one in papers.net:
        admitted, discharged = one.claim.admitted, one.claim.discharged
        if admitted and discharged and discharged >= admitted:
            stays[(admitted, discharged)].append(one)
    rooms = [one for one in papers.net if is_room(one)]
    if not stays and not rooms:
        raise CannotCheck("The bill shows no stay: no room charges, and no dates of admission and discharge.")
    for (admitted, discharged), lines in stays.items():
        yield from _nights(admitted, discharged, [one for one in lines if is_room(one)])
        yield from _outside(admitted, discharged, lines)
    yield from _levels(rooms)
    yield from _observation(papers, rooms)


def _nights(admitted: date, discharged: date, rooms: list[SheetLine]) -> Iterator[Draft]:
    nights = max((discharged - admitted).days, 1)
    charged = sum((one.line.units if one.line.units is not None else Decimal(1) for one in rooms), Decimal(0))
    if charged <= nights:
        return
    whole = sum(one.line.billed or 0 for one in rooms)
    days, said = f"{charged.normalize():f}", f"{nights} night{'s' if nights > 1 else ''}"
    yield Draft(
        compared=f"{named(rooms).capitalize()}: {days} room days. From {said_date(admitted)} to "
        f"{said_date(discharged)} are {said}; the day of discharge is usually not charged.",
        amount=Cents(int(whole * (charged - nights) / charged)) if whole > 0 else None,
        confidence=Sureness.MEDIUM,
        lines=numbers(rooms),
        title="More room days than nights",
        reason=f"{days} room days for {said}",
    )


def _outside(admitted: date, discharged: date, lines: list[SheetLine]) -> Iterator[Draft]:
    after = [one for one in lines if one.line.service_date and one.line.service_date > discharged]
    before = [one for one in lines if one.line.service_date and one.line.service_date < admitted]
    for found, words, day in ((after, "after the discharge", discharged), (before, "before the admission", admitted)):
        if found:
            yield Draft(
                compared=f"{named(found).capitalize()} {'is' if len(found) == 1 else 'are'} dated {words} on "
                f"{said_date(day)}: {care(found[0])}{' and others' if len(found) > 1 else ''}.",
                amount=Cents(max(sum(one.line.billed or 0 for one in found), 0)),
                confidence=Sureness.MEDIUM if found is after else Sureness.LOW,
                lines=numbers(found),
                title=f"Charges {words}",
                reason=f"Dated {words} on {said_date(day)}",
            )


def _levels(rooms: list[SheetLine]) -> Iterator[Draft]:
    """Ask where one day has two rooms, or intensive care beside an ordinary bed."""
    by_day: dict[tuple[str, date], list[SheetLine]] = defaultdict(list)
    for one in rooms:
        if one.line.service_date and (one.line.units is None or one.line.units <= 1):
            by_day[(one.claim.patient.casefold(), one.line.service_date)].append(one)
    for (_patient, day), lines in by_day.items():
        if len({one.line.revenue_code for one in lines}) < 2:
            continue
        least = min(one.line.billed or 0 for one in lines)
        intensive = any(_family(one) in _INTENSIVE for one in lines)
        yield Draft(
            compared=f"{named(lines).capitalize()} charge {len(lines)} rooms for {said_date(day)}"
            f"{', one of them intensive care' if intensive else ''}: {', '.join(money(o.line.billed) for o in lines)}.",
            amount=Cents(max(least, 0)),
            confidence=Sureness.LOW,
            lines=numbers(lines),
            title="Two rooms on one day",
            reason=f"More than one room is charged for {said_date(day)}",
        )


def _observation(papers: Papers, rooms: list[SheetLine]) -> Iterator[Draft]:
    watched = [
        one for one in papers.net
        if one.line.revenue_code in _OBSERVATION or one.line.code in _OBSERVATION_CODES
    ]  # fmt: skip
    days = {one.line.service_date for one in rooms} - {None}
    both = [one for one in watched if one.line.service_date in days]
    if both:
        yield Draft(
            compared=f"{named(both).capitalize()}: observation hours on a day with a room charge.",
            amount=Cents(max(sum(one.line.billed or 0 for one in both), 0)),
            confidence=Sureness.LOW,
            lines=numbers(both),
            title="Observation and a room on the same day",
            reason="Observation and a room are both charged: which was it, and from when?",
        )
