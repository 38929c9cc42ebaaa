# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which line of a bill is which line of an EOB: tolerant of missing modifiers and split lines, never by force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.bill import Match, Pair, Sheet, SheetLine

Key = Callable[[SheetLine], Hashable]
Fits = Callable[[SheetLine, SheetLine], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """One visit or stay with all who bill for it. ``lines`` are numbers of bill lines."""

    first: date
    last: date
    patient: str
    providers: tuple[str, ...]
    lines: tuple[int, ...]


def match_lines(bill: Sheet, eob: Sheet, by_hand: Iterable[Pair] = ()) -> Match:
    """Pair the lines of a bill with those of an EOB; what a person paired comes first.

    From strict to tolerant: date, code, modifiers and charge; then without the modifiers; then with another charge;
    then lines that were split or joined and add up; last, lines without a date or a code that agree in the rest.
    """
    work = _Work(bill, eob)
    for pair in by_hand:
        work.take_numbers(pair.bill, pair.eob)
    work.equal(lambda one: _full(one, modifiers=True, charge=True), "date, code, modifiers and charge")
    work.equal(lambda one: _full(one, modifiers=False, charge=True), "date, code and charge")
    work.sums(_care, "lines that add up")
    work.equal(lambda one: _full(one, modifiers=True, charge=False), "date, code and modifiers")
    work.equal(_care, "date and code")
    work.equal(_undated, "code and charge", lone=_one_undated)
    work.equal(_uncoded, "date and charge", lone=_one_uncoded)
    return work.match()


class _Work:
    """The lines still open on both sides."""

    def __init__(self, bill: Sheet, eob: Sheet) -> None:
        # Credits and payments pair with nothing: they belong to a line, they are none.
        self._bill = {one.number: one for one in bill.lines if one.line.billed is None or one.line.billed >= 0}
        self._eob = {one.number: one for one in eob.lines}
        self._not_care = tuple(one.number for one in bill.lines if one.number not in self._bill)
        for number in [n for n, one in self._bill.items() if _is_booking(one)]:
            del self._bill[number]
        self._pairs: list[Pair] = []

    def take(self, bill: Iterable[SheetLine], eob: Iterable[SheetLine], how: str) -> None:
        pair = Pair(bill=tuple(one.number for one in bill), eob=tuple(one.number for one in eob), how=how)
        self._pairs.append(pair)
        for number in pair.bill:
            del self._bill[number]
        for number in pair.eob:
            del self._eob[number]

    def take_numbers(self, bill: Iterable[int], eob: Iterable[int]) -> None:
        ours = [self._bill[number] for number in bill if number in self._bill]
        theirs = [self._eob[number] for number in eob if number in self._eob]
        if ours and theirs:
            self.take(ours, theirs, "paired by you")

    def equal(self, key: Key, how: str, *, lone: Fits | None = None) -> None:
        """Pair lines of equal key one by one, in their order; with ``lone`` single lines alone, and only if it fits."""
        ours, theirs = _grouped(self._bill.values(), key), _grouped(self._eob.values(), key)
        for known, lines in ours.items():
            others = theirs.get(known, [])
            if lone and not (len(lines) == len(others) == 1 and lone(lines[0], others[0])):
                continue
            for one, other in zip(lines, others, strict=False):
                self.take([one], [other], how)

    def sums(self, key: Key, how: str) -> None:
        """Pair all lines of equal key where one side has more of them, and the charges add up to the same."""
        ours, theirs = _grouped(self._bill.values(), key), _grouped(self._eob.values(), key)
        for known, lines in ours.items():
            others = theirs.get(known, [])
            if others and len(lines) != len(others) and _charge(lines) == _charge(others) != 0:
                self.take(lines, others, how)

    def match(self) -> Match:
        return Match(
            pairs=tuple(sorted(self._pairs, key=lambda pair: pair.bill)),
            unmatched_bill=tuple(sorted(self._bill)),
            unmatched_eob=tuple(sorted(self._eob)),
        )


def _is_booking(one: SheetLine) -> bool:
    """Whether a row books money and charges for nothing."""
    line = one.line
    booked = (line.paid, line.adjusted, line.patient_paid)
    return line.billed is None and not line.code and not line.revenue_code and any(b is not None for b in booked)


def _grouped(lines: Iterable[SheetLine], key: Key) -> dict[Hashable, list[SheetLine]]:
    found: dict[Hashable, list[SheetLine]] = defaultdict(list)
    for one in lines:
        known = key(one)
        if known is not None:
            found[known].append(one)
    return found


def _charge(lines: Iterable[SheetLine]) -> int:
    return sum(one.line.billed or 0 for one in lines)


def _code(one: SheetLine) -> str:
    return one.line.code or one.line.revenue_code


def _care(one: SheetLine) -> Hashable:
    line = one.line
    code = line.code or line.revenue_code
    return (line.service_date, code) if line.service_date and code else None


def _full(one: SheetLine, *, modifiers: bool, charge: bool) -> Hashable:
    care = _care(one)
    if care is None or (charge and one.line.billed is None):
        return None
    marks = tuple(sorted(one.line.modifiers)) if modifiers and one.line.modifiers else ()
    return (care, marks, one.line.billed if charge else None)


def _undated(one: SheetLine) -> Hashable:
    return (_code(one), one.line.billed) if _code(one) and one.line.billed else None


def _uncoded(one: SheetLine) -> Hashable:
    return (one.line.service_date, one.line.billed) if one.line.billed else None


def _one_undated(one: SheetLine, other: SheetLine) -> bool:
    return one.line.service_date is None or other.line.service_date is None


def _one_uncoded(one: SheetLine, other: SheetLine) -> bool:
    return not one.line.code or not other.line.code


def encounters(sheet: Sheet) -> tuple[Encounter, ...]:
    """Group the lines of a sheet into visits: the same patient, on days that touch or lie inside one stay."""
    found: list[Encounter] = []
    for patient, lines in _grouped(sheet.lines, lambda one: one.claim.patient.casefold()).items():
        dated = sorted((one for one in lines if one.line.service_date), key=_from)
        group: list[SheetLine] = []
        last = date.min
        for one in dated:
            if group and _from(one) > last:
                found.append(_encounter(str(patient), group))
                group = []
            last = max(_until(one), last if group else date.min)
            group.append(one)
        if group:
            found.append(_encounter(str(patient), group))
    return tuple(found)


def _from(one: SheetLine) -> date:
    day = one.line.service_date or date.min
    admitted = one.claim.admitted
    return min(day, admitted) if admitted and (one.claim.discharged or day) >= day else day


def _until(one: SheetLine) -> date:
    day = one.line.service_end or one.line.service_date or date.min
    discharged = one.claim.discharged
    # A stay may not be as long as a wrong date says: more than a year is taken for a slip of the pen.
    return discharged if discharged and day <= discharged <= day + timedelta(days=366) else day


def _encounter(patient: str, lines: list[SheetLine]) -> Encounter:
    return Encounter(
        first=min(_from(one) for one in lines),
        last=max(_until(one) for one in lines),
        patient=patient,
        providers=tuple(dict.fromkeys(one.claim.provider for one in lines if one.claim.provider)),
        lines=tuple(sorted(one.number for one in lines)),
    )
