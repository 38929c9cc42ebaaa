# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a letter's page does beyond its text: Word, portal, fax, quotes, versions, and letters of one's own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.domain.document import Document, DocumentKind
from app.intake.text import read_text
from tests.app.rules.letters_nora import NORA
from tests.exports.papers import pdf
from tests.ui.pages.test_letter import press, shown
from tests.ui.pages.world import World, casebook, world
from ui.pages.letter import LetterPage
from ui.pages.letter_fax import FaxDialog
from ui.pages.letter_portal import PortalDialog
from ui.pages.letter_quote import QuoteDialog
from ui.pages.letter_versions import VersionsDialog
from ui.pages.own_letters import OwnLettersDialog, copy_letter, edit_own_letters

__all__ = ["casebook", "world"]


@pytest.fixture
def page(world: World, qtbot: QtBot) -> LetterPage:
    return shown(world, NORA, qtbot)


def answer(world: World, *answers: object) -> None:
    world.prompts.answers.extend(answers)


def test_saving_as_word_gives_a_word_document(page: LetterPage, world: World, tmp_path: Path) -> None:
    answer(world, tmp_path / "letter.docx")
    page.save_pdf()
    document = docx.Document(BytesIO((tmp_path / "letter.docx").read_bytes()))
    assert any(p.text == "What happened" for p in document.paragraphs)
    assert document.core_properties.title.startswith("Internal appeal")


def test_the_portals_limit_is_counted_marked_and_cut(page: LetterPage, world: World) -> None:
    def cut(dialog: PortalDialog) -> int:
        length = len(dialog.text.text())
        assert dialog.count.words() == f"{length:,} characters"
        assert "##" not in dialog.text.text() and "[[" not in dialog.text.text()
        dialog.limit.setEditText("1,000")
        assert f"{length - 1000:,} over the limit" in dialog.count.words()
        (mark,) = dialog.text.extraSelections()
        assert len(mark.cursor.selectedText()) == length - 1000
        dialog.cut.click()
        assert len(dialog.text.text()) <= 1000 and not dialog.text.extraSelections()
        assert "left" in dialog.count.words()
        return press(dialog, "Copy")

    answer(world, cut)
    page.copy_text()
    copied = QGuiApplication.clipboard().text()
    assert 900 < len(copied) <= 1000 and copied.startswith("Dear Appeals Reviewer:")


def test_the_whole_letter_can_be_copied(page: LetterPage, world: World) -> None:
    def whole(dialog: PortalDialog) -> int:
        dialog.whole.setChecked(True)
        return press(dialog, "Copy")

    answer(world, whole)
    page.copy_text()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(NORA.people.patient)
    assert f"Claim number: {NORA.people.claim_number}" in copied


def test_a_fax_counts_its_pages_and_says_nothing_of_the_case(page: LetterPage, world: World, tmp_path: Path) -> None:
    def fill(dialog: FaxDialog) -> int:
        dialog.number.setText("")
        assert press(dialog, "Save as PDF") == 0
        dialog.number.setText("(555) 014-2210")
        dialog.more.setText("34")
        return press(dialog, "Save as PDF")

    answer(world, fill, tmp_path / "fax.pdf")
    page.save_fax()
    pages = [read.text for read in read_text((tmp_path / "fax.pdf").read_bytes()).pages]
    letter = len(pages) - 1
    assert f"{1 + letter + 34}, with this one" in pages[0]
    assert "(555) 014-2210" in pages[0]
    people = NORA.people
    for secret in (people.claim_number, people.member_id, NORA.codes[0], "MRI", "appeal", "denial"):
        assert secret.casefold() not in pages[0].casefold().replace("appeals department", ""), secret
    assert people.claim_number in pages[1]


def test_a_record_is_quoted_with_page_and_exhibit(page: LetterPage, world: World, qtbot: QtBot) -> None:
    def choose(dialog: QuoteDialog) -> int:
        qtbot.waitUntil(lambda: "Weakness" in dialog.text.text(), timeout=10_000)
        dialog.preview.view.set_page(1)
        assert "Weakness in the foot 2" in dialog.text.text()
        assert press(dialog, "Put it in the letter") == 0
        cursor = dialog.text.textCursor()
        cursor.setPosition(0)
        cursor.setPosition(len("Weakness in the foot"), QTextCursor.MoveMode.KeepAnchor)
        dialog.text.setTextCursor(cursor)
        return press(dialog, "Put it in the letter")

    desk = world.context.desk
    note: Document = desk.documents.add_bytes(
        "Office note.pdf", pdf(2, "Weakness in the foot"), case_id=world.case.id, kind=DocumentKind.RECORDS
    )
    packet = desk.packets.create(world.case.id, page._letter_id)
    desk.packets.add_exhibits(packet.id, [note.id])
    answer(world, choose)
    page.text.moveCursor(QTextCursor.MoveOperation.Start)
    page.quote_record()
    lines = page.text.text().split("\n")
    assert lines[:3] == ["Dear Appeals Reviewer:", "", "> “Weakness in the foot” (Office note, page 2, Exhibit A)"]


def test_with_no_record_it_says_where_to_add_one(page: LetterPage, world: World) -> None:
    page.quote_record()
    assert "no document yet that could be quoted" in world.prompts.told[-1]


def test_a_version_shows_what_differs(page: LetterPage, world: World) -> None:
    page.text.insert("Today ")
    page.save_version()

    def compare(dialog: VersionsDialog) -> int:
        assert not dialog.compare.isEnabled()
        dialog.list.setCurrentRow(1)
        dialog.compare.setChecked(True)
        assert dialog.differs.words() == "0 words gone, 1 new"
        assert "Today" in dialog.text.text()
        dialog.compare.setChecked(False)
        assert "Today" not in dialog.text.text()
        return 0

    answer(world, compare)
    page.show_versions()


def test_ones_own_letter_is_copied_broken_mended_and_deleted(world: World, qtbot: QtBot, page: LetterPage) -> None:
    def work(dialog: OwnLettersDialog) -> int:
        assert dialog.list.count() == 1
        good = dialog.text.text()
        dialog.text.setPlainText(good + "Dear {{ people.nobody }}\n")
        qtbot.waitUntil(lambda: "“people.nobody” does not exist" in dialog.says.words(), timeout=5_000)
        assert dialog.says.words().startswith("Line ")
        dialog.go.click()
        assert dialog.text.textCursor().selectedText() == "Dear {{ people.nobody }}"
        dialog._keep()
        assert dialog.list.item(0).text().startswith("To mend: ")
        dialog.text.setPlainText(good + "Thank you.\n")
        return press(dialog, "Close")

    answer(world, work)
    copy_letter(world.context, "itemized_bill_request", page)
    own = world.context.desk.own_letters
    (kept,) = own.rows()
    assert kept.fault is None and own.text(kept.id).endswith("Thank you.\n")

    def delete(dialog: OwnLettersDialog) -> int:
        dialog.delete.click()
        assert dialog.list.count() == 0 and not dialog.text.isEnabled()
        return press(dialog, "Close")

    answer(world, delete)
    edit_own_letters(world.context, page)
    assert own.rows() == ()
    world.undo()
    assert [row.title for row in own.rows()] == [kept.title]


def test_a_doubtful_word_is_underlined_mended_from_the_menu_or_kept(
    page: LetterPage, world: World, qtbot: QtBot
) -> None:
    def waved() -> list[str]:
        block = page.text.document().begin()
        found = []
        while block.isValid():
            for span in block.layout().formats():
                if span.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline:
                    found.append(block.text()[span.start : span.start + span.length])
            block = block.next()
        return found

    def menu_of(word: str) -> QMenu:
        cursor = page.text.document().find(word)
        return page.text.menu_at(cursor)

    page.text.insert("I recieve zorbulation. ")
    qtbot.waitUntil(lambda: "recieve" in waved(), timeout=10_000)
    assert waved() == ["recieve", "zorbulation"]
    menu = menu_of("recieve")
    assert [action.text() for action in menu.actions()[:3]] == ["receive", "relieve", "Keep “recieve” as my word"]
    menu.actions()[0].trigger()
    assert page.text.text().startswith("I receive zorbulation. ")
    keep = next(a for a in menu_of("zorbulation").actions() if a.text() == "Keep “zorbulation” as my word")
    keep.trigger()
    assert waved() == [] and world.context.desk.spelling.own_words() == ("zorbulation",)
    assert "Keep" not in menu_of("receive").actions()[0].text()
    world.undo()
    world.context.changed.emit()
    assert waved() == ["zorbulation"]
