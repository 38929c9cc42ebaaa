# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The bytes of attached files: in chunks of 1 MB under their SHA-256, each content once, verified as it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, delete, func, insert, select, update

from app.domain.ids import new_id
from app.errors import Bug
from storage.tables import documents, file_chunks, files

CHUNK_BYTES = 1_000_000


def put(connection: Connection, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Keep the bytes; return (SHA-256 as hex, size). Never more than two chunks are held in memory.

    The name is known only at the end, so the chunks are written under a passing name first. A copy of the same
    content that is already there stays, unless it is damaged: then the new bytes take its place.
    """
    passing = f"incoming {new_id()}"
    connection.execute(insert(files).values(sha256=passing, size=0))
    digest, size = hashlib.sha256(), 0
    for number, chunk in enumerate(_of_equal_size(chunks)):
        digest.update(chunk)
        size += len(chunk)
        connection.execute(insert(file_chunks).values(sha256=passing, number=number, bytes=chunk))
    name = digest.hexdigest()
    if _is_whole(connection, name):
        connection.execute(delete(files).where(files.c.sha256 == passing))
        return name, size
    connection.execute(delete(files).where(files.c.sha256 == name))
    connection.execute(insert(files).values(sha256=name, size=size))
    connection.execute(update(file_chunks).where(file_chunks.c.sha256 == passing).values(sha256=name))
    connection.execute(delete(files).where(files.c.sha256 == passing))
    return name, size


def chunks_of(connection: Connection, sha256: str) -> Iterator[bytes]:
    """Yield the bytes chunk by chunk; Bug when they are missing, or at the end when they are not the ones put in."""
    size = connection.execute(select(files.c.size).where(files.c.sha256 == sha256)).scalar_one_or_none()
    if size is None:
        raise Bug("The bytes of a document are not in the casebook.")
    digest, seen, number = hashlib.sha256(), 0, 0
    wanted = select(file_chunks.c.bytes).where(file_chunks.c.sha256 == sha256)
    while seen < size:
        chunk = connection.execute(wanted.where(file_chunks.c.number == number)).scalar_one_or_none()
        if not chunk:
            break
        digest.update(chunk)
        seen += len(chunk)
        number += 1
        yield bytes(chunk)
    if seen != size or digest.hexdigest() != sha256:
        raise Bug("The bytes of a document are damaged: they are not the ones that were put in.")


def damaged(connection: Connection) -> list[str]:
    """Return, for each document whose bytes are missing or damaged, its title."""
    wrong = []
    rows = connection.execute(select(documents.c.sha256, documents.c.title).order_by(documents.c.sha256)).all()
    known: dict[str, bool] = {}
    for sha256, title in rows:
        if sha256 not in known:
            known[sha256] = _is_whole(connection, sha256)
        if not known[sha256]:
            wrong.append(title)
    return wrong


def drop_unused(connection: Connection) -> int:
    """Delete bytes that no document names any more; return how many files that were.

    Done when a casebook is closed, not when a document is deleted: until then undo can bring the document back.
    """
    named = select(documents.c.sha256)
    unused = connection.execute(
        select(func.count()).select_from(files).where(files.c.sha256.not_in(named))
    ).scalar_one()
    if unused:
        connection.execute(delete(files).where(files.c.sha256.not_in(named)))
    return int(unused)


def _is_whole(connection: Connection, sha256: str) -> bool:
    try:
        for _ in chunks_of(connection, sha256):
            pass
    except Bug:
        return False
    return True


def _of_equal_size(chunks: Iterable[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK_BYTES:
            yield bytes(waiting[:CHUNK_BYTES])
            del waiting[:CHUNK_BYTES]
    if waiting:
        yield bytes(waiting)
