# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The documents page: adding with duplicates and refusals, finding inside, editing, copying, deleting with undo."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.document import DocumentKind
from app.domain.ids import new_id
from app.domain.person import Person
from app.jobs import CancelFlag, drain
from tests.support.notices import png, text_pdf
from tests.ui.pages.world import World, casebook, world
from ui.pages.documents import DocumentsPage
from ui.pages.documents_edit import DocumentDialog

__all__ = ["casebook", "world"]

_widths = itertools.count(60)


@pytest.fixture
def page(world: World) -> DocumentsPage:
    made = DocumentsPage(world.context)
    world.show(made)
    return made


@pytest.fixture
def letters(tmp_path: Path, world: World) -> list[Path]:
    """Write a notice of two pages, a photo and a note, which no other test has."""
    found = [tmp_path / "denial_notice.pdf", tmp_path / "card.png", tmp_path / "note.txt"]
    found[0].write_bytes(text_pdf("The claim is denied. Reference walrus.", world.person.id))
    found[1].write_bytes(png(width=next(_widths)))
    found[2].write_text(f"Called the office about the bill. {world.person.id}")
    return found


def titles(page: DocumentsPage) -> list[str]:
    return [shown.title for shown in page.proxy.shown()]


def add(page: DocumentsPage, world: World, *files: Path) -> None:
    page.add_files(list(files))
    world.settle()


def test_empty_page_says_what_belongs_there_and_asks_for_files(
    page: DocumentsPage, world: World, letters: list[Path]
) -> None:
    assert page._stack.currentWidget() is page._empty and not page._bar.isVisible()
    world.prompts.answers.append(letters)
    page._empty.acted.emit()
    world.settle()
    assert sorted(titles(page)) == ["card", "denial notice", "note"]
    assert page.subtitle() == "3 documents"
    assert page.banner.accessibleName() == "3 documents added."


def test_files_are_added_once_and_refused_ones_are_named(
    page: DocumentsPage, world: World, letters: list[Path], tmp_path: Path
) -> None:
    add(page, world, letters[0])
    empty, again = tmp_path / "empty.pdf", tmp_path / "the same.pdf"
    empty.write_bytes(b"")
    again.write_bytes(letters[0].read_bytes())
    add(page, world, again, empty, letters[2])
    said = page.banner.accessibleName()
    assert said.startswith("1 document added. 1 file already in this casebook.")
    assert "“empty.pdf” was not added: the file is empty." in said
    assert sorted(titles(page)) == ["denial notice", "note"]
    assert world.prompts.told == []


@pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")  # Qt 6.12 wants QPointF, 6.8 QPoint
def test_dropped_files_and_folders_are_added(page: DocumentsPage, world: World, letters: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(letters[0].parent))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(20, 20), *how))
    QApplication.sendEvent(page, QDropEvent(QPointF(20, 20), *how))
    world.settle()
    assert len(titles(page)) == 3


def test_arguments_ask_for_files_of_a_case(page: DocumentsPage, world: World, letters: list[Path]) -> None:
    world.prompts.answers.append(letters[:1])
    page.show_args(add=True, case_id=world.case.id)
    page.refresh()
    world.settle()
    assert page.proxy.shown()[0].case_id == world.case.id
    page.refresh()  # it asks once only
    world.settle()
    page._act("case")
    assert world.went[-1] == ("case", {"case_id": world.case.id, "tab": "documents"})


def test_cancelled_adding_keeps_and_shows_what_was_added(page: DocumentsPage, world: World, tmp_path: Path) -> None:
    many = [tmp_path / f"paper {number}.txt" for number in range(60)]
    for file in many:
        file.write_text(f"{file.name} {world.person.id}")
    world.context.jobs.progressed.connect(lambda ticket: ticket.cancel())
    add(page, world, *many)
    kept = world.context.desk.documents.rows(world.person.id)
    assert len(titles(page)) == len(kept) < len(many)
    assert page.banner.accessibleName().startswith("Stopped.")


def test_words_find_titles_and_what_stands_inside(page: DocumentsPage, world: World, letters: list[Path]) -> None:
    add(page, world, *letters)
    assert page.focus_filter()
    QTest.keyClicks(page.words, "card")
    assert titles(page) == ["card"]
    page.words.clear()
    QTest.keyClicks(page.words, "walrus")
    assert titles(page) == []
    assert page._lists.currentWidget() is page._nothing
    page._search_later.timeout.emit()
    world.settle()
    assert titles(page) == ["denial notice"]
    page._nothing.acted.emit()
    assert len(titles(page)) == 3


def test_kind_filters(page: DocumentsPage, world: World, letters: list[Path]) -> None:
    add(page, world, *letters)
    documents = world.context.desk.documents
    edit(page, world, "denial notice", kind=DocumentKind.DENIAL_NOTICE)
    page.kinds.set_current("denial_notice")
    page.kinds.chosen.emit("denial_notice")
    assert titles(page) == ["denial notice"]
    assert page.kinds.text() == "Kind: Denial notice (1)"
    assert len(documents.rows(world.person.id)) == 3


def test_selected_document_is_shown_whatever_filter_stands(
    page: DocumentsPage, world: World, letters: list[Path]
) -> None:
    add(page, world, *letters)
    wanted = next(shown for shown in page.proxy.shown() if shown.title == "note")
    page.words.setText("card")
    page.show_args(select=wanted.id)
    page.refresh()
    world.settle()
    assert page.table.current().id == wanted.id
    assert page.preview.words.isVisible() and page.preview.words.text().startswith("Called the office")


def test_document_of_another_person_is_shown_when_it_is_wanted(
    page: DocumentsPage, world: World, letters: list[Path]
) -> None:
    other = Person(name="Theo Castellan")
    world.save(other)
    world.context.person_id = other.id
    add(page, world, letters[1])
    theirs = page.table.current()
    world.context.person_id = world.person.id
    page.show_args()
    page.refresh()
    assert titles(page) == []
    page.show_args(select=theirs.id)
    page.refresh()
    assert page.table.current().id == theirs.id


def test_pages_are_drawn_and_turned(page: DocumentsPage, world: World, letters: list[Path], qtbot: QtBot) -> None:
    add(page, world, letters[0])
    view = page.preview.pages.view
    assert view.pages() == 2
    qtbot.waitUntil(lambda: view.image() is not None)
    view.set_page(1)
    world.settle()
    assert view.page() == 1
    add(page, world, letters[2])
    assert page.preview._kinds.currentWidget() is page.preview.words


def edit(page: DocumentsPage, world: World, named: str, **fields: object) -> None:
    row = next(number for number, shown in enumerate(page.proxy.shown()) if shown.title == named)
    page.table.select_row(row)

    def answer(dialog: DocumentDialog) -> int:
        if "title" in fields:
            dialog.title.setText(str(fields["title"]))
        if "kind" in fields:
            dialog.kind.choose(fields["kind"])
        if "day" in fields:
            dialog.day.setText(str(fields["day"]))
        if "case" in fields:
            dialog.case.choose(fields["case"])
        dialog._accept()
        return dialog.result()

    world.prompts.answers.append(answer)
    page._act("edit")
    world.settle()


def test_document_is_edited_and_taken_back(page: DocumentsPage, world: World, letters: list[Path]) -> None:
    add(page, world, letters[0])
    edit(page, world, "denial notice", title="Denial of 3 June", day="6/3/2026", case=world.case.id)
    shown = page.table.current()
    assert (shown.title, shown.date, shown.case) == ("Denial of 3 June", date(2026, 6, 3), world.case.title)
    world.undo()
    assert titles(page) == ["denial notice"]


@pytest.mark.parametrize("fields", [{"title": "  "}, {"day": "the day before yesterday or so"}])
def test_wrong_fields_hold_the_dialog_open(
    page: DocumentsPage, world: World, letters: list[Path], fields: dict[str, str]
) -> None:
    add(page, world, letters[0])
    edit(page, world, "denial notice", **fields)
    assert titles(page) == ["denial notice"]
    assert page.table.current().date is None


def test_copy_is_written_byte_for_byte(page: DocumentsPage, world: World, letters: list[Path], tmp_path: Path) -> None:
    add(page, world, letters[1])
    target = tmp_path / "copy.png"
    world.prompts.answers.append(target)
    page.preview.copy.click()
    assert target.read_bytes() == letters[1].read_bytes()


def test_deleted_document_comes_back(page: DocumentsPage, world: World, letters: list[Path]) -> None:
    add(page, world, *letters)
    page.table.select_row(1)
    gone = page.table.current().title
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    world.settle()
    assert gone not in titles(page) and len(titles(page)) == 2
    assert page.table.current() is not None
    world.undo()
    assert len(titles(page)) == 3
    content = world.context.desk.documents.content
    assert all(content(shown.id) for shown in page.proxy.shown())


def test_the_same_file_of_somebody_else_is_said_and_attached_to_no_one(
    page: DocumentsPage, world: World, letters: list[Path]
) -> None:
    other = Person(name="Theo Castellan")
    world.save(other, replace(world.case, id=new_id(), person_id=other.id, title="Knee injury"))
    theirs = next(c for c in world.context.desk.cases.rows(other.id))
    drain(world.context.desk.documents.add_job(letters[:1], CancelFlag(), case_id=theirs.id))
    add(page, world, letters[0])
    said = page.banner.accessibleName()
    assert "Theo Castellan’s, case “Knee injury”" in said and "Nothing was linked" in said
    assert page.table.current().case_id is None


def test_a_document_is_attached_to_a_log_entry(page: DocumentsPage, world: World, letters: list[Path]) -> None:
    add(page, world, letters[2])
    page._act("attach")
    assert "no log entry yet" in world.prompts.told[0]
    entry = world.log("Called about the bill")
    world.prompts.answers.append(entry)
    page.preview.attach.click()
    assert [d.title for d in world.context.desk.attachments.of(entry)] == ["note"]
    world.undo()
    assert world.context.desk.attachments.of(entry) == ()
