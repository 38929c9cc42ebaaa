# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Verifying an open casebook: pages, foreign keys, bytes of documents and the search index, told in sentences."""

from __future__ import annotations

from sqlalchemy import Connection

from app.ports import INDEX_OUT_OF_STEP
from storage import documents, search
from storage.engines import DATABASE_ERRORS

_MOST_NAMED = 20


def problems(connection: Connection) -> list[str]:
    """Return what is wrong with the casebook, in sentences for a person; empty when all is well."""
    try:
        found = _pages(connection)
        if not found:
            found = [*_references(connection), *_files(connection), *_index(connection)]
    except (OSError, *DATABASE_ERRORS):
        return ["Part of the casebook cannot be read: some of its pages are damaged. Restore the newest backup."]
    return found


def pages_are_whole(connection: Connection) -> bool:
    """Return whether every page of the file can be read and is in order."""
    return not _pages(connection)


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
    return [f"{INDEX_OUT_OF_STEP} with {wrong} entries."] if wrong else []
