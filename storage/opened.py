# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""An open casebook: its transactions, a new passphrase, verifying and copying it, and closing it."""

from __future__ import annotations

import contextlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from app.clock import Clock
from app.errors import CasewellError
from storage import backup, documents, search
from storage.connections import connect, remove_file
from storage.engines import DATABASE_ERRORS, Engines, driver_connection
from storage.errors import TOLD, CasebookClosed, WrongPassphrase, told
from storage.gate import Gate
from storage.keys import Key, derive, new_salt
from storage.lock import FileLock
from storage.transaction import RecordTransaction
from storage.verifying import pages_are_whole, problems


class Casebook:
    """An open casebook; implements app.ports.Casebook. Safe to use from several threads."""

    def __init__(self, path: Path, key: Key, lock: FileLock, clock: Clock) -> None:
        self._path = path
        self._key: Key | None = key
        self._lock = lock
        self._clock = clock
        self._gate = Gate()
        self._engines = self._start(key)
        self._written = 0
        self._copied: dict[Path, int] = {}

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @contextlib.contextmanager
    def transaction(self) -> Iterator[RecordTransaction]:
        """Open a transaction that may write; rolled back unless commit() was called. One at a time, others wait."""
        with self._gate.one_writer(), self._gate.shared():
            self._open_key()
            with self._engines.begin_writing() as connection:
                transaction = RecordTransaction(connection, self._path, self._clock, writable=True)
                try:
                    yield transaction
                finally:
                    self._written += transaction.committed

    @contextlib.contextmanager
    def reading(self) -> Iterator[RecordTransaction]:
        """Open a transaction that only reads, and sees one moment of the casebook; any thread may."""
        with self._gate.shared():
            self._open_key()
            with self._engines.begin_reading() as connection:
                yield RecordTransaction(connection, self._path, self._clock, writable=False)

    def fits(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless this is the present passphrase; only the key is derived, nothing is written."""
        with self._gate.shared():
            key = self._open_key()
            if not hmac.compare_digest(derive(passphrase, key.salt).secret, key.secret):
                raise WrongPassphrase(self._path)

    def change_passphrase(self, old: str, new: str) -> None:
        """Encrypt the casebook anew; WrongPassphrase when ``old`` is not the present one.

        A copy under the new key is written and verified beside the casebook, then takes its place in one rename: a
        crash leaves the old casebook or the new one, never a mixture. Older backups keep the old passphrase.
        """
        with self._gate.alone():
            key = self._open_key()
            if not hmac.compare_digest(derive(old, key.salt).secret, key.secret):
                raise WrongPassphrase(self._path)
            new_key = derive(new, new_salt())
            partial = backup.partial_of(self._path)
            self._stop()
            try:
                backup.copy_with_key(self._path, key, partial, new_key)
                partial.replace(self._path)
                key = new_key
            except TOLD as error:
                raise told(error, self._path) from error
            finally:
                with contextlib.suppress(OSError):  # the first error is the one to tell
                    remove_file(partial)
                self._engines, self._key = self._start(key), key

    def verify(self) -> list[str]:
        """Check every page, foreign key, file hash and the search index; return what is wrong, in sentences."""
        with self._gate.shared():
            # A connection of its own: on one that has searched before, FTS5 checks the index against counts it
            # remembers from then, and finds fault with what is right.
            engines = Engines(self._path, self._open_key())
            try:
                with engines.begin_reading() as connection:
                    return problems(connection)
            finally:
                engines.close()

    def mend_index(self) -> int:
        """Make the search index anew where it is out of step; return with how many entries it was.

        Nothing is touched while pages of the file are damaged: then only a backup helps.
        """
        with self._gate.alone():
            self._open_key()
            with self._engines.begin_writing() as connection:
                if not pages_are_whole(connection):
                    return 0
                wrong = search.out_of_step(connection)
                if wrong:
                    search.rebuild(connection)
                    connection.commit()
                return wrong

    def backup(self, folder: Path, keep: int = 10) -> Path:
        """Write a verified, encrypted copy named by casebook and moment; see storage.backup for which ones stay."""
        folder = folder.absolute()
        with self._gate.shared():
            written = self._written
            copy = backup.write_backup(self._path, self._open_key(), folder, self._clock.now(), keep)
        self._copied[folder] = written
        return copy

    def changed_since_copy(self, folder: Path) -> bool:
        """Return whether anything was written since it was opened, or since the last copy into this folder."""
        return self._written > self._copied.get(folder.absolute(), 0)

    def close(self) -> None:
        """Close the file, forget the key and give up the lock; waits for transactions in other threads."""
        with self._gate.alone():
            if self._key is None:
                return
            try:
                # Housekeeping: what the person did was committed before, and the next closing does this again.
                with contextlib.suppress(CasewellError, OSError, *DATABASE_ERRORS):
                    with self._engines.begin_writing() as connection:
                        documents.drop_unused(connection)
                        connection.commit()
                    self._stop()
            finally:
                self._engines.close()
                self._key = None
                self._lock.release()

    def _open_key(self) -> Key:
        if self._key is None:
            raise CasebookClosed(self._path)
        return self._key

    def _start(self, key: Key) -> Engines:
        connection = connect(self._path, key)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        return Engines(self._path, key)

    def _stop(self) -> None:
        """Bring everything into the one file, then close the connections; SQLite removes the empty log itself."""
        self._engines.close_readers()
        with self._engines.writing.connect() as connection:
            raw = driver_connection(connection)
            raw.execute("PRAGMA optimize")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._engines.close()
