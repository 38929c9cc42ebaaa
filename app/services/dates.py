# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Dates for the window: reading what a person typed, and the working days that are left until a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.errors import UserFixable
from app.intake.typed_dates import date_from_text
from app.rules.counting import holiday_name, is_working_day

__all__ = ["DaysLeft", "NotABirthDate", "NotADate", "birth_date", "date_from_text", "days_left", "read_date"]

EARLIEST_BIRTH = 1900


class NotADate(UserFixable):
    """Words that are no date, or could be two."""

    def __init__(self, text: str) -> None:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        super().__init__(f"“{shown}” could not be read as a date. Try 30 Nov 2026, 11/30/2026 or +14 days.")


class NotABirthDate(UserFixable):
    """A day that nobody who is alive was born on, or one without its year."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysLeft:
    """What lies between today and a day: the working days after today up to it, and the holidays by day."""

    working: int = 0
    holidays: Mapping[date, str] = field(default_factory=dict)


def read_date(text: str, today: date) -> date:
    """Return the date a person typed; NotADate says which forms can be read."""
    found = date_from_text(text, today)
    if found is None:
        raise NotADate(text.strip())
    return found


def birth_date(text: str, today: date) -> date:
    """Return the date of birth a person typed; NotABirthDate for one to come, before 1900, or without a whole year."""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    if year is not None and int(year[0]) < EARLIEST_BIRTH:
        raise NotABirthDate(f"This is before {EARLIEST_BIRTH}. Look at the year.")
    found = date_from_text(text, today) if year is not None else None
    if found is None:
        raise NotABirthDate("Write the whole date, the year with four digits, like 4 Mar 1971.")
    if found > today:
        raise NotABirthDate("This day is still to come. Look at the year.")
    return found


def days_left(today: date, until: date, last: date | None = None) -> DaysLeft:
    """Count the working days after ``today`` up to ``until``; name the holidays up to ``last`` (else ``until``).

    The table of holidays takes a third of a second to load the first time, so a window asks from a worker.
    """
    end = max(until, last or until)
    days = [today + timedelta(days=n) for n in range((end - today).days + 1)]
    names = {day: name for day in days if (name := holiday_name(day))}
    working = sum(today < day <= until and is_working_day(day) for day in days)
    return DaysLeft(working=working, holidays=names)
