# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Backups: once a day on opening, before every migration, and whenever the person asks."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from app.clock import Clock
from app.ports import Casebook, CasebookStore


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
        """Return when the newest copy in the backup folder was written (local time), or None."""
        copies = list(self.folder.glob(f"{self._casebook.path.stem}-*.casewell")) if self.folder.is_dir() else []
        newest = max((c.stat().st_mtime for c in copies), default=None)
        return None if newest is None else datetime.fromtimestamp(newest).astimezone()

    def daily(self) -> Path | None:
        """Write a copy unless one was written in the last day; return where, or None when none was due."""
        last = self.last()
        if last is not None and self._clock.now() - last < timedelta(hours=20):
            return None
        return self.now()

    def verify(self) -> list[str]:
        """Check the casebook; return what is wrong, in sentences."""
        return self._casebook.verify()


def restore(store: CasebookStore, backup: Path, target: Path, passphrase: str) -> None:
    """Verify a backup and put it at ``target``; a casebook already there is kept beside it."""
    store.restore(backup, target, passphrase)
