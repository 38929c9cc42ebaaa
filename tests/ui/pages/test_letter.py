# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter: filling what is missing, typing with the page beside it, keeping, printing, and marking as sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.deadline import DeadlineStatus, Owner
from app.domain.document import DocumentKind
from app.domain.facts import Facts
from app.domain.letter import LetterStatus
from app.intake.text import read_text
from tests.app.rules.letters_nora import NORA, with_people
from tests.ui.pages.world import World, casebook, days, world
from ui.pages import letter as letter_page
from ui.pages.letter import LetterPage
from ui.pages.letter_editor import LetterText
from ui.pages.letter_fact import FactDialog
from ui.pages.letter_versions import VersionsDialog
from ui.pages.sent_dialog import SentDialog
from ui.widgets.button import Button
from ui.widgets.date_money import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.inputs import LineEdit

__all__ = ["casebook", "world"]

KIND = "internal_appeal_medical_necessity"


def press(dialog: Dialog, words: str) -> int:
    """Press a button of a dialog; return how the dialog ended, 0 while it stays."""
    next(button for button in dialog.findChildren(Button) if button.text() == words).click()
    return dialog.result()


def typed(words: str) -> Callable[[FactDialog], int]:
    """Answer the form of one fact, and save it."""

    def answer(dialog: FactDialog) -> int:
        assert isinstance(dialog.input, LineEdit)
        dialog.input.setText(words)
        return press(dialog, "Save")

    return answer


def shown(world: World, facts: Facts, qtbot: QtBot) -> LetterPage:
    """Draft an appeal from facts and show it, its page beside it."""
    world.save(world.context.desk.planner.with_facts(world.case, facts))
    made = world.context.desk.letters.create(world.case.id, KIND)
    page = LetterPage(world.context)
    with qtbot.waitSignal(page.live.ready, timeout=20_000):
        world.show(page, letter_id=made.id)
    page.activateWindow()  # keys reach shortcuts in an active window alone
    qtbot.waitUntil(page.isActiveWindow, timeout=2_000)
    world.settle()
    return page


def wait_live(page: LetterPage, world: World, qtbot: QtBot) -> None:
    """Wait until the page beside the text is the text's."""
    qtbot.waitUntil(lambda: not page.live.waiting(), timeout=20_000)
    world.settle()


def stored(page: LetterPage, world: World) -> str:
    found = world.context.desk.letters.find(page._letter_id)
    assert found is not None
    return found.letter.text


@pytest.fixture
def page(world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LetterPage:
    """Show an appeal in which nothing is missing; typing is kept at once."""
    monkeypatch.setattr(letter_page, "KEEP_MS", 20)
    return shown(world, NORA, qtbot)


@pytest.fixture
def gaps(world: World, qtbot: QtBot) -> LetterPage:
    """Show an appeal without claim number and denial date."""
    facts = replace(with_people(NORA, claim_number=""), dates=replace(NORA.dates, denial_notice=None))
    return shown(world, facts, qtbot)


# -- what is missing -----------------------------------------------------------------------------------------------


def test_missing_facts_are_named_and_keep_the_letter_at_home(gaps: LetterPage) -> None:
    assert gaps.band.isVisible()
    assert gaps.band.accessibleName() == "2 facts are missing"
    assert not gaps.head.buttons["sent"].isEnabled()


def test_f8_fills_one_fact_after_the_other_into_letter_and_case(gaps: LetterPage, world: World, qtbot: QtBot) -> None:
    def give_date(dialog: FactDialog) -> int:
        assert isinstance(dialog.input, DateEdit)
        dialog.input.setText("June 3, 2026")
        return press(dialog, "Save")

    assert gaps.band.next_key() == "people.claim_number"
    for answer in (typed("LF-26-0419-7731"), give_date):
        world.prompts.answers.append(answer)
        gaps.activateWindow()  # the form that was closed took the keys with it
        qtbot.waitUntil(gaps.isActiveWindow, timeout=2_000)
        with qtbot.waitSignal(gaps.live.ready, timeout=20_000):
            QTest.keyClick(gaps.text, Qt.Key.Key_F8)
        wait_live(gaps, world, qtbot)
    assert gaps.head.buttons["sent"].isEnabled()
    assert "June 3, 2026" in gaps.text.text()
    assert "[[" not in gaps.text.text()
    case = world.context.desk.cases.view(world.case.id).case
    assert case.claim_number == "LF-26-0419-7731"
    assert world.context.desk.planner.facts_of(case).dates.denial_notice == date(2026, 6, 3)


def test_an_answer_that_cannot_be_right_stays_in_the_form_with_the_reason(gaps: LetterPage, world: World) -> None:
    said: list[str] = []

    def after_the_receipt(dialog: FactDialog) -> int:
        assert isinstance(dialog.input, DateEdit)
        dialog.input.setText("2026-07-01")  # the notice was received on 8 June
        assert press(dialog, "Save") == 0
        said.append(dialog.field.error())
        return press(dialog, "Cancel")

    world.prompts.answers.append(after_the_receipt)
    gaps.fill("dates.denial_notice")
    assert "cannot be received before" in said[0]
    case = world.context.desk.cases.view(world.case.id).case
    assert world.context.desk.planner.facts_of(case).dates.denial_notice is None


def test_saving_a_letter_with_gaps_offers_to_fill_them_and_writes_nothing(
    gaps: LetterPage, world: World, tmp_path: Path
) -> None:
    world.prompts.answers.append(False)
    QTest.keyClick(gaps.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "claim number" in world.prompts.asked[-1][1]
    assert list(tmp_path.iterdir()) == []


def test_words_typed_but_not_kept_yet_survive_the_filling_of_a_fact(
    gaps: LetterPage, world: World, qtbot: QtBot
) -> None:
    gaps.text.moveCursor(QTextCursor.MoveOperation.End)
    gaps.text.insert("\nMy own last line.")
    world.prompts.answers.append(typed("LF-1"))
    gaps.fill("people.claim_number")
    wait_live(gaps, world, qtbot)
    assert gaps.text.text().endswith("My own last line.")
    assert stored(gaps, world).endswith("My own last line.")


# -- typing --------------------------------------------------------------------------------------------------------


def test_the_page_as_it_will_print_follows_the_text(page: LetterPage, world: World, qtbot: QtBot) -> None:
    assert page.preview.view.image() is not None
    page.text.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(page.live.ready, timeout=20_000):
        page.text.insert("\nThe heron waits by the weir.\n")
    wait_live(page, world, qtbot)
    assert page._live is not None
    assert "heron waits" in " ".join(read_text(page._live.pdf).text.split())
    assert page.preview.view.pages() == page._live.pages >= 2
    assert "words" in page.foot.words.text()


def test_the_old_page_stays_until_the_new_one_is_ready(page: LetterPage) -> None:
    before = page.preview.view.image()
    page.text.insert("x")
    assert page.live.waiting()
    assert page.preview.view.image() is before


def test_typing_is_kept_without_a_version_each_time(page: LetterPage, world: World, qtbot: QtBot) -> None:
    first = page.text.text()
    letters = world.context.desk.letters
    for words in ("one ", "two ", "three "):
        page.text.insert(words)
        qtbot.waitUntil(lambda: stored(page, world) == page.text.text(), timeout=5_000)
    found = letters.find(page._letter_id)
    assert found is not None
    assert found.letter.version == 2
    assert [version.text for version in letters.versions(page._letter_id)] == [first]


def test_ctrl_s_ends_a_version_and_the_next_change_begins_another(page: LetterPage, world: World, qtbot: QtBot) -> None:
    letters = world.context.desk.letters
    for words in ("one ", "two "):
        page.text.insert(words)
        QTest.keyClick(page.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [version.number for version in letters.versions(page._letter_id)] == [1, 2]
    assert page.head.badge.text() == "Version 3 · saved"


def test_leaving_keeps_the_last_word(page: LetterPage, world: World) -> None:
    page.text.insert("Last word. ")
    assert page.leave()
    assert stored(page, world).startswith("Last word. ")


def test_an_older_version_comes_back_into_the_editor(page: LetterPage, world: World) -> None:
    first = page.text.text()
    page.text.insert("A change. ")
    page.save_version()

    def choose_first(dialog: VersionsDialog) -> int:
        dialog.list.setCurrentRow(1)
        assert dialog.text.text() == first
        return press(dialog, "Use this text")

    world.prompts.answers.append(choose_first)
    page.show_versions()
    assert page.text.text() == first
    page.text.undo()
    assert page.text.text().startswith("A change. ")


def test_undo_of_the_casebook_takes_the_change_back(page: LetterPage, world: World) -> None:
    first = page.text.text()
    page.text.insert("A change. ")
    page.save_version()
    assert world.undo() == "change of “Internal appeal, medical necessity”"
    assert page.text.text() == first
    assert page.head.badge.text() == "Version 1 · saved"


def test_undoing_the_letter_itself_leads_back_to_the_list(page: LetterPage, world: World, qtbot: QtBot) -> None:
    world.undo()
    qtbot.waitUntil(lambda: world.went[-1:] == [("letters", {})], timeout=2_000)


def test_signs_that_cannot_print_are_named_and_hold_the_letter_back(
    page: LetterPage, world: World, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.live.ready, timeout=20_000):
        page.text.insert("A sign: \u4e2d. ")
    wait_live(page, world, qtbot)
    assert page.note.isVisible()
    assert "\u4e2d" in page.note._words.words()
    assert not page.head.buttons["sent"].isEnabled()


def test_a_letter_that_no_longer_quotes_the_reason_is_told_so(page: LetterPage, world: World, qtbot: QtBot) -> None:
    assert page.foot.check.words() == "Answers the stated reason"
    text = page.text.text()
    with qtbot.waitSignal(page.live.ready, timeout=20_000):
        page.text.replace_text(text.replace("do not show six weeks", "show"))
    wait_live(page, world, qtbot)
    assert page.foot.check.words() == "Does not quote the stated reason"


# -- the editor ----------------------------------------------------------------------------------------------------


@pytest.fixture
def text(qtbot: QtBot, theme: object) -> LetterText:
    """Show an editor alone."""
    made = LetterText()
    qtbot.addWidget(made)
    made.show()
    return made


def select(text: LetterText, words: str) -> None:
    start = text.text().index(words)
    cursor = text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


def test_formatting_is_put_on_and_taken_off_again(text: LetterText) -> None:
    text.set_text("One two three\nfour")
    select(text, "two")
    text.bold()
    assert text.text() == "One **two** three\nfour"
    text.bold()
    text.italic()
    assert text.text() == "One *two* three\nfour"
    text.heading()
    assert text.text().startswith("## One")
    text.quote()
    assert text.text().startswith("> One")
    assert text.line_kind() == "quote"
    text.quote()
    text.selectAll()
    text.numbered()
    assert text.text() == "1. One *two* three\n2. four"
    text.bullets()
    assert text.text() == "- One *two* three\n- four"


def test_enter_goes_on_with_a_list_and_ends_it_on_an_empty_item(text: LetterText) -> None:
    text.set_text("3. Third")
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(text, Qt.Key.Key_Return)
    QTest.keyClicks(text, "Fourth")
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.text() == "3. Third\n4. Fourth\n5. "
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.text() == "3. Third\n4. Fourth\n"


def test_no_break_spaces_and_rare_signs_survive(text: LetterText) -> None:
    kept = "June\u00a03, 2026 \U0001f4dd “quoted”"
    text.set_text(kept)
    assert text.text() == kept
    text.replace_text(kept.replace("quoted", "said"))
    assert text.text() == kept.replace("quoted", "said")
    text.undo()
    assert text.text() == kept


def test_showing_a_letter_is_no_edit_and_cannot_be_undone(text: LetterText, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(text.edited):
        text.set_text("One\n\n## Two")
        text.set_facts(["Two"], [])
    text.undo()
    assert text.text() == "One\n\n## Two"


# -- paper ---------------------------------------------------------------------------------------------------------


def test_the_saved_pdf_holds_the_letter(page: LetterPage, world: World, tmp_path: Path) -> None:
    target = tmp_path / "appeal.pdf"
    world.prompts.answers.append(target)
    page.save_pdf()
    words = " ".join(read_text(target.read_bytes()).text.split())
    assert "I appeal your decision of June 3, 2026" in words
    assert "LF-26-0419-7731" in words
    assert "How it is sent" not in words


def test_the_spanish_copy_is_saved_beside_the_letter(page: LetterPage, world: World, tmp_path: Path) -> None:
    target = tmp_path / "copia.pdf"
    world.prompts.answers.append(target)
    assert not page.head.buttons["spanish"].isHidden()
    page.head.buttons["spanish"].click()
    words = " ".join(read_text(target.read_bytes()).text.split())
    assert words.startswith("Copia de lectura en español.") and "Apelo su decisión del 3 de junio de 2026" in words
    assert "Apelo" not in page.text.text()


def test_a_kind_without_a_spanish_copy_offers_none(page: LetterPage, world: World) -> None:
    page.head.set_spanish(world.context.desk.reading_copies.offered("tricare_appeal"))
    assert page.head.buttons["spanish"].isHidden()


def test_a_name_without_its_ending_never_replaces_a_file_unasked(
    page: LetterPage, world: World, tmp_path: Path
) -> None:
    (tmp_path / "appeal.pdf").write_bytes(b"mine")
    world.prompts.answers.extend([tmp_path / "appeal", False])
    page.save_pdf()
    assert "appeal.pdf is already in" in world.prompts.asked[-1][1]
    assert (tmp_path / "appeal.pdf").read_bytes() == b"mine"
    world.prompts.answers.extend([tmp_path / "appeal", True])
    page.save_pdf()
    assert (tmp_path / "appeal.pdf").read_bytes().startswith(b"%PDF")


def test_printing_sends_every_page(page: LetterPage, world: World, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"

    def to_file(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return 1

    world.prompts.answers.append(to_file)
    page.print_letter()
    world.settle()
    world.settle()
    assert page._live is not None
    printed = read_text(target.read_bytes())
    assert printed.count == page._live.pages


# -- sending -------------------------------------------------------------------------------------------------------


def send(page: LetterPage, world: World, proof: Path | None = None) -> None:
    """Mark a letter as sent yesterday by certified mail."""

    def answer(dialog: SentDialog) -> int:
        dialog.on.setText("20 Nov 2026")
        dialog.method.choose("certified_mail")
        dialog.number.setText("9589 0710 5270 0000 1842 07")
        if proof is not None:
            dialog.add_proof(proof)
        return press(dialog, "Mark as sent")

    world.prompts.answers.append(answer)
    page.head.buttons["sent"].click()
    world.settle()


def test_marking_as_sent_logs_it_keeps_the_proof_and_starts_their_clock(
    page: LetterPage, world: World, tmp_path: Path
) -> None:
    ours = world.deadline("File the internal appeal", days(9), rule_id="erisa_appeal_filing")
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("certified", encoding="utf-8")
    send(page, world, receipt)
    entry = world.entries()[0]
    assert entry.action == "Sent: Internal appeal, medical necessity (certified mail)"
    assert (entry.date, entry.reference, entry.attachments) == (days(-1), "9589 0710 5270 0000 1842 07", 2)
    clocks = world.context.desk.deadlines.of_case(world.case.id)
    assert next(c for c in clocks if c.id == ours.id).status is DeadlineStatus.DONE
    theirs = [c for c in clocks if c.owner is Owner.THEM]
    assert [c.due for c in theirs] == [date(2027, 1, 19)]  # 60 days from the sending
    kinds = {row.kind for row in world.context.desk.documents.rows(case_id=world.case.id)}
    assert kinds == {DocumentKind.LETTER_SENT.value, DocumentKind.PROOF_OF_SENDING.value}


def test_a_sent_letter_is_read_only_and_prints_what_went_out(page: LetterPage, world: World, tmp_path: Path) -> None:
    page.text.insert("Before sending. ")
    page.save_version()
    send(page, world)
    found = world.context.desk.letters.find(page._letter_id)
    assert found is not None
    assert found.letter.status is LetterStatus.SENT
    assert page.text.isReadOnly()
    assert page.head.badge.text() == "Sent Fri 20 Nov 2026"
    assert not page.band.isVisible()
    assert len(world.context.desk.letters.versions(page._letter_id)) == 1
    kept = world.context.desk.documents.content(found.sendings[0].document_id or "")
    assert "November 20, 2026" in read_text(kept).text
    world.prompts.answers.append(tmp_path / "copy.pdf")
    page.save_pdf()
    assert (tmp_path / "copy.pdf").read_bytes() == kept


def test_days_that_cannot_be_true_keep_the_form_open(page: LetterPage, world: World) -> None:
    errors: list[str] = []

    def answer(dialog: SentDialog) -> int:
        dialog.on.setText("22 Nov 2026")
        assert press(dialog, "Mark as sent") == 0
        errors.append(dialog._on.error())
        dialog.on.setText("20 Nov 2026")
        dialog.received.setText("19 Nov 2026")
        assert press(dialog, "Mark as sent") == 0
        errors.append(dialog._received.error())
        return press(dialog, "Cancel")

    world.prompts.answers.append(answer)
    page.mark_sent()
    assert errors == ["This day has not come yet.", "This is before it was sent."]
    assert world.entries() == []


def test_undo_takes_a_sending_back_whole(page: LetterPage, world: World) -> None:
    send(page, world)
    assert world.undo() == "sending of “Internal appeal, medical necessity”"
    assert world.entries() == []
    assert world.context.desk.documents.rows(case_id=world.case.id) == []
    assert not [c for c in world.context.desk.deadlines.of_case(world.case.id) if c.owner is Owner.THEM]
    assert not page.text.isReadOnly()


def test_the_page_says_whose_letter_it_is(page: LetterPage, world: World) -> None:
    assert [crumb.text for crumb in page.breadcrumb()] == ["Nora Ellingboe", "Letters and packets"]
    assert page.breadcrumb()[0].args == {"case_id": world.case.id}
