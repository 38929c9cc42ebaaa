# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How days are written, the same on every computer: never by strftime's names, which follow the system's language."""

from __future__ import annotations

from datetime import date

MONTHS: tuple[str, ...] = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


SPANISH_MONTHS: tuple[str, ...] = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


class SpanishDay(date):
    """A day of a reading copy in Spanish: letters write it, and what is counted from it, as "3 de junio de 2026"."""

    __slots__ = ()


def spanish_day(day: date) -> SpanishDay:
    """Return the same day, to be written in Spanish."""
    return SpanishDay(day.year, day.month, day.day)


def long_date(day: date) -> str:
    """Write "June 3, 2026", as letters do; a day of a reading copy as "3 de junio de 2026"."""
    if isinstance(day, SpanishDay):
        return f"{day.day} de {SPANISH_MONTHS[day.month - 1]} de {day.year}"
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def said_date(day: date) -> str:
    """Write "5 December 2026", as sentences on the screen do."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """Write "Saturday"."""
    return DAYS[day.weekday()]


def screen_date(day: date) -> str:
    """Write "Mon 30 Nov 2026", as lists on the screen do."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
