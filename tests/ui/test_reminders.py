# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""System notifications: shown where the system has them, else in the status line, never when switched off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.domain.deadline import Deadline
from app.settings import Settings
from tests.support.desks import TODAY, Bench, add_case, new_bench
from ui.preferences import Preferences
from ui.reminders import Reminders


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = new_bench(tmp_path)
    case = add_case(made)
    made.desk.deadlines.add(Deadline(case_id=case.id, title="File the appeal", due=TODAY + timedelta(days=3)))
    yield made
    made.casebook.close()


def _icon() -> QIcon:
    drawn = QPixmap(16, 16)
    drawn.fill()
    return QIcon(drawn)


def _made(bench: Bench, said: list[str], **settings: bool) -> Reminders:
    preferences = Preferences(Settings(**settings), bench.house.paths.settings_file)  # type: ignore[arg-type]
    return Reminders(bench.desk, preferences, _icon(), said.append)


@pytest.mark.parametrize(
    ("details", "words"), [(False, "1 deadline comes near"), (True, "File the appeal, Tue 24 Nov 2026")]
)
def test_the_system_shows_it_and_names_it_only_when_allowed(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, details: bool, words: str
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _self, _title, text, *_more: shown.append(text))
    reminders = _made(bench, [], reminder_details=details)
    reminders.start()
    reminders.tell()
    reminders.stop()
    assert len(shown) == 1
    assert words in shown[0]


def test_without_notifications_the_status_line_says_it(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    said: list[str] = []
    _made(bench, said, reminders=False).start()
    assert said == []
    reminders = _made(bench, said, reminder_details=True)
    reminders.start()
    reminders.stop()
    assert said == ["1 deadline comes near. Open Casewell to see what is due."]
