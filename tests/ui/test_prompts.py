# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every question: what its buttons answer, what a wrong answer keeps open, and that dialogs are freed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.errors import UserFixable
from tests.support.prompts import FakePrompts, UnexpectedQuestionError
from ui.prompts import Prompts
from ui.theme import Theme
from ui.widgets.button import Button


class Pressing(Prompts):
    """Shows the real dialogs without exec, and lets the test press what is in them."""

    def __init__(self, act: Callable[[QDialog], None]) -> None:
        super().__init__(None)
        self.act = act
        self.dialogs: list[QDialog] = []

    def run(self, dialog: QDialog) -> int:
        dialog.show()
        self.dialogs.append(dialog)
        self.act(dialog)
        dialog.deleteLater()
        return dialog.result()


def press(words: str) -> Callable[[QDialog], None]:
    return lambda dialog: next(b for b in dialog.findChildren(Button) if b.text() == words).click()


def type_and_press(text: str, words: str) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        dialog.findChild(QLineEdit).setText(text)
        press(words)(dialog)

    return act


@pytest.mark.parametrize(("words", "answer"), [("Delete", True), ("Keep it", False)])
def test_yes_and_no(qtbot: QtBot, theme: Theme, words: str, answer: bool) -> None:
    prompts = Pressing(press(words))
    assert prompts.ask("Delete it?", "The page will be gone.", "Delete", "Keep it", danger=True) is answer


def test_what_cannot_be_undone_starts_on_the_harmless_answer(qtbot: QtBot, theme: Theme) -> None:
    held: list[str] = []

    def look(dialog: QDialog) -> None:
        focus = dialog.focusWidget()
        held.append(focus.text() if isinstance(focus, Button) else "")
        dialog.reject()

    assert Pressing(look).ask("Delete it?", "Gone.", "Delete", "Keep it", danger=True) is False
    assert held == ["Keep it"]


def test_one_of_several(qtbot: QtBot, theme: Theme) -> None:
    assert Pressing(press("Both")).choose("Which?", "", ["One", "Both"]) == 1
    assert Pressing(press("Cancel")).choose("Which?", "", ["One", "Both"]) is None


def test_text_is_asked_until_it_is_right(qtbot: QtBot, theme: Theme) -> None:
    def act(dialog: QDialog) -> None:
        type_and_press("", "Save")(dialog)
        assert dialog.isVisible()
        type_and_press("  waiting for records ", "Save")(dialog)

    prompts = Pressing(act)
    said = prompts.ask_text("Snooze", "Why", check=lambda text: "" if text else "Please write a word or two.")
    assert said == "waiting for records"
    assert Pressing(press("Cancel")).ask_text("Snooze", "Why") is None


def test_date_is_asked_in_any_form(qtbot: QtBot, theme: Theme) -> None:
    prompts = Pressing(type_and_press("2026-11-30", "Save"))
    assert prompts.ask_date("Until when", "Day", date.fromisoformat) == date(2026, 11, 30)


def test_bug_can_be_copied_and_dialogs_are_freed(qtbot: QtBot, theme: Theme) -> None:
    def act(dialog: QDialog) -> None:
        press("Copy the report")(dialog)
        press("Close")(dialog)

    prompts = Pressing(act)
    prompts.problem(RuntimeError("secret of Nora"))
    assert "RuntimeError" in QGuiApplication.clipboard().text()
    assert "Nora" not in QGuiApplication.clipboard().text()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(prompts.dialogs[0])


def test_fake_prompts_answer_in_order_and_refuse_surprises() -> None:
    class Locked(UserFixable):
        pass

    fake = FakePrompts(True, "words")
    assert fake.ask("a", "b", "Yes") is True and fake.ask_text("t", "l") == "words"
    fake.problem(Locked("The casebook is open in another window. Close it there."))
    assert fake.told == ["The casebook is open in another window. Close it there."]
    with pytest.raises(UnexpectedQuestionError, match="choose_file"):
        fake.choose_file("Open")
