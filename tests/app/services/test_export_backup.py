# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What leaves the casebook: the log as a table and as a calendar, and backups once a day."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import Clock
from app.domain.case import Outcome
from app.domain.deadline import Deadline, Owner
from app.domain.log import LOG_COLUMNS, Channel
from app.domain.track import Task, TrackKind
from app.errors import UserFixable
from app.ports import LogFilter
from app.services.backup import BackupService
from app.services.log import NewEntry
from app.services.log_export import UnknownEnding
from storage.casebook import Store
from tests.support.desks import PASSPHRASE, TODAY, Bench, add_case, everything


@pytest.fixture
def own(bench: Bench) -> Bench:
    return bench


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_the_table_has_the_five_columns_first_and_every_entry(own: Bench, tmp_path: Path) -> None:
    desk, case = own.desk, add_case(own)
    track = desk.cases.add_track(case.id, TrackKind.PROVIDER_BILLING)
    for number in range(25):
        desk.log.add(NewEntry(case_id=case.id, action=f"Call {number}", date=date(2026, 11, 1)))
    desk.log.add(
        NewEntry(
            case_id=case.id,
            action="Called billing",
            party="Alder Ridge",
            date=TODAY,
            reference="TKT 7",
            deadline=date(2026, 11, 30),
            track_id=track.id,
            channel=Channel.IN_PERSON,
            notes='Said "we, the office,\nwill look"',
        )
    )
    target = tmp_path / "log.csv"
    assert desk.export.write(LogFilter(case_id=case.id), target) == 26
    header, first, *rest = table(target)
    assert tuple(header[:5]) == LOG_COLUMNS
    assert first[:5] == ["Called billing", "Alder Ridge", "2026-11-21", "TKT 7", "2026-11-30"]
    assert "Provider billing" in first and "In person" in first
    assert 'Said "we, the office,\nwill look"' in first
    assert len(rest) == 25


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r\n=", "＝"])
def test_no_cell_is_run_by_a_spreadsheet(own: Bench, tmp_path: Path, start: str) -> None:
    desk, case = own.desk, add_case(own, title=f"{start}cmd|' /C calc'!A0")
    evil = f'{start}HYPERLINK("http://example.org";"x")'
    desk.log.add(
        NewEntry(case_id=case.id, action=f"{evil} a", party=f"{evil} b", date=TODAY, reference=f"{evil} c", notes=evil)
    )
    target = tmp_path / "log.csv"
    desk.export.write(LogFilter(case_id=case.id), target)
    for cell in table(target)[1]:
        assert not cell.strip().startswith(("=", "+", "-", "@", "＝")), cell


def test_a_table_is_never_written_over_unasked(own: Bench, tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    target.write_text("mine")
    with pytest.raises(UserFixable, match=r"already a file named log\.csv"):
        own.desk.export.write(LogFilter(), target)
    assert target.read_text() == "mine"
    own.desk.export.write(LogFilter(), target, replace_file=True)
    assert table(target)[0][0] == "Action"


@pytest.mark.parametrize("name", ["log.doc", "log", "log.csv.txt"])
def test_another_ending_is_refused_and_nothing_is_written(own: Bench, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownEnding, match=r"\.pdf or \.ics"):
        own.desk.export.write(LogFilter(), tmp_path / name)
    assert not (tmp_path / name).exists()


def test_the_calendar_holds_every_open_clock_and_no_word_of_health(own: Bench, tmp_path: Path) -> None:
    desk, case, closed = own.desk, add_case(own), add_case(own, title="Closed one")
    desk.deadlines.add(Deadline(case_id=case.id, title="File the knee appeal", due=date(2026, 12, 5)))
    desk.deadlines.add(Deadline(case_id=case.id, title="Decide", due=date(2026, 12, 9), owner=Owner.THEM))
    asleep = desk.deadlines.add(Deadline(case_id=case.id, title="Asleep", due=date(2026, 12, 12)))
    desk.deadlines.snooze("deadline", asleep.id, date(2026, 12, 1), "Later")
    desk.deadlines.done(desk.deadlines.add(Deadline(case_id=case.id, title="Past", due=TODAY)).id)
    desk.deadlines.add(Deadline(case_id=closed.id, title="Of a closed case", due=date(2026, 12, 24)))
    desk.cases.close(closed.id, Outcome.LOST, None)
    with own.casebook.transaction() as tx:
        tx.save(Task(case_id=case.id, title="Call", due=date(2026, 12, 2)), Task(case_id=case.id, title="Some day"))
        tx.commit()
    target = tmp_path / "dates.ics"
    assert desk.export.write(LogFilter(person_id=case.person_id), target) == 4
    text = target.read_text()
    starts = [line.split(":")[1].strip() for line in text.splitlines() if line.startswith("DTSTART")]
    assert starts == ["20261202", "20261205", "20261209", "20261212"]
    assert "knee" not in text and "Nora" not in text
    assert desk.export.write(LogFilter(case_id=closed.id), tmp_path / "other.ics") == 0


def at(moment: datetime) -> Clock:
    return Clock(now=lambda: moment, today=moment.date)


def backups(own: Bench, folder: Path, moment: datetime, keep: int = 3) -> BackupService:
    return BackupService(own.casebook, at(moment), folder, keep)


NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_a_backup_is_written_once_a_day_and_opens_like_the_casebook(own: Bench, tmp_path: Path) -> None:
    add_case(own)
    folder = tmp_path / "copies"
    service = backups(own, folder, NOON)
    assert service.last() is None
    copy = service.daily()
    assert copy is not None and copy.parent == folder
    assert service.last() == own.house.clock.now()  # the casebook's own clock names the copy
    assert service.daily() is None
    assert backups(own, folder, NOON + timedelta(hours=25)).daily() is not None
    opened = Store(own.house.clock).open(copy, PASSPHRASE)
    try:
        assert everything(opened) == everything(own.casebook)
    finally:
        opened.close()


def test_the_backup_of_another_casebook_does_not_count(own: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for name in ("Family-Smith-2026-11-21-104200.casewell", "Family-replaced-2026-11-21-104200.casewell", "Family-x"):
        (folder / name).write_bytes(b"")
    (folder / "Family-2026-99-99-104200.casewell").write_bytes(b"")
    assert backups(own, folder, NOON).last() is None
    assert backups(own, folder, NOON).daily() is not None


def test_a_copy_from_a_clock_that_ran_ahead_does_not_stop_backups(own: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    copy = own.casebook.backup(folder)
    shutil.copyfile(copy, folder / "Family-2031-01-01-000000.casewell")
    assert backups(own, folder, NOON).daily() is not None


def test_a_casebook_is_verified(own: Bench, tmp_path: Path) -> None:
    assert backups(own, tmp_path, NOON).verify() == []
