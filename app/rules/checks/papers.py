# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What every check is given, what it answers, and how lines are named in its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.domain.bill import Match, Pair, Sheet, SheetLine, Sureness
from app.domain.cms_lists import CmsTables
from app.domain.dates import said_date
from app.domain.facts import Facts
from app.domain.money import Cents, dollars
from app.rules.bill_match import Encounter, encounters, match_lines
from app.rules.bill_money import net_lines

MANY = 6
"""Lines named one by one; more of them are counted."""


@dataclass(frozen=True, kw_only=True)
class Papers:
    """The bill, the EOB where there is one, and all that is known beside them. Derived parts are made once."""

    bill: Sheet
    today: date
    eob: Sheet | None = None
    facts: Facts = field(default_factory=Facts)
    lists: CmsTables = field(default_factory=CmsTables)
    not_received: frozenset[int] = frozenset()
    by_hand: tuple[Pair, ...] = ()

    @cached_property
    def match(self) -> Match:
        """Which lines belong together."""
        if self.eob is None:
            return Match(unmatched_bill=tuple(one.number for one in self.bill.lines))
        return match_lines(self.bill, self.eob, self.by_hand)

    @cached_property
    def net(self) -> list[SheetLine]:
        """The charges that stand after credits."""
        return net_lines(self.bill.lines)

    @cached_property
    def encounters(self) -> tuple[Encounter, ...]:
        """The visits and stays of the bill."""
        return encounters(self.bill)

    @cached_property
    def partner(self) -> Mapping[int, Pair]:
        """The pair of each bill line that has one."""
        return {number: pair for pair in self.match.pairs for number in pair.bill}

    def bill_line(self, number: int) -> SheetLine:
        """Return a line of the bill by its number."""
        return self.bill.lines[number - 1]

    def eob_line(self, number: int) -> SheetLine:
        """Return a line of the EOB by its number."""
        assert self.eob is not None  # noqa: S101 - only pairs name its lines
        return self.eob.lines[number - 1]

    @cached_property
    def sides(self) -> list[tuple[list[SheetLine], list[SheetLine]]]:
        """The paired lines, bill and EOB."""
        if self.eob is None:
            return []
        bill, eob = self.bill.lines, self.eob.lines
        return [([bill[n - 1] for n in pair.bill], [eob[n - 1] for n in pair.eob]) for pair in self.match.pairs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding as a check words it. Empty texts are filled from what is known of the check."""

    compared: str
    amount: Cents | None
    confidence: Sureness
    lines: tuple[int, ...] = ()
    title: str = ""
    traps: tuple[str, ...] = ()
    reason: str = ""
    letter: str = ""
    script: str = ""


Check = Callable[[Papers], Iterator[Draft]]


class CannotCheck(Exception):  # noqa: N818 - no error: the check has nothing to go by, and says what it needs
    """A check needs something that is not there. Its text says what, in a sentence."""


def named(lines: Iterable[SheetLine]) -> str:
    """Name lines: "line 3" or "lines 2 and 3"."""
    numbers = [str(one.number) for one in lines]
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > MANY:
        return f"{len(numbers)} lines, {numbers[0]} to {numbers[-1]}"
    return f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def care(one: SheetLine) -> str:
    """Say what a line is for: its code with modifiers, or its words, and its day."""
    line = one.line
    code = "-".join([line.code, *line.modifiers]) if line.code else ""
    what = code or (f"revenue code {line.revenue_code}" if line.revenue_code else f"“{line.description[:40]}”")
    return f"{what} on {said_date(line.service_date)}" if line.service_date else what


def money(cents: int | None) -> str:
    """Say an amount, or that it is not known."""
    return "an amount that is not given" if cents is None else dollars(cents)


def numbers(lines: Iterable[SheetLine]) -> tuple[int, ...]:
    """Return the numbers of lines, in order."""
    return tuple(sorted(one.number for one in lines))
