# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The notice: the table mended from the keyboard, marks and rows in step, denial types ticked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from app.domain.reading import Confidence
from app.services.wizard_facts import put
from tests.ui.wizard.conftest import Walk
from ui.wizard.facts_model import FactsModel
from ui.wizard.notice import NoticeStep


@pytest.fixture
def step(walk: Callable[..., Walk], notice: Path) -> tuple[Walk, NoticeStep]:
    """Return the fourth step, with a fax number that a fold makes doubtful."""
    walked = walk()
    walked.give(notice)
    state = walked.page.draft.state
    read = tuple(
        replace(f, confidence=Confidence.CHECK, note="A fold.") if f.field == "appeal_fax" else f for f in state.read
    )
    walked.page.draft.set(replace(state, read=read, facts=put(state.facts, "people.insurer_fax", "")))
    walked.go(4)
    shown = walked.page.step(4)
    assert isinstance(shown, NoticeStep)
    return walked, shown


def test_the_doubtful_row_stands_open_and_enter_confirms_it(step: tuple[Walk, NoticeStep]) -> None:
    walked, shown = step
    line = shown.table.editor("people.insurer_fax")
    assert line is not None
    assert QApplication.focusWidget() is line
    assert walked.page.draft.state.facts.people.insurer_fax == ""
    walked.key(Qt.Key.Key_Return)
    assert walked.page.draft.state.facts.people.insurer_fax == "(555) 014-2230"
    assert shown.table.editor("people.insurer_fax") is None
    assert walked.page.draft.step == 4


def test_a_row_is_mended_with_f2_and_left_alone_with_escape(step: tuple[Walk, NoticeStep]) -> None:
    walked, shown = step
    shown.table.setFocus()
    shown.table.select_id("people.claim_number")
    walked.key(Qt.Key.Key_F2)
    walked.write("LF-1")
    walked.key(Qt.Key.Key_Escape)
    assert walked.page.draft.state.facts.people.claim_number == "LF-26-0419-7731"
    walked.key(Qt.Key.Key_Return)
    walked.write("LF-1")
    walked.key(Qt.Key.Key_Return)
    assert walked.page.draft.state.facts.people.claim_number == "LF-1"
    row = next(row for row in shown.table.facts.rows if row.id == "people.claim_number")
    assert (row.value, row.sure) == ("LF-1", "Typed")


def test_what_cannot_be_a_date_stays_open_with_its_words(step: tuple[Walk, NoticeStep]) -> None:
    walked, shown = step
    shown.table.setFocus()
    shown.table.select_id("dates.denial_notice")
    walked.key(Qt.Key.Key_F2)
    walked.write("in spring")
    walked.key(Qt.Key.Key_Return)
    line = shown.table.editor("dates.denial_notice")
    assert line is not None
    assert line.text() == "in spring"
    row = next(row for row in shown.table.facts.rows if row.id == "dates.denial_notice")
    assert "could not be read as a date" in row.problem


def test_leaving_the_step_takes_what_was_typed(step: tuple[Walk, NoticeStep]) -> None:
    walked, shown = step
    line = shown.table.editor("people.insurer_fax")
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "(555) 014-2290")
    walked.click(walked.page.next)
    assert walked.page.draft.state.facts.people.insurer_fax == "(555) 014-2290"


def test_marks_and_rows_follow_each_other(step: tuple[Walk, NoticeStep]) -> None:
    walked, shown = step
    shown.table.select_id("codes")
    walked.settle()
    codes = next(row for row in shown.table.facts.rows if row.id == "codes")
    assert shown.document.page.current() == codes.number
    shown.document.page.clicked.emit(1)
    current = shown.table.current()
    assert current is not None
    assert current.number == 1


def test_another_type_ticked_changes_the_plan(step: tuple[Walk, NoticeStep]) -> None:
    walked, shown = step
    walked.click(shown.denials.more)
    walked.click(shown.denials.ticks["medical_necessity"])
    walked.click(shown.denials.ticks["modifier"])
    walked.page.draft.fresh_plan()
    assert walked.page.draft.state.types == ("modifier",)
    assert [t.id for t in walked.page.draft.plan.denial_types] == ["modifier"]


def test_all_kinds_stand_by_family_and_a_few_letters_find_one(step: tuple[Walk, NoticeStep]) -> None:
    walked, shown = step
    near = list(shown.denials.ticks)
    assert near[0] == "medical_necessity"
    assert not shown.denials.groups.isVisible()
    walked.click(shown.denials.more)
    groups = shown.denials.groups
    assert QApplication.focusWidget() is groups.words
    assert len(shown.denials.ticks) == 51
    assert not set(near) & groups.rows.keys()
    walked.write("vaccine")
    assert [type_id for type_id, row in groups.rows.items() if row.isVisible()] == ["preventive_charged"]
    walked.key(Qt.Key.Key_Return)
    assert walked.page.draft.step == 4
    walked.click(shown.denials.ticks["preventive_charged"])
    assert "preventive_charged" in (walked.page.draft.state.types or ())
    assert groups.rows["preventive_charged"].isVisible()  # a ticked line does not jump away
    groups.words.setFocus()
    walked.write("xyzzy")
    assert "None of the others" in groups._nothing.words()
    walked.key(Qt.Key.Key_Escape)
    assert all(row.isVisible() for row in groups.rows.values())
    walked.click(shown.denials.more)
    assert QApplication.focusWidget() is shown.denials.more
    assert shown.denials.ticks["preventive_charged"].isChecked()
    assert len(shown.denials.ticks) < 10


def test_without_codes_or_words_no_kind_stands_first(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.go(4)
    shown = walked.page.step(4)
    assert isinstance(shown, NoticeStep)
    assert not shown.denials.ticks
    assert shown.denials._nothing.isVisible()
    walked.fill(shown.form.facts["codes"].input, "CO-45, PR-1")
    assert not shown.denials._nothing.isVisible()
    fitting = [type_id for type_id, tick in shown.denials.ticks.items() if tick.isChecked()]
    assert fitting == ["contractual_writeoff", "cost_share"]


def test_the_model_keeps_its_promises(step: tuple[Walk, NoticeStep], qtmodeltester: ModelTester) -> None:
    _, shown = step
    model = FactsModel()
    model.set_rows(shown.table.facts.rows)
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    assert model.headerData(4, Qt.Orientation.Horizontal) == "How sure"
