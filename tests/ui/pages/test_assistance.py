# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The screen of financial assistance: it follows every answer, promises nothing, and begins the way there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.track import TrackKind
from app.services.assistance import Period
from tests.ui.pages.world import TODAY, World, casebook, world
from ui.pages.assistance import BEGIN, AssistanceDialog
from ui.pages.case import CasePage
from ui.pages.library import LibraryPage
from ui.widgets.label import Label

__all__ = ["casebook", "world"]


@pytest.fixture
def page(world: World) -> CasePage:
    made = CasePage(world.context)
    world.show(made, case_id=world.case.id)
    return made


def write(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def words(dialog: AssistanceDialog) -> str:
    QApplication.processEvents()
    return "\n".join(label.words() for label in dialog.findChildren(Label) if not label.isHidden())


def filled(then: Callable[[AssistanceDialog], int]) -> Callable[[AssistanceDialog], int]:
    """Fill in a household of three with 4,000 dollars a month in Washington, then go on."""

    def answer(dialog: AssistanceDialog) -> int:
        dialog.show()
        dialog.activateWindow()  # without it no field is ever left
        QApplication.processEvents()
        write(dialog.form.size_edit, "3")
        write(dialog.form.income, "4000")
        dialog.form.period.choose(Period.MONTH)
        dialog.form.state.choose("WA")
        return then(dialog)

    return answer


def test_it_follows_every_answer(world: World, page: CasePage) -> None:
    def then(dialog: AssistanceDialog) -> int:
        said = words(dialog)
        assert "175.7 percent of the 2026 poverty guideline" in said
        assert "May qualify for free care" in said and "RCW 70.170.060(5)" in said
        assert "Nothing here is a promise" in said
        assert "175.7 percent" in dialog.scale.accessibleDescription()
        dialog.form.state.choose("AK")
        assert dialog.scale.isHidden() and "Alaska and Hawaii" in words(dialog)
        return 0

    world.prompts.answers.append(filled(then))
    page.command("assistance")
    assert not world.prompts.answers


def test_what_is_wrong_is_said_below_its_field_and_nothing_is_begun(world: World, page: CasePage) -> None:
    def then(dialog: AssistanceDialog) -> int:
        write(dialog.form.size_edit, "forty")
        assert "from 1 to 30" in words(dialog)
        assert not dialog.form.commit()
        dialog.form.period.choose(Period.HOUR)
        write(dialog.form.hours, "200")
        assert "hours a week" in words(dialog)
        return 0

    world.prompts.answers.append(filled(then))
    page.command("assistance")
    kinds = {lane.track.kind for lane in world.context.desk.cases.view(world.case.id).lanes}
    assert TrackKind.FINANCIAL_ASSISTANCE not in kinds


def test_it_begins_the_track_and_undo_takes_it_back(world: World, page: CasePage) -> None:
    world.prompts.answers.append(filled(lambda _dialog: BEGIN))
    page.command("assistance")
    view = world.context.desk.cases.view(world.case.id)
    assert TrackKind.FINANCIAL_ASSISTANCE in {lane.track.kind for lane in view.lanes}
    answers = world.context.desk.planner.facts_of(view.case).answers
    assert (answers.household_size, answers.household_income) == (3, 4_800_000)
    world.context.desk.undo.undo()
    after = world.context.desk.cases.view(world.case.id)
    assert TrackKind.FINANCIAL_ASSISTANCE not in {lane.track.kind for lane in after.lanes}


def test_the_library_shows_it_without_a_case(world: World) -> None:
    library = LibraryPage(world.context)
    world.show(library, state="MD")

    def answer(dialog: AssistanceDialog) -> int:
        assert dialog.household().state == "MD"
        assert "Health-Gen. 19-214.1" in words(dialog)
        return 0

    world.prompts.answers.append(answer)
    library.article.asked.emit("assistance", library.article.article)
    assert not world.prompts.answers


def test_every_control_has_a_name(world: World, page: CasePage) -> None:
    def then(dialog: AssistanceDialog) -> int:
        for widget in dialog.form.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget
        return 0

    world.prompts.answers.append(filled(then))
    page.command("assistance")


def test_the_plans_application_leads_to_this_screen_and_from_there_to_the_letter(world: World, page: CasePage) -> None:
    made = world.task("Send the application with the itemized bill", TODAY)
    world.save(replace(made, letter_kind="assistance_application_cover"))
    page.refresh()
    assert page.header.next.text() == "See what assistance fits"
    seen: list[AssistanceDialog] = []

    def then(dialog: AssistanceDialog) -> int:
        seen.append(dialog)
        return 0

    world.prompts.answers.append(then)
    page.header.next.click()
    assert len(seen) == 1 and not world.went
