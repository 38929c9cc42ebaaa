# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The list of letters: what it shows, filtering, opening by keyboard, starting a new one, deleting and undoing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.domain.letter import Letter
from tests.app.rules.letters_nora import NORA
from tests.ui.pages.test_letter import press
from tests.ui.pages.world import World, casebook, world
from ui.pages.letters import LettersPage
from ui.pages.letters_new import PACKET, NewLetterDialog

__all__ = ["casebook", "world"]

APPEAL = "internal_appeal_medical_necessity"


@pytest.fixture
def appeal(world: World) -> Letter:
    """Draft an appeal."""
    world.save(world.context.desk.planner.with_facts(world.case, NORA))
    return world.context.desk.letters.create(world.case.id, APPEAL)


@pytest.fixture
def page(world: World, appeal: Letter) -> LettersPage:
    """Show the list with a letter and a packet."""
    world.context.desk.packets.create(world.case.id, appeal.id)
    made = LettersPage(world.context)
    world.show(made)
    return made


def titles(page: LettersPage) -> list[str]:
    return [row.title for row in page.proxy.shown()]


def test_the_list_shows_what_each_is_about(page: LettersPage, world: World) -> None:
    model = page.proxy
    row = titles(page).index("Internal appeal, medical necessity")
    cells = [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
    assert cells[:5] == [
        "Internal appeal, medical necessity",
        "MRI denied as not medically necessary",
        world.insurer.name,
        "Draft",
        "1",
    ]
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_enter_opens_a_letter_and_a_packet(page: LettersPage, world: World, appeal: Letter) -> None:
    page.table.select_key(appeal.id)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert world.went == [("letter", {"letter_id": appeal.id})]
    page.table.select_row(titles(page).index("Appeal packet"))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert world.went[-1][0] == "packet"


def test_words_and_chips_filter(page: LettersPage) -> None:
    assert page.focus_filter()
    page.words.setText("medical appeal larkfield internal")
    assert titles(page) == ["Internal appeal, medical necessity"]
    page.words.clear()
    page.chips.set_active(["packets"])
    page.chips.changed.emit()
    assert titles(page) == ["Appeal packet"]
    page.chips.set_active(["sent"])
    page.chips.changed.emit()
    assert titles(page) == []
    assert page._nothing.isVisible()
    page._nothing.acted.emit()
    assert len(titles(page)) == 2


def test_an_empty_list_offers_the_first_step(world: World) -> None:
    page = LettersPage(world.context)
    world.show(page)
    assert page._empty.isVisible()

    def choose(dialog: NewLetterDialog) -> int:
        assert press(dialog, "Write it") == 0  # no case, no kind: it says so and stays
        assert dialog._case.error()
        dialog.case.choose(world.case.id)
        dialog.kind.choose(APPEAL)
        return press(dialog, "Write it")

    world.prompts.answers.append(choose)
    page._empty.acted.emit()
    made = world.context.desk.letters.of_case(world.case.id)
    assert [letter.kind for letter in made] == [APPEAL]
    assert world.went == [("letter", {"letter_id": made[0].id})]


def test_a_new_letter_for_a_case_asks_for_the_kind_alone(world: World, qtbot: QtBot) -> None:
    page = LettersPage(world.context)

    def choose(dialog: NewLetterDialog) -> int:
        assert dialog.case.data() == world.case.id
        dialog.kind.choose("itemized_bill_request")
        return press(dialog, "Write it")

    world.prompts.answers.append(choose)
    world.show(page, new=True, case_id=world.case.id)
    qtbot.waitUntil(lambda: bool(world.went), timeout=2_000)
    assert [letter.kind for letter in world.context.desk.letters.of_case(world.case.id)] == ["itemized_bill_request"]


def test_a_packet_is_made_around_the_newest_draft(world: World, appeal: Letter) -> None:
    page = LettersPage(world.context)
    world.show(page)

    def choose(dialog: NewLetterDialog) -> int:
        dialog.kind.choose(PACKET)
        return press(dialog, "Write it")

    world.prompts.answers.append(choose)
    page.ask_new(world.case.id)
    (packet,) = world.context.desk.packets.of_case(world.case.id)
    assert packet.letter_id == appeal.id
    assert world.went == [("packet", {"packet_id": packet.id})]


def test_delete_takes_a_draft_away_and_undo_brings_it_back_to_its_packet(
    page: LettersPage, world: World, appeal: Letter
) -> None:
    page.table.select_key(appeal.id)
    page._delete(page.table.current())
    assert titles(page) == ["Appeal packet"]
    world.undo()
    assert sorted(titles(page)) == ["Appeal packet", "Internal appeal, medical necessity"]
    (packet,) = world.context.desk.packets.of_case(world.case.id)
    assert packet.letter_id == appeal.id


def test_the_list_follows_the_chosen_person(page: LettersPage, world: World) -> None:
    world.context.person_id = "nobody"
    page.refresh()
    assert titles(page) == []
