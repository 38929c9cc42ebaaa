# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reminders: each step told once, days without the program made up for, and nothing named unless allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import Case
from app.domain.deadline import REMINDER_DAYS, Deadline, Owner
from app.ports import TodayRow
from app.services.desk import Desk
from app.services.reminders import come_near, reminder_words
from tests.support.desks import TODAY

ROW = TodayRow(
    kind="deadline",
    id="1",
    case_id="c",
    track="",
    title="File the internal appeal",
    person="Nora Ellingboe",
    subject="MRI denied",
    due=TODAY,
    owner="us",
    source="law",
    citation="",
    letter_kind="",
)


@pytest.mark.parametrize("days", [*REMINDER_DAYS, 0])
def test_each_step_is_told_on_its_day(days: int) -> None:
    row = replace(ROW, due=TODAY + timedelta(days=days))
    assert come_near([row], TODAY - timedelta(days=1), TODAY) == (row,)
    assert come_near([row], TODAY, TODAY) == ()  # told already


def test_steps_that_passed_while_the_program_was_closed_are_made_up_for() -> None:
    row = replace(ROW, due=TODAY + timedelta(days=5))
    assert come_near([row], TODAY - timedelta(days=1), TODAY) == ()
    assert come_near([row], TODAY - timedelta(days=4), TODAY) == (row,)


def test_theirs_the_past_and_what_has_no_day_are_not_told() -> None:
    rows = [replace(ROW, owner="them"), replace(ROW, due=TODAY - timedelta(days=1)), replace(ROW, due=None)]
    assert come_near(rows, None, TODAY) == ()


@given(st.integers(0, 60), st.lists(st.integers(1, 9), max_size=30))
def test_no_step_is_ever_lost_or_told_twice(away: int, gaps: list[int]) -> None:
    due = TODAY + timedelta(days=away)
    row, told, day, times = replace(ROW, due=due), TODAY - timedelta(days=1), TODAY, 0
    for gap in [0, *gaps]:
        day += timedelta(days=gap)
        if day > due:
            break
        passed = [d for d in (*REMINDER_DAYS, 0) if told < due - timedelta(days=d) <= day]
        found = come_near([row], told, day)
        assert bool(found) == bool(passed)
        told, times = day, times + len(found)
    assert times <= len(REMINDER_DAYS) + 1


def test_nothing_is_named_unless_allowed() -> None:
    rows = [replace(ROW, id=str(n), due=date(2026, 11, 30)) for n in range(5)]
    quiet = reminder_words(rows, details=False)
    assert quiet == "5 deadlines come near. Open Casewell to see what is due."
    assert reminder_words(rows[:1], details=False).startswith("1 deadline comes near")
    told = reminder_words(rows, details=True)
    assert told.count("File the internal appeal, Mon 30 Nov 2026") == 3 and told.endswith("and 2 more")
    assert "Nora" not in told


def test_a_casebook_remembers_what_it_told(desk: Desk, case: Case) -> None:
    desk.deadlines.add(Deadline(case_id=case.id, title="File", due=TODAY + timedelta(days=7)))
    desk.deadlines.add(Deadline(case_id=case.id, title="Answer", due=TODAY + timedelta(days=7), owner=Owner.THEM))
    assert [row.title for row in desk.reminders.take()] == ["File"]
    assert desk.reminders.take() == ()
