# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The engines of one open casebook: one connection that writes, and readers that are kept between readings."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool
from sqlcipher3 import dbapi2 as driver

from app.errors import Bug
from storage.connections import DriverConnection, connect
from storage.errors import told
from storage.keys import Key

DATABASE_ERRORS = (SQLAlchemyError, driver.Error)
"""What a statement may raise, by way of SQLAlchemy or of the driver; storage.errors.told understands both."""

_MOST_IDLE = 4


class Engines:
    """The engines of one open casebook: ``writing`` has one connection, readers are several that cannot write."""

    def __init__(self, path: Path, key: Key) -> None:
        self._path = path
        self._key = key
        # hide_parameters keeps case content out of error texts. The plain SQLite dialect with SQLCipher's driver: the
        # pysqlcipher dialect would send a passphrase, and so pay the key derivation, on every connection.
        self.writing = create_engine(
            "sqlite://",
            module=driver,
            creator=self._writer,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_reset_on_return=None,  # every writing Connection is left through `with`, which rolls back
            hide_parameters=True,
        )
        event.listen(self.writing, "begin", _begin_writing)
        self._reading: Engine = create_engine(
            "sqlite://", module=driver, creator=self._reader, poolclass=NullPool, hide_parameters=True
        )
        self._idle: list[Connection] = []

    @contextlib.contextmanager
    def begin_writing(self) -> Iterator[Connection]:
        """Yield a connection inside BEGIN IMMEDIATE; rolled back unless the caller commits."""
        try:
            connection = self.writing.connect()
        except DATABASE_ERRORS as error:
            raise told(error, self._path) from error
        with connection:
            try:
                connection.begin()
            except DATABASE_ERRORS as error:
                raise told(error, self._path) from error
            yield connection

    @contextlib.contextmanager
    def begin_reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one moment of the casebook and cannot write.

        SQLAlchemy's connections are kept, and their transactions written here: handing one out and beginning would
        otherwise take a third of the time of a short search.
        """
        reader = self._begun()
        try:
            yield reader
        finally:
            self._give_back(reader)

    def close_readers(self) -> None:
        """Close the readers, of which none is in use."""
        while self._idle:
            self._idle.pop().close()

    def close(self) -> None:
        """Close every connection; the key goes with them."""
        self.close_readers()
        self.writing.dispose()

    def _begun(self) -> Connection:
        try:
            try:
                reader = self._idle.pop()
            except IndexError:
                reader = self._reading.connect()
            driver_connection(reader).execute("BEGIN")
        except DATABASE_ERRORS as error:
            raise told(error, self._path) from error
        return reader

    def _give_back(self, reader: Connection) -> None:
        try:
            reader.rollback()  # SQLAlchemy's, which has begun its own only where it ran a statement
            driver_connection(reader).rollback()
        except DATABASE_ERRORS as error:
            reader.close()
            raise told(error, self._path) from error
        if len(self._idle) < _MOST_IDLE:
            self._idle.append(reader)
        else:
            reader.close()

    def _writer(self) -> DriverConnection:
        return connect(self._path, self._key)

    def _reader(self) -> DriverConnection:
        connection = connect(self._path, self._key)
        connection.execute("PRAGMA query_only = ON")
        return connection


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def driver_connection(connection: Connection) -> DriverConnection:
    """Return the driver's connection under SQLAlchemy's, for what its engine has no words for."""
    raw = connection.connection.driver_connection
    if raw is None:
        raise Bug("A connection without its driver.")
    return raw
