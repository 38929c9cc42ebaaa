# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""One transaction: get, find, save and delete of records, the files, and the lists, all over one connection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.clock import Clock
from app.errors import Bug
from storage import documents
from storage.errors import StillInUse
from storage.queries import RecordLists
from storage.tables import MAPPERS, TABLES, metadata, table_of

Record = TypeVar("Record")

_ORDER = {table: position for position, table in enumerate(metadata.sorted_tables)}


class RecordTransaction(RecordLists):
    """Implements app.ports.Transaction; storage.opening opens it, ends it, and takes back what was not committed."""

    def __init__(self, connection: Connection, path: Path, clock: Clock, *, writable: bool) -> None:
        super().__init__(connection, path, clock)
        self._writable = writable
        self.committed = False

    def get(self, kind: type[Record], record_id: str, /) -> Record:
        """Return one record; Bug when it is not there."""
        found = self.find(kind, id=record_id)
        if not found:
            raise Bug(f"A {kind.__name__} that was to be shown is not in the casebook.")
        return found[0]

    def find(self, kind: type[Record], /, *, order_by: str = "id", **equals: object) -> list[Record]:
        """Return the records whose fields equal the given values (None means empty), ordered by a field, then by id."""
        table, mapper = table_of(kind), MAPPERS[kind]
        if order_by not in table.c:
            raise Bug(f"{kind.__name__} has no field {order_by}.")
        wanted = [table.c[name].is_not_distinct_from(value) for name, value in mapper.encode(equals).items()]
        statement = select(table).where(*wanted).order_by(table.c[order_by], table.c.id)
        rows: Iterable[Row[Any]]
        with self._telling():
            rows = self._connection.execute(statement).all()
        return [mapper.record(row) for row in rows]

    def save(self, *records: object) -> None:
        """Insert the records, or change those with the same id; given in any order, parents are written first."""
        self._require_writable()
        for kind, same in _by_kind(records):
            table, mapper = TABLES[kind], MAPPERS[kind]
            new = insert(table)
            changed = {column.name: new.excluded[column.name] for column in table.c if column.name != "id"}
            statement = new.on_conflict_do_update(index_elements=["id"], set_=changed)
            rows = [mapper.row(record) for record in same]
            with self._telling():
                self._connection.execute(statement, rows)

    def delete(self, *records: object) -> None:
        """Delete the records by id, given in any order; StillInUse when others rest on one of them."""
        self._require_writable()
        waiting = [record for _, same in reversed(_by_kind(records)) for record in same]
        while waiting:
            refused = [record for record in waiting if not self._delete(record)]
            # What rests on a record may go with another one of the same call, as a packet goes with its case.
            if len(refused) == len(waiting):
                raise StillInUse
            waiting = refused

    def _delete(self, record: object) -> bool:
        table = table_of(type(record))
        try:
            with self._telling(on_refusal=StillInUse):
                self._connection.execute(delete(table).where(table.c.id == getattr(record, "id", None)))
        except StillInUse:
            return False
        return True

    def put_file(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep the bytes; return (SHA-256 as hex, size)."""
        self._require_writable()
        with self._telling():
            return documents.put(self._connection, chunks)

    def file_chunks(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes kept under this SHA-256, verified as they are read."""
        with self._telling():
            yield from documents.chunks_of(self._connection, sha256)

    def file_bytes(self, sha256: str) -> bytes:
        """Return the bytes kept under this SHA-256, verified."""
        return b"".join(self.file_chunks(sha256))

    def commit(self) -> None:
        """Keep what was done so far."""
        self._require_writable()
        with self._telling():
            self._connection.commit()
        self.committed = True

    def _require_writable(self) -> None:
        if not self._writable:
            raise Bug("Something was to be written in a transaction that only reads.")


def _by_kind(records: Iterable[object]) -> list[tuple[type, list[object]]]:
    """Group the records by kind, tables that others refer to first."""
    groups: defaultdict[type, list[object]] = defaultdict(list)
    for record in records:
        table_of(type(record))
        groups[type(record)].append(record)
    return sorted(groups.items(), key=lambda group: _ORDER[TABLES[group[0]]])
