# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The one place that asks what day and time it is, so that tests and the sample casebook can answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the time. ``now`` is an aware UTC moment; ``today`` is the person's own wall date."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    today: Callable[[], date] = date.today


def fixed_clock(day: date, hour: int = 10, minute: int = 42) -> Clock:
    """Return a clock that always says the same ``day`` (and that time of day, UTC)."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    return Clock(now=lambda: moment, today=lambda: day)
