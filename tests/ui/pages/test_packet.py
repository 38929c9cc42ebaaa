# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A packet: adding exhibits, ordering them by keyboard, limits, building, saving, stopping, and marking as sent."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.domain.document import Document, DocumentKind
from app.domain.letter import LetterStatus
from app.domain.packet import Packet
from app.intake.text import read_text
from app.services.log import NewEntry
from exports.writer import Writer
from tests.app.rules.letters_nora import NORA, with_people
from tests.exports.papers import changed
from tests.support.desks import everything
from tests.ui.pages.test_letter import press
from tests.ui.pages.world import TODAY, World, casebook, days, world
from ui.pages.packet import PacketPage
from ui.pages.packet_blackout import BlackoutDialog, PasswordDialog
from ui.pages.packet_exhibit import DocumentsDialog, ExhibitDialog
from ui.pages.packet_menu import fill_packet_menu
from ui.pages.packet_meters import LimitsDialog
from ui.pages.sent_dialog import SentDialog

__all__ = ["casebook", "world"]

APPEAL = "internal_appeal_medical_necessity"


def pdf_bytes() -> bytes:
    """Return a real PDF of one page."""
    return Writer().emergency_sheet("Family", "four words in a row", TODAY)


def png_bytes() -> bytes:
    """Return a real picture."""
    out = BytesIO()
    Image.new("RGB", (850, 1100), "white").save(out, "PNG")
    return out.getvalue()


def document(world: World, name: str, content: bytes, kind: DocumentKind) -> Document:
    return world.context.desk.documents.add_bytes(name, content, case_id=world.case.id, kind=kind)


@pytest.fixture
def packet(world: World) -> Packet:
    """Make a packet around a finished appeal; the denial notice of the case is its first exhibit."""
    world.save(world.context.desk.planner.with_facts(world.case, NORA))
    document(world, "Denial notice.pdf", pdf_bytes(), DocumentKind.DENIAL_NOTICE)
    letter = world.context.desk.letters.create(world.case.id, APPEAL)
    return world.context.desk.packets.create(world.case.id, letter.id)


@pytest.fixture
def page(world: World, packet: Packet, qtbot: QtBot) -> PacketPage:
    """Show the packet, its pages beside it."""
    made = PacketPage(world.context)
    world.show(made, packet_id=packet.id)
    built(made, world, qtbot)
    return made


def built(page: PacketPage, world: World, qtbot: QtBot) -> None:
    """Wait until the pages are those of the packet as it stands."""
    qtbot.waitUntil(
        lambda: page._built is not None and page._ticket is None and not page._soon.isActive(), timeout=30_000
    )
    world.settle()


def letters_of(page: PacketPage) -> list[str]:
    return [row.title for row in page.model.rows() if row.line is not None]


def add_scan(page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path) -> None:
    """Add a picture from disk as the second exhibit."""
    scan = tmp_path / "Therapy record.png"
    scan.write_bytes(png_bytes())
    page.add_files([scan])
    world.settle()
    built(page, world, qtbot)


def test_the_parts_stand_in_order_with_their_pages(page: PacketPage) -> None:
    rows = page.model.rows()
    assert [row.title for row in rows] == [
        "Internal appeal, medical necessity",
        "Summary on one page",
        "Index of exhibits",
        "Denial notice",
    ]
    assert [(row.first, row.last) for row in rows] == [(1, 2), (3, 3), (4, 4), (6, 6)]
    assert page.pages.view.pages() == 6
    assert page.pages.view.image() is not None
    assert page.parts.foot.words.words() == "Index checked against all 6 pages"
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_it_says_to_whom_and_by_when(page: PacketPage, world: World) -> None:
    world.deadline("File the internal appeal", days(9), rule_id="erisa_appeal_filing")
    page.refresh()
    assert page.parts.to.words() == f"To {world.insurer.name}, by Mon 30 Nov 2026"


def test_exhibits_come_from_the_casebook_and_from_disk(
    page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    eob = document(world, "EOB April.pdf", pdf_bytes(), DocumentKind.EOB)

    def tick(dialog: DocumentsDialog) -> int:
        assert [box.text() for box, _ in dialog.rows] == ["EOB April"]
        dialog.rows[0][0].click()
        return press(dialog, "Add 1 exhibit")

    world.prompts.answers.append(tick)
    page.add_exhibits()
    add_scan(page, world, qtbot, tmp_path)
    assert letters_of(page) == ["Denial notice", "EOB April", "Therapy record"]
    assert [e.document.id for e in world.context.desk.packets.view(page._packet_id).exhibits][1] == eob.id
    assert [row.first for row in page.model.rows()][-3:] == [6, 8, 10]


def test_the_keyboard_reorders_and_the_page_numbers_follow(
    page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    add_scan(page, world, qtbot, tmp_path)
    page.list.select_row(4)
    QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert letters_of(page) == ["Therapy record", "Denial notice"]
    current = page.list.current_row()
    assert current is not None
    assert current.title == "Therapy record"
    built(page, world, qtbot)
    assert page.model.rows()[3].line is not None
    assert page.model.rows()[3].line.letter == "A"
    assert page.model.rows()[3].first == 6
    QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert letters_of(page) == ["Therapy record", "Denial notice"]  # at the top it stays
    world.undo()
    assert letters_of(page) == ["Denial notice", "Therapy record"]


def test_dropping_an_exhibit_does_the_same(page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path) -> None:
    add_scan(page, world, qtbot, tmp_path)
    dragged = page.model.mimeData([page.model.index(3, 0)])
    page.model.dropMimeData(dragged, Qt.DropAction.MoveAction, 5, 0, QModelIndex())
    assert letters_of(page) == ["Therapy record", "Denial notice"]


def test_an_exhibit_is_edited_and_taken_out_by_keyboard(page: PacketPage, world: World, qtbot: QtBot) -> None:
    def edit(dialog: ExhibitDialog) -> int:
        dialog.title.setText("Denial of June 3")
        dialog.pages.setText("2")
        assert press(dialog, "Save") == 0
        assert dialog._pages.error() == "The document has pages 1 to 1."
        dialog.pages.setText("1")
        dialog.shows.set_text("The reason it gives.")
        return press(dialog, "Save")

    page.list.select_row(3)
    world.prompts.answers.append(edit)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert letters_of(page) == ["Denial of June 3"]
    (line,) = world.context.desk.packets.view(page._packet_id).exhibits
    assert (line.exhibit.pages, line.exhibit.shows) == ("1", "The reason it gives.")
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert letters_of(page) == []
    assert len(world.context.desk.documents.rows(case_id=world.case.id)) == 1
    world.undo()
    assert letters_of(page) == ["Denial of June 3"]


def test_a_row_and_a_line_of_the_index_turn_to_their_page(page: PacketPage, qtbot: QtBot) -> None:
    page.list.select_row(2)
    assert page.pages.page() == 4
    qtbot.waitUntil(page.pages.view.has_index, timeout=5_000)
    rows = {row.target: row for row in page.pages.view._index}
    assert set(rows) == {1, 3, 4, 6}
    view, paper = page.pages.view, page.pages.view.page_rect()
    middle = paper.top() + paper.height() * (rows[6].top + rows[6].bottom) / 2
    place = view.mapFromScene(paper.center().x(), middle)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.pages.page() == 6


def test_options_change_the_packet(page: PacketPage, world: World, qtbot: QtBot) -> None:
    page.parts.options.covers.click()
    page.parts.options.summary.click()
    built(page, world, qtbot)
    assert [row.first for row in page.model.rows()] == [1, 3, 4]
    assert page.pages.view.pages() == 4


def test_a_limit_splits_the_packet_and_says_so(page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path) -> None:
    def limit(dialog: LimitsDialog) -> int:
        dialog.pages.setText("many")
        assert press(dialog, "Save") == 0
        dialog.pages.setText("4")
        return press(dialog, "Save")

    world.prompts.answers.append(limit)
    page.set_limits()
    built(page, world, qtbot)
    assert page.parts.meters.pages._now.words() == "6 pages in 2 files"
    (tmp_path / "packet-part2.pdf").write_bytes(b"mine")
    world.prompts.answers.extend([tmp_path / "packet.pdf", False])
    page.save()
    world.settle()
    assert "packet-part2.pdf is already in" in world.prompts.asked[-1][1]
    assert {file.name for file in tmp_path.iterdir()} == {"packet-part2.pdf"}
    assert (tmp_path / "packet-part2.pdf").read_bytes() == b"mine"
    world.prompts.answers.extend([tmp_path / "packet.pdf", True])
    page.save()
    world.settle()
    counts = [read_text(file.read_bytes()).count for file in sorted(tmp_path.iterdir())]
    assert counts == [4, 4]  # each begins with a sheet that says what it holds
    assert "packet-part1.pdf: 4 pages" in world.prompts.told[-1]


def test_the_saved_packet_is_what_was_shown(page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path) -> None:
    add_scan(page, world, qtbot, tmp_path)
    target = tmp_path / "out" / "packet.pdf"
    target.parent.mkdir()
    world.prompts.answers.append(target)
    page.save()
    assert page.building.running()
    assert not page.parts.save.isEnabled()
    world.settle()
    saved = read_text(target.read_bytes())
    assert saved.count == 8
    assert "Index of exhibits" in saved.pages[3].text
    assert "Exhibit B" in saved.pages[7].text
    assert page.parts.foot.words.words() == "Saved packet.pdf"
    assert page.parts.save.isEnabled()


def test_stopping_writes_nothing(page: PacketPage, world: World, tmp_path: Path) -> None:
    world.prompts.answers.append(tmp_path / "packet.pdf")
    page.save()
    page.parts.foot.progress.cancelled.emit()
    world.settle()
    assert list(tmp_path.iterdir()) == []
    assert page.parts.save.isEnabled()
    assert not page.building.running()


def test_a_file_that_cannot_be_read_is_named_and_skipped_only_when_agreed(
    page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = document(world, "Broken scan.pdf", b"%PDF-1.7 nothing more", DocumentKind.RECORDS)
    world.context.desk.packets.add_exhibits(page._packet_id, [broken.id])
    page.refresh()
    built(page, world, qtbot)
    assert "Cannot be read" in page.model.rows()[-1].trouble
    target = tmp_path / "packet.pdf"
    world.prompts.answers.extend([target, False])
    page.save()
    world.settle()
    assert "Exhibit B (Broken scan.pdf)" in world.prompts.asked[-1][1]
    assert not target.exists()
    world.prompts.answers.extend([target, True])
    page.save()
    world.settle()
    assert "Broken scan.pdf" in read_text(target.read_bytes()).pages[-1].text


def test_what_is_missing_is_for_the_person(page: PacketPage, world: World) -> None:
    assert page.parts.lacks.isVisible()
    assert "explanation of benefits" in page.parts.lacks.banner._words.words()
    assert page._built is not None
    assert "explanation of benefits (EOB) is not" not in read_text(page._built.files.parts[0]).text


def test_a_letter_with_gaps_holds_the_packet_back(page: PacketPage, world: World, tmp_path: Path) -> None:
    case = world.context.desk.cases.view(world.case.id).case
    world.save(world.context.desk.planner.with_facts(case, with_people(NORA, claim_number="")))
    page.refresh()
    world.prompts.answers.append(True)
    page.save()
    assert "claim number" in world.prompts.asked[-1][1]
    assert world.went[-1][0] == "letter"
    assert list(tmp_path.iterdir()) == []


def test_marking_as_sent_keeps_the_packets_bytes(page: PacketPage, world: World) -> None:
    def answer(dialog: SentDialog) -> int:
        dialog.method.choose("portal")
        dialog.number.setText("UP-77")
        return press(dialog, "Mark as sent")

    world.prompts.answers.append(answer)
    page.mark_sent()
    world.settle()
    entry = world.entries()[0]
    assert (entry.action, entry.reference) == ("Sent: Appeal packet (portal upload)", "UP-77")
    (sending,) = world.context.desk.sending.of_packet(page._packet_id)
    kept = read_text(world.context.desk.documents.content(sending.document_id or ""))
    assert kept.count == 6
    assert page.parts.badge.text() == f"Sent {'Sat 21 Nov 2026'}"
    letter = world.context.desk.packets.view(page._packet_id).letter
    assert letter is not None
    assert letter.status is LetterStatus.SENT
    sent, parts = page._packet_id, page.parts
    assert parts.kept.isVisible() and parts.kept.accessibleName().startswith("Sent Sat 21 Nov 2026.")
    assert not parts.add.isVisible() and not parts.options.isEnabled() and not parts.meters.pages.limit.isVisible()
    ids = page.model.exhibit_ids()
    page.list.select_exhibit(ids[0])
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(page.list, key)
    page.add_exhibits()
    page.set_limits()
    page.mark_sent()
    assert page.model.exhibit_ids() == ids and len(world.prompts.asked) == 1
    parts.kept._action.click()
    made = str(world.went[-1][1]["packet_id"])
    assert world.went[-1][0] == "packet" and made != sent
    page.show_args(packet_id=made)
    page.refresh()
    assert not parts.kept.isVisible() and parts.add.isVisible() and parts.options.isEnabled()
    assert parts.title.words() == "Appeal packet, version 2"


def test_a_packet_of_an_earlier_day_is_dated_anew_when_it_is_saved(
    page: PacketPage, world: World, tmp_path: Path
) -> None:
    old = world.context.desk.packets.view(page._packet_id).packet
    world.save(replace(old, dated=days(-9)))
    page.refresh()
    world.prompts.answers.append(tmp_path / "packet.pdf")
    page.save()
    world.settle()
    assert world.context.desk.packets.view(page._packet_id).packet.dated == TODAY
    assert "November 21, 2026" in read_text((tmp_path / "packet.pdf").read_bytes()).pages[0].text


# Said by Qt's offscreen platform whenever a menu opens; it is about that platform alone.
@pytest.mark.qt_log_ignore(r"does not support (raise|grabbing the keyboard|propagateSizeHints)")
def test_the_menu_of_an_exhibit_opens_at_the_dots_and_by_the_key(page: PacketPage, qtbot: QtBot) -> None:
    page.list.select_row(3)
    exhibit_id = page.model.exhibit_ids()[0]
    with qtbot.waitSignal(page.list.menu_asked) as asked:
        box = page.list.visualRect(page.model.index(3, 0))
        spot = QPoint(box.right() - 30, box.center().y())
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args[0] == exhibit_id
    assert [action.text().split("\t")[0] for action in page._menu.actions() if action.text()] == [
        "Edit",
        "Open the document",
        "Move up",
        "Move down",
        "Take out of the packet",
    ]
    page._menu.hide()


def test_words_are_blacked_out_in_the_preview_and_in_what_is_saved(
    page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page._built is not None
    assert "row" in read_text(page._built.files.parts[0]).pages[5].text

    def answer(dialog: BlackoutDialog) -> int:
        dialog.words.set_text("row\nx")
        assert press(dialog, "Save") == 0, "a word of one letter is refused"
        dialog.words.set_text("in a row\n\n")
        dialog.ssn.click()
        return press(dialog, "Save")

    world.prompts.answers.append(answer)
    page.parts.options.blackout.click()
    built(page, world, qtbot)
    packet = world.context.desk.packets.view(page._packet_id).packet
    assert (packet.redact, packet.hide_ssn, packet.hide_member_id) == (("in a row",), True, False)
    assert page.parts.options.blackout.text() == "Blacked out: 1 word, SSN"
    target = tmp_path / "packet.pdf"
    world.prompts.answers.append(target)
    page.save()
    world.settle()
    text = read_text(target.read_bytes()).pages[5].text
    assert "in a row" not in text and "four words" in text


def test_scans_are_looked_at_by_the_person_before_they_go(
    page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    add_scan(page, world, qtbot, tmp_path)
    packet = world.context.desk.packets.view(page._packet_id).packet
    page.change(replace(packet, redact=("Quillfeather",)))
    built(page, world, qtbot)
    target = tmp_path / "packet.pdf"
    world.prompts.answers.extend([target, False])
    page.save()
    world.settle()
    assert "Exhibit B (Therapy record.png): a picture on page 1" in world.prompts.asked[-1][1]
    assert not target.exists()
    world.prompts.answers.extend([target, True])
    page.save()
    world.settle()
    assert target.exists()


def test_a_locked_file_is_opened_with_its_password_and_it_is_not_kept(
    page: PacketPage, world: World, qtbot: QtBot
) -> None:
    locked = changed(pdf_bytes(), lambda _: None, encryption=pikepdf.Encryption(owner="o", user="geese", R=6))
    kept = document(world, "Locked record.pdf", locked, DocumentKind.RECORDS)
    world.context.desk.packets.add_exhibits(page._packet_id, [kept.id])
    page.refresh()
    built(page, world, qtbot)
    assert "locked with a password" in page.model.rows()[-1].trouble
    assert page.parts.lacks.banner._words.words().startswith("<b>Exhibit B is locked with a password.")

    def answer(dialog: PasswordDialog) -> int:
        dialog.password.setText("geese")
        return press(dialog, "Open")

    world.prompts.answers.append(answer)
    page._mend("unlock")
    built(page, world, qtbot)
    assert page.model.rows()[-1].trouble == ""
    assert "geese" not in repr(everything(world.context.desk.casebook))


def test_joined_exhibits_share_a_letter_and_the_log_becomes_a_chronology(
    page: PacketPage, world: World, qtbot: QtBot, tmp_path: Path
) -> None:
    add_scan(page, world, qtbot, tmp_path)

    def answer(dialog: ExhibitDialog) -> int:
        dialog.joined.click()
        return press(dialog, "Save")

    world.prompts.answers.append(answer)
    page.edit_exhibit(page.model.exhibit_ids()[1])
    built(page, world, qtbot)
    assert [row.line.letter for row in page.model.rows() if row.line] == ["A", "A-1"]
    page.parts.options.chronology.click()
    built(page, world, qtbot)
    assert "Chronology" not in [row.title for row in page.model.rows()], "the log has nothing to tell yet"
    asked = NewEntry(case_id=world.case.id, action="Asked for the policy", date=days(-3), party=world.insurer.name)
    world.context.desk.log.add(asked)
    page.refresh()
    built(page, world, qtbot)
    assert "Chronology" in [row.title for row in page.model.rows()]
    assert page._built is not None
    text = " ".join(read_text(page._built.files.parts[0]).pages[3].text.split())
    assert "Asked for the policy" in text and world.insurer.name in text


def test_checksums_are_written_beside_the_packet(page: PacketPage, world: World, tmp_path: Path) -> None:
    menu = QMenu(page)
    view = world.context.desk.packets.view(page._packet_id)
    fill_packet_menu(menu, world.context, view, page)
    next(action for action in menu.actions() if action.text() == "List of checksums beside it").trigger()
    page.refresh()
    world.prompts.answers.append(tmp_path / "packet.pdf")
    page.save()
    world.settle()
    listed = json.loads((tmp_path / "packet.manifest.json").read_text())
    content = (tmp_path / "packet.pdf").read_bytes()
    assert listed["files"][0]["sha256"] == hashlib.sha256(content).hexdigest()
    (exhibit,) = world.context.desk.packets.view(page._packet_id).exhibits
    assert listed["exhibits"][0]["original_sha256"] == exhibit.document.sha256


def test_an_empty_packet_says_what_to_do(world: World, qtbot: QtBot) -> None:
    packet = world.context.desk.packets.create(world.case.id)
    page = PacketPage(world.context)
    world.show(page, packet_id=packet.id)
    world.settle()
    assert "neither a letter nor an exhibit" in page.pages.view._words
    assert not page.parts.sent.isEnabled()
