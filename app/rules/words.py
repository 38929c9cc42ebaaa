# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How dates are written in letters and sentences."""

from __future__ import annotations

from datetime import date

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def long_date(day: date) -> str:
    """Write "June 3, 2026", as letters do; never by the system's language."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def screen_date(day: date) -> str:
    """Write "Mon 30 Nov 2026", as the screens do."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]} {day.year}"
