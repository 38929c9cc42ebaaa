# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lock against a second window: an operating system's lock on a small file beside the casebook."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storage.errors import CasebookInUse, told


class FileLock:
    """Held from ``take`` to ``release``. It dies with its process, so a file that a crash left behind blocks nobody."""

    def __init__(self, casebook: Path) -> None:
        self._casebook = casebook
        self._path = casebook.with_name(f"{casebook.name}.lock")
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock, or raise CasebookInUse; ReadOnly where the folder cannot be written."""
        while self._handle is None:
            try:
                handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise told(error, self._casebook) from error
            if not _try_lock(handle):
                os.close(handle)
                raise CasebookInUse(self._casebook)
            # Whoever held it before may have removed the file between our opening and our locking it.
            if self._is_current(handle):
                self._handle = handle
            else:
                os.close(handle)

    def release(self) -> None:
        """Give the lock up and remove its file; nothing happens when it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":  # Windows removes no open file
            os.close(handle)
            _remove(self._path)
        else:  # removed while held, so that nobody can lock a file that is about to vanish
            _remove(self._path)
            os.close(handle)

    def _is_current(self, handle: int) -> bool:
        try:
            there = self._path.stat()
        except FileNotFoundError:
            return False
        return os.path.samestat(there, os.fstat(handle))


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # a lock file left behind blocks nobody; the next opening takes it over


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        # flock, not lockf: it also holds between two openings inside one process
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
