# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Undo: each change that can be taken back leaves the records as they were, for one press of Ctrl+Z."""

from __future__ import annotations

from dataclasses import dataclass

from app.ports import Casebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How to take a change back: ``restore`` is saved again (parents first), then ``remove`` is deleted."""

    text: str
    restore: tuple[object, ...] = ()
    remove: tuple[object, ...] = ()


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
            tx.commit()
        self._changes.pop()
        return change.text
