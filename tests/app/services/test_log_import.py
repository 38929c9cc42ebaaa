# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A spreadsheet log brought in: looked at first, written all at once, never twice, and taken back by one undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.deadline import Deadline, Owner
from app.domain.log import LogEntry
from app.intake.errors import FileUnreadable
from app.intake.table_files import NoTable
from app.ports import LogFilter
from tests.support.desks import TODAY, Bench, add_case, everything, new_bench
from tests.support.workbooks import xlsx

HEAD = ["Action", "Party", "Date", "Reference #", "Deadline", "Spoke with", "How", "Notes", "Mood"]
ROWS = [
    ["Called billing", "Saint Oswin Billing", dt.datetime(2026, 11, 2), "R-1", dt.datetime(2026, 12, 2), "Dana", "Call",
     "Hold for 30 days", "fine"],
    ["Mailed the appeal", "Marrowstone", dt.date(2026, 10, 1), None, dt.date(2026, 11, 1), None, "Certified mail"],
    ["File the appeal", None, "11/03/2026", None, "12/05/2026", None, "carrier pigeon", None, None],
    ["Odd deadline", None, "11/04/2026", None, "soon", None, None, "See letter", None],
    [None, "Nobody", "11/05/2026", None, None, None, None, None, None],
    ["No day", "Nobody", "sometime", None, None, None, None, None, None],
]  # fmt: skip


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Bench]:
    made = new_bench(tmp_path)
    yield made
    made.casebook.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my log.xlsx"
    path.write_bytes(xlsx([["Theo's calls"], [], HEAD, *ROWS]))
    return path


def entries(bench: Bench) -> list[LogEntry]:
    with bench.casebook.reading() as tx:
        return tx.find(LogEntry, order_by="date")


def test_looking_writes_nothing_and_says_what_is_unclear(fresh: Bench, file: Path) -> None:
    before = everything(fresh.casebook)
    read = fresh.desk.log_import.look(file)
    assert everything(fresh.casebook) == before
    assert [one.action for one in read.entries] == [row[0] for row in ROWS[:4]]
    assert read.left_out == ("Mood",)
    assert [one.where for one in read.problems] == ["row 7", "row 8", "row 9"]
    assert "an action" in read.problems[1].what and "sometime" in read.problems[2].what


def test_every_row_becomes_an_entry_with_its_clock(fresh: Bench, file: Path) -> None:
    case = add_case(fresh)
    service = fresh.desk.log_import
    before = everything(fresh.casebook)
    done = service.bring_in(case.id, service.look(file), file.name)
    assert (len(done.entries), done.known) == (4, 0)
    mailed, called, ours, odd = entries(fresh)
    assert (called.reference, called.talked_to, called.channel.value, called.notes) == (
        "R-1", "Dana", "phone", "Hold for 30 days",
    )  # fmt: skip
    assert (mailed.deadline, mailed.channel.value) == (dt.date(2026, 11, 1), "letter")
    assert ours.notes == "How: carrier pigeon" and odd.notes == "See letter\nDeadline: soon"
    with fresh.casebook.reading() as tx:
        clocks = {one.log_entry_id: one.owner for one in tx.find(Deadline)}
    assert clocks == {called.id: Owner.THEM, ours.id: Owner.US}, "a past deadline opens no clock"
    assert all(one.due >= TODAY for one in _deadlines(fresh))
    assert fresh.desk.undo.undo() == "import of “my log.xlsx”"
    assert everything(fresh.casebook) == before


def _deadlines(bench: Bench) -> list[Deadline]:
    with bench.casebook.reading() as tx:
        return tx.find(Deadline)


def test_what_is_there_already_is_passed_over(fresh: Bench, file: Path) -> None:
    case = add_case(fresh)
    service = fresh.desk.log_import
    service.bring_in(case.id, service.look(file), file.name)
    again = service.bring_in(case.id, service.look(file), file.name)
    assert (again.entries, again.known) == ((), 4)
    assert len(entries(fresh)) == 4


def test_our_own_export_comes_back_as_it_was(fresh: Bench, file: Path, tmp_path: Path) -> None:
    case, other = add_case(fresh), add_case(fresh)
    service = fresh.desk.log_import
    service.bring_in(case.id, service.look(file), file.name)
    for name in ("out.csv", "out.xlsx"):
        fresh.desk.export.write(LogFilter(case_id=case.id), tmp_path / name)
        read = service.look(tmp_path / name)
        assert sorted(
            (one.action, one.date, one.reference, one.deadline) for one in read.entries if one.deadline
        ) == sorted((one.action, one.date, one.reference, one.deadline) for one in entries(fresh) if one.deadline)
    assert len(service.bring_in(other.id, read).entries) == 4


@pytest.mark.parametrize("content", [b"Date,Code,Charge\n2026-04-21,72148,1\n", b"", b"\xd0\xcf\x11\xe0\x00\x00"])
def test_a_file_that_is_no_log_is_refused(fresh: Bench, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.csv").write_bytes(content)
    with pytest.raises(FileUnreadable):
        fresh.desk.log_import.look(tmp_path / "other.csv")
    (tmp_path / "bill.csv").write_text("Alpha,Beta\n1,2\n", encoding="utf-8")
    with pytest.raises(NoTable, match="Action and Date"):
        fresh.desk.log_import.look(tmp_path / "bill.csv")
