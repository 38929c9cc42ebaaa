# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Cases: filters with counts, typing to find, sorting, opening, remembered choices, and the empty screens."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.domain.case import Case, CaseStatus
from app.domain.money import Cents
from app.domain.person import Person
from app.ports import CaseRow
from tests.ui.pages.world import TODAY, World, casebook, days, world
from ui.models.cases import CaseModel, case_columns, filter_counts
from ui.pages.cases import CasesPage

__all__ = ["casebook", "world"]


def add_case(world: World, title: str, **fields: object) -> Case:
    made = replace(world.case, id=Case(person_id="", title="", opened_on=TODAY).id, title=title, **fields)  # type: ignore[arg-type]
    world.save(made)
    return made


@pytest.fixture
def page(world: World) -> CasesPage:
    """Show four cases: late, this week, without a date, and closed."""
    world.deadline("File the appeal", days(-2))
    soon = add_case(world, "Ambulance bill", disputed=Cents(56000), problem="Bill above the EOB")
    world.save(replace(world.deadline("Dispute the debt", days(4)), case_id=soon.id, track_id=None))
    add_case(world, "Knee injury", disputed=None)
    add_case(world, "Old blood test", status=CaseStatus.CLOSED, disputed=Cents(9600), stage="Closed")
    made = CasesPage(world.context)
    world.show(made)
    return made


def titles(page: CasesPage) -> list[str]:
    return [shown.title for shown in page.model.records()]


def test_open_cases_come_first_with_the_nearest_deadline_on_top(page: CasesPage) -> None:
    assert titles(page) == ["MRI denied as not medically necessary", "Ambulance bill", "Knee injury"]
    assert page.subtitle() == "3 cases"


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("overdue", ["MRI denied as not medically necessary"]),
        ("week", ["Ambulance bill"]),
        ("closed", ["Old blood test"]),
        ("all", ["MRI denied as not medically necessary", "Ambulance bill", "Knee injury", "Old blood test"]),
    ],
)
def test_chips_filter(page: CasesPage, key: str, found: list[str]) -> None:
    page.chips._chips[key].click()
    assert titles(page) == found


def test_chips_tell_how_many_each_holds(page: CasesPage) -> None:
    shown = {key: chip._counted() for key, chip in page.chips._chips.items()}
    assert shown == {"open": "3", "overdue": "1", "week": "1", "closed": "1", "all": "4"}


def test_a_chip_that_is_switched_off_leaves_all(page: CasesPage) -> None:
    page.chips._chips["open"].click()
    assert page.chips.active() == ["all"]
    assert len(titles(page)) == 4


def test_typing_finds_in_every_column(page: CasesPage) -> None:
    page.focus_filter()
    QTest.keyClicks(page.words, "above eob")
    assert titles(page) == ["Ambulance bill"]
    QTest.keyClick(page.words, Qt.Key.Key_Escape)
    assert len(titles(page)) == 3


def test_enter_while_typing_opens_the_case_that_is_left(world: World, page: CasesPage) -> None:
    page.words.setFocus()
    QTest.keyClicks(page.words, "knee")
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    assert world.went[0][0] == "case"
    assert world.went[0][1]["case_id"] == page.model.record(0).id


def test_enter_on_a_row_opens_it(world: World, page: CasesPage) -> None:
    page.table.setFocus()
    page.table.select_row(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert world.went == [("case", {"case_id": page.model.record(1).id})]


def test_down_goes_from_the_field_into_the_table(world: World, page: CasesPage) -> None:
    page.activateWindow()
    page.words.setFocus()
    QTest.keyClick(page.words, Qt.Key.Key_Down)
    assert page.table.hasFocus()


def test_sorting_by_money_and_date_leaves_the_empty_ones_last(page: CasesPage) -> None:
    columns = [column.title for column in case_columns(TODAY)]
    page.table.sortByColumn(columns.index("Disputed"), Qt.SortOrder.AscendingOrder)
    assert titles(page) == ["Ambulance bill", "MRI denied as not medically necessary", "Knee injury"]
    page.table.sortByColumn(columns.index("Disputed"), Qt.SortOrder.DescendingOrder)
    assert titles(page) == ["MRI denied as not medically necessary", "Ambulance bill", "Knee injury"]
    page.table.sortByColumn(columns.index("Next deadline"), Qt.SortOrder.DescendingOrder)
    assert titles(page) == ["Ambulance bill", "MRI denied as not medically necessary", "Knee injury"]


def test_the_filter_is_remembered(world: World, page: CasesPage) -> None:
    page.chips._chips["closed"].click()
    again = CasesPage(world.context)
    world.show(again)
    assert titles(again) == ["Old blood test"]


def test_a_search_for_a_person_shows_all_of_theirs(world: World, page: CasesPage) -> None:
    world.context.person_id = None
    page.show_args(person=world.person.id)
    page.refresh()
    world.settle()
    assert len(titles(page)) == 4


def test_the_selected_case_stays_selected_after_a_change(world: World, page: CasesPage) -> None:
    page.table.select_row(1)
    world.deadline("Something nearer", days(-9))
    page.refresh()
    world.settle()
    assert page.table.current().title == "Ambulance bill"


def test_no_case_at_all_offers_the_first_step(world: World) -> None:
    other = Person(name="Nobody yet")
    world.save(other)
    world.context.person_id = other.id
    page = CasesPage(world.context)
    world.show(page)
    assert page._empty.isVisible()
    assert not page.chips.isVisible()
    page._empty.acted.emit()
    assert world.went == [("wizard", {})]


def test_nothing_found_offers_all_cases(page: CasesPage) -> None:
    page.words.setText("nothing like that")
    assert page._nothing.isVisible()
    page._nothing.followed.emit()
    assert len(titles(page)) == 4


def row(number: int) -> CaseRow:
    return CaseRow(
        id=f"case-{number}",
        person_id="p",
        person=f"Person {number % 14}",
        title=f"Case {number}",
        provider="Alder Ridge",
        insurer="Larkfield",
        problem="Medical necessity",
        stage="Open",
        status="open" if number % 3 else "closed",
        disputed=number * 100,
        saved=None,
        next_deadline=days(number % 60 - 5),
        next_title="File",
        last_action="Called",
        last_date=date(2026, 1, 1),
    )


def test_two_thousand_cases_are_filtered_and_sorted_without_a_hitch(qapp: object) -> None:
    rows = [row(number) for number in range(2_000)]
    model = CaseModel(TODAY)
    started = time.perf_counter()
    model.set_rows(rows)
    model.narrow("open", "")
    model.sort(5, Qt.SortOrder.DescendingOrder)
    took = time.perf_counter() - started
    assert model.rowCount() == filter_counts(rows, TODAY)["open"] == sum(number % 3 > 0 for number in range(2_000))
    assert [record.disputed for record in model.records()[:2]] == [199900, 199700]
    assert took < 0.5, f"{took:.2f} s"


def test_a_sorted_and_narrowed_model_keeps_qts_rules(qapp: object) -> None:
    model = CaseModel(TODAY)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([row(number) for number in range(20)])
    model.narrow("closed", "case")
    model.sort(0)
    model.set_rows([])
    assert model.rowCount() == 0
    tester.deleteLater()


def test_a_filter_of_cases_gets_a_name(world: World, page: CasesPage) -> None:
    page.chips.set_active(["all"])
    page.words.setText("blood")
    world.settle()
    world.prompts.answers.append("Old blood")
    page.saved.save.click()
    world.settle()
    page.chips.set_active(["open"])
    page.words.clear()
    assert not page.saved.chips["Old blood"].isChecked()
    page.saved.chips["Old blood"].click()
    assert titles(page) == ["Old blood test"] and page.words.text() == "blood"
    page.saved.chips["Old blood"].click()
    assert page.words.text() == "" and page.chips.active() == ["open"]
    world.context.desk.filters.delete("cases", "Old blood")
