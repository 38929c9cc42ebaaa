# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Creating, opening and restoring the one encrypted file; storage.opened is what they return."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from storage import backup
from storage.connections import APPLICATION_ID, connect, make_empty, remove_file
from storage.errors import TOLD, CasebookExists, NewerCasebook, NoSuchFile, told
from storage.keys import Key, derive, new_salt
from storage.lock import FileLock
from storage.migrations import VERSIONS, migrate
from storage.unlocking import unlock

if TYPE_CHECKING:
    from storage.opened import Casebook


def create(path: Path, passphrase: str, clock: Clock) -> Casebook:
    """Make a new casebook and open it; CasebookExists when there is a file, which is never touched."""
    path = path.absolute()
    _load_meanwhile()
    key = derive(passphrase, new_salt())
    try:
        make_empty(path)
    except FileExistsError as error:
        raise CasebookExists(path) from error
    except OSError as error:
        raise told(error, path) from error
    lock, casebook = FileLock(path), _opened()
    try:
        lock.take()
        _stamp(path, key)
        migrate(path, key)
    except TOLD as error:
        remove_file(path)
        lock.release()
        raise told(error, path) from error
    except BaseException:
        remove_file(path)
        lock.release()
        raise
    return casebook(path, key, lock, clock)


def open_casebook(path: Path, passphrase: str, backups: Path | None, clock: Clock) -> Casebook:
    """Open and lock a casebook; an older one is copied into ``backups`` (or beside itself), then migrated.

    Raises NoSuchFile, CasebookInUse, NotACasebook, CutShort, WrongPassphrase, NewerCasebook, DamagedCasebook or
    ReadOnly; the file is unchanged then.
    """
    path = path.resolve()
    if not path.is_file():
        raise NoSuchFile(path)
    lock = FileLock(path)
    lock.take()
    try:
        # Held alone now, so what a crash left of an unfinished copy can go.
        remove_file(backup.partial_of(path))
        _load_meanwhile()
        key, version = unlock(path, passphrase)
        casebook = _opened()
        if version not in VERSIONS:
            raise NewerCasebook(path)
        if version != VERSIONS[-1]:
            backup.write_backup(path, key, backups or path.parent, clock.now(), keep=10)
            migrate(path, key)
        return casebook(path, key, lock, clock)
    except TOLD as error:
        lock.release()
        raise told(error, path) from error
    except BaseException:
        lock.release()
        raise


def _load_meanwhile() -> None:
    # SQLAlchemy takes nearly as long to import as a key to derive, and deriving leaves the interpreter free.
    threading.Thread(target=_opened, name="casebook-import").start()


def _opened() -> type[Casebook]:
    from storage.opened import Casebook  # delayed for the window's start, which needs a Store but no SQLAlchemy

    return Casebook


def restore(source: Path, target: Path, passphrase: str, clock: Clock) -> None:
    """Verify a backup, then put it at ``target``; a casebook already there is kept beside it."""
    if not source.is_file():
        raise NoSuchFile(source)
    lock = FileLock(target)
    if target.parent.is_dir():
        lock.take()
    try:
        backup.restore_file(source, target, passphrase, clock.now())
    finally:
        lock.release()


def _stamp(path: Path, key: Key) -> None:
    connection = connect(path, key)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        connection.close()
