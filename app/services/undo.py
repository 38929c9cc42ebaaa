# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Undo: each change that can be taken back leaves the records as they were, for one press of Ctrl+Z."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.case import Case
from app.domain.coverage import Coverage
from app.domain.deadline import Deadline
from app.domain.letter import Letter
from app.domain.log import LogEntry
from app.domain.party import Party
from app.domain.track import Task
from app.ports import Casebook, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How to take a change back: ``restore`` is saved again (parents first), then ``remove`` is deleted.

    ``if_unused`` are parties that the change made; they go as well, unless something else has named them since.
    """

    text: str
    restore: tuple[object, ...] = ()
    remove: tuple[object, ...] = ()
    if_unused: tuple[Party, ...] = ()


class UndoStack:
    """The changes of this sitting, the last on top; emptied when the casebook is locked."""

    def __init__(self, casebook: Casebook, limit: int = 50) -> None:
        self._casebook = casebook
        self._limit = limit
        self._changes: list[Change] = []

    @property
    def next_text(self) -> str | None:
        """Say what would be taken back, or None when there is nothing."""
        return self._changes[-1].text if self._changes else None

    def push(self, change: Change) -> None:
        """Remember how to take the last change back."""
        self._changes.append(change)
        del self._changes[: -self._limit]

    def undo(self) -> str | None:
        """Take the last change back in one transaction; return what it was, or None when there was nothing."""
        if not self._changes:
            return None
        change = self._changes[-1]
        with self._casebook.transaction() as tx:
            tx.save(*change.restore)
            tx.delete(*change.remove)
            tx.delete(*(party for party in change.if_unused if not _is_used(tx, party)))
            tx.commit()
        self._changes.pop()
        return change.text


def _is_used(tx: Transaction, party: Party) -> bool:
    """Return whether any record names the party."""
    by_party = any(tx.find(kind, party_id=party.id) for kind in (LogEntry, Deadline, Task, Letter))
    by_case = tx.find(Case, provider_id=party.id) or tx.find(Case, insurer_id=party.id)
    by_plan = tx.find(Coverage, insurer_id=party.id) or tx.find(Coverage, administrator_id=party.id)
    return bool(by_party or by_case or by_plan)
