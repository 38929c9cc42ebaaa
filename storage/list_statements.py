# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The SELECT statements behind every list but the log; built once for each shape of filter."""

from __future__ import annotations

import functools
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy import column as sql_column

from app.domain.case import CaseStatus
from app.domain.deadline import DeadlineSource, DeadlineStatus, Owner
from storage.tables import (
    cases,
    deadlines,
    documents,
    letters,
    log_entries,
    packets,
    parties,
    people,
    sendings,
    tasks,
    tracks,
    wizard_sessions,
)

provider = parties.alias("provider")
insurer = parties.alias("insurer")
_search_text = table("search_text", sql_column("rowid"), sql_column("search_text"))

_OPEN_CASE = cases.c.status == CaseStatus.OPEN.value


def _awake(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(column.is_(None), column <= bindparam("today"))


def _name(column: ColumnElement[Any], label: str) -> Label[Any]:
    return func.coalesce(column, "").label(label)


def _subject() -> ColumnElement[Any]:
    who = func.coalesce(parties.c.name, provider.c.name, insurer.c.name)
    return func.coalesce(who + ", ", "") + cases.c.title


@functools.cache
def today(*, one_person: bool) -> Select[Any]:
    """Columns as TodayRow's fields; parameters ``today`` and, for one person, ``person``."""
    clocks = _on_open_case(
        select(
            literal("deadline").label("kind"),
            deadlines.c.id,
            deadlines.c.case_id,
            _name(tracks.c.kind, "track"),
            deadlines.c.title,
            people.c.name.label("person"),
            _subject().label("subject"),
            deadlines.c.due.label("due"),
            deadlines.c.owner.label("owner"),
            deadlines.c.source,
            deadlines.c.citation,
            deadlines.c.letter_kind,
        ),
        deadlines,
        one_person=one_person,
    ).where(deadlines.c.status == DeadlineStatus.OPEN.value, _awake(deadlines.c.snoozed_until))
    to_do = _on_open_case(
        select(
            literal("task"),
            tasks.c.id,
            tasks.c.case_id,
            _name(tracks.c.kind, "track"),
            tasks.c.title,
            people.c.name,
            _subject(),
            tasks.c.due,
            literal(Owner.US.value),
            literal(DeadlineSource.OWN.value),
            literal(""),
            tasks.c.letter_kind,
        ),
        tasks,
        one_person=one_person,
    ).where(tasks.c.done_on.is_(None), tasks.c.due.is_not(None), _awake(tasks.c.snoozed_until))
    # An unfinished wizard belongs to nobody yet, so it is shown whoever is chosen.
    unfinished = select(
        literal("wizard"),
        wizard_sessions.c.id,
        null(),
        literal(""),
        wizard_sessions.c.title,
        literal(""),
        literal(""),
        null(),
        literal(Owner.US.value),
        literal(DeadlineSource.OWN.value),
        literal(""),
        literal(""),
    ).where(wizard_sessions.c.case_id.is_(None))
    everything = union_all(clocks, to_do, unfinished).subquery()
    rows = everything.c
    return select(everything).order_by(rows.due.is_(None), rows.due, rows.owner.desc(), rows.title, rows.id)


def _on_open_case(statement: Select[Any], of: Any, *, one_person: bool) -> Select[Any]:  # noqa: ANN401 - a table
    joined = (
        statement.select_from(of)
        .join(cases, cases.c.id == of.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(tracks, tracks.c.id == of.c.track_id)
        .outerjoin(parties, parties.c.id == of.c.party_id)
        .outerjoin(provider, provider.c.id == cases.c.provider_id)
        .outerjoin(insurer, insurer.c.id == cases.c.insurer_id)
        .where(_OPEN_CASE)
    )
    return joined.where(cases.c.person_id == bindparam("person")) if one_person else joined


@functools.cache
def case_list(*, one_person: bool, one_status: bool) -> Select[Any]:
    """Columns as CaseRow's fields; parameters ``person`` and ``status`` where wanted.

    The next deadline is our own nearest open one; the last action is the newest log entry.
    """
    ours = deadlines.alias("ours")
    next_id = (
        select(ours.c.id)
        .where(
            ours.c.case_id == cases.c.id,
            ours.c.status == DeadlineStatus.OPEN.value,
            ours.c.owner == Owner.US.value,
        )
        .order_by(ours.c.due, ours.c.id)
        .limit(1)
        .correlate(cases)
        .scalar_subquery()
    )
    newest = log_entries.alias("newest")
    last_id = (
        select(newest.c.id)
        .where(newest.c.case_id == cases.c.id)
        .order_by(newest.c.date.desc(), newest.c.id.desc())
        .limit(1)
        .correlate(cases)
        .scalar_subquery()
    )
    statement = (
        select(
            cases.c.id,
            cases.c.person_id,
            people.c.name.label("person"),
            cases.c.title,
            _name(provider.c.name, "provider"),
            _name(insurer.c.name, "insurer"),
            cases.c.problem,
            cases.c.stage,
            cases.c.status,
            cases.c.disputed,
            cases.c.saved,
            deadlines.c.due.label("next_deadline"),
            _name(deadlines.c.title, "next_title"),
            _name(log_entries.c.action, "last_action"),
            log_entries.c.date.label("last_date"),
        )
        .select_from(cases)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(provider, provider.c.id == cases.c.provider_id)
        .outerjoin(insurer, insurer.c.id == cases.c.insurer_id)
        .outerjoin(deadlines, deadlines.c.id == next_id)
        .outerjoin(log_entries, log_entries.c.id == last_id)
        .order_by(cases.c.status == CaseStatus.CLOSED.value, text("next_deadline IS NULL, next_deadline"), cases.c.id)
    )
    if one_person:
        statement = statement.where(cases.c.person_id == bindparam("person"))
    return statement.where(cases.c.status == bindparam("status")) if one_status else statement


@functools.cache
def document_list(*, one_person: bool, one_case: bool) -> Select[Any]:
    """Columns as DocumentRow's fields. A document belongs to its own person, or to its case's."""
    owner_id = func.coalesce(documents.c.person_id, cases.c.person_id)
    statement = (
        select(
            documents.c.id,
            documents.c.title,
            documents.c.kind,
            documents.c.date,
            _name(people.c.name, "person"),
            documents.c.case_id,
            _name(cases.c.title, "case"),
            documents.c.pages,
            documents.c.size,
            documents.c.media_type,
            documents.c.added_at,
            (documents.c.text != "").label("has_text"),
        )
        .select_from(documents)
        .outerjoin(cases, cases.c.id == documents.c.case_id)
        .outerjoin(people, people.c.id == owner_id)
        .order_by(documents.c.added_at.desc(), documents.c.id.desc())
    )
    if one_person:
        statement = statement.where(owner_id == bindparam("person"))
    return statement.where(documents.c.case_id == bindparam("case")) if one_case else statement


@functools.cache
def letter_list(*, one_person: bool, one_case: bool) -> Select[Any]:
    """Columns as LetterRow's fields, letters and packets together."""
    written = _letters(one_person=one_person, one_case=one_case)
    packed = _packets(one_person=one_person, one_case=one_case)
    everything = union_all(written, packed).subquery()
    return select(everything).order_by(everything.c.changed_at.desc(), everything.c.id.desc())


def _letters(*, one_person: bool, one_case: bool) -> Select[Any]:
    sent = _sent_on(sendings.c.letter_id == letters.c.id)
    statement = (
        select(
            literal("letter").label("kind"),
            letters.c.id,
            letters.c.title,
            letters.c.case_id,
            cases.c.title.label("case"),
            people.c.name.label("person"),
            _name(parties.c.name, "party"),
            letters.c.status,
            letters.c.version,
            letters.c.changed_at,
            sent.label("sent_on"),
        )
        .select_from(letters)
        .join(cases, cases.c.id == letters.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(parties, parties.c.id == letters.c.party_id)
    )
    return _of_person_or_case(statement, letters.c.case_id, one_person=one_person, one_case=one_case)


def _packets(*, one_person: bool, one_case: bool) -> Select[Any]:
    was_sent = exists().where(sendings.c.packet_id == packets.c.id).correlate(packets)
    statement = (
        select(
            literal("packet"),
            packets.c.id,
            packets.c.title,
            packets.c.case_id,
            cases.c.title,
            people.c.name,
            _name(parties.c.name, "party"),
            case((was_sent, "sent"), else_="draft"),
            literal(1),
            packets.c.created_at,
            _sent_on(sendings.c.packet_id == packets.c.id),
        )
        .select_from(packets)
        .join(cases, cases.c.id == packets.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(letters, letters.c.id == packets.c.letter_id)
        .outerjoin(parties, parties.c.id == letters.c.party_id)
    )
    return _of_person_or_case(statement, packets.c.case_id, one_person=one_person, one_case=one_case)


def _sent_on(of: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a scalar subquery
    return select(func.max(sendings.c.sent_on)).where(of).correlate(letters, packets).scalar_subquery()


def _of_person_or_case(
    statement: Select[Any], case_id: ColumnElement[Any], *, one_person: bool, one_case: bool
) -> Select[Any]:
    if one_person:
        statement = statement.where(cases.c.person_id == bindparam("person"))
    return statement.where(case_id == bindparam("case")) if one_case else statement


@functools.cache
def counts(*, one_person: bool) -> Select[Any]:
    """Columns as Counts' fields; parameters ``today``, ``soon`` and, for one person, ``person``."""
    mine = cases.c.person_id == bindparam("person")
    of_mine = select(cases.c.id).where(mine)

    def number(of: Any, *conditions: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a table, a subquery
        inside = [of.c.case_id.in_(of_mine)] if one_person and "case_id" in of.c else []
        return select(func.count()).select_from(of).where(*inside, *conditions).scalar_subquery()

    open_case = select(cases.c.id).where(_OPEN_CASE)
    due_soon = number(
        deadlines,
        deadlines.c.status == DeadlineStatus.OPEN.value,
        deadlines.c.owner == Owner.US.value,
        deadlines.c.due <= bindparam("soon"),
        _awake(deadlines.c.snoozed_until),
        deadlines.c.case_id.in_(open_case),
    )
    to_do_soon = number(
        tasks,
        tasks.c.done_on.is_(None),
        tasks.c.due <= bindparam("soon"),
        _awake(tasks.c.snoozed_until),
        tasks.c.case_id.in_(open_case),
    )
    documents_seen = select(func.count()).select_from(documents)
    if one_person:
        documents_seen = documents_seen.where(
            or_(
                documents.c.person_id == bindparam("person"),
                and_(documents.c.person_id.is_(None), documents.c.case_id.in_(of_mine)),
            )
        )
    return select(
        number(people).label("people"),
        (due_soon + to_do_soon).label("today"),
        number(cases, _OPEN_CASE, *([mine] if one_person else [])).label("cases"),
        number(log_entries).label("log"),
        documents_seen.scalar_subquery().label("documents"),
        (number(letters) + number(packets)).label("letters"),
    )
