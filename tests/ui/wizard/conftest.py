# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard over a real casebook, walked with the keys and the mouse that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import Clock, fixed_clock
from app.ports import Casebook
from app.services.desk import Desk
from tests.support.notices import larkfield
from tests.support.prompts import FakePrompts
from tests.support.window import house_in, make_context
from ui.context import Context
from ui.theme import Theme
from ui.wizard.window import WizardPage

TODAY = date(2026, 11, 21)


@dataclass
class Walk:
    """A wizard in sight, and what it said to the window."""

    page: WizardPage
    context: Context
    prompts: FakePrompts
    went: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    closed: list[bool] = field(default_factory=list)

    def settle(self) -> None:
        """Let jobs, timers of no time and layouts come to their end."""
        for _ in range(3):
            QApplication.processEvents()
            assert self.context.jobs.wait(10_000)

    def give(self, *paths: Path) -> None:
        """Drop files on the first step."""
        self.page.step(1).drop.dropped.emit(list(paths))  # type: ignore[attr-defined]
        self.settle()

    def go(self, number: int) -> None:
        """Go to a step as its dot would."""
        self.page.go_step(number)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        """Type where the focus is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    def fill(self, widget: QWidget, text: str) -> None:
        """Go into a field, type over what is there, and leave it with Tab."""
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_Delete)
        QTest.keyClicks(widget, text)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Press a button with the mouse."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))
        self.settle()


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Return a real casebook for the tests of a file; each test begins its own wizard."""
    clock: Clock = fixed_clock(TODAY)
    house = house_in(tmp_path_factory.mktemp("house"), clock)
    opened = house.store.create(tmp_path_factory.mktemp("book") / "x.casewell", "four ordinary words")
    yield opened
    opened.close()


@pytest.fixture
def desk(casebook: Casebook, walk: Callable[..., Walk]) -> Desk:
    """Return the services of the casebook."""
    return make_context(casebook, fixed_clock(TODAY)).desk


@pytest.fixture
def walk(casebook: Casebook, theme: Theme, qtbot: QtBot) -> Iterator[Callable[..., Walk]]:
    """Return what opens a wizard: ``walk()`` a fresh one, ``walk(session_id)`` one that was left."""
    made: list[Walk] = []

    def start(session_id: str | None = None) -> Walk:
        prompts = FakePrompts()
        context = make_context(casebook, fixed_clock(TODAY), prompts)
        page = WizardPage(context, session_id)
        page.resize(1360, 804)
        walked = Walk(page, context, prompts)
        page.finished.connect(lambda target, arguments: walked.went.append((target, arguments)))
        page.closed.connect(lambda: walked.closed.append(True))
        page.show()
        page.activateWindow()
        qtbot.waitExposed(page)
        made.append(walked)
        walked.settle()
        return walked

    yield start
    for walked in made:
        walked.page.draft.end()
        walked.context.jobs.close()
        walked.page.close()
        walked.page.deleteLater()
        walked.context.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """Return the notice of the wizard's picture as a file."""
    path = tmp_path / "Notice 3 June.pdf"
    path.write_bytes(larkfield()[0])
    return path
