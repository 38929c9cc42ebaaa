# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Counting days as the law counts them: pure arithmetic on dates, federal holidays and elapsed hours.

The day of the trigger is always day 0 and the next day is day 1. ``observed`` adds the days to which a federal
holiday on a weekend is moved (5 USC 6103(b), Executive Order 11582) to the days that 6103(a) lists.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

from dateutil.relativedelta import relativedelta

_SATURDAY = 5


@functools.lru_cache(maxsize=512)
def federal_holidays(year: int, *, observed: bool) -> Mapping[date, str]:
    """Return the federal holidays of a year, by day."""
    import holidays  # here, not above: it takes a third of a second, and the window opens without it

    return dict(holidays.country_holidays("US", years=year, observed=observed))


def holiday_name(day: date, *, observed: bool = True) -> str:
    """Return the name of the federal holiday on this day, or nothing."""
    return federal_holidays(day.year, observed=observed).get(day, "")


def is_working_day(day: date, *, observed: bool = True) -> bool:
    """Return whether the day is Monday to Friday and no federal holiday."""
    return day.weekday() < _SATURDAY and not holiday_name(day, observed=observed)


def next_working_day(day: date, *, observed: bool = True) -> date:
    """Return the day itself when it is a working day, otherwise the next one that is."""
    while not is_working_day(day, observed=observed):
        day += timedelta(days=1)
    return day


def last_working_day(day: date) -> date:
    """Return the day itself when it is a working day (moved holidays do not count), otherwise the last one before."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def add_days(day: date, amount: int) -> date:
    """Return the day so many calendar days later (earlier when negative)."""
    return day + timedelta(days=amount)


def add_business_days(day: date, amount: int, *, observed: bool = True) -> date:
    """Return the ``amount``-th working day after the day (before it when negative)."""
    step = timedelta(days=1 if amount >= 0 else -1)
    for _ in range(abs(amount)):
        day += step
        while not is_working_day(day, observed=observed):
            day += step
    return day


def add_months(day: date, amount: int, *, first_of_next: bool = False) -> date:
    """Return the same day-number so many months later (earlier when negative).

    Where that month has no such day: its last day, or with ``first_of_next`` the first of the month after, as
    45 CFR 147.136(d)(2)(i) has it (30 October + 4 months is 1 March).
    """
    there: date = day + relativedelta(months=amount)
    if there.day != day.day and first_of_next:
        there += timedelta(days=1)
    return there


def months_day_missing(day: date, amount: int) -> bool:
    """Return whether the month so many months away lacks this day-number."""
    return (day + relativedelta(months=amount)).day != day.day


def add_hours(moment: datetime, amount: int, zone: tzinfo | None = None) -> datetime:
    """Return the moment so many elapsed hours later, through nights, weekends and clock changes.

    ``moment`` is aware. The answer is told in ``zone``'s wall time, or in the moment's own offset without one.
    """
    there = moment.astimezone(UTC) + timedelta(hours=amount)
    return there.astimezone(zone or moment.tzinfo)
