# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A long session of calls into Qt does not wear out None, True and False."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import ui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(30_000):
    thing.parent(); thing.setProperty("a", 1); thing.signalsBlocked(); thing.blockSignals(False)
print("alive")
"""


def test_many_calls_into_qt_leave_the_interpreter_alive() -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=30, cwd=ROOT, check=False
    )
    assert (run.returncode, run.stdout) == (0, "alive\n"), run.stderr[-300:]
