# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How soon the window is usable against a bare one, and how long filter and scroll keep it from answering."""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.measure import Line, ratio
from ui.widgets.table_view import TableView

RUNS = 7

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem
app = QApplication(sys.argv)
window = QMainWindow()
table = QTableWidget(100, 8)
for row in range(100):
    for column in range(8):
        table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
window.setCentralWidget(table)
window.resize(1360, 860)
window.show()
app.processEvents()
window.grab()
"""

OURS = """
from app.bootstrap import open_window
program = open_window(None, sample=False)
from PySide6.QtWidgets import QApplication
QApplication.processEvents()
program.window.grab()
program.window.close()
"""


def measure(folder: Path) -> list[Line]:
    """Measure the start in fresh processes that take turns, then the stalls on the big casebook."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CASEWELL_HOME": str(folder / "home")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    bare, ours = [], []
    for run in range(RUNS + 1):
        for code, times in ((BARE, bare), (OURS, ours)):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, env=environment, capture_output=True)
            if run:  # the first run compiles
                times.append(time.perf_counter() - start)
    lines = [ratio("window usable", statistics.median(ours), statistics.median(bare), 2.0)]
    return lines + _stalls(folder)


def _stalls(folder: Path) -> list[Line]:
    """Scroll and filter Log and Cases on the big casebook, and return the longest silence of the window."""
    from app.clock import fixed_clock
    from storage.casebook import Store
    from tests.bench.big_casebook import PASSPHRASE, TODAY
    from tests.support.window import make_context
    from ui.pages.cases import CasesPage
    from ui.pages.log import LogPage

    application = QApplication.instance() or QApplication([])
    application.setOrganizationName("Casewell bench")
    clock = fixed_clock(TODAY)
    casebook = Store(clock).open(folder / "big.casewell", PASSPHRASE)
    context = make_context(casebook, clock)
    context.theme.apply(application)
    lines = []
    for page, name in ((LogPage(context), "Log, 100,000 entries"), (CasesPage(context), "Cases, 2,000")):
        page.resize(1152, 760)
        page.show()
        page.refresh()
        context.jobs.wait()
        scrolled = _longest(partial(_scroll, page), range(1, 21))
        lines.append(Line(f"stall, scrolling {name}", scrolled, 50, " ms", "20 jumps"))
        words = ("b", "bi", "bil", "bill", "orthopedics", "nothing such", "")
        lines.append(Line(f"stall, filtering {name}", _longest(partial(_type, page), words), 50, " ms", "7 filters"))
        page.close()
    context.jobs.close()
    casebook.close()
    return lines


def _scroll(page: Any, step: int) -> None:
    bar = page.findChild(TableView).verticalScrollBar()
    bar.setValue(bar.maximum() * step // 20)


def _type(page: Any, words: str) -> None:
    assert page.focus_filter()
    field = QApplication.focusWidget() or page.focusWidget()
    field.setText(words)


def _longest(step: Callable[[Any], None], values: Iterable[Any]) -> float:
    """Do steps and let the window answer in between; return the longest time between two beats, in milliseconds."""
    beats = [time.perf_counter()]
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    for value in values:
        step(value)
        until = time.perf_counter() + 0.25
        while time.perf_counter() < until:
            QApplication.processEvents()
    timer.stop()
    return max(later - earlier for earlier, later in itertools.pairwise(beats)) * 1000
