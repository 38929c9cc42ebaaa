# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The arithmetic of days: holidays, working days, missing days of a month, elapsed hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.counting import (
    add_business_days,
    add_hours,
    add_months,
    holiday_name,
    is_working_day,
    last_working_day,
    months_day_missing,
    next_working_day,
)

DAYS = st.dates(date(1995, 1, 1), date(2090, 12, 31))


def test_holidays_as_listed_and_as_kept() -> None:
    assert holiday_name(date(2026, 7, 4)) == "Independence Day"
    assert holiday_name(date(2026, 7, 3))
    assert not holiday_name(date(2026, 7, 3), observed=False)
    assert not holiday_name(date(2026, 11, 27)), "the day after Thanksgiving is no federal holiday"
    assert is_working_day(date(2021, 12, 31), observed=False)
    assert not is_working_day(date(2021, 12, 31)), "New Year's Day 2022 was kept on the last day of 2021"


def test_months_whose_day_is_missing() -> None:
    assert add_months(date(2026, 10, 30), 4, first_of_next=True) == date(2027, 3, 1)
    assert add_months(date(2026, 10, 30), 4) == date(2027, 2, 28)
    assert add_months(date(2026, 10, 28), 4, first_of_next=True) == date(2027, 2, 28)
    assert months_day_missing(date(2026, 8, 31), 6)
    assert not months_day_missing(date(2027, 10, 29), 4), "29 February 2028 exists"


def test_hours_are_elapsed_hours() -> None:
    new_york = ZoneInfo("America/New_York")
    start = datetime(2026, 3, 7, 15, tzinfo=new_york)
    assert add_hours(start, 24, new_york) == datetime(2026, 3, 8, 16, tzinfo=new_york)


@settings(max_examples=100, deadline=None)
@given(day=DAYS, amount=st.integers(0, 40))
def test_business_days_there_and_back(day: date, amount: int) -> None:
    there = add_business_days(day, amount)
    assert there == day if amount == 0 else is_working_day(there)
    between = (day + timedelta(days=n) for n in range(1, (there - day).days + 1))
    assert sum(is_working_day(d) for d in between) == amount
    if is_working_day(day):
        assert add_business_days(there, -amount) == day


@settings(max_examples=100, deadline=None)
@given(day=DAYS)
def test_the_nearest_working_days(day: date) -> None:
    before, after = last_working_day(day), next_working_day(day)
    assert before <= day <= after
    assert (after - before).days <= 5
    assert is_working_day(before)
    assert is_working_day(after)
    assert (before == day) == is_working_day(day) == (after == day)


@given(
    start=st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)), hours=st.integers(0, 500)
)
def test_hours_do_not_depend_on_the_zone(start: datetime, hours: int) -> None:
    there = add_hours(start, hours, ZoneInfo("America/Los_Angeles"))
    assert there - start == timedelta(hours=hours)
