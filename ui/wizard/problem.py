# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Step 3, What is wrong: the signals in their groups, more than one may hold."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.services.wizard_questions import Signal as Sign
from app.services.wizard_questions import SignalGroup, grouped_signals, tick_signal
from ui.theme import space
from ui.widgets.card import SectionHeader, column
from ui.widgets.check_row import CheckRow
from ui.widgets.label import Hairline, Label
from ui.wizard.draft import Draft
from ui.wizard.step import ScrollStep


class ProblemStep(ScrollStep):
    """What is wrong, as the person sees it."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            draft,
            "What is wrong",
            "Tick everything that is true, as far as you know. What is wrong decides what can be done about it.",
        )
        self._ticks: dict[str, CheckRow] = {}
        for group, signs in grouped_signals():
            self._add_group(group, signs)
        self.body.addStretch(1)
        self.show_state()

    def _add_group(self, group: SignalGroup, signs: tuple[Sign, ...]) -> None:
        self.body.addSpacing(4)
        self.body.addLayout(
            column(SectionHeader(group.title), Label(group.help, 12, 400, "text-2", wrap=True), Hairline(), gap=4)
        )
        grid = QGridLayout()
        space(grid, 0, 32, row_gap=4)
        for number, sign in enumerate(signs):
            tick = CheckRow(sign.question, sign.help)
            tick.toggled.connect(partial(self._toggled, sign.id))
            grid.addWidget(tick, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            self._ticks[sign.id] = tick
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def show_state(self) -> None:
        """Show what is ticked."""
        held = self.draft.state.facts.signals
        for sign, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(sign in held)
            tick.blockSignals(False)

    def enter(self) -> None:
        """Begin at the first question."""
        next(iter(self._ticks.values())).setFocus()

    def _toggled(self, sign: str, on: bool) -> None:
        self.draft.set(tick_signal(self.draft.state, sign, on))
