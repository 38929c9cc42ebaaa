# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The SELECT statements behind the log and its filter; built once for each shape of filter."""

from __future__ import annotations

import functools
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, or_, select, table, tuple_
from sqlalchemy import column as sql_column

from storage.tables import attachments, cases, log_entries, parties, people, search_entries, tracks

_search_text = table("search_text", sql_column("rowid"), sql_column("search_text"))


@functools.cache
def log_page(shape: frozenset[str], limit: int) -> Select[Any]:
    """Columns as LogRow's fields; parameters as ``shape`` names them.

    The order is date, then id, both falling: ids sort by the time they were made, and the page after a row is found
    through the same index however far down it is. The limit stands in the SQL: SQLite plans by it, and would prepare
    the statement anew at every run if it were a parameter, lest another limit wanted another plan.
    """
    attached = (
        select(func.count())
        .where(attachments.c.entry_id == log_entries.c.id)
        .correlate(log_entries)
        .scalar_subquery()
        .label("attachments")
    )
    # The page is found by ids alone, so that sorting a filter's many answers moves little; only it is joined.
    page = (
        select(log_entries.c.id)
        .where(*_log_wanted(shape, walk_dates=True))
        .order_by(log_entries.c.date.desc(), log_entries.c.id.desc())
        .limit(literal_column(f"{limit:d}"))
        .subquery("page")
    )
    return (
        select(
            log_entries.c.id,
            log_entries.c.action,
            _name_or_empty(parties.c.name, "party"),
            log_entries.c.date,
            log_entries.c.reference,
            log_entries.c.deadline,
            log_entries.c.case_id,
            cases.c.title.label("case"),
            people.c.name.label("person"),
            _name_or_empty(tracks.c.kind, "track"),
            log_entries.c.talked_to,
            log_entries.c.channel,
            log_entries.c.notes,
            log_entries.c.amended_at.is_not(None).label("amended"),
            attached,
        )
        .select_from(page)
        .join(log_entries, log_entries.c.id == page.c.id)
        .join(cases, cases.c.id == log_entries.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(parties, parties.c.id == log_entries.c.party_id)
        .outerjoin(tracks, tracks.c.id == log_entries.c.track_id)
        .order_by(log_entries.c.date.desc(), log_entries.c.id.desc())
    )


@functools.cache
def log_count(shape: frozenset[str]) -> Select[Any]:
    """One number; parameters as ``shape`` names them."""
    return select(func.count()).select_from(log_entries).where(*_log_wanted(shape))


def _log_wanted(shape: frozenset[str], *, walk_dates: bool = False) -> list[ColumnElement[bool]]:
    of_person = select(cases.c.id).where(cases.c.person_id == bindparam("person_id"))
    of_track = select(tracks.c.id).where(or_(tracks.c.kind == bindparam("track"), tracks.c.id == bindparam("track")))
    matching = (
        select(search_entries.c.record_id)
        .select_from(_search_text)
        .join(search_entries, search_entries.c.id == _search_text.c.rowid)
        .where(_search_text.c.search_text.op("MATCH")(bindparam("text")), search_entries.c.kind == "log")
    )
    newest_first = tuple_(log_entries.c.date, log_entries.c.id)
    conditions: dict[str, ColumnElement[bool]] = {
        "person_id": log_entries.c.case_id.in_(of_person),
        "case_id": log_entries.c.case_id == bindparam("case_id"),
        "party_id": log_entries.c.party_id == bindparam("party_id"),
        "track": log_entries.c.track_id.in_(of_track),
        "since": log_entries.c.date >= bindparam("since"),
        "until": log_entries.c.date <= bindparam("until"),
        # For a page, `id || ''` keeps SQLite from fetching each of perhaps 50,000 matches in turn: it walks the dates
        # instead, and looks each id up in the set of matches until the page is full.
        "text": (log_entries.c.id + "" if walk_dates else log_entries.c.id).in_(matching),
        "after": newest_first < tuple_(bindparam("after_date"), bindparam("after_id")),
    }
    return [condition for name, condition in conditions.items() if name in shape]


def _name_or_empty(column: ColumnElement[Any], label: str) -> ColumnElement[Any]:
    return func.coalesce(column, "").label(label)
