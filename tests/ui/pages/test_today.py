# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Today: groups and counts, the four actions with mouse and keys, and what stands behind the selected date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.domain.case import CaseStatus
from app.domain.deadline import DeadlineStatus
from app.domain.wizard import WizardSession
from app.services.dates import DaysLeft
from tests.ui.pages.world import TODAY, World, casebook, days, world
from ui.models.today import Head, TodayModel, due_ink, law_tip
from ui.pages.today import TodayPage
from ui.pages.today_compare import compare_rows, difference
from ui.pages.today_days import cells
from ui.pages.today_detail import working_words
from ui.pages.today_snooze import SnoozeDialog, offered_days

__all__ = ["casebook", "world"]


@pytest.fixture
def page(world: World) -> TodayPage:
    """Show Today with one thing of every kind."""
    world.law()
    world.task("Call back", days(-2))
    world.task("Ask for the record", days(3))
    world.deadline("Request external review", days(60))
    world.they_owe("Decision on the appeal", days(-3))
    made = TodayPage(world.context)
    world.show(made)
    return made


def words_of(page: TodayPage) -> list[str]:
    model = page.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_groups_stand_in_their_order_with_their_counts(page: TodayPage) -> None:
    heads = [words for words in words_of(page) if words.count(",") == 1]
    assert heads == ["Overdue, 1", "This week, 1", "Next 30 days, 1", "Later, 1", "They owe us, 1"]


def test_a_row_reads_out_what_who_when_and_the_law(page: TodayPage) -> None:
    appeal = next(words for words in words_of(page) if words.startswith("File the internal appeal"))
    assert "Nora Ellingboe" in appeal
    assert "Mon 30 Nov · in 9 days" in appeal
    assert "29 CFR 2560.503-1(h)(3)(i)" in appeal


def test_heads_are_passed_over_by_the_arrow_keys(page: TodayPage) -> None:
    titles = []
    for _ in range(5):
        current = page.list.current()
        assert current is not None
        titles.append(current.title)
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert titles == [
        "Call back",
        "Ask for the record",
        "File the internal appeal",
        "Request external review",
        "Decision on the appeal",
    ]


def test_the_model_keeps_qts_rules(world: World, qtmodeltester: object) -> None:
    world.law()
    model = TodayModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_groups(world.context.desk.today.groups(world.person.id), TODAY)
    model.set_groups([], TODAY)
    assert model.rowCount() == 0
    tester.deleteLater()


def test_done_by_key_takes_the_row_away_and_logs_it_and_undo_brings_it_back(world: World, page: TodayPage) -> None:
    page.list.select_key(page.list.rows()[2].id)
    QTest.keyClick(page.list, Qt.Key.Key_D)
    world.settle()
    assert "File the internal appeal" not in [row.title for row in page.list.rows()]
    assert world.entries()[0].action == "Done: File the internal appeal"
    world.undo()
    assert "File the internal appeal" in [row.title for row in page.list.rows()]
    assert world.entries() == []


def test_done_pressed_twice_is_done_once(world: World, page: TodayPage) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_D)
    QTest.keyClick(page.list, Qt.Key.Key_D)
    world.settle()
    assert [entry.action for entry in world.entries()] == ["Done: Call back"]


def test_a_click_on_the_round_mark_means_done(world: World, page: TodayPage) -> None:
    index = page.list.model().index(1, 0)
    middle = page.list._delegate.mark_rect(page.list.visualRect(index)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    world.settle()
    assert "Call back" not in [row.title for row in page.list.rows()]
    assert world.entries()[0].action == "Done: Call back"


def test_the_buttons_stand_in_the_current_row_and_name_it(page: TodayPage) -> None:
    actions = page.list._actions
    assert actions.isVisible()
    names = [button.accessibleName() for button in actions._buttons.values()]
    assert names == [f"{words}: Call back" for words in ("Open", "Done", "Snooze", "Log a call")]
    assert page.list.visualRect(page.list.currentIndex()).contains(actions.geometry().center())


def test_snooze_asks_for_day_and_reason_and_hides_the_row_until_then(world: World, page: TodayPage) -> None:
    page.list.select_key(page.list.rows()[2].id)

    def answer(dialog: SnoozeDialog) -> int:
        dialog._save()
        assert "few words" in dialog._reason.error()
        dialog.reason.setText("waiting for the records")
        dialog.until.setText("+2 days")
        dialog._save()
        return dialog.result()

    world.prompts.answers.append(answer)
    QTest.keyClick(page.list, Qt.Key.Key_S)
    world.settle()
    assert "File the internal appeal" not in [row.title for row in page.list.rows()]
    kept = world.context.desk.deadlines.of_case(world.case.id)[1]
    assert (kept.snoozed_until, kept.snooze_reason, kept.due) == (days(2), "waiting for the records", days(9))


def test_a_snooze_beyond_the_due_date_is_refused_in_words(world: World, page: TodayPage) -> None:
    def answer(dialog: SnoozeDialog) -> int:
        dialog.until.setText("15 dec 2026")
        dialog.reason.setText("later")
        dialog._save()
        return dialog.result()

    page.list.select_key(page.list.rows()[2].id)
    world.prompts.answers.append(answer)
    QTest.keyClick(page.list, Qt.Key.Key_S)
    world.settle()
    assert "before 2026-12-15" in world.prompts.told[0]
    assert "File the internal appeal" in [row.title for row in page.list.rows()]


def test_days_offered_for_a_snooze_never_pass_the_due_date() -> None:
    assert [day for _, day in offered_days(TODAY, days(2))] == [days(1), days(2)]
    assert offered_days(TODAY, days(-1)) == []
    assert len(offered_days(TODAY, None)) == 3


def test_enter_opens_the_case_and_l_begins_a_call_in_its_log(world: World, page: TodayPage) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.list, Qt.Key.Key_L)
    assert world.went[0] == ("case", {"case_id": world.case.id})
    assert world.went[1][1]["action"] == "Called "
    assert world.went[1][1]["track"] == "provider_billing"


def test_a_deadline_with_a_letter_opens_that_letter(world: World) -> None:
    world.law(letter_kind="internal_appeal_medical_necessity")
    page = TodayPage(world.context)
    world.show(page)
    assert page.detail._letter.text() == "Open the letter"
    page.detail._letter.click()
    letters = world.context.desk.letters.of_case(world.case.id)
    assert world.went == [("letter", {"letter_id": letters[0].id})]
    page.detail._letter.click()
    assert len(world.context.desk.letters.of_case(world.case.id)) == 1


def test_the_detail_tells_the_date_the_law_and_how_it_was_counted(world: World, page: TodayPage) -> None:
    page.list.select_key(page.list.rows()[2].id)
    world.settle()
    detail = page.detail
    assert detail._due.text() == "Mon 30 Nov 2026"
    assert detail._away.text() == "in 9 days"
    assert detail._working.words() == "5 working days left: Thanksgiving Day is Thu 26 Nov"
    assert "8 June + 180 days" in detail._counted.words()
    assert detail._law.words() == "29 CFR 2560.503-1(h)(3)(i) · checked 21 Nov 2026"
    assert detail._strip.accessibleDescription() == detail._working.words()
    detail._rule.click()
    assert world.went[-1] == ("library", {"rule": "internal_appeal"})


def test_f1_tells_the_law_of_the_row(page: TodayPage) -> None:
    row = page.list.rows()[2]
    assert law_tip(row) == "The notice prints this date: 29 CFR 2560.503-1(h)(3)(i)."
    assert law_tip(page.list.rows()[4]) == "They said so; no law stands behind this date."


def test_notice_and_law_stand_side_by_side_and_the_earlier_one_governs(world: World) -> None:
    deadline = world.law()
    rows = {label: (notice, law) for label, notice, law in compare_rows(deadline)}
    assert rows["Due"] == ("Mon 30 Nov 2026", "Sat 5 Dec 2026")
    assert rows["Time"] == ("175 days", "180 days")
    assert rows["Weekend"] == ("Not on one", "Saturday, not moved")
    assert rows["Safe day"] == ("Mon 30 Nov", "Fri 4 Dec")
    assert difference(deadline)[0] == "The notice gives 5 days less than the law."
    later = replace(deadline, notice_due=days(16), due=days(14))
    assert difference(later)[0] == "The notice gives 2 days more than the law."


def test_a_deadline_that_has_one_date_has_no_comparison(world: World, page: TodayPage) -> None:
    page.list.select_key(page.list.rows()[3].id)
    assert not page.detail._compare.isVisible()
    assert not page.detail._banner.isVisible()


def test_the_day_strip_shows_days_then_weeks() -> None:
    near = cells(TODAY, days(14), {days(5): "Thanksgiving Day"})
    assert len(near) == 15
    assert [cell.inside for cell in near[:3]] == ["21", "22", "23"]
    assert [near[number].off for number in (0, 1, 2, 5)] == [True, True, False, True]
    weeks = cells(TODAY, days(60), {})
    assert weeks[0].first.weekday() == 0
    assert any(cell.first <= days(60) <= cell.last for cell in weeks)


@pytest.mark.parametrize(
    ("due", "said"),
    [(-1, "The date is past."), (0, "Today is the day."), (3, "2 working days left")],
)
def test_days_left_in_words(due: int, said: str) -> None:
    assert working_words(DaysLeft(working=2), TODAY, days(due)).startswith(said)


def test_their_clocks_are_red_when_late_but_never_amber(page: TodayPage) -> None:
    rows = {row.title: row for row in page.list.rows()}
    assert due_ink(rows["Decision on the appeal"], TODAY) == "red"
    assert due_ink(replace(rows["Decision on the appeal"], due=days(2)), TODAY) == "text-2"
    assert due_ink(rows["Ask for the record"], TODAY) == "amber"
    assert due_ink(rows["File the internal appeal"], TODAY) == "text-2"


def test_the_calendar_file_holds_the_date_and_no_health_details(world: World, page: TodayPage, tmp_path: Path) -> None:
    page.list.select_key(page.list.rows()[2].id)
    world.prompts.answers.append(tmp_path / "one.ics")
    page.detail._calendar.click()
    written = (tmp_path / "one.ics").read_text(encoding="utf-8")
    assert "20261130" in written
    assert "MRI" not in written


def test_an_unfinished_wizard_stands_at_the_end_and_goes_on(world: World) -> None:
    now = world.context.desk.clock.now()
    session = WizardSession(title="MRI, half typed", started_at=now, changed_at=now)
    world.save(session)
    page = TodayPage(world.context)
    world.show(page, select=session.id)
    try:
        assert page.detail._letter.text() == "Go on"
        visible = [name for name, button in page.list._actions._buttons.items() if button.isVisible()]
        assert visible == ["open"]
        QTest.keyClick(page.list, Qt.Key.Key_D)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        assert world.went == [("wizard", {"session": session.id})]
    finally:
        with world.context.desk.casebook.transaction() as tx:
            tx.delete(session)
            tx.commit()


def test_nothing_due_says_what_belongs_here_and_offers_the_first_step(world: World) -> None:
    page = TodayPage(world.context)
    world.show(page)
    assert page._empty.isVisible()
    page._empty.acted.emit()
    assert world.went == [("wizard", {})]


def test_the_current_row_stays_when_something_above_is_done(world: World, page: TodayPage) -> None:
    page.list.select_key(page.list.rows()[2].id)
    overdue = page.list.rows()[0]
    world.context.act(lambda: world.context.desk.deadlines.task_done(overdue.id))
    world.settle()
    current = page.list.current()
    assert current is not None
    assert current.title == "File the internal appeal"


def test_a_closed_case_leaves_today(world: World, page: TodayPage) -> None:
    world.save(replace(world.case, status=CaseStatus.CLOSED))
    page.refresh()
    world.settle()
    assert page.list.rows() == []
    assert page.list.current() is None


def test_done_deadlines_are_marked_done(world: World, page: TodayPage) -> None:
    page.list.select_key(page.list.rows()[4].id)
    QTest.keyClick(page.list, Qt.Key.Key_D)
    world.settle()
    states = {d.title: d.status for d in world.context.desk.deadlines.of_case(world.case.id)}
    assert states["Decision on the appeal"] is DeadlineStatus.DONE
    assert world.entries()[0].action == "They did it: Decision on the appeal"


def test_a_narrow_list_puts_the_date_below_the_words(world: World, page: TodayPage) -> None:
    wide = page.list.sizeHintForRow(3)
    page.resize(680, 700)
    world.settle()
    assert page.list._delegate.narrow()
    assert page.list.sizeHintForRow(3) > wide
    assert isinstance(page.list._model.entry(0), Head)
