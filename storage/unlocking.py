# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Unlocking: what kind of file this is, whether the passphrase fits, and which schema it holds."""

from __future__ import annotations

import os
from pathlib import Path

from storage.connections import APPLICATION_ID, DriverConnection, open_keyed
from storage.errors import TOLD, CutShort, DamagedCasebook, NoSuchFile, NotACasebook, ReadOnly, WrongPassphrase, told
from storage.keys import SALT_BYTES, Key, derive, is_marked

_PAGE_BYTES = 4096  # SQLCipher 4's default
_PLAIN_SQLITE = b"SQLite format 3\0"


def unlock(path: Path, passphrase: str, shown: Path | None = None) -> tuple[Key, str]:
    """Return the key of a casebook file and the version of its schema ("" for none).

    The file must not be open in this process: closing a second handle would drop SQLite's own locks. ``shown`` is the
    path that errors name, where it is not the file's own. Raises NoSuchFile, NotACasebook, CutShort, WrongPassphrase,
    DamagedCasebook or ReadOnly.
    """
    named = shown or path
    salt = _read_salt(path, named)
    key = derive(passphrase, salt)
    try:
        connection = open_keyed(path, key)
    except TOLD as error:
        raise told(error, named) from error
    try:
        return key, _check(connection, path, named, marked=is_marked(salt))
    except TOLD as error:
        raise told(error, named) from error
    finally:
        connection.close()


def _read_salt(path: Path, named: Path) -> bytes:
    if not path.is_file():
        raise NoSuchFile(named)
    try:
        with path.open("rb") as file:
            salt = file.read(SALT_BYTES)
            size = file.seek(0, 2)
    except OSError as error:
        raise told(error, named) from error
    broken = size == 0 or size % _PAGE_BYTES != 0
    if broken and is_marked(salt):
        raise CutShort(named)
    if broken or salt == _PLAIN_SQLITE:
        raise NotACasebook(named)
    return salt


def _check(connection: DriverConnection, path: Path, named: Path, *, marked: bool) -> str:
    try:
        connection.execute("PRAGMA schema_version").fetchone()  # reads the first page and the file's length, no more
    except TOLD as error:
        fault = str(getattr(error, "sqlite_errorname", ""))
        if fault.startswith("SQLITE_NOTADB"):
            raise (WrongPassphrase if marked else NotACasebook)(named) from error
        if fault.startswith("SQLITE_CORRUPT"):
            raise CutShort(named) from error
        raise
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotACasebook(named)
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.execute(known).fetchone() is None:
        raise DamagedCasebook(named)
    _check_writable(connection, path, named)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _check_writable(connection: DriverConnection, path: Path, named: Path) -> None:
    # SQLite opens a file that it may not write all the same, and finds out at the first page written.
    if not os.access(path, os.W_OK):
        raise ReadOnly(named)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except TOLD as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_READONLY"):
            raise ReadOnly(named) from error
        raise
