# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Importing a spreadsheet from the Log page: looked at, brought into a case, told, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.pages.world import World, casebook, world
from ui.pages.log import LogPage
from ui.pages.log_import import LogImportDialog
from ui.widgets.label import Label

__all__ = ["casebook", "world"]
ROWS = "Action,Party,Date,Reference #,Deadline\nCalled billing,Saint Oswin,11/02/2026,R-1,12/02/2026\nNo day,,,,\n"


@pytest.fixture
def page(world: World) -> LogPage:
    made = LogPage(world.context)
    world.show(made)
    return made


def test_a_spreadsheet_is_looked_at_and_brought_in(world: World, page: LogPage, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(ROWS, encoding="utf-8")
    said: list[str] = []
    world.context.said.connect(said.append)
    seen: list[str] = []

    def answer(dialog: LogImportDialog) -> int:
        seen.extend(label.text() for label in dialog.findChildren(Label))
        dialog.case.choose(world.case.id)
        return 1

    before = len(world.entries())
    world.prompts.answers += [tmp_path / "calls.csv", answer]
    page.command("import")
    world.settle()
    words = " ".join(seen)
    assert "1 entry read from “calls.csv”. Nothing is in the log yet." in words
    assert "Called billing" in words and "Row 3: Not taken" in words
    assert said[-1] == "Imported 1 entry; Ctrl+Z takes it back"
    assert [one.action for one in world.entries()].count("Called billing") == 1
    world.undo()
    assert len(world.entries()) == before


def test_cancelled_and_unreadable_write_nothing(world: World, page: LogPage, tmp_path: Path) -> None:
    before = world.entries()
    (tmp_path / "calls.csv").write_text(ROWS, encoding="utf-8")
    world.prompts.answers += [tmp_path / "calls.csv", 0]
    page.command("import")
    world.settle()
    (tmp_path / "other.csv").write_text("Alpha,Beta\n1,2\n", encoding="utf-8")
    world.prompts.answers += [tmp_path / "other.csv"]
    page.command("import")
    world.settle()
    assert "Action and Date" in world.prompts.told[0]
    world.prompts.answers += [None]
    page.command("import")
    world.settle()
    assert world.entries() == before
