# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A call on the screen: facts filled in, blanks that can be filled, questions to tick, and one line of the log."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.deadline import Deadline, Owner
from app.domain.log import Channel, LogEntry
from app.domain.track import Task
from app.services.call_notes import CallDraft
from app.services.library import LibraryService
from tests.ui.pages.world import World, casebook, days, world
from ui.pages.call import CallPage
from ui.pages.call_pick import make_call, make_call_with
from ui.pages.call_script import marked_up
from ui.pages.case import CasePage
from ui.pages.case_menu import fill_case_menu
from ui.pages.letter_fact import FactDialog
from ui.pages.library_article import ArticleView
from ui.pages.today import TodayPage
from ui.widgets.button import Button

__all__ = ["casebook", "world"]


def shown(world: World, script: str = "hold_request") -> CallPage:
    page = CallPage(world.context)
    world.show(page, case_id=world.case.id, script=script)
    return page


def hold_task(world: World, due: date | None = None) -> Task:
    task = Task(
        case_id=world.case.id,
        track_id=world.billing.id,
        title="Ask billing to hold the account",
        script="hold_request",
        due=due or days(2),
    )
    world.save(task)
    return task


def test_the_script_shows_what_the_case_knows_and_names_what_it_does_not(world: World) -> None:
    page = shown(world)
    assert page.sheet is not None
    html = marked_up(page.sheet.opening)
    assert "<b>Nora Ellingboe</b>" in html
    assert "<b>$2,450.00</b>" in html
    assert '<a href="people.account_number">[account number: on the bill]</a>' in html
    assert page.form.party.currentText() == world.office.name
    assert page.form.by.value() == days(7)
    assert [crumb.text for crumb in page.breadcrumb()] == ["Nora Ellingboe", "Call"]


def test_words_of_the_case_are_text_and_never_marks(world: World) -> None:
    world.context.desk.calls.answer(world.case.id, "people.account_number", "<i>1</i>")
    page = shown(world)
    assert page.sheet is not None
    assert "<b>&lt;i&gt;1&lt;/i&gt;</b>" in marked_up(page.sheet.opening)


def test_a_blank_is_filled_in_place_and_ticks_stay(world: World) -> None:
    page = shown(world)
    QTest.keyClicks(page.script.questions[1].line, "They will")
    assert page.script.questions[1].check.isChecked()

    def type_number(dialog: FactDialog) -> int:
        dialog.input.setText("88120")  # type: ignore[attr-defined]
        dialog._accept()
        return dialog.result()

    world.prompts.answers.append(type_number)
    page.command("fill")
    world.settle()
    assert page.sheet is not None
    assert "<b>88120</b>" in marked_up(page.sheet.opening)
    assert page.script.questions[1].check.isChecked()
    assert page.script.questions[1].line.text() == "They will"


def test_the_call_ends_in_the_log(world: World) -> None:
    task = hold_task(world)
    page = shown(world)
    QTest.mouseClick(page.script.questions[0].check, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.script.questions[2].line, "30 days")
    QTest.keyClicks(page.form.talked_to, "Dana")
    QTest.keyClicks(page.form.reference, "T-4471")
    page.form.promised.setPlainText("Hold it for 30 days")
    page.form.by.setText("+10 days")
    page.command("write")
    world.settle()
    [(target, arguments)] = world.went
    assert (target, arguments["case_id"]) == ("case", world.case.id)
    with world.context.desk.casebook.reading() as tx:
        entry = tx.get(LogEntry, str(arguments["select"]))
        (clock,) = tx.find(Deadline, log_entry_id=entry.id)
        assert tx.get(Task, task.id).done_on is not None
    assert (entry.action, entry.talked_to, entry.reference) == (
        "Called: ask billing to hold the account",
        "Dana",
        "T-4471",
    )
    assert entry.channel is Channel.PHONE
    assert "Answer: 30 days" in entry.notes
    assert entry.notes.count("Asked:") == 2
    assert (clock.title, clock.due, clock.owner) == ("Hold it for 30 days", days(10), Owner.THEM)
    owed = next(g for g in world.context.desk.today.groups(world.person.id) if g.id == "owed")
    assert [row.title for row in owed.rows] == ["Hold it for 30 days"]


def test_a_call_that_nobody_answered_asks_for_another_day(world: World) -> None:
    page = shown(world)
    page.form.outcome.choose("no_answer")
    assert not page.form.talked_to.isVisible()
    assert page.form.by.value() == days(1)
    page.write()
    world.settle()
    assert world.entries()[0].action == "Called, no answer: ask billing to hold the account"


def test_a_day_that_is_past_is_said_and_nothing_is_written(world: World) -> None:
    page = shown(world)
    page.form.by.setText("1 Nov 2026")
    page.write()
    assert world.went == []
    assert world.entries() == []
    page.form.by.setText("no day at all")
    page.write()
    assert world.entries() == []


def test_what_was_typed_is_there_again(world: World) -> None:
    page = shown(world)
    QTest.keyClicks(page.script.questions[0].line, "Yes")
    QTest.keyClicks(page.form.reference, "T-1")
    page.form.by.clear()
    assert page.leave()
    again = shown(world)
    assert again.script.questions[0].check.isChecked()
    assert again.script.questions[0].line.text() == "Yes"
    assert again.form.reference.text() == "T-1"
    assert again.form.by.value() is None
    assert again.form.party.currentText() == world.office.name


def test_a_call_that_was_only_looked_at_leaves_nothing(world: World) -> None:
    page = shown(world)
    assert page.draft() == CallDraft()
    page.leave()
    assert world.context.desk.calls.draft(world.case.id, "hold_request") == CallDraft()


def test_not_now_goes_back_to_the_case(world: World) -> None:
    page = shown(world)
    page.form.later.click()
    assert world.went == [("case", {"case_id": world.case.id})]


def test_the_case_offers_its_call_first(world: World) -> None:
    task = hold_task(world)
    page = CasePage(world.context)
    world.show(page, case_id=world.case.id)
    assert page.header.next.text() == "Make the call"
    page.header.next.click()
    wanted = {"case_id": world.case.id, "script": "hold_request", "task_id": task.id}
    assert world.went[-1] == ("call", wanted)
    menu = QMenu()
    view = world.context.desk.cases.view(world.case.id)
    fill_case_menu(menu, world.context, view, page)
    assert "Make a call" in [action.text() for action in menu.actions()]
    world.prompts.answers.append(0)
    page.command("call")
    assert world.went[-1] == ("call", wanted)
    world.prompts.answers.append(None)
    make_call(world.context, world.case.id)
    assert len(world.went) == 2


def test_today_opens_the_script_of_a_call(world: World) -> None:
    task = hold_task(world)
    page = TodayPage(world.context)
    world.show(page, select=task.id)
    for name in ("open", "call"):
        page.command(name)
        assert world.went[-1] == (
            "call",
            {"case_id": world.case.id, "script": "hold_request", "task_id": task.id},
        )
    assert page.detail._letter.text() == "Make the call"


def test_the_library_asks_for_which_case(world: World, request: pytest.FixtureRequest) -> None:
    desk = world.context.desk
    article = LibraryService(desk.casebook, desk.clock).article("script", "hold_request")
    assert article is not None
    view = ArticleView(world.context)
    request.addfinalizer(view.deleteLater)
    heard: list[str] = []
    view.asked.connect(lambda what, _article: heard.append(what))
    view.show_article(article)
    next(b for b in view.findChildren(Button) if b.text() == "Make this call").click()
    assert heard == ["call"]
    world.prompts.answers.append(world.case.id)
    make_call_with(world.context, "hold_request")
    assert world.went == [("call", {"case_id": world.case.id, "script": "hold_request"})]


def test_a_case_that_is_gone_is_left(world: World) -> None:
    page = shown(world)
    world.context.desk.cases.delete(world.case.id)
    page.refresh()
    assert world.went == [("cases", {})]
