# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The frame: pages, keys, menus, search, jobs, lock; and that it leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.errors import UserFixable
from app.jobs import CancelFlag, Job, Progress
from app.ports import Counts
from tests.support.prompts import FakePrompts
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.pages.base import Crumb, Page
from ui.room import SMALLEST, smallest_for
from ui.search_box import Result
from ui.theme import Theme

ROOT = Path(__file__).resolve().parents[2]
NAV = (("today", "Today", "sun"), ("cases", "Cases", "folder"), ("log", "Log", "list"))


class Plain(Page):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.shown: list[dict] = []
        self.refreshed = 0
        self.stays = False
        self.line = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)

    def title(self) -> str:
        return self.key.title()

    def breadcrumb(self) -> list[Crumb]:
        return [Crumb("Cases", "cases"), Crumb("Nora Ellingboe")] if self.key == "case" else []

    def show_args(self, **args: object) -> None:
        self.shown.append(args)

    def refresh(self) -> None:
        self.refreshed += 1

    def focus_filter(self) -> bool:
        self.line.setFocus()
        return self.key == "log"

    def leave(self) -> bool:
        return not self.stays


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, jobs: JobRunner, prompts: FakePrompts) -> Iterator[MainWindow]:
    made = MainWindow(theme, jobs, prompts, version="1.0")
    for key, text, icon in NAV:
        made.add_page(key, lambda key=key: Plain(key), text=text, icon=icon)
    made.add_page("case", lambda: Plain("case"), nav=False, under="cases")
    made.add_page("settings", lambda: Plain("settings"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.go("today")
    yield made
    jobs.close()


def press(qtbot: QtBot, window: MainWindow, key: str) -> None:
    action = next(a for a in window.actions() if a.shortcut().toString() == key)
    assert action.isEnabled(), key
    action.trigger()


def test_pages_are_made_when_first_shown_and_read_each_time(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "Ctrl+2")
    cases = window.current()
    assert isinstance(cases, Plain) and cases.key == "cases" and cases.refreshed == 1
    assert window.go("case", case_id="x")
    case = window.current()
    assert isinstance(case, Plain) and case.shown == [{"case_id": "x"}]
    press(qtbot, window, "Alt+Left")
    assert window.current() is cases and cases.refreshed == 2
    press(qtbot, window, "Alt+Left")
    assert window.current().key == "today"
    assert not window.actions_of.get("back").isEnabled()


def test_page_that_wants_to_stay_stays(window: MainWindow) -> None:
    page = window.current()
    assert isinstance(page, Plain)
    page.stays = True
    assert not window.go("cases")
    assert window.current() is page
    assert not window.close()
    page.stays = False


def test_keys_send_what_they_say(window: MainWindow, qtbot: QtBot) -> None:
    wanted: list[str] = []
    window.new_requested.connect(wanted.append)
    for key in ("Ctrl+N", "Ctrl+L", "Ctrl+O", "Ctrl+Shift+N"):
        press(qtbot, window, key)
    assert wanted == ["dispute", "log", "document", "letter"]
    for key, signal in (
        ("Ctrl+Z", window.undo_requested),
        ("Ctrl+Shift+L", window.lock_requested),
        ("F1", window.help_requested),
    ):
        with qtbot.waitSignal(signal):
            press(qtbot, window, key)


def test_no_two_actions_share_a_key_and_every_action_stands_in_a_menu(window: MainWindow) -> None:
    keys = [a.shortcut().toString() for a in window.actions() if a.shortcut().toString()]
    assert len(keys) == len(set(keys))
    in_menus = {a for m in window.menuBar().actions() for a in m.menu().actions()}
    assert set(window.actions()) <= in_menus


def test_filter_goes_to_the_page_or_to_the_search(window: MainWindow, qtbot: QtBot) -> None:
    window.go("log")
    press(qtbot, window, "Ctrl+F")
    assert window.focusWidget() is window.current().line
    window.go("cases")
    press(qtbot, window, "Ctrl+F")
    assert window.focusWidget() is window.search


def test_actions_of_a_page_work_only_there(window: MainWindow) -> None:
    done: list[str] = []
    action = window.actions_of.add("close-case", "Close the case", "Case", lambda: done.append("closed"), page="case")
    assert isinstance(action, QAction) and not action.isEnabled()
    window.go("case")
    action.trigger()
    window.actions_of.enable("close-case", False)
    assert done == ["closed"] and not action.isEnabled()
    with pytest.raises(ValueError, match="already"):
        window.actions_of.add("close-case", "x", "Case", lambda: None)


def test_locked_window_offers_only_what_works(window: MainWindow) -> None:
    unlock = Plain("unlock")
    window.show_full(unlock, locked=True)
    shown = [m.text() for m in window.menuBar().actions() if m.isVisible()]
    assert shown == ["Casebook", "View", "Help"]
    assert not window.sidebar.isVisible() and window.current() is unlock
    assert not window.actions_of.get("new-dispute").isEnabled()
    window.leave_full()
    assert window.sidebar.isVisible() and window.actions_of.get("new-dispute").isEnabled()


def test_search_shows_results_and_commands_and_opens_with_the_keyboard(
    window: MainWindow, qtbot: QtBot, jobs: JobRunner
) -> None:
    found = [Result("case", "MRI denied", "Nora Ellingboe", "case-1"), Result("log", "Asked for records")]
    window.set_search(lambda words: [r for r in found if words.casefold() in r.title.casefold()])
    window.search.setFocus()
    qtbot.keyClicks(window.search, "mri")
    qtbot.waitUntil(lambda: window.search.results() == [found[0]])
    with qtbot.waitSignal(window.search_chosen) as chosen:
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert chosen.args == [found[0]] and window.search.text() == ""
    window.search.setFocus()
    qtbot.keyClicks(window.search, "lock")
    qtbot.waitUntil(lambda: [r.kind for r in window.search.results()] == ["command"])
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(window.search, Qt.Key.Key_Return)


def test_counts_people_and_status_are_shown(window: MainWindow) -> None:
    window.set_counts(Counts(people=14, today=8, cases=64, log=900, documents=412, letters=27))
    items = window.sidebar.pages.model()
    said = [items.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(items.rowCount())]
    assert said[:2] == ["Today, 8", "Cases, 64"]
    window.set_people([("p", "Nora Ellingboe")], "p")
    assert window.sidebar.people.accessibleName() == "Showing Nora Ellingboe. Choose a person"
    window.set_casebook("Holloway practice")
    assert window.windowTitle() == "Holloway practice · Casewell"


def test_running_job_is_shown_and_can_be_cancelled(window: MainWindow, qtbot: QtBot, jobs: JobRunner) -> None:
    def make(flag: CancelFlag) -> Job[None]:
        while True:
            yield Progress(1, 4, "Building the packet")
            threading.Event().wait(0.01)

    jobs.run(make, lambda _: None, text="Building the packet")
    qtbot.waitUntil(window.status.progress.isVisible)
    window.status.progress._cancel.click()
    assert jobs.wait()
    assert not window.status.progress.isVisible()


def test_problem_of_a_job_is_told_in_its_own_words(window: MainWindow, jobs: JobRunner, prompts: FakePrompts) -> None:
    class Gone(UserFixable):
        pass

    def fail() -> None:
        raise Gone("The drive is not there. Plug it in and try again.")

    jobs.run_function(fail, lambda _: None)
    assert jobs.wait()
    assert prompts.told == ["The drive is not there. Plug it in and try again."]


def test_text_size_and_theme_from_the_menu(window: MainWindow, qtbot: QtBot, theme: Theme) -> None:
    with qtbot.waitSignal(window.look_changed) as changed:
        press(qtbot, window, "Ctrl++")
    assert changed.args == ["light", 110]
    with qtbot.waitSignal(window.look_changed) as changed:
        window.actions_of.get("theme-dark").trigger()
    assert changed.args == ["dark", 110]


def test_smallest_size_follows_the_text_as_far_as_the_screen_goes(theme: Theme) -> None:
    large, laptop = QSize(3840, 2160), QSize(1366, 728)
    assert smallest_for(large) == smallest_for(laptop) == SMALLEST
    theme.set_percent(150)
    assert smallest_for(large) == QSize(1536, 1020)
    assert smallest_for(laptop) == QSize(1366, 728)
    theme.set_percent(200)
    assert smallest_for(large) == QSize(2048, 1360)
    assert smallest_for(QSize(800, 600)) == SMALLEST


def test_window_grows_with_the_text_and_folds_its_sidebar(
    window: MainWindow, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.room.smallest_for", lambda _screen: smallest_for(QSize(3840, 2160)))
    window.resize(SMALLEST)
    assert not window.sidebar.is_narrow()
    theme.set_percent(150)
    assert window.minimumSize() == QSize(1536, 1020) == window.size()
    assert not window.sidebar.is_narrow()
    monkeypatch.undo()
    theme.set_percent(150)
    window.resize(SMALLEST)
    assert window.sidebar.is_narrow() and window.sidebar.width() < 100
    item = window.sidebar.pages.model().index(0, 0)
    assert item.data(Qt.ItemDataRole.ToolTipRole) == "Today"
    window.actions_of.get("sidebar").trigger()
    assert not window.sidebar.is_narrow()
    window.actions_of.get("sidebar").trigger()
    assert window.sidebar.is_narrow()
    theme.set_percent(100)
    assert not window.sidebar.is_narrow()


def test_frame_needs_no_more_than_the_smallest_window(window: MainWindow, theme: Theme) -> None:
    window.resize(SMALLEST)
    for percent in (100, 150, 200):
        theme.set_percent(percent)
        assert window.centralWidget().minimumSizeHint().width() <= 1024, percent


def test_nobody_is_not_zero_people(window: MainWindow) -> None:
    window.set_people([])
    assert window.sidebar.people.second_line() == "Nobody yet"
    window.set_people([("p", "Nora Ellingboe")])
    assert window.sidebar.people.second_line() == "1 person"


def test_menu_draws_its_icons_when_it_opens(window: MainWindow) -> None:
    lock = window.actions_of.get("lock")
    assert lock.icon().isNull()
    window.actions_of.menu("Casebook").aboutToShow.emit()
    assert not lock.icon().isNull()


def test_window_starts_without_what_it_does_not_need_yet(tmp_path: Path) -> None:
    heavy = (
        "reportlab pikepdf pypdfium2 jinja2 alembic sqlalchemy sqlcipher3 holidays markdown_it PIL docx keyring html"
    )
    ours = "app.ports app.knowledge app.rules app.intake storage.opening exports.text ui.widgets.table_view"
    script = "\n".join(
        (
            "import sys",
            "from PySide6.QtWidgets import QApplication",
            "from app.bootstrap import open_window",
            "program = open_window(None, sample=False)",
            "QApplication.processEvents()",
            "program.window.close()",
            f"print([name for name in {(heavy + ' ' + ours).split()!r} if name in sys.modules])",
        )
    )
    home = {**os.environ, "CASEWELL_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=home, check=True)
    assert run.stdout.strip() == "[]"
