# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Pages on the desk: drawn in a worker, the old one kept meanwhile, marks that speak both ways."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.jobs import JobRunner
from ui.theme import Theme
from ui.widgets.marked_page import Mark, MarkedPage
from ui.widgets.page_view import to_image
from ui.widgets.pdf_preview import PdfPreview


def white(page: int, width: int) -> tuple[int, int, bytes]:
    height = round(width * 11 / 8.5)
    return width, height, bytes([255 - page] * 4) * (width * height)


def test_pages_turn_and_zoom(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    preview = PdfPreview(jobs)
    qtbot.addWidget(preview)
    preview.resize(600, 700)
    preview.show()
    with qtbot.waitSignal(preview.view.shown):
        preview.set_document(white, 3)
    first = preview.view.page_rect().width()
    assert first == pytest.approx(600 - 12 - 56, abs=2)
    with qtbot.waitSignal(preview.view.shown):
        preview.view.set_page(2)
    assert preview.view.page() == 2 and preview.view.accessibleName() == "Page 3 of 3"
    with qtbot.waitSignal(preview.view.shown):
        preview.view.zoom_in()
    assert preview.view.page_rect().width() == pytest.approx(first * 1.25, abs=2)
    with qtbot.waitSignal(preview.view.shown):
        preview.set_document(white, 2)
    assert preview.view.page() == 1


def test_old_page_stays_until_the_new_one_is_ready(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    preview = PdfPreview(jobs)
    qtbot.addWidget(preview)
    preview.resize(600, 700)
    preview.show()
    with qtbot.waitSignal(preview.view.shown):
        preview.set_document(white, 1)
    gate = threading.Event()

    def slow(page: int, width: int) -> tuple[int, int, bytes]:
        gate.wait(5)
        return white(9, width)

    old = preview.view.image()
    preview.set_document(slow, 1)
    assert preview.view.image() is old
    gate.set()
    with qtbot.waitSignal(preview.view.shown):
        pass
    assert preview.view.image() is not old


def test_page_that_cannot_be_drawn_says_so(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    preview = PdfPreview(jobs)
    qtbot.addWidget(preview)
    preview.resize(400, 500)
    preview.show()
    with qtbot.waitSignal(preview.view.failed):
        preview.set_document(lambda page, width: (width, width, b"short"), 1)
    assert preview.view.image() is None and not preview.grab().isNull()
    with pytest.raises(ValueError, match="fewer bytes"):
        to_image((2, 2, b""))


def test_marks_speak_both_ways(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    page = MarkedPage(jobs)
    qtbot.addWidget(page)
    page.resize(500, 640)
    page.show()
    marks = [
        Mark(1, ((0.2, 0.1, 0.3, 0.05),)),
        Mark(2, ((0.2, 0.3, 0.3, 0.05),), sure=False),
        Mark(3, ((0.2, 0.1, 0.2, 0.05),), page=1),
    ]
    page.set_marks(marks)
    with qtbot.waitSignal(page.shown):
        page.set_document(white, 2)
    middle = page.mapFromScene(page.to_scene((0.2, 0.3, 0.3, 0.05)).center())
    with qtbot.waitSignal(page.clicked) as clicked:
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert clicked.args == [2] and page.current() == 2
    with qtbot.waitSignal(page.shown):
        qtbot.keyClick(page, Qt.Key.Key_Down)
    assert page.current() == 3 and page.page() == 1
    page.set_current(None)
    assert page.current() is None


def test_numbers_of_a_dense_page_never_overlap(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    page = MarkedPage(jobs)
    qtbot.addWidget(page)
    page.resize(500, 640)
    page.show()
    marks = [Mark(n, ((0.2 + 0.05 * (n % 3), 0.1 + 0.004 * n, 0.04, 0.01),)) for n in range(1, 15)]
    marks.append(Mark(15, ((0.2, 0.9, 0.1, 0.01),)))
    page.set_marks(marks)
    with qtbot.waitSignal(page.shown):
        page.set_document(white, 1)
    for percent in (100, 200):
        theme.set_percent(percent)
        boxes = page.number_boxes()
        assert len(boxes) == 15
        for number, box in boxes.items():
            assert not any(box.intersects(other) for at, other in boxes.items() if at != number), (percent, number)
    theme.set_percent(100)
    led = {item.mark.number for item in page._items if item.leads()}
    assert 15 not in led and led


def test_a_page_too_small_for_all_numbers_has_a_second_column(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> None:
    page = MarkedPage(jobs)
    qtbot.addWidget(page)
    page.resize(260, 300)
    page.show()
    page.set_marks([Mark(n, ((0.3, 0.03 * n, 0.2, 0.02),)) for n in range(1, 31)])
    with qtbot.waitSignal(page.shown):
        page.set_document(white, 1)
    boxes = list(page.number_boxes().values())
    assert len({round(box.x()) for box in boxes}) > 1
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
