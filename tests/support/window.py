# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Makes what pages are given, over a real casebook and the real writers, in folders of the test's own."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.bootstrap import House, make_house, open_sample
from app.clock import Clock
from app.paths import paths_under
from app.ports import Casebook
from app.settings import Settings
from tests.support.prompts import FakePrompts
from ui.context import Context
from ui.jobs import JobRunner
from ui.preferences import Preferences
from ui.theme import Theme


def house_in(folder: Path, clock: Clock) -> House:
    """Return a house whose folders all lie in one place."""
    house = make_house(clock, paths_under(folder))
    house.paths.make()
    return house


def sample_casebook(folder: Path, clock: Clock) -> Casebook:
    """Return the fictional casebook, open."""
    return open_sample(house_in(folder, clock))


def make_context(casebook: Casebook, clock: Clock, prompts: FakePrompts | None = None) -> Context:
    """Return the context of an open casebook; close its jobs and the casebook when done."""
    folder = Path(tempfile.mkdtemp(prefix="casewell-test-"))
    house = house_in(folder, clock)
    return Context(
        desk=house.desk(casebook),
        vault=house.vault,
        theme=Theme("light", 100, bundled_font=True),
        jobs=JobRunner(),
        prompts=prompts or FakePrompts(),
        preferences=Preferences(Settings(), house.paths.settings_file),
    )
