# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A person at the window: finds what is in sight by the name a screen reader says, presses, types and drops files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.application import Application
from ui.jobs import JobRunner

Kind = TypeVar("Kind", bound=QWidget)
Typed = QLineEdit | QPlainTextEdit | QTextEdit
WAIT_MS = 15_000


def spoken(widget: QWidget) -> str:
    """Return the name of a widget as a screen reader says it, else the words on it."""
    words = getattr(widget, "words", None) or getattr(widget, "text", None)
    return widget.accessibleName() or (str(words()) if callable(words) else "")


class Person:
    """Works the program with keys, buttons and files. Everything is looked for in the window, or in an open dialog.

    Attributes:
        program: the program at which the person sits.
    """

    def __init__(self, qtbot: QtBot, program: Application) -> None:
        self._bot = qtbot
        self.program = program
        self._in: QWidget = program.window

    # -- looking -------------------------------------------------------------------------------------------------

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Return everything of a kind that is in sight, in the order it was built."""
        return [widget for widget in self._in.findChildren(kind) if widget.isVisible()]

    def find(self, kind: type[Kind], name: str) -> Kind:
        """Return the one thing in sight with this name; AssertionError naming what is there instead."""
        seen = [widget for widget in self.all(kind) if name in {spoken(widget), widget.accessibleName()}]
        assert seen, f"no {kind.__name__} called {name!r}; in sight: {sorted({spoken(w) for w in self.all(kind)})}"
        return seen[0]

    def sees(self, words: str) -> bool:
        """Return whether a label or a button in sight says these words, among others."""
        return any(words in said for said in self.read())

    def read(self) -> list[str]:
        """Return the words in sight, label by label, with the names of what is not a label."""
        widgets = [*self.all(QLabel), *self.all(QAbstractButton)]
        return [spoken(widget) for widget in widgets] + [widget.accessibleDescription() for widget in widgets]

    def rows(self, name: str) -> list[str]:
        """Return the rows of a list or table, the words of a row joined."""
        view = self.find(QAbstractItemView, name)
        model = view.model()
        columns = model.columnCount() if isinstance(view, QTableView) else 1
        roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
        said = []
        for row in range(model.rowCount()):
            cells = (model.index(row, column) for column in range(columns))
            said.append(" | ".join(str(next((c.data(r) for r in roles if c.data(r)), "")) for c in cells))
        return said

    def wait(self, until: Callable[[], object]) -> None:
        """Handle events until something holds, however long the work behind it takes, within reason."""
        self._bot.waitUntil(lambda: bool(until()), timeout=WAIT_MS)

    def wait_for(self, words: str) -> None:
        """Wait until these words are in sight."""
        self.wait(lambda: self.sees(words))

    def settle(self) -> None:
        """Wait until all work that was begun is delivered."""
        jobs: JobRunner = self.program.jobs
        for _ in range(2):  # what was delivered may begin more
            QApplication.processEvents()
            assert jobs.wait(20_000), "work goes on and on"

    # -- doing ---------------------------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Press a button, or tick a box, with the mouse."""
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), f"{name!r} cannot be pressed: {button.toolTip()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        """Type into a field in place of what stands there, and leave it."""
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for number, line in enumerate(text.splitlines()):
            if number:
                QTest.keyClick(field, Qt.Key.Key_Return)
            QTest.keyClicks(field, line)
        QTest.keyClick(field, Qt.Key.Key_Tab)

    def replace(self, text: str) -> None:
        """Type over what stands in the field that has the focus."""
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        field.selectAll()
        QTest.keyClicks(field, text)

    def field(self, name: str) -> Typed:
        """Return the field with this name."""
        kinds: tuple[type[Typed], ...] = (QLineEdit, QPlainTextEdit, QTextEdit)
        fields = [field for kind in kinds for field in self.all(kind)]
        named = [field for field in fields if field.accessibleName() == name]
        assert named, f"no field called {name!r}; in sight: {sorted({field.accessibleName() for field in fields})}"
        return named[0]

    def typed(self, name: str) -> str:
        """Return what stands in a field."""
        field = self.field(name)
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def choose(self, name: str, words: str) -> None:
        """Choose an entry of a box with the keyboard."""
        box = self.find(QComboBox, name)
        place = box.findText(words)
        assert place >= 0, f"{name!r} offers {[box.itemText(n) for n in range(box.count())]}"
        box.setFocus()
        while box.currentIndex() != place:
            before = box.currentIndex()
            QTest.keyClick(box, Qt.Key.Key_Down if before < place else Qt.Key.Key_Up)
            assert box.currentIndex() != before, f"{name!r} cannot be moved to {words!r} by the keys"

    def show_tab(self, name: str) -> None:
        """Turn to a tab with the mouse; its count may follow the name."""
        for bar in self.all(QTabBar):
            for place in range(bar.count()):
                if bar.tabText(place) == name:
                    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
                    return
        raise AssertionError(f"no tab called {name!r}")

    def go_to_row(self, table: str, words: str) -> None:
        """Make the row with these words the current one of a list or table, by the arrow keys."""
        view = self.find(QAbstractItemView, table)
        place = next((n for n, row in enumerate(self.rows(table)) if words in row), -1)
        assert place >= 0, f"no row says {words!r}: {self.rows(table)}"
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Home)
        while view.currentIndex().row() < place:
            before = view.currentIndex().row()
            QTest.keyClick(view, Qt.Key.Key_Down)
            assert view.currentIndex().row() > before, f"the keys stay at row {before} of {table!r}"

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self._in, key, modifiers)

    def command(self, keys: str) -> None:
        """Use a shortcut of the menu."""
        actions: Sequence[QAction] = self.program.window.actions()
        action = next((action for action in actions if action.shortcut().toString() == keys), None)
        assert action is not None and action.isEnabled(), keys
        action.trigger()

    def drop(self, target: QWidget, *files: Path) -> None:
        """Drop files on a widget, as a file manager does."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        middle = QPointF(target.rect().center())
        buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(middle.toPoint(), Qt.DropAction.CopyAction, data, buttons, none)
        drop = QDropEvent(middle, Qt.DropAction.CopyAction, data, buttons, none, QEvent.Type.Drop)
        for event in (enter, drop):
            QApplication.sendEvent(target, event)

    def dialog(self, *steps: Callable[[], object]) -> Callable[[QDialog], int]:
        """Return an answer for FakePrompts: show the dialog, take these steps in it, and give how it ended."""

        def answer(dialog: QDialog) -> int:
            outside, self._in = self._in, dialog
            dialog.setModal(False)
            dialog.show()
            try:
                for step in steps:
                    step()
            finally:
                self._in = outside
            assert not dialog.isVisible(), f"the dialog {dialog.windowTitle()!r} is still open: {self.read()}"
            return dialog.result()

        return answer
