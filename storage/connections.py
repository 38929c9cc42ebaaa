# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Connections: one keyed driver connection to a casebook file, and making, removing and flushing that file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

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
