# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What every test stands on: no screen, no network, no home folder of the person's, and a clock that stands still."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from app.clock import Clock, fixed_clock

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before any Qt is imported: a test never opens a window on a screen
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test an empty home, so that none reads or writes the person's own files."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture
def clock() -> Clock:
    """Return the clock of the sample world: Saturday 21 November 2026."""
    return fixed_clock(TODAY)
