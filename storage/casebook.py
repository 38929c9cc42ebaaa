# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The store of casebooks: creating, opening and restoring the one encrypted file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock

if TYPE_CHECKING:
    from storage.opened import Casebook

# The database is imported when the first casebook is made or opened: the window starts without it.


class Store:
    """Makes, opens and restores casebooks; implements app.ports.CasebookStore."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()

    def create(self, path: Path, passphrase: str) -> Casebook:
        """Make a new casebook and open it; CasebookExists when there is a file, which is never touched."""
        from storage import opening

        return opening.create(path, passphrase, self._clock)

    def open(self, path: Path, passphrase: str, backups: Path | None = None) -> Casebook:
        """Open and lock a casebook; an older one is copied into ``backups`` (or beside itself), then migrated.

        Raises NoSuchFile, CasebookInUse, NotACasebook, CutShort, WrongPassphrase, NewerCasebook, DamagedCasebook or
        ReadOnly; the file is unchanged then.
        """
        from storage import opening

        return opening.open_casebook(path, passphrase, backups, self._clock)

    def restore(self, backup: Path, target: Path, passphrase: str) -> None:
        """Verify a backup, then put it at ``target``.

        A casebook already there is kept beside it as ``<name>-replaced-<moment>.casewell``. CasebookInUse when it is
        open; WrongPassphrase and the like speak of the backup.
        """
        from storage import opening

        opening.restore(backup, target.absolute(), passphrase, self._clock)
