# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lists of the screens: what is in them, what is left out, and in which order."""

from __future__ import annotations

import datetime as dt
from dataclasses import FrozenInstanceError, replace

import pytest

from app.domain.case import Case, CaseStatus
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.document import Document
from app.domain.letter import Letter
from app.domain.log import LogEntry
from app.domain.person import Person
from app.domain.track import Task, Track, TrackKind
from app.domain.wizard import WizardSession
from app.ports import CaseRow, Counts, DocumentRow, LetterRow, LogFilter, LogRow, SearchHit, TodayRow
from storage.opened import Casebook
from tests.storage.sample import NOW, TODAY, World, numbered

DAY = dt.timedelta(days=1)


def _rows_fields_agree(row: object) -> None:
    made_the_usual_way = type(row)(**{name: getattr(row, name) for name in row.__slots__})  # type: ignore[attr-defined]
    assert made_the_usual_way == row
    assert hash(made_the_usual_way) == hash(row)


def test_today_merges_deadlines_tasks_and_unfinished_wizards(shared: Casebook, world: World) -> None:
    with shared.reading() as tx:
        rows = tx.today()
    assert [(row.kind, row.id, row.due) for row in rows] == [
        ("task", world.task.id, TODAY),
        ("deadline", world.deadline.id, dt.date(2026, 11, 30)),
        ("deadline", world.owed.id, dt.date(2026, 11, 30)),
        ("wizard", world.wizard.id, None),
    ]
    assert rows[1] == TodayRow(
        kind="deadline",
        id=world.deadline.id,
        case_id=world.case.id,
        track="insurer_appeal",
        title="Internal appeal",
        person="Nora Example",
        subject="Northway Health, MRI of 21 Apr 2026",
        due=dt.date(2026, 11, 30),
        owner="us",
        source="law",
        citation="29 CFR 2560.503-1(h)(3)(i)",
        letter_kind="",
    )
    assert rows[0].subject == "Alder Ridge Hospital, MRI of 21 Apr 2026"
    assert (rows[2].owner, rows[2].source) == ("them", "promise")
    for row in rows:
        _rows_fields_agree(row)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda w: replace(w.deadline, status=DeadlineStatus.DONE), {"task", "owed"}),
        (lambda w: replace(w.deadline, status=DeadlineStatus.VOID), {"task", "owed"}),
        (lambda w: replace(w.deadline, snoozed_until=TODAY + DAY), {"task", "owed"}),
        (lambda w: replace(w.deadline, snoozed_until=TODAY), {"task", "owed", "deadline"}),
        (lambda w: replace(w.deadline, snoozed_until=TODAY - DAY), {"task", "owed", "deadline"}),
        (lambda w: replace(w.task, done_on=TODAY), {"owed", "deadline"}),
        (lambda w: replace(w.task, due=None), {"owed", "deadline"}),
        (lambda w: replace(w.task, snoozed_until=TODAY + DAY), {"owed", "deadline"}),
        (lambda w: replace(w.case, status=CaseStatus.CLOSED), set()),
    ],
)
def test_what_is_done_snoozed_or_closed_is_not_for_today(
    shared: Casebook, world: World, change: object, left: set[str]
) -> None:
    assert callable(change)
    with shared.transaction() as tx:
        tx.save(change(world))
        names = {world.task.id: "task", world.owed.id: "owed", world.deadline.id: "deadline"}
        assert {names[row.id] for row in tx.today() if row.kind != "wizard"} == left


def test_today_of_one_person_still_shows_wizards_that_belong_to_nobody(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        tx.save(Person(id=numbered(50), name="Theo"))
        assert [row.kind for row in tx.today(numbered(50))] == ["wizard"]
        assert [row.kind for row in tx.today(world.person.id)] == ["task", "deadline", "deadline", "wizard"]
        tx.save(replace(world.wizard, case_id=world.case.id))
        assert [row.kind for row in tx.today(numbered(50))] == []


def test_a_case_row_tells_what_is_next_and_what_was_last(shared: Casebook, world: World) -> None:
    with shared.reading() as tx:
        (row,) = tx.cases()
    assert row == CaseRow(
        id=world.case.id,
        person_id=world.person.id,
        person="Nora Example",
        title="MRI of 21 Apr 2026",
        provider="Alder Ridge Hospital",
        insurer="Northway Health",
        problem="",
        stage="",
        status="open",
        disputed=245_000,
        saved=None,
        next_deadline=dt.date(2026, 11, 30),
        next_title="Internal appeal",
        last_action="Called billing",
        last_date=dt.date(2026, 11, 2),
    )
    _rows_fields_agree(row)


def test_cases_come_nearest_deadline_first_and_closed_ones_last(shared: Casebook, world: World) -> None:
    def case(number: int, **fields: object) -> Case:
        return replace(world.case, id=numbered(number), title=f"Case {number}", **fields)  # type: ignore[arg-type]

    def due(number: int, case_number: int, day: dt.date, **fields: object) -> Deadline:
        made = Deadline(id=numbered(number), case_id=numbered(case_number), title=f"Due {number}", due=day)
        return replace(made, **fields)  # type: ignore[arg-type]

    with shared.transaction() as tx:
        tx.save(case(31), case(32), case(33, status=CaseStatus.CLOSED), Person(id=numbered(50), name="Theo"))
        tx.save(
            due(41, 32, TODAY + 3 * DAY),
            due(42, 32, TODAY + DAY, owner=Owner.THEM),
            due(43, 32, TODAY, status=DeadlineStatus.DONE),
            due(44, 33, TODAY),
        )
        assert [row.id for row in tx.cases()] == [numbered(32), world.case.id, numbered(31), numbered(33)]
        assert [row.next_title for row in tx.cases()] == ["Due 41", "Internal appeal", "", "Due 44"]
        assert [row.id for row in tx.cases(status="closed")] == [numbered(33)]
        assert len(tx.cases(world.person.id, "open")) == 3
        assert tx.cases(numbered(50)) == []


def test_a_log_row_has_everything_the_log_shows(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        tx.save(replace(world.entry, amended_at=NOW))
        (row,) = tx.log_page(LogFilter())
    assert row == LogRow(
        id=world.entry.id,
        action="Called billing",
        party="Alder Ridge Hospital",
        date=dt.date(2026, 11, 2),
        reference="REF-4471",
        deadline=dt.date(2026, 11, 30),
        case_id=world.case.id,
        case="MRI of 21 Apr 2026",
        person="Nora Example",
        track="insurer_appeal",
        talked_to="Bea",
        channel="phone",
        notes="A hold of thirty days was agreed.",
        amended=True,
        attachments=1,
    )
    _rows_fields_agree(row)


def _many(world: World, count: int) -> list[LogEntry]:
    """Entries on few days, so that many share one; every third without party and track."""
    return [
        replace(
            world.entry,
            id=numbered(1000 + number),
            action=f"Step {number}",
            date=dt.date(2026, 1, 1) + (number * 7 % 11) * DAY,
            party_id=None if number % 3 == 0 else world.hospital.id,
            track_id=None if number % 3 == 0 else world.track.id,
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("size", [1, 7, 50, 500])
def test_pages_of_the_log_join_without_gap_or_double(shared: Casebook, world: World, size: int) -> None:
    entries = [world.entry, *_many(world, 93)]
    with shared.transaction() as tx:
        tx.save(*entries)
        seen: list[LogRow] = []
        while page := tx.log_page(LogFilter(), seen[-1] if seen else None, limit=size):
            assert len(page) <= size
            seen += page
        assert tx.log_count(LogFilter()) == 94
    expected = sorted(entries, key=lambda entry: (entry.date, entry.id), reverse=True)
    assert [row.id for row in seen] == [entry.id for entry in expected]


def test_a_page_goes_on_when_the_row_before_it_was_deleted(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        tx.save(*_many(world, 20))
        first, *rest = tx.log_page(LogFilter())
        tx.delete(tx.get(LogEntry, first.id))
        assert tx.log_page(LogFilter(), first) == rest


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (LogFilter(person_id=World.person.id), 31),
        (LogFilter(person_id="nobody"), 0),
        (LogFilter(case_id=World.case.id), 31),
        (LogFilter(party_id=World.hospital.id), 21),
        (LogFilter(track="insurer_appeal"), 21),
        (LogFilter(track=World.track.id), 21),
        (LogFilter(track="records"), 0),
        (LogFilter(since=dt.date(2026, 2, 1)), 1),
        (LogFilter(until=dt.date(2026, 1, 1)), 3),
        (LogFilter(since=dt.date(2026, 1, 1), until=dt.date(2026, 1, 1), party_id=World.hospital.id), 2),
        (LogFilter(text="called"), 1),
        (LogFilter(text="step"), 30),
        (LogFilter(text="ref 44 ste"), 30),
        (LogFilter(text="alder ridge"), 21),
        (LogFilter(text="step 7", party_id=World.hospital.id), 1),
        (LogFilter(text="mri"), 0),
        (LogFilter(text='"*'), 0),
        (LogFilter(text="  "), 31),
    ],
    ids=repr,
)
def test_every_part_of_the_filter_must_hold(shared: Casebook, world: World, wanted: LogFilter, count: int) -> None:
    with shared.transaction() as tx:
        tx.save(*_many(world, 30))
        assert len(tx.log_page(wanted)) == count
        assert tx.log_count(wanted) == count


def test_documents_newest_first_with_the_person_of_the_case(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        loose = replace(world.document, id=numbered(60), case_id=None, text="", added_at=NOW + DAY, date=TODAY)
        tx.save(loose, Person(id=numbered(50), name="Theo"), replace(loose, id=numbered(61), person_id=numbered(50)))
        rows = tx.documents()
        assert [row.id for row in rows] == [numbered(61), numbered(60), world.document.id]
        assert [row.person for row in rows] == ["Theo", "", "Nora Example"]
        assert rows[2] == DocumentRow(
            id=world.document.id,
            title="Denial of 5 May",
            kind="denial_notice",
            date=None,
            person="Nora Example",
            case_id=world.case.id,
            case="MRI of 21 Apr 2026",
            pages=1,
            size=world.document.size,
            media_type="application/pdf",
            added_at=NOW,
            has_text=True,
        )
        assert (rows[1].date, rows[1].has_text, rows[1].case_id, rows[1].case) == (TODAY, False, None, "")
        assert [row.id for row in tx.documents(world.person.id)] == [world.document.id]
        assert [row.id for row in tx.documents(case_id=world.case.id)] == [world.document.id]
        assert [row.id for row in tx.documents(numbered(50))] == [numbered(61)]
        assert tx.counts(numbered(50)).documents == 1
        assert tx.counts(world.person.id).documents == 1


def test_letters_and_packets_last_changed_first(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        later = replace(world.letter, id=numbered(62), changed_at=NOW + DAY, party_id=None)
        tx.save(later)
        rows = tx.letters()
        assert [(row.kind, row.id) for row in rows] == [
            ("letter", numbered(62)),
            ("packet", world.packet.id),
            ("letter", world.letter.id),
        ]
        assert rows[1] == LetterRow(
            kind="packet",
            id=world.packet.id,
            title="Appeal packet",
            case_id=world.case.id,
            case="MRI of 21 Apr 2026",
            person="Nora Example",
            party="Northway Health",
            status="sent",
            version=1,
            changed_at=NOW,
            sent_on=dt.date(2026, 11, 3),
        )
        assert (rows[0].party, rows[0].status, rows[0].sent_on) == ("", "draft", None)
        assert tx.letters(world.person.id, world.case.id) == rows
        assert tx.letters(case_id="none") == []
        assert tx.letters("nobody") == []
        assert tx.find(Letter, status=world.letter.status, order_by="changed_at") == [world.letter, later]


def test_the_numbers_beside_the_navigation(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        assert tx.counts() == Counts(people=1, today=2, cases=1, log=1, documents=1, letters=2)
        tx.save(
            Person(id=numbered(50), name="Theo"),
            replace(world.deadline, due=TODAY + 30 * DAY),
            Deadline(id=numbered(41), case_id=world.case.id, title="Far", due=TODAY + 31 * DAY),
            Task(id=numbered(42), case_id=world.case.id, title="Asleep", due=TODAY, snoozed_until=TODAY + DAY),
            Task(id=numbered(43), case_id=world.case.id, title="Late", due=TODAY - 9 * DAY),
        )
        assert tx.counts().today == 3
        assert tx.counts(world.person.id).today == 3
        assert tx.counts(numbered(50)) == Counts(people=2, today=0, cases=0, log=0, documents=0, letters=0)
        tx.save(replace(world.case, status=CaseStatus.CLOSED))
        assert (tx.counts().today, tx.counts().cases, tx.counts().log) == (0, 0, 1)


def test_an_empty_casebook_has_empty_lists(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        tx.delete(world.case, *tx.find(Document), *tx.find(WizardSession), *tx.find(Track, kind=TrackKind.RECORDS))
        assert tx.today() == tx.cases() == tx.log_page(LogFilter()) == tx.documents() == tx.letters() == []


def test_rows_are_frozen_records_like_any_other(shared: Casebook) -> None:
    with shared.reading() as tx:
        (row, *_), (hit, *_) = tx.today(), tx.search("medical")
    assert type(row) is TodayRow
    assert type(hit) is SearchHit
    assert row == replace(row)
    for record in (row, hit):
        with pytest.raises(FrozenInstanceError):
            record.title = "Changed"  # type: ignore[misc]
