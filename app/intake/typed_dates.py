# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Dates as people type them into a field: with or without the year, by weekday, or counted from today."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from app.intake.found_dates import FIRST_YEAR, LAST_YEAR, full_date, month_number, valid_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1}

_NAMED = {"today": 0, "now": 0, "tomorrow": 1, "tmr": 1, "yesterday": -1, "day after tomorrow": 2}
_MONTH = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_UNIT = r"(?P<unit>d|days?|w|wks?|weeks?|m|mos?|months?|y|yrs?|years?)"
_COUNT = r"(?P<count>\d{1,5}|" + "|".join(NUMBER_WORDS) + ")"

_SIGNED = re.compile(rf"(?P<sign>[-+\u2212])\s*(?P<count>\d{{1,5}})\s*{_UNIT}?")
_AHEAD = re.compile(rf"(?:in\s+)?{_COUNT}\s*{_UNIT}(?:\s+from\s+(?:now|today))?")
_AGO = re.compile(rf"{_COUNT}\s*{_UNIT}\s+ago")
_NEXT_UNIT = re.compile(r"(?P<way>next|last)\s+(?P<unit>week|month|year)")
_WEEKDAY = re.compile(r"(?:(?P<way>next|this|on|coming|last)\s+)?(?P<day>[a-z]{3,9})\.?")
_MONTH_DAY = re.compile(rf"(?P<m>{_MONTH})\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?")
_DAY_MONTH = re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*(?P<m>{_MONTH})\.?")
_NUMBERS = re.compile(r"(?P<m>\d{1,2})[/-](?P<d>\d{1,2})")
_LEADING_DAY = re.compile(r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?\.?,?\s+")


def date_from_text(text: str, today: date) -> date | None:
    """Return the date that a person typed or pasted, or None when it is none, or could be two.

    Full dates in any common form; "+14 days", "in 2 weeks", "3 days ago", "tomorrow"; a weekday is the first one after
    today (with "last", before it), so that a deadline is never put off by a word; a day without its year ("30 nov",
    "11/30") is the one nearest to today. Numbers are month, day, year.
    """
    bare = " ".join(text.lower().split()).strip(".,; ")
    if not bare or len(bare) > 60:  # no date is as long; a pasted page is not searched
        return None
    if bare in _NAMED:
        return _shift(today, _NAMED[bare], "d")
    exact = full_date(_LEADING_DAY.sub("", bare, count=1)) or _short_year(bare)
    return exact or _counted(bare, today) or _weekday(bare, today) or _without_year(bare, today)


def add_months(day: date, months: int) -> date | None:
    """Return the same day of the month that many months on, or its last day; None beyond the calendar's range."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _short_year(bare: str) -> date | None:
    """Read "30 nov 26", "nov 30, 26" and "nov 30 '26", which only a date field may."""
    match = re.fullmatch(r"(.*[a-z]{3,9}\.?.*?)[\s,-]+'?(\d\d)", bare)
    return full_date(f"{match[1].strip(' ,-')} 20{match[2]}") if match and re.search(r"\d", match[1]) else None


def _counted(bare: str, today: date) -> date | None:
    signed = _SIGNED.fullmatch(bare)
    if signed:
        return _shift(today, int(signed["count"]) * (1 if signed["sign"] == "+" else -1), signed["unit"] or "d")
    ago = _AGO.fullmatch(bare)
    if ago:
        return _shift(today, -_number(ago["count"]), ago["unit"])
    ahead = _AHEAD.fullmatch(bare)
    if ahead:
        return _shift(today, _number(ahead["count"]), ahead["unit"])
    step = _NEXT_UNIT.fullmatch(bare)
    return _shift(today, 1 if step["way"] == "next" else -1, step["unit"]) if step else None


def _weekday(bare: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(bare)
    if not match:
        return None
    wanted = [number for number, name in enumerate(WEEKDAYS) if name.startswith(match["day"])]
    if len(wanted) != 1:
        return None
    if match["way"] == "last":
        return _shift(today, -((today.weekday() - wanted[0] - 1) % 7 + 1), "d")
    return _shift(today, (wanted[0] - today.weekday() - 1) % 7 + 1, "d")


def _without_year(bare: str, today: date) -> date | None:
    match = _MONTH_DAY.fullmatch(bare) or _DAY_MONTH.fullmatch(bare) or _NUMBERS.fullmatch(bare)
    if not match:
        return None
    month = int(match["m"]) if match["m"].isdigit() else month_number(match["m"])
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for year in years if (day := valid_day(year, month, int(match["d"]))) is not None]
    return min(days, key=lambda day: (abs((day - today).days), day), default=None)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBER_WORDS[text]


def _shift(today: date, count: int, unit: str) -> date | None:
    """Move ``count`` days, weeks, months or years; None beyond the calendar's range."""
    if unit.startswith(("m", "y")):
        return add_months(today, count * (12 if unit.startswith("y") else 1))
    try:
        day = today + timedelta(days=count * (7 if unit.startswith("w") else 1))
    except OverflowError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
