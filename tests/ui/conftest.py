# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the tests of the window stand on: our look, settings in an empty folder, jobs that end, answered questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication

from tests.support.prompts import FakePrompts
from ui.jobs import JobRunner
from ui.theme import Theme

# Said by Qt's offscreen platform whenever a window has a fixed or smallest size; it is about that platform alone.
IGNORED = r"This plugin does not support propagateSizeHints\(\)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the window with the message that is let through."""
    for item in items:
        if "tests/ui" in Path(item.path).as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(IGNORED, extend=True))


@pytest.fixture(autouse=True)
def own_settings(own_home: Path) -> None:
    """Keep window geometry and the like in the test's own folder."""
    QCoreApplication.setOrganizationName("Casewell")
    QCoreApplication.setApplicationName("Casewell")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(own_home))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Wear the light look at 100 %, and put it back after the test."""
    worn = Theme("light", 100, bundled_font=True)
    worn.apply(qapp)
    yield worn
    if (worn.mode, worn.percent) != ("light", 100):  # dressing every widget anew takes its time
        worn.mode = "light"
        worn.set_percent(100)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    """Return a job runner that is closed after the test."""
    runner = JobRunner()
    yield runner
    runner.close()


@pytest.fixture
def prompts() -> FakePrompts:
    """Return questions without answers yet: ``prompts.answers.append(True)``."""
    return FakePrompts()
