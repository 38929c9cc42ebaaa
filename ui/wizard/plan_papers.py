# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The papers of the plan: which playbook fits and why, and what to gather before writing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.plan import Plan
from ui.theme import fit, space
from ui.widgets.card import SectionHeader, column, row
from ui.widgets.key_value import empty_layout
from ui.widgets.label import IconLabel, Label

_LINE = 25  # the icon stands in the middle of the first line of its words


class PlanPapers(QWidget):
    """Playbooks and papers, as lines; without either it is not seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        space(self._lines, 0, 4)
        self.setLayout(column(SectionHeader("Papers to gather"), self._lines, gap=8))

    def show_plan(self, plan: Plan) -> None:
        """Show the papers of a plan."""
        empty_layout(self._lines)
        for playbook in plan.playbooks:
            self._add("stethoscope", f"Playbook: {playbook.title}", playbook.why)
        for paper in plan.evidence:
            self._add("file-text", paper)
        self.setVisible(bool(plan.playbooks or plan.evidence))

    def _add(self, icon: str, words: str, note: str = "") -> None:
        sign = IconLabel(icon)
        fit(sign, height=_LINE)
        held = column(Label(words, 13, 600 if note else 400, wrap=True), gap=0)
        if note:
            held.addWidget(Label(note, 12, 400, "text-2", wrap=True))
        line = QWidget()
        across = row(gap=8)
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(held, 1)
        line.setLayout(across)
        line.setAccessibleName(words)
        self._lines.addWidget(line)
