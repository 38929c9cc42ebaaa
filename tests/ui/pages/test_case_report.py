# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The case report from the case's menu: asked what it tells, then written where the person wants it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.intake.text import read_text
from tests.ui.pages.test_letter import press
from tests.ui.pages.world import World, casebook, world
from ui.pages.case_menu import fill_case_menu
from ui.pages.case_report import ReportDialog

__all__ = ["casebook", "world"]


def test_a_report_is_written_from_the_menu(world: World, qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = QMenu(parent)
    fill_case_menu(menu, world.context, world.context.desk.cases.view(world.case.id), parent)
    action = next(a for a in menu.actions() if a.text() == "Case report")

    def answer(dialog: ReportDialog) -> int:
        dialog.identifiers.click()
        assert dialog.options().identifiers and not dialog.options().notes
        return press(dialog, "Save as PDF")

    world.prompts.answers.extend([answer, tmp_path / "report"])
    action.trigger()
    world.settle()
    said = read_text((tmp_path / "report.pdf").read_bytes()).text
    assert f"Case report: {world.case.title}" in " ".join(said.split())
    world.prompts.answers.append(0)
    action.trigger()
    assert [file.name for file in tmp_path.iterdir()] == ["report.pdf"]
