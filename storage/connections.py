# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Connections: one keyed driver connection, and the two engines (reading, writing) that a casebook works through."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver

from app.errors import Bug
from storage.errors import TOLD, told
from storage.keys import Key

APPLICATION_ID = 0x43574C31  # "CWL1": says whose file it is, to `file` and to us
_BUSY_MILLISECONDS = 10_000
_CACHE_KIB = 32_768

DriverConnection = Any
"""sqlcipher3 ships no types; this is its Connection."""


def open_keyed(path: Path, key: Key, *, read_only: bool = False) -> DriverConnection:
    """Open a file that exists and give SQLCipher its key; nothing is read, so a wrong key shows later."""
    uri = f"file:{quote(str(path))}?mode={'ro' if read_only else 'rw'}"
    connection = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")  # SQLCipher would write to the terminal
    connection.execute(f'PRAGMA key = "{key.literal}"')
    return connection


def connect(path: Path, key: Key, *, read_only: bool = False) -> DriverConnection:
    """Open one keyed connection, ready for work; no key derivation happens here.

    Transactions are explicit: BEGIN is written by whoever wants one.
    """
    connection = open_keyed(path, key, read_only=read_only)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA temp_store = MEMORY")  # sorted rows must not spill into a plain file
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


class Engines:
    """The engines of one open casebook: ``writing`` has one connection, ``reading`` several that cannot write."""

    def __init__(self, path: Path, key: Key) -> None:
        self._path = path
        self.writing = self._engine(path, key, size=1, query_only=False, begin="BEGIN IMMEDIATE")
        self.reading = self._engine(path, key, size=4, query_only=True, begin="BEGIN")

    @contextlib.contextmanager
    def begin_writing(self) -> Iterator[Connection]:
        """Yield a connection inside BEGIN IMMEDIATE; rolled back unless the caller commits."""
        with self._connected(self.writing) as connection:
            yield connection

    @contextlib.contextmanager
    def begin_reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one moment of the casebook and cannot write."""
        with self._connected(self.reading) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the key goes with them."""
        self.reading.dispose()
        self.writing.dispose()

    @contextlib.contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        try:
            connection = engine.connect()
        except TOLD as error:
            raise told(error, self._path) from error
        with connection:
            try:
                connection.begin()
            except TOLD as error:
                raise told(error, self._path) from error
            yield connection

    @staticmethod
    def _engine(path: Path, key: Key, *, size: int, query_only: bool, begin: str) -> Engine:
        def keyed() -> DriverConnection:
            connection = connect(path, key)
            connection.execute(f"PRAGMA query_only = {int(query_only)}")
            return connection

        # The plain SQLite dialect with SQLCipher's driver: the pysqlcipher dialect would send a passphrase, and so
        # pay the key derivation, on every connection. hide_parameters keeps case content out of error texts.
        engine = create_engine(
            "sqlite://",
            module=driver,
            creator=keyed,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=0 if size == 1 else 16,
            pool_reset_on_return=None,  # every Connection here is left through `with`, which rolls back
            hide_parameters=True,
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine


def driver_connection(connection: Connection) -> DriverConnection:
    """Return the driver's connection under SQLAlchemy's, for what must happen outside any transaction."""
    raw = connection.connection.driver_connection
    if raw is None:
        raise Bug("A connection without its driver.")
    return raw


def sidecars(path: Path) -> tuple[Path, Path]:
    """Return the write-ahead log and shared-memory files that belong to a casebook."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def make_empty(path: Path) -> None:
    """Make an empty file that only its owner may read; SQLite gives -wal and -shm the same mode.

    A folder that is missing is made, for its owner only. OSError when the file exists or cannot be made.
    """
    if not path.parent.is_dir():
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def remove_file(path: Path) -> None:
    """Remove a casebook file of ours with what belongs to it, whether or not each is there."""
    for each in (path, *sidecars(path)):
        each.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Flush a file (closed, and not open as a casebook) and its folder's entry to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, where the system can (Windows cannot open a folder)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
