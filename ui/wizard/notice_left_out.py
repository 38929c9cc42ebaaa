# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the notice leaves out, quietly below the kinds of denial: a line that opens, and one box to tick."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.facts import Facts
from app.services.notices import SIGNAL, CheckedNotice
from app.services.wizard_questions import tick_signal
from ui.jobs import Ticket
from ui.pages.notice_check import notices_of
from ui.theme import space
from ui.widgets.banner import Banner
from ui.widgets.card import SectionHeader
from ui.widgets.check_row import CheckRow
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Label
from ui.widgets.notice_lacks import NoticeLacks
from ui.wizard.draft import Draft

_DEFECTIVE = "Count the notice as defective"
_WHAT_THEN = "The plan then names the letter about the notice and the regulator. It moves no deadline: appeal in time."


class NoticeLeftOut(QWidget):
    """The check of the paper that was read, in a worker; nothing is ticked for the person."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._asked: tuple[str, Facts] | None = None
        self._running: Ticket | None = None
        self.lacks = NoticeLacks(ticks=False)
        self.defective = CheckRow(_DEFECTIVE, _WHAT_THEN)
        self._problems = QVBoxLayout()
        space(self._problems, 0, 8)
        whole = QVBoxLayout(self)
        space(whole, (0, 12, 0, 0), 8)
        whole.addWidget(SectionHeader("What this notice leaves out"))
        whole.addWidget(
            Label("By the law for this kind of plan. Read the notice beside it.", 12, 400, "text-2", wrap=True)
        )
        whole.addLayout(self._problems)
        whole.addWidget(self.lacks)
        whole.addWidget(self.defective)
        self.defective.toggled.connect(self._ticked)
        self.setVisible(False)

    def show_state(self) -> None:
        """Check the paper that was read against what is known by now; without one there is nothing to see."""
        state = self._draft.state
        self.defective.blockSignals(True)
        self.defective.setChecked(SIGNAL in state.facts.signals)
        self.defective.blockSignals(False)
        paper = next((p for p in state.papers if p.document_id == state.read_from), None)
        if paper is None or paper.kind not in {"denial_notice", "eob"}:
            self._asked = None
            self.setVisible(False)
            return
        wanted = (paper.document_id, state.facts)
        if wanted == self._asked:
            return
        self._asked = wanted
        if self._running is not None:
            self._running.cancel()
        context = self._draft.context
        service, facts = notices_of(context), state.facts
        self._running = context.jobs.run_function(
            lambda: service.of_document(paper.document_id, facts), self._show, owner=self
        )

    def _show(self, found: CheckedNotice) -> None:
        self._running = None
        empty_layout(self._problems)
        for problem in found.check.problems:
            self._problems.addWidget(Banner("", problem, "amber"))
        self.lacks.show_check(found.check)
        self.setVisible(True)

    def _ticked(self, on: bool) -> None:
        self._draft.set(tick_signal(self._draft.state, SIGNAL, on))
