# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The page of one case: head, lanes, tabs, editing with deadlines offered anew, closing through the checklist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.case import Case, CaseStatus, Outcome
from app.domain.deadline import DeadlineStatus
from app.domain.facts import Dates
from app.domain.money import Cents
from app.domain.track import TrackKind
from app.services.case_edit import CaseEdit
from app.services.documents import Added
from app.services.errors import ImpossibleDates, NeedsWords
from tests.ui.pages.world import TODAY, World, casebook, days, world
from ui.main_window import MainWindow
from ui.models.deadlines import deadline_columns, standing
from ui.pages.case import CasePage
from ui.pages.case_close import EOB_CAME, CloseDialog, close_case
from ui.pages.case_deadline import DeadlineDialog
from ui.pages.case_documents import added_words
from ui.pages.case_edit import CaseDialog, edit_case, editor_of, offer_deadlines
from ui.pages.case_header import fact_pairs
from ui.pages.case_header import standing as case_standing
from ui.pages.case_menu import delete_case, fill_case_menu
from ui.pages.log import LogPage
from ui.pages.page_commands import add_page_commands
from ui.pages.today import TodayPage
from ui.theme import Theme

__all__ = ["casebook", "world"]


@pytest.fixture
def page(world: World) -> CasePage:
    """Show the case with a clock by the law."""
    world.law(letter_kind="internal_appeal_medical_necessity")
    made = CasePage(world.context)
    world.show(made, case_id=world.case.id)
    return made


def case_now(world: World) -> Case:
    return world.context.desk.cases.view(world.case.id).case


# -- the head --------------------------------------------------------------------------------------------------------


def test_the_head_tells_who_what_and_how_much(world: World, page: CasePage) -> None:
    view = world.context.desk.cases.view(world.case.id)
    pairs = dict(fact_pairs(view))
    assert pairs["Insurer and plan"] == f"{world.insurer.name}, employer, insured"
    assert pairs["Service"] == "Tue 21 Apr 2026"
    assert pairs["Member ID"] == "LFK 204"
    assert case_standing(view) == ("Open · drafting the appeal", "info")
    said = {label.accessibleName() for label in page.header._money.findChildren(type(page.header._money).__mro__[1])}
    assert "Saved so far: +$486.00" in said
    assert [crumb.text for crumb in page.breadcrumb()] == ["Cases", "Nora Ellingboe"]


def test_the_title_is_edited_in_place_and_undone(world: World, page: CasePage) -> None:
    title = page.header.title
    QTest.keyClick(title._label, Qt.Key.Key_F2)
    title.line.setText("MRI of the knee")
    QTest.keyClick(title.line, Qt.Key.Key_Return)
    assert case_now(world).title == "MRI of the knee"
    assert title.text() == "MRI of the knee"
    world.undo()
    assert title.text() == world.case.title


def test_escape_and_an_empty_title_change_nothing(world: World, page: CasePage) -> None:
    title = page.header.title
    title.edit()
    title.line.setText("Something else")
    QTest.keyClick(title.line, Qt.Key.Key_Escape)
    title.edit()
    title.line.setText("   ")
    QTest.keyClick(title.line, Qt.Key.Key_Return)
    assert case_now(world).title == world.case.title
    assert title._label.words() == world.case.title


def test_the_one_filled_button_says_what_comes_next(world: World, page: CasePage) -> None:
    assert page.header.next.text() == "Write the letter"
    page.header.next.click()
    assert world.went[-1][0] == "letter"
    assert page.header.next.text() == "Continue the letter"
    page.header.next.click()
    assert world.went[-1] == world.went[-2]
    world.context.desk.cases.close(world.case.id, Outcome.WON, None)
    page.refresh()
    assert page.header.next.text() == "Reopen the case"
    page.header.next.click()
    assert case_now(world).status is CaseStatus.OPEN


def test_a_packet_is_made_once_and_opened_again(world: World, page: CasePage) -> None:
    page.header.packet.click()
    page.header.packet.click()
    assert [target for target, _ in world.went] == ["packet", "packet"]
    assert world.went[0] == world.went[1]


def test_counts_stand_beside_the_tabs(world: World, page: CasePage) -> None:
    world.log("Called")
    page.refresh()
    assert page.tabs.bar._counts == {"log": 1, "documents": 0, "letters": 0, "deadlines": 1}


def test_a_case_that_is_gone_leads_back_to_the_list(world: World, page: CasePage) -> None:
    view = world.context.desk.cases.view(world.case.id)
    delete_case(world.context, view)
    assert world.went[0] == ("cases", {})
    assert world.context.desk.cases.rows(world.person.id) == []
    world.undo()
    assert [row.title for row in world.context.desk.cases.rows(world.person.id)] == [world.case.title]
    assert len(world.context.desk.deadlines.of_case(world.case.id)) == 1


# -- lanes -----------------------------------------------------------------------------------------------------------


def test_a_click_on_a_stage_moves_the_track_and_undo_moves_it_back(world: World, page: CasePage) -> None:
    lane = page.lanes.lanes[0]
    assert lane.lane.track.kind is TrackKind.INSURER_APPEAL
    place = lane.stage_boxes()[3].center().toPoint()
    QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert page.lanes.lanes[0].lane.track.stage == 3
    assert world.entries()[0].action == "Insurer appeal: now at “Sent”"
    world.undo()
    assert page.lanes.lanes[0].lane.track.stage == 2
    assert world.entries() == []


def test_arrows_and_enter_move_a_track_to_its_end(world: World, page: CasePage) -> None:
    for _ in range(3):
        lane = page.lanes.lanes[0]
        lane.setFocus()
        QTest.keyClick(lane, Qt.Key.Key_Right)
        QTest.keyClick(lane, Qt.Key.Key_Return)
    assert page.lanes.lanes[0].lane.track.stage == 5
    assert page.lanes.lanes[0].lane.track.closed_on == TODAY


def test_a_lane_reads_out_where_it_stands(page: CasePage) -> None:
    said = page.lanes.lanes[0].accessibleName()
    assert said == ("Insurer appeal, stage 3 of 5, Letter, next: File the internal appeal, Mon 30 Nov, in 9 days")


def test_the_stages_can_be_hit_where_they_are_drawn(page: CasePage) -> None:
    lane = page.lanes.lanes[0]
    assert [lane.stage_at(box.center().x()) for box in lane.stage_boxes()] == [0, 1, 2, 3, 4]
    assert lane.stage_at(10) == -1
    lane.resize(700, 40)
    assert [lane.stage_at(box.center().x()) for box in lane.stage_boxes()] == [0, 1, 2, 3, 4]


# -- editing ---------------------------------------------------------------------------------------------------------


def answering(*edits: Callable[[CaseDialog], object]) -> Callable[[CaseDialog], int]:
    def answer(dialog: CaseDialog) -> int:
        for edit in edits:
            edit(dialog)
        dialog._save()
        return dialog.result()

    return answer


def test_editing_keeps_case_plan_parties_and_facts_together_and_undo_takes_all_back(
    world: World, page: CasePage
) -> None:
    world.prompts.answers.append(
        answering(
            lambda d: d.claim.setText("NEW-1"),
            lambda d: d.insurer.setEditText("A new insurer"),
            lambda d: d.member_id.setText("M 77"),
            lambda d: d.money["asked"].setText("2,548.08"),
        )
    )
    edit_case(world.context, world.case.id, page)
    view = world.context.desk.cases.view(world.case.id)
    facts = world.context.desk.planner.facts_of(view.case)
    assert (view.case.claim_number, view.case.asked) == ("NEW-1", 254808)
    assert view.insurer is not None
    assert view.insurer.name == facts.people.insurer == "A new insurer"
    assert view.coverage is not None
    assert view.coverage.member_id == facts.people.member_id == "M 77"
    assert facts.people.claim_number == "NEW-1"
    world.undo()
    view = world.context.desk.cases.view(world.case.id)
    assert view.case == world.case
    assert view.insurer == world.insurer
    assert "A new insurer" not in [party.name for party in world.context.desk.log.parties()]


def test_the_edit_dialog_keeps_asking_until_every_field_stands(world: World, page: CasePage) -> None:
    def answer(dialog: CaseDialog) -> int:
        dialog.title.clear()
        dialog.dates["denial_received"].setText("soonish")
        dialog._save()
        assert dialog.result() == 0
        assert dialog._title.error()
        dialog.title.setText("Knee")
        dialog._save()
        assert dialog.result() == 0
        dialog.dates["denial_received"].setText("")
        dialog._save()
        return dialog.result()

    world.prompts.answers.append(answer)
    edit_case(world.context, world.case.id, page)
    assert case_now(world).title == "Knee"


def test_impossible_dates_are_refused_in_words(world: World, page: CasePage) -> None:
    editor = editor_of(world.context)
    view = world.context.desk.cases.view(world.case.id)

    def edit(case: Case, dates: Dates) -> CaseEdit:
        assert view.coverage is not None
        return CaseEdit(
            case=case, provider="", insurer="", plan_kind=view.coverage.plan_kind, member_id="", dates=dates
        )

    with pytest.raises(ImpossibleDates):
        editor.save(edit(view.case, Dates(denial_notice=TODAY, denial_received=days(-1))))
    with pytest.raises(ImpossibleDates):
        editor.save(edit(replace(view.case, service_end=date(2020, 1, 1)), Dates()))
    with pytest.raises(NeedsWords):
        editor.save(edit(replace(view.case, title=" "), Dates()))
    assert case_now(world) == world.case


def test_a_changed_date_offers_the_deadlines_that_follow_it(world: World, page: CasePage) -> None:
    desk = world.context.desk
    world.prompts.answers += [answering(lambda d: d.dates["denial_received"].setText("8 jun 2026")), False]
    edit_case(world.context, world.case.id, page)
    assert world.prompts.asked[-1][1].startswith("The calendar follows the facts: New: ")
    fresh = {c.rule: c for c in desk.planner.deadlines(desk.planner.facts_of(case_now(world))) if c.working}
    assert fresh, "a denial that came gives deadlines by the law"
    rule, computed = next(iter(fresh.items()))
    stale = world.deadline("Stale", days(40), rule_id=rule)
    world.prompts.answers.append(True)
    offer_deadlines(world.context, world.case.id)
    assert "Stale" in world.prompts.asked[-1][1]
    assert desk.deadlines.get(stale.id).due == computed.working
    offer_deadlines(world.context, world.case.id, told=True)
    assert world.prompts.told == ["Every deadline stands as the case's dates give it."]
    world.undo()
    assert desk.deadlines.get(stale.id).due == days(40)


# -- closing ---------------------------------------------------------------------------------------------------------


def test_a_case_cannot_be_closed_while_the_corrected_eob_is_missing(world: World, page: CasePage) -> None:
    world.save(replace(world.case, corrected_eob_needed=True))

    def answer(dialog: CloseDialog) -> int:
        assert not dialog.close_button.isEnabled()
        assert not dialog.outcome.isVisibleTo(dialog)
        dialog.close_button.click()
        assert dialog.result() == 0
        dialog.outcome.choose(Outcome.WON)
        return 1  # even pressed by force, the service refuses

    world.prompts.answers.append(answer)
    close_case(world.context, world.case.id, page)
    assert "The case stays open." in world.prompts.told[0]
    assert "old EOB is not the end" in world.prompts.told[0]
    assert case_now(world).status is CaseStatus.OPEN


def test_the_case_closes_once_the_corrected_eob_came(world: World, page: CasePage) -> None:
    world.save(replace(world.case, corrected_eob_needed=True))
    world.prompts.answers.extend([EOB_CAME, "yesterday"])
    close_case(world.context, world.case.id, page)
    assert case_now(world).corrected_eob_received == days(-1)

    def answer(dialog: CloseDialog) -> int:
        dialog._close()
        assert "choose how it ended" in dialog._outcome.error()
        dialog.outcome.choose(Outcome.WON)
        dialog.saved.setText("$2,450")
        dialog._close()
        return dialog.result()

    world.prompts.answers.append(answer)
    close_case(world.context, world.case.id, page)
    closed = case_now(world)
    assert (closed.status, closed.outcome, closed.saved) == (CaseStatus.CLOSED, Outcome.WON, Cents(245000))
    assert {d.status for d in world.context.desk.deadlines.of_case(closed.id)} == {DeadlineStatus.VOID}
    assert case_standing(world.context.desk.cases.view(closed.id)) == ("Closed · won", "green")
    world.undo()
    assert case_now(world).status is CaseStatus.OPEN


def test_the_menu_offers_what_fits_the_case(world: World, page: CasePage) -> None:
    menu = page.header.menu
    fill_case_menu(menu, world.context, world.context.desk.cases.view(world.case.id), page)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Edit the case",
        "Check the notice",
        "Financial assistance",
        "Case report",
        "Make a call",
        "Add a deadline",
        "Add a track",
        "The corrected EOB came",
        "Close the case",
        "Delete the case",
    ]
    world.context.desk.cases.close(world.case.id, Outcome.LOST, None)
    fill_case_menu(menu, world.context, world.context.desk.cases.view(world.case.id), page)
    assert "Reopen the case" in [action.text() for action in menu.actions()]


def test_a_track_can_be_added_from_the_menu(world: World, page: CasePage) -> None:
    fill_case_menu(page.header.menu, world.context, world.context.desk.cases.view(world.case.id), page)
    tracks = next(a.menu() for a in page.header.menu.actions() if a.text() == "Add a track")
    next(a for a in tracks.actions() if a.text() == "Records").trigger()
    assert [lane.lane.title for lane in page.lanes.lanes] == ["Insurer appeal", "Provider billing", "Records"]


# -- documents, letters, deadlines -----------------------------------------------------------------------------------


def test_dropped_files_are_kept_and_the_same_file_is_recognised(world: World, page: CasePage, tmp_path: Path) -> None:
    notice = tmp_path / "denial_notice.txt"
    notice.write_text(f"We deny the claim of {world.case.id}.", encoding="utf-8")
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    page.documents.zone.dropped.emit([notice, empty])
    world.settle()
    rows = world.context.desk.documents.rows(case_id=world.case.id)
    assert [row.title for row in rows] == ["denial notice"]
    assert page.documents._banner.accessibleName().startswith("1 document added.")
    assert "“empty.pdf” was not added" in page.documents._banner.accessibleName()
    page.documents.zone.dropped.emit([notice])
    world.settle()
    assert "1 file already in this casebook." in page.documents._banner.accessibleName()
    assert len(world.context.desk.documents.rows(case_id=world.case.id)) == 1
    assert page.tabs.bar._counts["documents"] == 1


def test_what_became_of_dropped_files_is_told() -> None:
    assert added_words(Added()) == ("Nothing new was added.", "", "info")
    assert added_words(Added(refused=("x",)))[2] == "amber"


def test_a_letter_of_the_menu_is_drafted_and_opened(world: World, page: CasePage) -> None:
    menu = page.letters._menu
    menu.aboutToShow.emit()
    kinds = world.context.desk.letters.kinds()
    assert [action.text() for action in menu.actions()] == [kind.title for kind in kinds]
    menu.actions()[0].trigger()
    letter = world.context.desk.letters.of_case(world.case.id)[0]
    assert world.went == [("letter", {"letter_id": letter.id})]
    assert letter.kind == kinds[0].kind
    page.letters.table.select_row(0)
    QTest.keyClick(page.letters.table, Qt.Key.Key_Return)
    assert world.went[-1] == world.went[0]


def test_a_case_without_letters_says_what_belongs_there(page: CasePage) -> None:
    page.tabs.bar.set_current_key("letters")
    assert page.letters._empty.isVisible()


def test_deadlines_tell_law_and_counting(world: World) -> None:
    deadline = world.law()
    cells = {column.title: column for column in deadline_columns(TODAY)}
    assert cells["Due"].text(deadline) == "Mon 30 Nov 2026 · in 9 days"
    assert cells["Due"].sub is not None
    assert cells["Due"].sub(deadline) == "Law: Sat 5 Dec 2026"
    assert cells["Law"].text(deadline) == "29 CFR 2560.503-1(h)(3)(i)"
    assert cells["Date from"].text(deadline) == "The notice"
    assert standing(deadline, TODAY) == ("Open", "info")
    assert standing(replace(deadline, due=days(-1)), TODAY) == ("Overdue", "red")
    assert standing(replace(deadline, snoozed_until=days(3)), TODAY)[0] == "Put off to Tue 24 Nov"


def test_a_deadline_is_added_done_and_edited(world: World, page: CasePage) -> None:
    tab = page.deadlines
    page.tabs.bar.set_current_key("deadlines")

    def add(dialog: DeadlineDialog) -> int:
        dialog._save()
        assert dialog._what.error()
        dialog.what.setText("Send the form")
        dialog.day.setText("+2 days")
        dialog._save()
        return dialog.result()

    world.prompts.answers.append(add)
    tab._add.click()
    assert [d.title for d in tab._model.records()] == ["Send the form", "File the internal appeal"]
    tab.table.select_row(0)
    tab._done.click()
    assert world.entries()[0].action == "Done: Send the form"
    assert tab._model.records()[-1].status is DeadlineStatus.DONE

    def edit(dialog: DeadlineDialog) -> int:
        dialog.notice.setText("1 dec 2026")
        dialog._save()
        return dialog.result()

    world.prompts.answers.append(edit)
    tab.table.select_row(0)
    tab._edit.click()
    assert tab._model.records()[0].due == date(2026, 12, 1)
    tab._rule.click()
    assert world.went[-1] == ("library", {"rule": "internal_appeal"})


def test_a_closed_deadline_offers_no_action(world: World, page: CasePage) -> None:
    page.deadlines.table.select_row(0)
    page.deadlines._done.click()
    page.deadlines.table.select_row(0)
    assert not page.deadlines._done.isEnabled()
    assert not page.deadlines._snooze.isEnabled()


# -- place -----------------------------------------------------------------------------------------------------------


def test_the_tabs_keep_room_to_work_in_on_a_low_window(world: World, page: CasePage) -> None:
    page.resize(1000, 480)
    world.settle()
    assert page.tabs.height() >= 200
    page.resize(1152, 776)
    world.settle()
    assert page._top.verticalScrollBar().maximum() == 0


def test_a_found_log_entry_is_shown(world: World, page: CasePage) -> None:
    first = world.log("First", days(-5))
    world.log("Second")
    page.show_args(case_id=world.case.id, select=first)
    page.refresh()
    world.settle()
    assert page.log.table.current().id == first
    assert page.tabs.bar.current_key() == "log"


def test_the_filter_of_the_log_narrows_and_closes(world: World, page: CasePage) -> None:
    world.log("Called billing")
    world.log("Mailed the appeal")
    page.refresh()
    page.focus_filter()
    page.log.words.setText("mailed")
    page.log._typing.timeout.emit()
    world.settle()
    assert [record.action for record in page.log._model.records()] == ["Mailed the appeal"]
    page.log.words.setText("nothing")
    page.log._typing.timeout.emit()
    world.settle()
    assert page.log._none.text() == "No entry holds these words."
    page.log._close_filter()
    page.log._typing.timeout.emit()
    world.settle()
    assert page.log._model.rowCount() == 2


# -- menus -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def window(world: World, theme: Theme) -> Iterator[MainWindow]:
    """Show the frame with the three pages that bring menu entries."""
    made = MainWindow(theme, world.context.jobs, world.prompts)
    made.add_page("today", lambda: TodayPage(world.context), text="Today", icon="sun")
    made.add_page("log", lambda: LogPage(world.context), text="Log", icon="list")
    made.add_page("case", lambda: CasePage(world.context), nav=False)
    add_page_commands(made.actions_of, made.current)
    yield made
    for key in ("today", "log", "case"):
        made.page(key)
    made.forget_pages()
    made.deleteLater()


def test_menu_entries_work_on_their_own_page_alone(world: World, window: MainWindow) -> None:
    world.task("Call back", days(2))
    window.go("today")
    world.settle()
    actions = window.actions_of
    assert actions.get("today-done").isEnabled()
    assert not actions.get("case-close").isEnabled()
    actions.get("today-done").trigger()
    world.settle()
    assert world.entries()[0].action == "Done: Call back"
    window.go("case", case_id=world.case.id)
    assert actions.get("case-close").isEnabled()
    assert not actions.get("today-done").isEnabled()


def test_every_menu_entry_of_a_case_does_something(world: World, window: MainWindow, tmp_path: Path) -> None:
    world.law(letter_kind="internal_appeal_medical_necessity")
    window.go("case", case_id=world.case.id)
    asked = {"case-edit": 0, "case-deadline": 0, "case-close": 0, "case-eob": None, "case-export": tmp_path / "log.csv"}
    for name, answer in asked.items():
        world.prompts.answers.append(answer)
        window.actions_of.get(name).trigger()
        assert not world.prompts.answers, name
    world.settle()
    assert (tmp_path / "log.csv").exists()
    window.actions_of.get("case-count").trigger()
    assert world.prompts.told == ["Every deadline stands as the case's dates give it."]
    window.actions_of.get("case-packet").trigger()
    window.actions_of.get("case-next").trigger()
    assert [page for page, _ in world.went] == ["packet", "letter"]
    window.actions_of.get("case-delete").trigger()
    assert world.context.desk.cases.rows(world.person.id) == []
