# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lists that screens show: runs the statements and makes small frozen rows, with no detour through records."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Executable

from app.clock import Clock
from app.errors import CasewellError
from app.ports import CaseRow, Counts, DocumentRow, LetterRow, LogFilter, LogRow, SearchHit, TodayRow
from storage import list_statements, log_statements
from storage import search as full_text
from storage.errors import DATABASE_ERRORS, told

_SOON = dt.timedelta(days=30)
_date = dt.date.fromisoformat
_moment = dt.datetime.fromisoformat


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
        return [
            TodayRow(
                kind=row[0],
                id=row[1],
                case_id=row[2],
                track=row[3],
                title=row[4],
                person=row[5],
                subject=row[6],
                due=_date(row[7]) if row[7] else None,
                owner=row[8],
                source=row[9],
                citation=row[10],
                letter_kind=row[11],
            )
            for row in rows
        ]

    def cases(self, person_id: str | None = None, status: str | None = None) -> list[CaseRow]:
        """Return the cases: open ones first, the nearest deadline of ours first."""
        statement = list_statements.case_list(one_person=person_id is not None, one_status=status is not None)
        return [
            CaseRow(
                id=row[0],
                person_id=row[1],
                person=row[2],
                title=row[3],
                provider=row[4],
                insurer=row[5],
                problem=row[6],
                stage=row[7],
                status=row[8],
                disputed=row[9],
                saved=row[10],
                next_deadline=_date(row[11]) if row[11] else None,
                next_title=row[12],
                last_action=row[13],
                last_date=_date(row[14]) if row[14] else None,
            )
            for row in self._rows(statement, {"person": person_id, "status": status})
        ]

    def log_page(self, wanted: LogFilter, after: LogRow | None = None, limit: int = 200) -> list[LogRow]:
        """Return log entries, newest first, after the given row. ``track`` is a track's kind or id."""
        values = _log_values(wanted)
        if values is None:
            return []
        shape = frozenset(values) | ({"after"} if after else frozenset())
        if after is not None:
            values |= {"after_date": after.date.isoformat(), "after_id": after.id}
        return [
            LogRow(
                id=row[0],
                action=row[1],
                party=row[2],
                date=_date(row[3]),
                reference=row[4],
                deadline=_date(row[5]) if row[5] else None,
                case_id=row[6],
                case=row[7],
                person=row[8],
                track=row[9],
                talked_to=row[10],
                channel=row[11],
                notes=row[12],
                amended=bool(row[13]),
                attachments=row[14],
            )
            for row in self._rows(log_statements.log_page(shape), {**values, "limit": limit})
        ]

    def log_count(self, wanted: LogFilter) -> int:
        """Return how many entries the filter holds."""
        values = _log_values(wanted)
        if values is None:
            return 0
        return int(self._rows(log_statements.log_count(frozenset(values)), values)[0][0])

    def documents(self, person_id: str | None = None, case_id: str | None = None) -> list[DocumentRow]:
        """Return documents, newest first."""
        statement = list_statements.document_list(one_person=person_id is not None, one_case=case_id is not None)
        return [
            DocumentRow(
                id=row[0],
                title=row[1],
                kind=row[2],
                date=_date(row[3]) if row[3] else None,
                person=row[4],
                case_id=row[5],
                case=row[6],
                pages=row[7],
                size=row[8],
                media_type=row[9],
                added_at=_moment(row[10]),
                has_text=bool(row[11]),
            )
            for row in self._rows(statement, {"person": person_id, "case": case_id})
        ]

    def letters(self, person_id: str | None = None, case_id: str | None = None) -> list[LetterRow]:
        """Return letters and packets, last changed first."""
        statement = list_statements.letter_list(one_person=person_id is not None, one_case=case_id is not None)
        return [
            LetterRow(
                kind=row[0],
                id=row[1],
                title=row[2],
                case_id=row[3],
                case=row[4],
                person=row[5],
                party=row[6],
                status=row[7],
                version=row[8],
                changed_at=_moment(row[9]),
                sent_on=_date(row[10]) if row[10] else None,
            )
            for row in self._rows(statement, {"person": person_id, "case": case_id})
        ]

    def counts(self, person_id: str | None = None) -> Counts:
        """Return the numbers beside the navigation; ``cases`` are the open ones, ``people`` is always everyone."""
        soon = (self._clock.today() + _SOON).isoformat()
        values = {"today": self._today(), "soon": soon, "person": person_id}
        row = self._rows(list_statements.counts(one_person=person_id is not None), values)[0]
        return Counts(people=row[0], today=row[1], cases=row[2], log=row[3], documents=row[4], letters=row[5])

    def search(self, words: str, limit: int = 50) -> list[SearchHit]:
        """Return what holds all the words (the last as a beginning), best first."""
        with self._telling():
            return full_text.search(self._connection, words, limit)

    def _today(self) -> str:
        return self._clock.today().isoformat()

    def _rows(self, statement: Executable, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
        with self._telling():
            # The driver's own tuples: nothing in these columns needs a type of SQLAlchemy's.
            return self._connection.execute(statement, values).cursor.fetchall()

    @contextlib.contextmanager
    def _telling(self, on_refusal: Callable[[], CasewellError] | None = None) -> Iterator[None]:
        """Tell the driver's errors as ours; ``on_refusal`` makes the error for a broken constraint."""
        try:
            yield
        except DATABASE_ERRORS as error:
            raise told(error, self._path, on_refusal) from error


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
