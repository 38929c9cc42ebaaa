# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A code list of one's own, imported and removed from the library page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.pages.world import World, casebook, world
from ui.pages.library import LibraryPage
from ui.widgets.label import Label

__all__ = ["casebook", "world"]

HEADING = "From your own list, imported 21 November 2026"


@pytest.fixture
def page(world: World) -> LibraryPage:
    made = LibraryPage(world.context)
    world.show(made)
    return made


def shown(page: LibraryPage) -> list[str]:
    QApplication.processEvents()
    inside = page.article._inside
    assert inside is not None
    return [label.words() for label in inside.findChildren(Label)]


def test_list_is_imported_shown_and_removed_with_undo(page: LibraryPage, world: World, tmp_path: Path) -> None:
    path = tmp_path / "official.tsv"
    path.write_text("50\tTheir own words\n", encoding="utf-8")
    page.show_entry("code", "CO-50")
    world.prompts.answers += [path, "CARC"]
    page.own.click()
    page.refresh()
    assert HEADING in shown(page)
    assert "Their own words" in shown(page)
    world.prompts.answers += ["CARC"]
    page.own.click()
    page.refresh()
    assert HEADING not in shown(page)
    world.context.desk.undo.undo()
    page.refresh()
    assert HEADING in shown(page)
    world.context.desk.own_codes.remove("CARC")  # the casebook is shared by the tests of this file


def test_button_stands_below_the_codes_only(page: LibraryPage) -> None:
    assert page.own.isVisible()
    page.tabs.set_current_key("term")
    assert not page.own.isVisible()


def test_file_that_is_no_list_is_told(page: LibraryPage, world: World, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"PK\x03\x04")
    world.prompts.answers.append(path)
    page.own.click()
    assert "save it as CSV first" in world.prompts.told[0]
    assert world.context.desk.own_codes.lists() == ()
