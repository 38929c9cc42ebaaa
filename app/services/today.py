# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Today: what is due, grouped as a person thinks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.clock import Clock
from app.ports import Casebook, Counts, SearchHit, TodayRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayGroup:
    """A heading of Today with its rows. ``id``: overdue, week, month, later, owed or unfinished."""

    id: str
    title: str
    rows: tuple[TodayRow, ...]


GROUP_TITLES = {
    "overdue": "Overdue",
    "week": "This week",
    "month": "Next 30 days",
    "later": "Later",
    "owed": "They owe us",
    "unfinished": "Not finished",
}


def group_rows(rows: list[TodayRow], today: date) -> tuple[TodayGroup, ...]:
    """Group rows; "this week" is today and the six days after it. Empty groups are left out, order inside is kept."""
    next_week, in_a_month = today + timedelta(days=7), today + timedelta(days=30)
    groups: dict[str, list[TodayRow]] = {key: [] for key in GROUP_TITLES}
    for row in rows:
        if row.kind == "wizard":
            key = "unfinished"
        elif row.owner == "them":
            key = "owed"
        elif row.due is None or row.due > in_a_month:
            key = "later"
        elif row.due < today:
            key = "overdue"
        else:
            key = "week" if row.due < next_week else "month"
        groups[key].append(row)
    return tuple(
        TodayGroup(id=key, title=GROUP_TITLES[key], rows=tuple(found)) for key, found in groups.items() if found
    )


class TodayService:
    """What is due, the counts beside the navigation, and the search over everything."""

    def __init__(self, casebook: Casebook, clock: Clock) -> None:
        self._casebook = casebook
        self._clock = clock

    def groups(self, person_id: str | None = None) -> tuple[TodayGroup, ...]:
        """Return what is due, grouped."""
        with self._casebook.reading() as tx:
            return group_rows(tx.today(person_id), self._clock.today())

    def counts(self, person_id: str | None = None) -> Counts:
        """Return the numbers beside the navigation."""
        with self._casebook.reading() as tx:
            return tx.counts(person_id)

    def search(self, words: str, limit: int = 50) -> list[SearchHit]:
        """Search log, documents, letters, people, cases and parties."""
        if not words.strip():
            return []
        with self._casebook.reading() as tx:
            return tx.search(words, limit)
