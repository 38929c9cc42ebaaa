# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lists that screens show: runs the statements and makes small frozen rows, with no detour through records."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.dialects import sqlite

from app.clock import Clock
from app.errors import CasewellError
from app.ports import CaseRow, Counts, DocumentRow, LetterRow, LogFilter, LogRow, SearchHit, TodayRow
from storage import list_statements, log_statements
from storage import search as full_text
from storage.engines import DATABASE_ERRORS, driver_connection
from storage.errors import told
from storage.rows import RowMaker

_SOON = dt.timedelta(days=30)
_TODAY, _CASES, _LOG = RowMaker(TodayRow), RowMaker(CaseRow), RowMaker(LogRow)
_DOCUMENTS, _LETTERS = RowMaker(DocumentRow), RowMaker(LetterRow)


class RecordLists:
    """Implements app.ports.Lists over one connection inside a transaction."""

    def __init__(self, connection: Connection, path: Path, clock: Clock) -> None:
        self._connection = connection
        self._path = path
        self._clock = clock

    def today(self, person_id: str | None = None) -> list[TodayRow]:
        """Return open deadlines and dated tasks of open cases, and unfinished wizards, by due date."""
        values = {"today": self._today(), **({} if person_id is None else {"person": person_id})}
        rows = self._rows(list_statements.today(one_person=person_id is not None), values)
        return _TODAY.rows(rows)

    def cases(self, person_id: str | None = None, status: str | None = None) -> list[CaseRow]:
        """Return the cases: open ones first, the nearest deadline of ours first."""
        statement = list_statements.case_list(one_person=person_id is not None, one_status=status is not None)
        return _CASES.rows(self._rows(statement, {"person": person_id, "status": status}))

    def log_page(self, wanted: LogFilter, after: LogRow | None = None, limit: int = 200) -> list[LogRow]:
        """Return log entries, newest first, after the given row. ``track`` is a track's kind or id."""
        values = _log_values(wanted)
        if values is None:
            return []
        shape = frozenset(values) | ({"after"} if after else frozenset())
        if after is not None:
            values |= {"after_date": after.date.isoformat(), "after_id": after.id}
        return _LOG.rows(self._rows(log_statements.log_page(shape, limit), values))

    def log_count(self, wanted: LogFilter) -> int:
        """Return how many entries the filter holds."""
        values = _log_values(wanted)
        if values is None:
            return 0
        return int(self._rows(log_statements.log_count(frozenset(values)), values)[0][0])

    def documents(self, person_id: str | None = None, case_id: str | None = None) -> list[DocumentRow]:
        """Return documents, newest first."""
        statement = list_statements.document_list(one_person=person_id is not None, one_case=case_id is not None)
        return _DOCUMENTS.rows(self._rows(statement, {"person": person_id, "case": case_id}))

    def letters(self, person_id: str | None = None, case_id: str | None = None) -> list[LetterRow]:
        """Return letters and packets, last changed first."""
        statement = list_statements.letter_list(one_person=person_id is not None, one_case=case_id is not None)
        return _LETTERS.rows(self._rows(statement, {"person": person_id, "case": case_id}))

    def counts(self, person_id: str | None = None) -> Counts:
        """Return the numbers beside the navigation; ``cases`` are the open ones, ``people`` is always everyone."""
        soon = (self._clock.today() + _SOON).isoformat()
        values = {"today": self._today(), "soon": soon, "person": person_id}
        row = self._rows(list_statements.counts(one_person=person_id is not None), values)[0]
        return Counts(**dict(zip(Counts.__slots__, row, strict=True)))

    def search(self, words: str, limit: int = 50) -> list[SearchHit]:
        """Return what holds all the words (the last as a beginning), best first."""
        with self._telling():
            return full_text.search(self._connection, words, limit)

    def _today(self) -> str:
        return self._clock.today().isoformat()

    def _rows(self, statement: Select[Any], values: dict[str, Any]) -> list[tuple[Any, ...]]:
        with self._telling():
            sql, fixed = _compiled(statement)
            # The driver's own tuples: nothing in these columns needs a type of SQLAlchemy's, and a list of 200 rows
            # would spend a fifth of its time on the way through its result objects.
            cursor = driver_connection(self._connection).execute(sql, {**fixed, **values})
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    @contextlib.contextmanager
    def _telling(self, on_refusal: Callable[[], CasewellError] | None = None) -> Iterator[None]:
        """Tell the driver's errors as ours; ``on_refusal`` makes the error for a broken constraint."""
        try:
            yield
        except DATABASE_ERRORS as error:
            raise told(error, self._path, on_refusal) from error


@functools.cache
def _compiled(statement: Select[Any]) -> tuple[str, dict[str, Any]]:
    """Return a statement's SQL with named parameters, and the values that never change."""
    compiled = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
    return str(compiled), dict(compiled.params)


def _log_values(wanted: LogFilter) -> dict[str, Any] | None:
    """Return the parameters of the parts that were given; None when the text has no word to look for."""
    match = full_text.match_text(wanted.text, every_beginning=True)
    if wanted.text.strip() and not match:
        return None
    given = {
        "person_id": wanted.person_id,
        "case_id": wanted.case_id,
        "party_id": wanted.party_id,
        "track": wanted.track,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "text": match or None,
    }
    return {name: value for name, value in given.items() if value is not None}
