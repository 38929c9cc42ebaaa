# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The program: unlocking, locking by hand and when nobody is there, the search, undo, and what it keeps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import House, make_house
from app.clock import Clock
from app.domain.party import Party
from app.domain.person import Person
from app.paths import paths_under
from app.settings import read_settings
from tests.support.desks import PASSPHRASE, add_case, new_bench
from tests.support.program import Program
from ui.application import backup_text
from ui.idle import IdleTimer
from ui.pages.library import LibraryPage
from ui.pages.unlock import UnlockPage
from ui.prompts import Prompts
from ui.theme import Theme

TITLE = "Scan of the left shoulder denied"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a casebook with one case, closed."""
    bench = new_bench(tmp_path_factory.mktemp("closed"))
    add_case(bench, {"codes": ["CO-50"]}, title=TITLE)
    bench.casebook.close()
    return bench.casebook.path


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> House:
    """Make a house in the test's own folder."""
    made = make_house(clock, paths_under(tmp_path))
    made.paths.make()
    return made


@pytest.fixture
def path(house: House, closed: Path) -> Path:
    """Put the casebook where the house keeps its own."""
    copied: Path = shutil.copy(closed, house.paths.casebooks / "Family.casewell")
    return copied


@pytest.fixture
def program(house: House, path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Program]:
    """Show the program, which asks for the passphrase of the casebook."""
    made = Program(house)
    made.start(path)
    yield made
    made.close()


def unlock(program: Program, passphrase: str = PASSPHRASE) -> None:
    form = program.page(UnlockPage).unlock
    form._passphrase.line.setText(passphrase)
    QTest.keyClick(form._passphrase.line, Qt.Key.Key_Return)
    program.settle()


def test_unlocks_with_enter_and_begins_with_today(program: Program, path: Path) -> None:
    assert program.page(UnlockPage).unlock.path == path
    unlock(program)
    assert program.window.current().key == "today"
    assert program.window.windowTitle() == "Family · Casewell"
    assert read_settings(program.house.paths.settings_file).recent[0] == str(path)
    assert list(program.house.paths.backups.glob("Family-*.casewell"))
    assert "Backed up" in program.window.status._backup.words()


def test_wrong_passphrase_is_told_below_the_field_and_stays_typed(program: Program) -> None:
    unlock(program, "some other words here")
    form = program.page(UnlockPage).unlock
    assert form._field.error().startswith("This passphrase does not open Family.casewell.")
    assert form._passphrase.text() == "some other words here"
    assert program.prompts.told == []
    unlock(program)
    assert program.window.current().key == "today"


def test_locking_leaves_nothing_of_the_case_in_any_widget(program: Program, path: Path) -> None:
    unlock(program)
    case_id = program.application.context.desk.cases.rows()[0].id
    for page in ("cases", "library", "documents", "settings"):
        program.window.go(page)
        program.settle()
    program.window.go("case", case_id=case_id)
    program.window.search.setText("shoulder")
    program.settle()
    assert TITLE in program.words()
    program.window.actions_of.get("lock").trigger()
    words = program.words()
    assert TITLE not in words
    assert "Nora" not in words
    assert "shoulder" not in words
    assert program.application.context is None
    assert program.page(UnlockPage).unlock.path == path
    unlock(program)
    assert program.window.current().key == "today"


def test_page_that_wants_to_stay_holds_the_lock_back_but_not_the_idle_one(program: Program) -> None:
    unlock(program)
    page = program.window.current()
    page.leave = lambda: False
    program.application.lock()
    assert program.application.context is not None
    program.application._idle.idle.emit()
    program.settle()
    assert program.application.context is None
    program.page(UnlockPage)


def test_idle_lock_answers_an_open_question_with_no(program: Program, qtbot: QtBot) -> None:
    unlock(program)
    QTimer.singleShot(200, program.application._idle.idle.emit)
    answer = Prompts(program.window).ask_text("Rename", "Title", TITLE)  # a real dialog, in a loop of its own
    assert answer is None
    qtbot.waitUntil(lambda: program.application.context is None)
    assert TITLE not in program.words()


def test_idle_timer_counts_from_the_last_key_and_notices_a_sleep(qtbot: QtBot, qapp: QApplication) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    qtbot.waitUntil(lambda: qapp.focusWindow() is not None)
    now = [1_000.0]
    timer = IdleTimer(qapp, 10, lambda: now[0])
    told: list[float] = []
    timer.idle.connect(lambda: told.append(now[0]))
    timer.start()
    press = partial(QTest.keyClick, line.windowHandle(), Qt.Key.Key_A)
    now[0] += 9 * 60
    press()
    now[0] += 9 * 60
    press()
    assert told == [] and line.text() == "aa"
    now[0] += 11 * 60  # the lid was closed meanwhile
    press()
    assert told == [now[0]] and line.text() == "aa"
    timer.set_minutes(0)
    now[0] += 600 * 60
    press()
    assert len(told) == 1 and line.text() == "aaa"
    timer.stop()


def test_sample_opens_at_once_and_is_not_remembered(house: House, theme: Theme, qtbot: QtBot) -> None:
    made = Program(house)
    made.start(sample=True)
    assert made.window.current().key == "today"
    assert made.window.windowTitle() == "Holloway practice (sample) · Casewell"
    assert read_settings(made.house.paths.settings_file).recent == ()
    assert not list(house.paths.backups.iterdir())
    made.application.lock()
    made.settle()
    assert [row.path for row in made.page(UnlockPage).list.rows()] == [None]
    made.close()


def test_search_finds_cases_and_codes_and_opens_them(program: Program, qtbot: QtBot) -> None:
    unlock(program)
    box = program.window.search
    box.setFocus()
    qtbot.keyClicks(box, "shoulder")
    qtbot.waitUntil(lambda: any(found.kind == "case" for found in box.results()))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    program.settle()
    assert program.window.current().key == "case"
    box.setFocus()
    qtbot.keyClicks(box, "co-97")
    qtbot.waitUntil(lambda: any(found.kind == "code" for found in box.results()))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    program.settle()
    assert program.page(LibraryPage).article.article.id == "CO-97"


def test_people_are_switched_and_every_page_follows(program: Program) -> None:
    unlock(program)
    context = program.application.context
    other = Person(name="Theo Castellan")
    with context.desk.casebook.transaction() as tx:
        tx.save(other)
        tx.commit()
    program.window.go("cases")
    program.window.person_chosen.emit(other.id)
    program.settle()
    assert context.person_id == other.id
    assert program.window.current().table.model().rowCount() == 0
    program.window.person_chosen.emit(None)
    program.settle()
    assert program.window.current().table.model().rowCount() == 1


def test_undo_takes_back_and_says_so(program: Program, tmp_path: Path) -> None:
    unlock(program)
    file = tmp_path / "note.txt"
    file.write_text("A note about the bill.")
    program.window.go("documents")
    program.window.current().add_files([file])
    program.settle()
    documents = program.application.context.desk.documents
    assert len(documents.rows()) == 1
    program.window.actions_of.get("undo").trigger()
    program.settle()
    assert documents.rows() == []
    assert program.window.status._said.words().startswith("Undone: adding")
    program.window.actions_of.get("undo").trigger()
    assert program.window.status._said.words() == "There is nothing to undo."


def test_look_is_kept_in_the_settings_file(program: Program) -> None:
    program.window.actions_of.get("theme-dark").trigger()
    program.window.actions_of.get("larger").trigger()
    kept = read_settings(program.house.paths.settings_file)
    assert (kept.theme, kept.text_size) == ("dark", 110)


def test_settings_that_cannot_be_written_hold_and_are_told(program: Program) -> None:
    file = program.house.paths.settings_file
    file.unlink(missing_ok=True)
    file.mkdir()
    program.application._outside.preferences.change(lock_minutes=3)
    assert program.application._outside.preferences.value.lock_minutes == 3
    assert "could not be kept" in program.prompts.told[0]


def test_closing_the_window_closes_the_casebook(program: Program, path: Path) -> None:
    unlock(program)
    assert program.window.close()
    again = program.house.store.open(path, PASSPHRASE)
    again.close()


def test_leaving_after_a_change_writes_a_copy(program: Program) -> None:
    unlock(program)
    context = program.application.context
    assert context is not None
    folder = context.desk.backup.folder
    assert program.application.jobs.wait(20_000)
    opened = sorted(folder.iterdir())
    program.application.lock()
    assert sorted(folder.iterdir()) == opened  # nothing changed
    unlock(program)
    context = program.application.context
    assert context is not None
    context.desk.cases.save_party(Party(name="Larkfield appeals"))
    program.application.lock()
    assert len(sorted(folder.iterdir())) == len(opened) + 1


def test_a_backup_folder_that_is_gone_keeps_nobody_from_leaving(program: Program, tmp_path: Path) -> None:
    unlock(program)
    (tmp_path / "in the way").write_text("a file", encoding="utf-8")
    program.application._outside.preferences.change(backup_folder=str(tmp_path / "in the way" / "copies"))
    context = program.application.context
    assert context is not None
    context.desk.cases.save_party(Party(name="Larkfield appeals"))
    program.application.lock()
    assert program.page(UnlockPage)
    assert program.application._not_copied.startswith("No backup was written on closing.")


def test_opening_another_casebook_closes_the_first(program: Program, path: Path, tmp_path: Path) -> None:
    unlock(program)
    other = program.house.vault.create(tmp_path, "Second", PASSPHRASE)
    program.application.open(other)
    program.settle()
    assert program.window.windowTitle() == "Second · Casewell"
    first = program.house.store.open(path, PASSPHRASE)
    first.close()


def test_backup_settings_reach_the_open_casebook(program: Program, tmp_path: Path) -> None:
    unlock(program)
    program.application._outside.preferences.change(backup_folder=str(tmp_path / "drive"), backup_keep=3)
    backup = program.application.context.desk.backup
    assert backup.folder == tmp_path / "drive"
    for _ in range(5):
        backup.now()
    assert len(list((tmp_path / "drive").glob("*.casewell"))) == 3


def test_bug_is_told_and_the_program_goes_on(program: Program) -> None:
    error = KeyError("secret words of a case")
    program.application.tell_bug(KeyError, error, None)
    assert len(program.prompts.told) == 1
    unlock(program)
    assert program.window.current().key == "today"


def test_status_line_says_name_saved_and_backup(program: Program) -> None:
    unlock(program)
    status = program.window.status
    assert status._casebook.words() and status._saved.words() == "All saved" and status._safe.isVisible()
    program.application.jobs.wait()
    assert status._backup.words().endswith("next on closing")
    program.application.context.said.emit("Kept")
    assert status._saved.words().startswith("Saved ") and status._said.words() == "Kept"
    program.application.lock()
    assert not status._safe.isVisible() and not status._next.isVisible()


def test_backup_words() -> None:
    moment = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
    assert backup_text(moment, date(2026, 11, 21)) == "Backed up today 22:00 · next on closing"
    assert backup_text(replace_day(moment, 19), date(2026, 11, 21)) == "Backed up on Thu 19 Nov 22:00 · next on closing"


def replace_day(moment: datetime, day: int) -> datetime:
    return moment.replace(day=day)
