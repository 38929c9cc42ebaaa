# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Going so many days, months or hours from one event, and the sentence that says where that leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.knowledge.deadlines import DeadlineRule, MonthEnd, Unit
from app.rules.counting import add_business_days, add_days, add_hours, add_months, months_day_missing
from app.rules.deadline_events import EventError, Given
from app.rules.deadline_words import say, say_amount, say_day, what_day


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a count ends. ``last`` is the sentence that names the day, still without its full stop."""

    value: date | datetime
    said: tuple[str, ...]
    last: str
    notes: tuple[str, ...] = ()
    day_0: date | None = None
    by: date | None = None


def day_of(value: date | datetime) -> date:
    """Return the day of a moment, or the day itself."""
    return value.date() if isinstance(value, datetime) else value


def order(value: date | datetime) -> tuple[date, bool, float]:
    """Sort by day; a day without a time lasts until its end, so it comes after any moment in it."""
    if isinstance(value, datetime):
        return value.date(), False, value.timestamp()
    return value, True, 0.0


def count(
    rule: DeadlineRule,
    start: date | datetime,
    amount: int,
    unit: Unit,
    given: Given,
    *,
    observed: bool,
    before: bool = False,
) -> Reached:
    """Go so many units from the start (back from it with ``before``) and say so."""
    sign, steps = ("−", -amount) if before else ("+", amount)
    day = day_of(start)
    if unit is Unit.HOURS:
        return _count_hours(rule, start, amount, given, before=before)
    if unit is Unit.NOON:
        there = add_days(day, steps)
        noon = datetime(there.year, there.month, there.day, 12, tzinfo=given.zone)
        if isinstance(start, datetime):
            noon = noon.replace(tzinfo=given.zone or start.tzinfo)
        value = noon if noon.tzinfo else there
        return Reached(value, (), f"The time ends at noon on {what_day(there)}")
    if unit is Unit.YEAR_END:
        there = date(day.year + steps, 12, 31)
        return Reached(there, (), f"The time ends with the year {day.year} + {amount}, on {what_day(there)}")
    if not amount:
        return Reached(day, (), f"The last day is that day itself, {what_day(day)}")
    counted = f"{say_day(day)} {sign} {say_amount(amount, unit)}"
    if unit is Unit.CALENDAR_DAYS:
        there = add_days(day, steps)
        return Reached(there, (), f"{counted} is {what_day(there)}")
    if unit is Unit.BUSINESS_DAYS:
        there = add_business_days(day, steps, observed=observed)
        return Reached(there, (), f"{counted} (Monday to Friday, federal holidays left out) is {what_day(there)}")
    return _count_months(rule, day, steps * (12 if unit is Unit.YEARS else 1), counted)


def _count_months(rule: DeadlineRule, day: date, months: int, counted: str) -> Reached:
    """Count calendar months; where the day is missing, as the rule says, or the earlier day with a note."""
    first_of_next = rule.month_end is MonthEnd.FIRST_OF_NEXT
    there = add_months(day, months, first_of_next=first_of_next)
    if not months_day_missing(day, months):
        return Reached(there, (), f"{counted} is {what_day(there)}")
    missing = f"{counted} would be a day {day.day} that the month does not have, so"
    if first_of_next:
        return Reached(there, (), f"{missing} the law takes the first day of the next month, {what_day(there)}")
    note = f"The law does not say what happens when the last month has no day {day.day}. The earlier day is shown."
    return Reached(there, (), f"{missing} the last day of that month counts, {what_day(there)}", (note,))


def _count_hours(rule: DeadlineRule, start: date | datetime, amount: int, given: Given, *, before: bool) -> Reached:
    """Count elapsed hours from a moment; from a day alone only where the rule bears it."""
    sign, steps = ("−", -amount) if before else ("+", amount)
    if isinstance(start, datetime):
        value = add_hours(start, steps, given.zone)
        said = ("Hours run through nights, weekends and clock changes.",)
        return Reached(value, said, f"{say(start)} {sign} {say_amount(amount, Unit.HOURS)} is {what_day(value)}")
    if not rule.whole_days:
        names = tuple(name for name, value in given.days.items() if not isinstance(value, datetime))
        what = "this rule counts hours, so the time of day matters. Write it like 2026-06-10T09:30-04:00."
        raise EventError(rule.id, names, what)
    days = -(-amount // 24)
    there = add_days(start, -days if before else days)
    counted = say_amount(days, Unit.CALENDAR_DAYS)
    note = f"The law counts {amount} hours. The time of day is not known, so {counted} were counted."
    last = f"{say_day(start)} {sign} {amount} hours is {what_day(there)}, at the same time of day"
    return Reached(there, (), last, (note,))
