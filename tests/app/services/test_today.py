# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Today: what is due, in its groups; the counts beside the navigation agree with the lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import Outcome
from app.domain.deadline import Deadline, Owner
from app.domain.track import Task
from app.domain.wizard import WizardSession
from app.ports import LogFilter, TodayRow
from app.services.log import NewEntry
from app.services.today import GROUP_TITLES, group_rows
from tests.support.desks import TODAY, Bench, add_case, new_bench

ROW = TodayRow(
    kind="deadline",
    id="1",
    case_id="2",
    track="",
    title="File",
    person="",
    subject="",
    due=TODAY,
    owner="us",
    source="law",
    citation="",
    letter_kind="",
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Bench]:
    made = new_bench(tmp_path)
    yield made
    made.casebook.close()


@pytest.mark.parametrize(
    ("days", "group"),
    [(-1, "overdue"), (0, "week"), (6, "week"), (7, "month"), (30, "month"), (31, "later"), (None, "later")],
)
def test_a_row_stands_where_a_person_looks_for_it(days: int | None, group: str) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    rows = [replace(ROW, due=due), replace(ROW, due=due, owner="them"), replace(ROW, due=due, kind="wizard")]
    assert {g.id for g in group_rows(rows, TODAY)} == {group, "owed", "unfinished"}


@given(st.lists(st.tuples(st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(["us", "them"]))))
def test_every_row_is_in_exactly_one_group_in_the_order_it_came(rows: list[tuple[date | None, str]]) -> None:
    made = [replace(ROW, id=str(n), due=due, owner=owner) for n, (due, owner) in enumerate(rows)]
    groups = group_rows(made, TODAY)
    assert sorted(r.id for g in groups for r in g.rows) == sorted(r.id for r in made)
    assert [g.id for g in groups] == [key for key in GROUP_TITLES if key in {g.id for g in groups}]
    for group in groups:
        assert group.rows
        assert [int(r.id) for r in group.rows] == sorted(int(r.id) for r in group.rows)


def test_today_shows_what_is_open_and_awake_and_nothing_of_closed_cases(own: Bench) -> None:
    desk, case, closed = own.desk, add_case(own), add_case(own, title="Old")
    for days, title, owner in ((-3, "Late", Owner.US), (3, "Soon", Owner.US), (20, "Month", Owner.US)):
        desk.deadlines.add(Deadline(case_id=case.id, title=title, due=TODAY + timedelta(days=days), owner=owner))
    desk.deadlines.add(Deadline(case_id=case.id, title="Decide", due=TODAY - timedelta(days=2), owner=Owner.THEM))
    asleep = desk.deadlines.add(Deadline(case_id=case.id, title="Asleep", due=TODAY + timedelta(days=9)))
    desk.deadlines.snooze("deadline", asleep.id, TODAY + timedelta(days=5), "Records first")
    desk.deadlines.done(desk.deadlines.add(Deadline(case_id=case.id, title="Finished", due=TODAY)).id)
    desk.deadlines.add(Deadline(case_id=closed.id, title="Of the closed case", due=TODAY))
    desk.cases.close(closed.id, Outcome.LOST, None)
    with own.casebook.transaction() as tx:
        moment = own.house.clock.now()
        tx.save(
            Task(case_id=case.id, title="Call", due=TODAY + timedelta(days=40)),
            Task(case_id=case.id, title="Some day"),
            WizardSession(title="Bill from the laboratory", started_at=moment, changed_at=moment),
        )
        tx.commit()
    shown = {group.id: [row.title for row in group.rows] for group in desk.today.groups()}
    assert shown == {
        "overdue": ["Late"],
        "week": ["Soon"],
        "month": ["Month"],
        "later": ["Call"],
        "owed": ["Decide"],
        "unfinished": ["Bill from the laboratory"],
    }
    counts = desk.today.counts()
    assert counts.today == 3  # ours, overdue or within 30 days
    assert (counts.people, counts.cases) == (2, len(desk.cases.rows(status="open")))
    assert counts.log == desk.log.count(LogFilter()) == len(desk.log.page(LogFilter()))
    assert desk.today.counts(case.person_id).log == 1


def test_one_persons_today_is_their_own(own: Bench) -> None:
    desk, first, second = own.desk, add_case(own), add_case(own)
    desk.deadlines.add(Deadline(case_id=first.id, title="Hers", due=TODAY))
    desk.deadlines.add(Deadline(case_id=second.id, title="His", due=TODAY))
    assert [r.title for g in desk.today.groups(first.person_id) for r in g.rows] == ["Hers"]
    assert desk.today.counts(second.person_id).today == 1


def test_the_search_finds_words_and_never_reads_them_as_signs(own: Bench) -> None:
    desk, case = own.desk, add_case(own)
    desk.log.add(NewEntry(case_id=case.id, action='Asked for "policy" IM-207*', date=TODAY, notes="a OR b (c)"))
    assert [h.kind for h in desk.today.search("im-207")] == ["log"]
    for words in ('"', "*", "OR", "(", "a AND", "NEAR(", "policy:", "'; DROP", "\x00", "  "):
        desk.today.search(words)
    assert desk.today.search("   ") == []
