# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Step 7, The plan: what to do and why, by when, and what not to do; Finish makes it real."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from app.services.wizard_ticks import first_action, plan_counts
from ui.theme import px, space
from ui.widgets.card import Splitter
from ui.wizard.draft import Draft
from ui.wizard.plan_left import PlanLeft
from ui.wizard.plan_right import PlanRight
from ui.wizard.start_share import StartShare
from ui.wizard.step import BESIDE, Step


class PlanStep(Step):
    """The plan to be finished."""

    side = False

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.left = PlanLeft(draft)
        self.right = PlanRight(draft)
        self.splitter = Splitter("wizard-plan", self.left, self.right)
        self.splitter.start_sizes(872, 488)
        self._share = StartShare(self.splitter, "wizard-plan", 488, 0.42, pane=1)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(self.splitter)
        draft.planned.connect(self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the dates below the plan where there is no room beside it."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(BESIDE)
        self.splitter.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def show_state(self) -> None:
        """Show the plan of what is known now."""
        self.draft.fresh_plan()
        self._show()

    def _show(self) -> None:
        self.left.show_plan(self.draft.plan)
        self.right.show_plan(self.draft.plan)

    def enter(self) -> None:
        """Begin at the first action."""
        if self.left.action_rows:
            self.left.action_rows[0].setFocus()

    def counts(self) -> str:
        """Return what Finish would make, in numbers."""
        return plan_counts(self.draft.plan, self.draft.state.unticked)

    def finish_words(self) -> str:
        """Return what the button of Finish says: what it opens first."""
        first = first_action(self.draft.plan, self.draft.state.unticked)
        if first is None:
            return "Finish and open the case"
        return f"Finish and open the first {'letter' if first.letter_kind else 'call'}"
