# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Tables sort by what stands behind the words, keep the selection, fetch as needed, and remember their widths."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.format import long_date, money
from ui.models.roles import RecordRole, SortRole
from ui.models.table import PAGE, Column, ColumnTableModel, PagedTableModel, RecordProxy
from ui.theme import Theme
from ui.widgets.table_view import TableView


@dataclass(frozen=True)
class Bill:
    id: str
    who: str
    cents: int | None
    due: date | None


BILLS = [
    Bill("a", "Theo", 90000, date(2026, 12, 1)),
    Bill("b", "nora", None, date(2026, 9, 30)),
    Bill("c", "Walter", 10000, None),
    Bill("d", "Ines", 245000, date(2026, 11, 30)),
]
COLUMNS: list[Column[Bill]] = [
    Column("Person", lambda b: b.who, kind="strong", stretch=True),
    Column("Disputed", lambda b: money(b.cents), kind="money", sort=lambda b: b.cents),
    Column("Due", lambda b: long_date(b.due), kind="date", sort=lambda b: b.due),
]


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def ids(proxy: RecordProxy[Bill]) -> str:
    return "".join(bill.id for bill in proxy.shown())


def test_model_keeps_the_contract_of_qt_through_every_change(qapp: object) -> None:
    model = ColumnTableModel(COLUMNS, BILLS)
    testers = [watched(model)]
    model.append([Bill("e", "Ruth", 1, None)])
    model.replace(replace(BILLS[0], who="Theodore"))
    model.set_records(BILLS[:2])
    assert model.index(0, 1).data() == "$900.00"
    assert model.index(0, 1).data(SortRole) == 90000
    assert model.index(1, 0).data(RecordRole) is BILLS[1]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Disputed"
    assert model.row_of("b") == 1 and model.row_of("zz") == -1
    del testers


@pytest.mark.parametrize(
    ("column", "order", "shown"),
    [
        (0, Qt.SortOrder.AscendingOrder, "dbac"),
        (1, Qt.SortOrder.AscendingOrder, "cadb"),
        (1, Qt.SortOrder.DescendingOrder, "dacb"),
        (2, Qt.SortOrder.AscendingOrder, "bdac"),
        (2, Qt.SortOrder.DescendingOrder, "adbc"),
    ],
)
def test_sorting_goes_by_value_and_puts_empty_cells_last(
    qapp: object, column: int, order: Qt.SortOrder, shown: str
) -> None:
    proxy = RecordProxy(ColumnTableModel(COLUMNS, BILLS))
    proxy.sort(column, order)
    assert ids(proxy) == shown


def test_filter_takes_all_words_and_a_test(qapp: object) -> None:
    proxy = RecordProxy(ColumnTableModel(COLUMNS, BILLS))
    proxy.set_words("nov 2,450")
    assert ids(proxy) == "d"
    proxy.set_words("")
    proxy.set_test(lambda bill: bill.due is not None)
    assert ids(proxy) == "abd"
    assert proxy.row_of("d") == 2 and proxy.row_of("c") == -1


def test_log_is_fetched_page_by_page(qapp: object) -> None:
    everything = [Bill(str(n), f"P {n}", n, None) for n in range(PAGE * 2 + 30)]
    asked: list[str | None] = []

    def fetch(after: Bill | None, limit: int) -> list[Bill]:
        asked.append(after.id if after else None)
        start = int(after.id) + 1 if after else 0
        return everything[start : start + limit]

    model = PagedTableModel(COLUMNS)
    model.start(fetch, len(everything))
    assert model.rowCount() == PAGE and model.canFetchMore()
    while model.canFetchMore():
        model.fetchMore()
    assert [bill.id for bill in model.records()] == [bill.id for bill in everything]
    assert asked == [None, str(PAGE - 1), str(PAGE * 2 - 1)]


def test_view_opens_on_enter_keeps_its_selection_and_copies(qtbot: QtBot, theme: Theme) -> None:
    model = ColumnTableModel(COLUMNS, BILLS)
    view = TableView(RecordProxy(model), name="Bills")
    qtbot.addWidget(view)
    view.show()
    view.select_row(1)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [BILLS[1]]
    with view.kept_selection():
        model.set_records(list(reversed(BILLS)))
    assert view.current() == BILLS[1] and view.selected() == [BILLS[1]]
    view.copy()
    assert QGuiApplication.clipboard().text() == "nora\t\tWed 30 Sep 2026"


def test_widths_and_order_are_remembered_at_any_text_size(qtbot: QtBot, theme: Theme) -> None:
    def made() -> TableView:
        view = TableView(RecordProxy(ColumnTableModel(COLUMNS, BILLS)), "bills")
        qtbot.addWidget(view)
        view.resize(900, 300)
        return view

    first = made()
    header = first.horizontalHeader()
    header.resizeSection(1, 210)
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    header.arranged.emit()
    theme.set_percent(150)
    second = made()
    assert second.horizontalHeader().sectionSize(1) == 315
    assert second.current() is None and second.model().index(0, 0).data(RecordRole) == BILLS[0]
