# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Checking a casebook: pages, foreign keys, bytes of documents and the search index; and comparing copies."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from storage import documents, search
from storage.connections import DriverConnection
from storage.errors import DATABASE_ERRORS, TOLD, BackupFailed

_MOST_NAMED = 20


def problems(connection: Connection) -> list[str]:
    """Return what is wrong with the casebook, in sentences for a person; empty when all is well."""
    try:
        found = _pages(connection)
        if not found:
            found = [*_references(connection), *_files(connection), *_index(connection)]
    except TOLD:
        return ["Part of the casebook cannot be read: some of its pages are damaged. Restore the newest backup."]
    return found


def _pages(connection: Connection) -> list[str]:
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    if pages:
        return [f"{len(pages)} of the file's pages are damaged on the disk. Restore the newest backup."]
    answers = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    if list(answers) != ["ok"]:
        return ["The inner order of the file is damaged. Restore the newest backup."]
    return []


def _references(connection: Connection) -> list[str]:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if not broken:
        return []
    tables = ", ".join(sorted({row[0].replace("_", " ") for row in broken}))
    return [f"{len(broken)} entries point at something that is no longer there ({tables})."]


def _files(connection: Connection) -> list[str]:
    titles = documents.damaged(connection)
    found = [f"The bytes of the document “{title}” are missing or damaged." for title in titles[:_MOST_NAMED]]
    if len(titles) > _MOST_NAMED:
        found.append(f"{len(titles) - _MOST_NAMED} more documents are missing or damaged.")
    return found


def _index(connection: Connection) -> list[str]:
    wrong = search.out_of_step(connection)
    return [f"The search index is out of step with {wrong} entries."] if wrong else []


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
    except DATABASE_ERRORS:
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
