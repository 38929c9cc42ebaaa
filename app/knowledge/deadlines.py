# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The deadline rules as data: what resources/deadlines/ says, one file a body of law, one table a rule."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from app.domain.coverage import PlanKind
from app.domain.deadline import Owner
from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import shipped_names, shipped_records
from app.knowledge.thresholds import Stage

FOLDER = "deadlines"


class Unit(StrEnum):
    """What is counted. ``noon``: noon of the day so many days on; ``year_end``: 31 December so many years on."""

    CALENDAR_DAYS = "calendar_days"
    BUSINESS_DAYS = "business_days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    NOON = "noon"
    YEAR_END = "year_end"
    NONE = "none"


class Pick(StrEnum):
    """Which of several days counts."""

    LATER = "later"
    EARLIER = "earlier"


class MonthEnd(StrEnum):
    """What becomes of the 31st in a month of 30 days."""

    FIRST_OF_NEXT = "first_of_next"
    LAST_DAY = "last_day"


class Roll(StrEnum):
    """Whether a last day on a weekend or federal holiday moves."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"


class Holidays(StrEnum):
    """Which federal holidays: those of 5 USC 6103(a), those moved off a weekend too, or (unsettled) either."""

    ACTUAL = "actual"
    OBSERVED = "observed"
    EITHER = "either"


class Verification(StrEnum):
    """How the figure was read."""

    CURRENT = "current"
    OLD_COPY = "old_copy"
    SECONDARY = "secondary"
    MEMORY = "memory"


class Filed(StrEnum):
    """What counts for a filing: that it has arrived, or that it was posted; where no text says it, arrival is safe."""

    UNSAID = "unsaid"
    RECEIVED = "received"
    POSTMARKED = "postmarked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumed:
    """Receipt that the law takes for granted so many days after the notice.

    ``received`` replaces it; where ``proof`` names an event, only when that is true. ``assumed`` is the day that the
    other side itself assumes.
    """

    days: int
    unit: Unit = Unit.CALENDAR_DAYS
    received: str = "received_date"
    proof: str = ""
    assumed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """A second way to reach a last day. ``days_first`` calendar days run before the amount does."""

    event: str
    amount: int = 0
    unit: Unit = Unit.CALENDAR_DAYS
    before: bool = False
    days_first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountEvent:
    """An event that is a number and says how many days there are; ``default`` where it is not known."""

    event: str
    least: int
    most: int
    default: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An event (true, or a number of days up to ``days``) that lengthens the time."""

    event: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """One rule. ``starts`` are the events that start the count; of several, ``start_is`` says which governs.

    ``plan_kinds`` empty means that the plan does not matter. ``earliest_action``: the result is the first day on
    which the other side may act, the day after the count ends. ``earlier_amount`` held before ``effective_from``.
    ``states`` empty means everywhere. ``whole_days``: hours may be counted as days where only a day is known.
    ``at_stake`` names the amount that the dispute must reach. ``filed`` says what meets a deadline of ours. Of theirs,
    ``with_it`` names rules whose clock starts at the same event, ``if_late`` says what follows when they miss it, and
    ``exhausts`` that the law may then take the plan's own process as finished (by the kind of plan).
    """

    id: str
    regime: str
    plan_kinds: tuple[PlanKind, ...] = ()
    not_plan_kinds: tuple[PlanKind, ...] = ()
    states: tuple[str, ...] = ()
    actor: str
    owner: Owner
    title: str
    action: str
    trigger: str
    starts: tuple[str, ...] = ()
    start_is: Pick = Pick.LATER
    amount: int | None = None
    unit: Unit
    before: bool = False
    amount_event: AmountEvent | None = None
    extension: Extension | None = None
    presumed: Presumed | None = None
    also: tuple[Also, ...] = ()
    also_is: Pick = Pick.LATER
    month_end: MonthEnd = MonthEnd.LAST_DAY
    roll: Roll = Roll.NONE
    holidays: Holidays = Holidays.EITHER
    earliest_action: bool = False
    whole_days: bool = False
    effective_from: date | None = None
    effective_until: date | None = None
    earlier_amount: int | None = None
    check_notice: bool = False
    at_stake: Stage = Stage.NONE
    filed: Filed = Filed.UNSAID
    with_it: tuple[str, ...] = ()
    if_late: str = ""
    exhausts: bool = False
    citation: str
    verified: str
    verification: Verification
    checked: date
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.unit is Unit.NONE:
            if not self.notes:
                raise ValueError("a rule without a period must say in its notes why, and where the date is found")
            if self.amount is not None:
                raise ValueError("a rule without a unit cannot have an amount")
            return
        if not self.starts:
            raise ValueError("a rule with a period needs at least one event in “starts”")
        if self.amount is None and self.amount_event is None:
            raise ValueError("a rule with a period needs an amount")
        if self.amount is not None and self.amount < 0:
            raise ValueError("the amount is less than nothing; use “before” to count backwards")
        if self.effective_from and self.effective_until and self.effective_until < self.effective_from:
            raise ValueError("effective_until is before effective_from")

    @property
    def events(self) -> tuple[str, ...]:
        """Return every event name the rule takes, those that start the count first."""
        names = [*self.starts]
        if self.presumed:
            names += [self.presumed.assumed, self.presumed.proof, self.presumed.received]
        names += [also.event for also in self.also]
        names += [self.amount_event.event] if self.amount_event else []
        names += [self.extension.event] if self.extension else []
        names += ["zone"] if self.counts_hours else []
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def counts_hours(self) -> bool:
        """Return whether any part of the rule is counted in hours or to noon."""
        clocks = {Unit.HOURS, Unit.NOON}
        return self.unit in clocks or any(also.unit in clocks for also in self.also)


@functools.cache
def deadline_rules() -> Mapping[str, DeadlineRule]:
    """Return every shipped rule by id; KnowledgeError names the file and key when one is wrong."""
    rules: dict[str, DeadlineRule] = {}
    for name in shipped_names(FOLDER):
        for rule_id, rule in shipped_records(f"{FOLDER}/{name}", DeadlineRule).items():
            if rule_id in rules:
                raise KnowledgeError(f"resources/{FOLDER}/{name}", rule_id, "another file has a rule of this name")
            rules[rule_id] = rule
    for rule in rules.values():
        unknown = [name for name in rule.with_it if name not in rules]
        if unknown:
            raise KnowledgeError(f"resources/{FOLDER}", f"{rule.id}.with_it", f"there is no rule called {unknown[0]}")
    return MappingProxyType(rules)
