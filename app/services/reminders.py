# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reminders: which deadlines have come near enough to be told, once for each step, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from app.clock import Clock
from app.domain.dates import screen_date
from app.domain.deadline import REMINDER_DAYS
from app.domain.preference import Preference
from app.ports import Casebook, TodayRow

_TOLD = "reminders.told"
_MOST_NAMED = 3


def come_near(rows: Iterable[TodayRow], told: date | None, today: date) -> tuple[TodayRow, ...]:
    """Return what of ours passed one of its steps (30, 14, 7, 3, 1 days, and the day itself) since it was last told.

    Days on which the program did not run are made up for; a thing is named once though it passed several steps.
    """
    since = today - timedelta(days=1) if told is None else min(told, today)
    found = []
    for row in rows:
        if row.due is None or row.owner == "them" or row.due < today:
            continue
        steps = [row.due - timedelta(days=days) for days in (*REMINDER_DAYS, 0)]
        if any(since < step <= today for step in steps):
            found.append(row)
    return tuple(found)


def reminder_words(rows: Sequence[TodayRow], *, details: bool) -> str:
    """Write the notice. Without ``details`` it names no person and no matter: others may see the screen."""
    number = "1 deadline comes" if len(rows) == 1 else f"{len(rows)} deadlines come"
    if not details:
        return f"{number} near. Open Casewell to see what is due."
    lines = [f"{row.title}, {screen_date(row.due)}" for row in rows[:_MOST_NAMED] if row.due is not None]
    more = len(rows) - len(lines)
    return "\n".join([*lines, f"and {more} more"] if more else lines)


class ReminderService:
    """The reminders of a casebook."""

    def __init__(self, casebook: Casebook, clock: Clock) -> None:
        self._casebook = casebook
        self._clock = clock

    def take(self) -> tuple[TodayRow, ...]:
        """Return what is to be told now, and remember that it was; on a day without news nothing is written."""
        today = self._clock.today()
        with self._casebook.reading() as tx:
            kept = tx.find(Preference, id=_TOLD)
            told = _day(kept[0].value) if kept else None
            rows = come_near(tx.today(None), told, today)
        if rows:
            with self._casebook.transaction() as tx:
                tx.save(Preference(id=_TOLD, value=today.isoformat()))
                tx.commit()
        return rows


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
