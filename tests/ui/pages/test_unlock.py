# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The unlock page: the list, the keychain box, Caps Lock, a new casebook with its sheet, and restoring."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import House, make_house
from app.clock import Clock
from app.intake.text import read_text
from app.paths import paths_under
from app.ports import Casebook
from tests.support.desks import PASSPHRASE, new_bench
from tests.support.program import MemoryKeychain
from tests.support.prompts import FakePrompts
from ui.jobs import JobRunner
from ui.pages.unlock import UnlockPage
from ui.pages.unlock_forms import NewForm
from ui.theme import Theme
from ui.widgets.passphrase_dialog import PassphraseDialog


class Shown:
    """The page, and what it opened."""

    def __init__(self, house: House, prompts: FakePrompts, jobs: JobRunner) -> None:
        self.keychain = MemoryKeychain()
        house.vault.keychain = self.keychain
        self.house, self.prompts, self.jobs = house, prompts, jobs
        self.opened: list[Casebook] = []
        self.page = UnlockPage(house.vault, house.paths, jobs, prompts, house.clock, house.paths.backups)
        self.page.opened.connect(self.opened.append)
        self.page.resize(1360, 800)
        self.page.show()
        self.page.activateWindow()

    def settle(self) -> None:
        for _ in range(3):
            assert self.jobs.wait(20_000)
            QApplication.processEvents()


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a casebook, closed."""
    bench = new_bench(tmp_path_factory.mktemp("closed"))
    bench.casebook.close()
    return bench.casebook.path


@pytest.fixture
def shown(
    tmp_path: Path, clock: Clock, theme: Theme, prompts: FakePrompts, jobs: JobRunner, qtbot: QtBot
) -> Iterator[Shown]:
    """Show the page in a house without a casebook."""
    house = make_house(clock, paths_under(tmp_path))
    house.paths.make()
    made = Shown(house, prompts, jobs)
    yield made
    made.settle()
    made.page.leave()
    for casebook in made.opened:
        casebook.close()
    made.page.close()
    made.page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def family(shown: Shown, closed: Path) -> Path:
    """Put a casebook called Family into the house."""
    path: Path = shutil.copy(closed, shown.house.paths.casebooks / "Family.casewell")
    return path


def form(shown: Shown) -> object:
    return shown.page.forms.currentWidget()


def fill(new: NewForm, name: str, first: str, second: str) -> None:
    new._name.setText(name)
    new._first.line.setText(first)
    new._second.line.setText(second)
    QTest.keyClick(new._second.line, Qt.Key.Key_Return)


def test_without_a_casebook_a_new_one_is_offered(shown: Shown) -> None:
    shown.page.show_recent(())
    assert form(shown) is shown.page.new
    assert [row.name for row in shown.page.list.rows()] == ["Sample casebook"]


def test_recent_casebooks_stand_first_and_lost_ones_are_left_out(shown: Shown, family: Path, closed: Path) -> None:
    other = shutil.copy(closed, family.with_name("Practice.casewell"))
    shown.page.show_recent((str(other), "/gone/Old.casewell"), wanted=family)
    assert [row.name for row in shown.page.list.rows()] == ["Family", "Practice", "Sample casebook"]
    assert form(shown) is shown.page.unlock and shown.page.unlock.path == family
    QTest.keyClick(shown.page.list, Qt.Key.Key_Down)
    assert shown.page.unlock.path == other
    QTest.keyClick(shown.page.list, Qt.Key.Key_End)
    assert form(shown) is shown.page.demo


def test_keychain_fills_in_and_is_mended_by_the_box(shown: Shown, family: Path) -> None:
    shown.keychain.keep(family, PASSPHRASE)
    shown.page.show_recent((), wanted=family)
    shown.settle()
    unlock = shown.page.unlock
    assert unlock._passphrase.text() == PASSPHRASE and unlock._keep.isChecked()
    unlock._keep.setChecked(False)
    unlock._submit()
    shown.settle()
    assert len(shown.opened) == 1
    assert shown.keychain.get(family) is None
    assert unlock._passphrase.text() == ""


def test_box_keeps_the_passphrase_only_once_it_was_right(shown: Shown, family: Path) -> None:
    shown.page.show_recent((), wanted=family)
    unlock = shown.page.unlock
    unlock._keep.setChecked(True)
    unlock._submit()
    assert unlock._field.error() == "Type the passphrase of this casebook."
    unlock._passphrase.line.setText("some other words here")
    unlock._submit()
    assert not unlock._unlock.isEnabled()
    shown.settle()
    assert unlock._field.error().startswith("This passphrase does not open")
    assert shown.keychain.kept == {} and unlock._unlock.isEnabled()
    unlock._passphrase.line.setText(PASSPHRASE)
    assert unlock._field.error() == ""
    unlock._submit()
    shown.settle()
    assert shown.keychain.kept == {family: PASSPHRASE}


def test_caps_lock_is_told_while_typing(shown: Shown, family: Path) -> None:
    shown.page.show_recent((), wanted=family)
    unlock = shown.page.unlock
    assert not unlock._caps.isVisible()
    QTest.keyClick(unlock._passphrase.line, "A")
    assert unlock._caps.isVisible()
    QTest.keyClick(unlock._passphrase.line, "a")
    assert not unlock._caps.isVisible()


def test_new_casebook_says_what_is_missing_at_its_field(shown: Shown) -> None:
    shown.page.show_recent(())
    new = shown.page.new
    fill(new, "", "short", "other")
    assert new._name_field.error() == "Give the casebook a name, such as Family."
    assert new._first_field.error() == "At least 10 characters, please."
    assert new._second_field.error().startswith("The two passphrases differ.")
    assert new._meter.accessibleName() == "Strength: Too short"
    new.clear()
    assert new._name_field.error() == new._first_field.error() == new._second_field.error() == ""


def test_new_casebook_is_made_its_sheet_saved_then_opened(shown: Shown, tmp_path: Path) -> None:
    shown.page.show_recent(())
    fill(shown.page.new, "Our papers", PASSPHRASE, PASSPHRASE)
    shown.settle()
    assert form(shown) is shown.page.sheet
    assert shown.page.new._first.text() == "" and not shown.page._left.isEnabled()
    assert shown.opened == []
    target = tmp_path / "sheet.pdf"
    shown.prompts.answers.append(target)
    shown.page.sheet._save.click()
    shown.settle()
    assert shown.prompts.asked == [("save_file", "Save the emergency sheet: Our papers emergency sheet.pdf")]
    assert PASSPHRASE in " ".join(read_text(target.read_bytes(), "sheet.pdf").text.split())
    assert "Saved as sheet.pdf" in shown.page.sheet._said.words()
    shown.page.sheet._go.click()
    assert [casebook.path.name for casebook in shown.opened] == ["Our papers.casewell"]


def test_casebook_that_was_made_and_never_entered_is_closed(shown: Shown) -> None:
    shown.page.show_recent(())
    fill(shown.page.new, "Left alone", PASSPHRASE, PASSPHRASE)
    shown.settle()
    assert shown.page.leave()
    again = shown.house.store.open(shown.house.paths.casebooks / "Left alone.casewell", PASSPHRASE)
    again.close()


def test_second_casebook_of_the_same_name_is_refused_at_its_field(shown: Shown, family: Path) -> None:
    shown.page.show_recent(())
    shown.page.new_casebook()
    fill(shown.page.new, "Family", PASSPHRASE, PASSPHRASE)
    shown.settle()
    assert form(shown) is shown.page.new
    assert shown.page.new._name_field.error()
    assert shown.page.new._name.text() == "Family" and shown.page._left.isEnabled()


def test_another_file_is_put_on_top_of_the_list(shown: Shown, closed: Path) -> None:
    shown.page.show_recent(())
    shown.prompts.answers.append(closed)
    shown.page._other.click()
    assert [row.name for row in shown.page.list.rows()] == ["Family", "Sample casebook"]
    assert shown.page.unlock.path == closed


def test_backup_is_restored_and_asked_for(shown: Shown, closed: Path, tmp_path: Path) -> None:
    def typed(words: str):
        def answer(dialog: PassphraseDialog) -> int:
            dialog.line.line.setText(words)
            return 1

        return answer

    shown.page.show_recent(())
    target = tmp_path / "Back again"
    shown.prompts.answers.extend([closed, target, typed("some other words here")])
    shown.page._restore.click()
    shown.settle()
    assert "does not open" in shown.prompts.told[0]
    shown.prompts.answers.extend([closed, target, typed(PASSPHRASE)])
    shown.page._restore.click()
    shown.settle()
    assert shown.page.unlock.path == target.with_name("Back again.casewell")


def test_sample_is_asked_for_once(shown: Shown, qtbot: QtBot) -> None:
    shown.page.show_recent(())
    assert shown.page.list.current() is None
    first = shown.page.list.visualRect(shown.page.list.model().index(0, 0)).center()
    QTest.mouseClick(shown.page.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert form(shown) is shown.page.demo
    shown.page._add.click()
    QTest.mouseClick(shown.page.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert form(shown) is shown.page.demo
    with qtbot.waitSignal(shown.page.sample):
        QTest.keyClick(shown.page.demo._open, Qt.Key.Key_Return)
    assert not shown.page.demo._open.isEnabled()


def test_last_backup_is_named(shown: Shown, family: Path, closed: Path) -> None:
    shutil.copy(closed, shown.house.paths.backups / "Family-2026-11-20-220000.casewell")
    shown.page.show_recent((), wanted=family)
    assert shown.page.unlock._text.words().startswith("Last backup ")


def test_page_fits_a_small_window_at_a_large_text(shown: Shown, theme: Theme) -> None:
    shown.page.show_recent(())
    theme.set_percent(200)
    shown.page.resize(1024, 640)
    QApplication.processEvents()
    assert shown.page.minimumSizeHint().width() <= 1024


def test_two_casebooks_of_one_name_say_where_they_lie(shown: Shown, family: Path, closed: Path) -> None:
    twins = [family.parent / place / "Family.casewell" for place in ("Home/Papers", "Work/Papers")]
    for twin in twins:
        twin.parent.mkdir(parents=True)
        shutil.copy(closed, twin)
    shown.page.show_recent(tuple(map(str, twins)), wanted=family)
    first, *others, sample = shown.page.list.rows()
    assert [row.where for row in others] == [f"In {Path('Home/Papers')}", f"In {Path('Work/Papers')}"]
    assert first.where == f"In {family.parent.name}" and sample.where == ""
    said = shown.page.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"Family, In {Path('Home/Papers')} · Changed")
    shown.page.list.set_current(twins[1])
    assert shown.page.unlock._text.words().startswith(f"In {Path('Work/Papers')}. ")
    twins[0].unlink()
    twins[1].unlink()
    shown.page.show_recent((), wanted=family)
    assert shown.page.list.rows()[0].below.startswith("Changed")
