# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How dates, days and money read on the screen.

    long_date(d)  "Mon 30 Nov 2026"     short_date(d) "Mon 30 Nov"     plain_date(d) "30 Nov 2026"
    full_date(d)  "Saturday 21 November 2026"
    days_away(d, today) "today", "tomorrow", "in 9 days", "2 days late"
    due_role(d, today)  "red" when late, "amber" within 7 days, else "text"
    money(cents)  "$2,450.00", "" for None     signed_money(cents) "+$486.00"     size_text(bytes) "1.4 MB"

Names of days and months are our own, not the system's, so that a screen reads the same everywhere.
"""

from __future__ import annotations

from datetime import date

from app.domain.dates import DAYS, MONTHS
from app.domain.money import dollars

SOON_DAYS = 7
DOT = " · "


def short_date(day: date | None) -> str:
    """Return "Mon 30 Nov"; empty for None."""
    return "" if day is None else f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def long_date(day: date | None) -> str:
    """Return "Mon 30 Nov 2026"; empty for None."""
    return "" if day is None else f"{short_date(day)} {day.year}"


def plain_date(day: date | None) -> str:
    """Return "30 Nov 2026"; empty for None."""
    return "" if day is None else f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def full_date(day: date) -> str:
    """Return "Saturday 21 November 2026"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def days_away(day: date | None, today: date) -> str:
    """Return how far a day is, in words: "in 9 days", "today", "2 days late"; empty for None."""
    if day is None:
        return ""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "1 day late"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days late"


def due_text(day: date | None, today: date, *, year: bool = False) -> str:
    """Return "Mon 30 Nov · in 9 days" (with the year when asked); empty for None."""
    if day is None:
        return ""
    return f"{long_date(day) if year else short_date(day)}{DOT}{days_away(day, today)}"


def due_role(day: date | None, today: date) -> str:
    """Return the text role of a due date: red when late, amber within 7 days, else text."""
    if day is None:
        return "text"
    days = (day - today).days
    if days < 0:
        return "red"
    return "amber" if days <= SOON_DAYS else "text"


def money(cents: int | None) -> str:
    """Return "$2,450.00"; empty for None."""
    return "" if cents is None else dollars(cents)


def signed_money(cents: int | None) -> str:
    """Return "+$486.00" or a real minus; zero has no sign; empty for None."""
    if cents is None:
        return ""
    return f"+{dollars(cents)}" if cents > 0 else dollars(cents)


def count_text(number: int, one: str, many: str = "") -> str:
    """Return "1 person" or "14 people"; without ``many`` an s is added."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size_text(size: int) -> str:
    """Return a file's size: "840 KB", "1.4 MB"."""
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
