# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The whole way: with the notice by keys and mouse, and without any paper by typing alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from app.domain.case import Case
from app.domain.coverage import PlanKind
from app.domain.deadline import Deadline
from app.domain.letter import Letter
from app.ports import Casebook
from tests.ui.wizard.conftest import Walk
from ui.wizard.dates import DatesStep
from ui.wizard.notice import NoticeStep
from ui.wizard.papers import PapersStep
from ui.wizard.person import PersonStep
from ui.wizard.plan import PlanStep
from ui.wizard.problem import ProblemStep
from ui.wizard.questions import QuestionsStep

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def _to_the_plan(walked: Walk, notice: Path) -> PlanStep:
    """Walk with the notice up to the plan, by keys where keys are natural."""
    walked.give(notice)
    papers = walked.page.step(1)
    assert isinstance(papers, PapersStep)
    walked.key(Qt.Key.Key_Return, CTRL)
    person = walked.page.step(2)
    assert isinstance(person, PersonStep)
    assert person.name.line.text() == "Nora Ellingboe"
    person.kind.choose(PlanKind.EMPLOYER_SELF_FUNDED.value)
    person.kind.activated.emit(person.kind.currentIndex())
    person.name.line.setFocus()
    walked.key(Qt.Key.Key_Return)
    assert walked.page.draft.step == 3
    assert isinstance(walked.page.step(3), ProblemStep)
    walked.key(Qt.Key.Key_Return)
    assert isinstance(walked.page.step(4), NoticeStep)
    walked.click(walked.page.next)
    assert isinstance(walked.page.step(5), QuestionsStep)
    walked.key(Qt.Key.Key_Return)
    dates = walked.page.step(6)
    assert isinstance(dates, DatesStep)
    walked.fill(dates.facts["denial_received"].edit, "6/8/2026")
    walked.key(Qt.Key.Key_Return, CTRL)
    plan = walked.page.step(7)
    assert isinstance(plan, PlanStep)
    return plan


def test_with_the_notice_to_the_first_call(walk: Callable[..., Walk], notice: Path, casebook: Casebook) -> None:
    walked = walk()
    plan = _to_the_plan(walked, notice)
    assert plan.finish_words() == "Finish and open the first call"
    first = plan.left.action_rows[0]
    assert QApplication.focusWidget() is first
    walked.key(Qt.Key.Key_Return, CTRL)
    assert walked.prompts.told == []
    [(target, arguments)] = walked.went
    assert target == "call"
    assert arguments["script"] == "hold_request"
    with casebook.reading() as tx:
        case = tx.get(Case, str(arguments["case_id"]))
        [deadline] = tx.find(Deadline, case_id=case.id)
    assert case.title == "Alder Ridge Hospital: medical necessity"
    assert (deadline.due, deadline.law_due) == (date(2026, 11, 30), date(2026, 12, 5))
    assert walked.page.leave()


def test_the_first_letter_opens_when_calls_are_unticked(
    walk: Callable[..., Walk], notice: Path, casebook: Casebook
) -> None:
    walked = walk()
    plan = _to_the_plan(walked, notice)
    for row in plan.left.action_rows:
        if row.action.script:
            walked.click(row)
            assert not row.isChecked()
    assert walked.page.finish.text() == "Finish and open the first letter"
    walked.click(walked.page.finish)
    [(target, arguments)] = walked.went
    assert target == "letter"
    with casebook.reading() as tx:
        letter = tx.get(Letter, str(arguments["letter_id"]))
    assert letter.kind == "necessity_letter_request"  # it is asked for before the appeal can be written


def test_letters_and_actions_are_ticked_together(walk: Callable[..., Walk], notice: Path) -> None:
    walked = walk()
    plan = _to_the_plan(walked, notice)
    sends = next(row for row in plan.left.action_rows if row.action.letter_kind)
    letter = plan.right.ticks[f"letter:{sends.action.letter_kind}"]
    ticked = [tick for key, tick in plan.right.ticks.items() if key.startswith("letter:") and tick.isChecked()]
    assert f"{len(ticked)} letters" in plan.counts()
    walked.click(letter)
    assert not sends.isChecked()
    assert f"{len(ticked) - 1} letters" in plan.counts()
    walked.click(sends)
    assert letter.isChecked()
    walked.click(plan.right.ticks["deadline:erisa_appeal_filing"])
    assert "0 dates" in plan.counts()


def test_typing_alone(walk: Callable[..., Walk], casebook: Casebook) -> None:
    walked = walk()
    papers = walked.page.step(1)
    assert isinstance(papers, PapersStep)
    walked.click(papers.type_instead)
    person = walked.page.step(2)
    assert isinstance(person, PersonStep)
    assert QApplication.focusWidget() in {person.name.line, person.who}
    person.name.line.setFocus()
    walked.write("Amos Birchwood")
    walked.key(Qt.Key.Key_Return)
    problem = walked.page.step(3)
    assert isinstance(problem, ProblemStep)
    walked.key(Qt.Key.Key_Space)
    assert walked.page.draft.state.facts.signals == ("payment_not_posted",)
    walked.key(Qt.Key.Key_Return)
    notice = walked.page.step(4)
    assert isinstance(notice, NoticeStep)
    assert notice.table.isHidden()
    assert notice.document.isHidden()
    walked.write("co 18")
    walked.fill(notice.form.facts["people.provider"].input, "Juniper Falls Clinic")
    walked.fill(notice.form.facts["amounts.in_dispute"].input, "1,240.5")
    walked.key(Qt.Key.Key_Return, CTRL)
    questions = walked.page.step(5)
    assert isinstance(questions, QuestionsStep)
    walked.key(Qt.Key.Key_Space)
    assert "wrong_code" in walked.page.draft.state.facts.signals
    walked.key(Qt.Key.Key_Return)
    walked.key(Qt.Key.Key_Return, CTRL)
    walked.key(Qt.Key.Key_Return, CTRL)
    [(target, arguments)] = walked.went
    with casebook.reading() as tx:
        case = (
            tx.get(Case, str(arguments["case_id"]))
            if target != "letter"
            else tx.get(Case, tx.get(Letter, str(arguments["letter_id"])).case_id)
        )
    assert case.disputed == 124_050
    assert "duplicate" in case.denial_types


def test_back_keeps_everything(walk: Callable[..., Walk], notice: Path) -> None:
    walked = walk()
    _to_the_plan(walked, notice)
    before = walked.page.draft.state
    for step in (6, 5, 4, 3, 2, 1):
        walked.key(Qt.Key.Key_Left, ALT)
        assert walked.page.draft.step == step
    assert walked.page.draft.state == before


def test_finish_asks_for_the_name_where_it_is_typed(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.go(7)
    walked.key(Qt.Key.Key_Return, CTRL)
    person = walked.page.step(2)
    assert isinstance(person, PersonStep)
    assert walked.page.draft.step == 2
    assert "name" in person.name.error()
    assert QApplication.focusWidget() is person.name.line
    assert walked.went == []


def test_skipping_is_remembered_and_undone_by_going_on(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.click(walked.page.skip)
    skipped = [walked.page.draft.state.skipped]
    walked.go(1)
    walked.click(walked.page.next)
    skipped.append(walked.page.draft.state.skipped)
    assert skipped == [(1,), ()]


def test_every_control_has_a_name(walk: Callable[..., Walk], notice: Path) -> None:
    walked = walk()
    walked.give(notice)
    for number in range(1, 8):
        walked.go(number)
        for widget in walked.page.step(number).findChildren(QWidget):
            inside = isinstance(widget.parent(), QAbstractScrollArea)  # a viewport speaks through its view
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not inside:
                words = widget.accessibleName() or getattr(widget, "text", str)() or widget.toolTip()
                assert words, f"step {number}: {widget} in {widget.parent()}"
