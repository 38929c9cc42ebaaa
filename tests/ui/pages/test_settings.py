# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Settings: the letterhead reaches a letter, choices are kept at once, backups and the passphrase do as they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.domain.blocks import LetterPaper, PaperSize
from app.errors import UserFixable
from app.intake.text import read_text
from app.paths import Paths, paths_under
from app.settings import read_settings
from tests.support.desks import PASSPHRASE, Bench, add_case, new_bench
from tests.support.program import MemoryKeychain
from tests.support.prompts import FakePrompts
from tests.support.window import make_context
from ui.context import Context
from ui.pages.settings import SettingsPage
from ui.theme import Theme
from ui.widgets.passphrase_dialog import PassphraseDialog


class Shown:
    """The page over a casebook of its own."""

    def __init__(self, bench: Bench, context: Context, paths: Paths, prompts: FakePrompts) -> None:
        self.bench, self.context, self.paths, self.prompts = bench, context, paths, prompts
        self.keychain = MemoryKeychain()
        context.vault.keychain = self.keychain
        self.said: list[str] = []
        context.said.connect(self.said.append)
        self.page = SettingsPage(context, paths, "1.0")
        self.page.resize(1152, 776)
        self.page.refresh()
        self.page.show()
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            assert self.context.jobs.wait(20_000)
            QApplication.processEvents()

    def answer(self, words: str) -> None:
        """Type a passphrase into the next dialog."""

        def typed(dialog: PassphraseDialog) -> int:
            dialog.line.line.setText(words)
            return 1

        answer: Callable[[PassphraseDialog], int] = typed
        self.prompts.answers.append(answer)


@pytest.fixture
def shown(tmp_path: Path, clock: Clock, theme: Theme, prompts: FakePrompts) -> Iterator[Shown]:
    bench = new_bench(tmp_path)
    context = make_context(bench.casebook, clock, prompts)
    made = Shown(bench, context, paths_under(tmp_path), prompts)
    yield made
    made.settle()
    made.page.close()
    made.page.deleteLater()
    context.jobs.close()
    context.deleteLater()
    bench.casebook.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_letterhead_is_kept_on_leaving_and_printed(shown: Shown) -> None:
    head = shown.page.letterhead
    head.name.setText("Holloway practice")
    head.address.set_text("1 Mill Road\nCorran City, OH 45000")
    head.phone.setText("555 0100")
    assert shown.page.leave()
    assert shown.said == ["Letterhead saved"]
    assert shown.page.leave() and shown.said == ["Letterhead saved"]  # nothing new, nothing said
    case = add_case(shown.bench)
    letter = shown.context.desk.letters.create(case.id, "protective_appeal")
    pdf = shown.context.desk.letters.pdf(letter, case, final=False)
    text = " ".join(read_text(pdf, "letter.pdf").text.split())
    assert "Holloway practice" in text and "1 Mill Road, Corran City" in text and "555 0100" in text


def test_paper_and_envelope_are_kept_and_move_the_recipient(shown: Shown) -> None:
    case = add_case(shown.bench, {"people": {"insurer": "Larkfield Health Plan"}})
    letters = shown.context.desk.letters
    letter = letters.create(case.id, "protective_appeal")

    def place() -> tuple[float, float]:
        page = read_text(letters.pdf(letter, case, final=False), "letter.pdf").pages[0]
        return page.width, next(word.box.top for word in page.words if word.text == "Larkfield")

    wide, high = place()
    assert wide == 612 and high < 130
    shown.page.letterhead.envelope.click()
    # A No. 10 envelope's window shows what stands 2.04 to 3.17 inches below the upper edge of a folded letter.
    assert 2.04 * 72 < place()[1] < 2.5 * 72
    box = shown.page.letterhead.sheet
    box.choose("a4")
    box.activated.emit(box.currentIndex())
    assert place()[0] == pytest.approx(595.3, abs=0.1)
    shown.page.refresh()
    assert shown.page.letterhead.envelope.isChecked() and box.data() == "a4"
    packet = shown.context.desk.packets.create(case.id, letter.id)
    paper = shown.context.desk.packets.paper(packet.id, final=False)
    assert isinstance(paper.letter, LetterPaper) and paper.letter.size is PaperSize.LETTER


def test_letterhead_that_is_being_typed_survives_a_refresh(shown: Shown) -> None:
    shown.page.letterhead.name.setText("Half a na")
    shown.page.refresh()
    assert shown.page.letterhead.name.text() == "Half a na"


def test_look_lock_and_count_are_kept_at_once(shown: Shown) -> None:
    look, lock, backup = shown.page.look, shown.page.lock, shown.page.backup
    look.percent.choose(150)
    look.percent.activated.emit(look.percent.currentIndex())
    look.theme.chosen.emit("dark")
    lock.minutes.choose(0)
    lock.minutes.activated.emit(lock.minutes.currentIndex())
    backup.keep_count.choose(30)
    backup.keep_count.activated.emit(backup.keep_count.currentIndex())
    kept = read_settings(shown.context.preferences.file)
    assert (kept.text_size, kept.theme, kept.lock_minutes, kept.backup_keep) == (150, "dark", 0, 30)
    shown.context.preferences.change(lock_minutes=7, text_size=120)
    assert lock.minutes.currentText() == "7 minutes"
    assert look.percent.currentText() == "120 %"


def test_backup_now_is_written_told_and_signalled(shown: Shown) -> None:
    backup, told = shown.page.backup, []
    shown.page.backed_up.connect(lambda: told.append("backed up"))
    assert backup._field._below.words() == "No copy of this casebook is there yet."
    backup.now.click()
    assert not backup.now.isEnabled()
    shown.settle()
    copies = list(shown.context.desk.backup.folder.glob("Family-*.casewell"))
    assert len(copies) == 1 and copies[0].name in backup.banner.accessibleName()
    assert backup._field._below.words().startswith("Last backup: ")
    assert told == ["backed up"] and backup.now.isEnabled()


def test_backup_that_fails_is_told_in_its_own_words(shown: Shown, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    shown.context.desk.backup.folder = blocked / "inside"
    shown.page.backup.back_up()
    shown.settle()
    assert len(shown.prompts.told) == 1 and "Error" not in shown.prompts.told[0]
    assert shown.page.backup.now.isEnabled()


def test_folder_is_chosen_and_given_back(shown: Shown, tmp_path: Path) -> None:
    assert not shown.page.backup.usual.isVisible()
    shown.prompts.answers.append(tmp_path / "drive")
    shown.page.backup.choose.click()
    assert shown.context.preferences.value.backup_folder == str(tmp_path / "drive")
    assert shown.page.backup.usual.isVisible()
    shown.page.backup.usual.click()
    assert shown.context.preferences.value.backup_folder == ""


def test_whole_casebook_is_said_to_be_whole(shown: Shown) -> None:
    shown.page.backup.check.click()
    shown.settle()
    assert shown.page.backup.banner.accessibleName().startswith("The casebook is whole.")


def change(shown: Shown, old: str, new: str, again: str) -> None:
    section = shown.page.passphrase
    section.old.line.setText(old)
    section.new.line.setText(new)
    section.again.line.setText(again)
    section.change.click()
    shown.settle()


def test_passphrase_is_changed_with_the_keychain(shown: Shown) -> None:
    path = shown.bench.casebook.path
    shown.keychain.keep(path, PASSPHRASE)
    change(shown, PASSPHRASE, "another four words here", "another four words here")
    section = shown.page.passphrase
    assert section.banner.accessibleName().startswith("The passphrase is changed.")
    assert (section.old.text(), section.new.text(), section.again.text()) == ("", "", "")
    assert shown.keychain.get(path) == "another four words here"
    assert section.keychain.words().startswith("It is kept there.")
    shown.context.vault.prove(shown.bench.casebook, "another four words here")
    with pytest.raises(UserFixable):
        shown.context.vault.prove(shown.bench.casebook, PASSPHRASE)


def test_passphrase_says_what_is_wrong_at_its_field(shown: Shown) -> None:
    section = shown.page.passphrase
    change(shown, "", "short", "other")
    assert section._old.error() and section._new.error() and section._again.error()
    change(shown, "some other words here", "another four words here", "another four words here")
    assert section._old.error().startswith("This passphrase does not open")
    assert section.new.text() == "another four words here"
    shown.context.vault.prove(shown.bench.casebook, PASSPHRASE)


def test_keychain_keeps_only_the_right_passphrase_and_forgets(shown: Shown) -> None:
    section, path = shown.page.passphrase, shown.bench.casebook.path
    assert section.keychain_button.text() == "Keep it there"
    shown.answer("some other words here")
    section.keychain_button.click()
    shown.settle()
    assert "does not open" in shown.prompts.told[0] and shown.keychain.kept == {}
    shown.answer(PASSPHRASE)
    section.keychain_button.click()
    shown.settle()
    assert shown.keychain.get(path) == PASSPHRASE
    assert section.keychain_button.text() == "Forget it there"
    section.keychain_button.click()
    shown.settle()
    assert shown.keychain.kept == {} and section.keychain_button.text() == "Keep it there"


def test_emergency_sheet_asks_for_the_passphrase_first(shown: Shown, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    shown.answer("some other words here")
    shown.page.passphrase.sheet.click()
    shown.settle()
    assert "does not open" in shown.prompts.told[0] and not target.exists()
    shown.answer(PASSPHRASE)
    shown.prompts.answers.append(target)
    shown.page.passphrase.sheet.click()
    shown.settle()
    assert PASSPHRASE in " ".join(read_text(target.read_bytes(), "sheet.pdf").text.split())
    assert shown.page.passphrase.banner.accessibleName().startswith("Saved as sheet.pdf.")


def test_sample_has_neither_backups_nor_passphrase(shown: Shown) -> None:
    page = SettingsPage(shown.context, shown.paths, "1.0", sample=True)
    titles = [section.accessibleName() for section in page.sections]
    assert titles == ["Letterhead", "Look", "Lock", "Reminders", "Sample", "About Casewell"]
    page.refresh()
    page.deleteLater()


def test_fields_have_room_for_their_words_at_a_large_text(shown: Shown, theme: Theme) -> None:
    theme.set_percent(150)
    change(shown, "some other words here", "another four words here", "another four words here")
    QApplication.processEvents()
    below = shown.page.passphrase._old._below
    assert below.height() >= below.heightForWidth(below.width())
