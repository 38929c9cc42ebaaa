# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The check of a case's notice: what is ticked goes into the letter; nothing is noted that nobody asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.document import Document, DocumentKind
from app.services.notices import SIGNAL
from tests.ui.pages.world import World, casebook, world
from ui.pages.case import CasePage
from ui.pages.notice_check import ADD, MARK, NoticeDialog
from ui.widgets.button import Button

__all__ = ["casebook", "world"]
TEXT = (Path(__file__).resolve().parents[2] / "fixtures" / "notice_checks" / "employer_bare.txt").read_text("utf-8")


@pytest.fixture
def page(world: World) -> CasePage:
    with world.context.desk.casebook.transaction() as tx:
        digest, size = tx.put_file([b"a bare notice"])
        tx.save(
            Document(
                case_id=world.case.id,
                person_id=world.person.id,
                title="Denial of June",
                kind=DocumentKind.DENIAL_NOTICE,
                file_name="denial.txt",
                media_type="text/plain",
                sha256=digest,
                size=size,
                pages=1,
                text=TEXT,
                added_at=datetime(2026, 11, 21, tzinfo=UTC),
            )
        )
        tx.commit()
    made = CasePage(world.context)
    world.show(made, case_id=world.case.id)
    return made


def signals(world: World) -> tuple[str, ...]:
    desk = world.context.desk
    return desk.planner.facts_of(desk.cases.view(world.case.id).case).signals


def test_what_is_missing_is_ticked_and_unticking_takes_it_out(world: World, page: CasePage) -> None:
    seen: list[tuple[str, ...]] = []

    def answer(dialog: NoticeDialog) -> int:
        dialog.show()
        seen.append(dialog.paragraphs())
        for tick in dialog.lacks.ticks.values():
            tick.setFocus()
            QTest.keyClick(tick, Qt.Key.Key_Space)
        seen.append(dialog.paragraphs())
        assert not dialog.mark.isEnabled()
        return 0

    world.prompts.answers.append(answer)
    page.command("notice")
    assert len(seen[0]) == 2 and seen[1] == ()
    assert SIGNAL not in signals(world)


def test_the_lists_open_and_keep_their_ticks(world: World, page: CasePage) -> None:
    def answer(dialog: NoticeDialog) -> int:
        dialog.show()
        before = dialog.paragraphs()
        for line in dialog.lacks.findChildren(Button):
            QTest.mouseClick(line, Qt.MouseButton.LeftButton)
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert dialog.paragraphs() == before
        for tick in dialog.lacks.ticks.values():
            assert tick.accessibleName() and tick.accessibleDescription()
        return 0

    world.prompts.answers.append(answer)
    page.command("notice")


def test_it_is_noted_only_when_asked(world: World, page: CasePage) -> None:
    world.prompts.answers.append(MARK)
    page.command("notice")
    assert SIGNAL in signals(world)


def test_what_is_ticked_goes_into_the_draft_of_an_appeal(world: World, page: CasePage) -> None:
    letter = world.context.desk.letters.create(world.case.id, "internal_appeal_medical_necessity")
    world.prompts.answers.append(ADD)
    page.command("notice")
    assert "how to appeal and by when" in world.context.desk.letters.get(letter.id).text
    assert world.went[-1] == ("letter", {"letter_id": letter.id})


def test_a_case_without_a_notice_is_told_what_to_do(world: World) -> None:
    made = CasePage(world.context)
    world.show(made, case_id=world.case.id)
    made.command("notice")
    assert "Add one under Documents" in world.prompts.told[-1]
