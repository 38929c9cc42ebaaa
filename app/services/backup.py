# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Backups: once a day on opening, on closing when something changed, before every migration, and when asked for."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

from app.clock import Clock
from app.ports import Casebook

_DUE_AFTER = timedelta(hours=20)
_MOST_AT_CLOSING = 48 * 1024 * 1024
"""A copy of so many bytes, with its check of every page, takes about two thirds of a second on a plain computer."""
_CLOSING_TAKES = timedelta(minutes=2)


class BackupService:
    """Copies of the open casebook."""

    def __init__(self, casebook: Casebook, clock: Clock, folder: Path, keep: int) -> None:
        self._casebook = casebook
        self._clock = clock
        self.folder = folder
        self._keep = keep

    def now(self, folder: Path | None = None) -> Path:
        """Write a verified copy now; return where it is."""
        return self._casebook.backup(folder or self.folder, self._keep)

    def last(self) -> datetime | None:
        """Return when the newest copy in the backup folder was written (local time), or None.

        By the moment in its name: a copy's own times change when the folder is moved, synchronised or restored.
        """
        form = re.compile(re.escape(self._casebook.path.stem) + r"-(\d{4}-\d\d-\d\d-\d{6})(?:-\d+)?\.casewell")
        names = [form.fullmatch(file.name) for file in self.folder.iterdir()] if self.folder.is_dir() else []
        moments = [_moment(found[1]) for found in names if found]
        return max((m for m in moments if m is not None), default=None)

    def daily(self) -> Path | None:
        """Write a copy unless one was written in the last day; return where, or None when none was due."""
        last, now = self.last(), self._clock.now()
        # A copy dated later than now tells of a clock that was wrong, not of a copy that will do.
        if last is not None and now - _DUE_AFTER < last <= now + timedelta(hours=2) and not self._left_out(last):
            return None
        return self.now()

    def _left_out(self, last: datetime) -> bool:
        """Return whether a big casebook was written after its last copy, for which there was no time on closing."""
        file = self._casebook.path.stat()
        changed = datetime.fromtimestamp(file.st_mtime).astimezone()
        return file.st_size > _MOST_AT_CLOSING and changed > last + _CLOSING_TAKES

    def copies_on_closing(self) -> bool:
        """Return whether the next copy is written on closing, and not only at the next opening."""
        return self._casebook.path.stat().st_size <= _MOST_AT_CLOSING

    def on_closing(self) -> Path | None:
        """Write a copy before the casebook is closed; None when nothing changed, or when it would keep the person.

        A casebook beyond ``_MOST_AT_CLOSING`` would hold up leaving by more than a moment. Its copy is written when it
        is opened next, while the person works on: see ``daily``.
        """
        if not self.copies_on_closing() or not self._casebook.changed_since_copy(self.folder):
            return None
        return self.now()

    def verify(self) -> list[str]:
        """Check the casebook; return what is wrong, in sentences."""
        return self._casebook.verify()

    def mend_index(self) -> int:
        """Make the search index anew where it is out of step; return with how many entries it was."""
        return self._casebook.mend_index()


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d-%H%M%S").astimezone()
    except ValueError:
        return None  # digits that are no day: somebody's own file
