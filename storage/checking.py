# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Checking a file through the driver alone: whether every page is sound, and whether a copy holds the same rows."""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from storage.connections import DriverConnection
from storage.errors import TOLD, BackupFailed


def require_same(original: dict[str, int], copy: DriverConnection, named: Path) -> None:
    """Check every page of a copy and compare its row counts; BackupFailed, naming ``named``, when it differs."""
    try:
        same = is_sound(copy) and row_counts(copy) == original
    except TOLD as error:
        raise BackupFailed(named) from error
    if not same:
        raise BackupFailed(named)


def is_sound(connection: DriverConnection) -> bool:
    """Say whether every page decrypts and the order inside the file is right."""
    try:
        pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        answers = connection.execute("PRAGMA integrity_check").fetchall()
    except driver.Error:
        return False
    return not pages and answers == [("ok",)]


def row_counts(connection: DriverConnection) -> dict[str, int]:
    """Return how many rows each table holds."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    tables = [name for (name,) in connection.execute(named).fetchall()]
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - names from the schema
        for table in tables
    }
