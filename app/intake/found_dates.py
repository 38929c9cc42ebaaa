# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Dates as people and letters write them: found in running text, in the order of the United States, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june", "july", "august")
MONTHS += ("september", "october", "november", "december")

FIRST_YEAR, LAST_YEAR = 1900, 2199
TWO_DIGIT_PIVOT = 70
"""Two-digit years below it are in this century; birth dates of older patients are never read as facts."""

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20|21)\d\d)"
_DASH = r"\s{0,3}(?:-|–|—|to|through|thru)\s{0,3}"

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"

_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 8/14/26-8/16/26
        r"(?<![\w/.$-])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20|21)?\d\d)\s?[-–]\s?"
        r"(?P<m2>\d{1,2})/(?P<d2>\d{1,2})/(?P<y2>(?:19|20|21)?\d\d)(?![\w/-])",
        # January 10-15, 2026
        rf"\b{_MONTH.format('m')}\s{{1,3}}{_DAY.format('d')}{_DASH}{_DAY.format('d2')},?\s{{1,3}}{_YEAR.format('y')}\b",
        # June 3, 2026; Jun. 3rd 2026
        rf"\b{_WEEKDAY}{_MONTH.format('m')}\s{{0,3}}{_DAY.format('d')},?\s{{1,3}}{_YEAR.format('y')}\b",
        # 3 June 2026; 3-Jun-2026; 03JUN2026; 3 Jun 26 with dashes only
        rf"\b{_DAY.format('d')}\s{{0,3}}[-/]?\s{{0,3}}{_MONTH.format('m')},?\s{{0,3}}[-/]?\s{{0,3}}{_YEAR.format('y')}\b",
        rf"\b{_DAY.format('d')}-{_MONTH.format('m')}-(?P<y>\d\d)\b",
        # 2026-06-03; 2026/06/03
        rf"(?<![\w/.-]){_YEAR.format('y')}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?![\w/-])(?!\.\d)",
        # 06/03/2026; 6-3-26; 6.3.2026
        rf"(?<![\w/.$-])(?P<m>\d{{1,2}})(?P<s>[-/.])(?P<d>\d{{1,2}})(?P=s){_YEAR.format('y')}(?![\w/-])(?!\.\d)",
        r"(?<![\w/.$-])(?P<m>\d{1,2})(?P<s>[-/])(?P<d>\d{1,2})(?P=s)(?P<y>\d\d)(?![\w/-])(?!\.\d)",
    )
)
_RANGE = re.compile(rf"(?:{_DASH}|\s{{1,3}}and\s{{1,3}})", re.IGNORECASE)
_MONTH_START = re.compile("|".join(month[:3] for month in MONTHS) + r"|\d[-/.]\d|\d{4}[-/.]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: ``text[start:end]`` reads as ``day``, or as ``day`` to ``last`` where it is a range."""

    start: int
    end: int
    day: date
    last: date | None = None


def find_dates(text: str) -> list[FoundDate]:
    """Return every full date (with its year) of a text, in order; "A to B" is one found range.

    A date that the order month, day, year cannot read ("21/04/2026") is not one: guessing would invent a deadline.
    """
    if not _MONTH_START.search(text):
        return []
    taken: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            found = _found(match)
            if found is not None:
                taken.append(found)
    return list(_ranges(text, sorted(taken, key=lambda f: f.start)))


def full_date(text: str) -> date | None:
    """Return the date that this whole text is ("06/03/2026", "June 3rd, 2026", "20260603"), or None."""
    bare = text.strip().strip(".,;")
    if re.fullmatch(r"(?:19|20|21)\d{6}", bare):
        return _day(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
    found = find_dates(bare)
    if len(found) == 1 and found[0].last is None and (found[0].start, found[0].end) == (0, len(bare)):
        return found[0].day
    return None


def month_number(name: str) -> int:
    """Return 1 to 12 for the name of a month or its first letters."""
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name[:3].lower()))


def valid_day(year: int, month: int, day: int) -> date | None:
    """Return that day, or None where the calendar has none."""
    return _day(year, month, day)


def _found(match: re.Match[str]) -> FoundDate | None:
    parts = match.groupdict()
    year = _full_year(parts["y"])
    month = int(parts["m"]) if parts["m"].isdigit() else month_number(parts["m"])
    day = _day(year, month, int(parts["d"]))
    if day is None:
        return None
    if not parts.get("d2"):
        return FoundDate(match.start(), match.end(), day)
    last_year = _full_year(parts["y2"]) if parts.get("y2") else year
    last = _day(last_year, int(parts.get("m2") or month), int(parts["d2"]))
    if last is None or last < day:
        return None
    return FoundDate(match.start(), match.end(), day, last if last > day else None)


def _ranges(text: str, found: list[FoundDate]) -> Iterator[FoundDate]:
    """Join two dates with a dash or "to" between them."""
    at = 0
    while at < len(found):
        one = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        if other is not None and one.last is None and other.last is None and other.day >= one.day:
            between = text[one.end : other.start]
            if _RANGE.fullmatch(between):
                yield FoundDate(one.start, other.end, one.day, other.day if other.day > one.day else None)
                at += 2
                continue
        yield one
        at += 1


def _full_year(text: str) -> int:
    year = int(text)
    if year >= 100:
        return year
    return 2000 + year if year < TWO_DIGIT_PIVOT else 1900 + year


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # the calendar has no such day
        return None
