# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Step 4, The notice: the marked paper, what was read from it, and what kind of denial this looks like."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout

from app.services.wizard_rows import NoticeRow, edit_row, notice_rows
from app.services.wizard_state import Paper
from ui.theme import px, space
from ui.widgets.card import Scroll, Splitter
from ui.wizard.denial_list import DenialList
from ui.wizard.document_pane import DocumentPane
from ui.wizard.draft import Draft
from ui.wizard.facts_table import FactsTable
from ui.wizard.notice_form import NoticeForm
from ui.wizard.notice_left_out import NoticeLeftOut
from ui.wizard.start_share import StartShare
from ui.wizard.step import Step, StepTitle

_LEAD_READ = "The stated reason decides what can win. Mend anything that was read wrongly."
_LEAD_TYPED = "The stated reason decides what can win. Type what the notice says; leave out what it does not say."


class NoticeStep(Step):
    """What the notice says."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.document = DocumentPane(draft)
        self.table = FactsTable()
        self.form = NoticeForm(draft)
        self.denials = DenialList(draft)
        self.left_out = NoticeLeftOut(draft)
        self._head = StepTitle("What the notice says", _LEAD_READ)
        self._scroll = Scroll("surface", margins=(24, 20, 24, 24), gap=12)
        for part in (self._head, self.table, self.form, self.denials, self.left_out):
            self._scroll.body.addWidget(part)
        self._scroll.body.addStretch(1)
        self.splitter = Splitter("wizard-notice", self.document, self._scroll)
        self.splitter.start_sizes(496, 616, stretch=1)
        self._share = StartShare(self.splitter, "wizard-notice", 496, 0.45)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(self.splitter)
        self.table.edited.connect(self._edited)
        self.table.current_changed.connect(self._row_chosen)
        self.table.row_wanted.connect(self._show_row)
        self.table.hovered.connect(self.document.page.set_current)
        self.document.page.clicked.connect(self._mark_chosen)
        self.document.page.hovered.connect(self.table.light)

    def room(self) -> int:
        """Return room for page, table and pane; with less, the page and the table come first."""
        return 1100 if self._paper() is not None else super().room()

    def _paper(self) -> Paper | None:
        papers = self.draft.state.papers
        shown = next((paper for paper in papers if paper.document_id == self.draft.state.read_from), None)
        return shown or (papers[0] if papers else None)

    def show_state(self) -> None:
        """Show paper and facts, or the form where nothing was read."""
        state = self.draft.state
        read = bool(state.read)
        self.document.setVisible(self._paper() is not None)
        self.document.show_paper(self._paper())
        self.table.setVisible(read)
        self.form.setVisible(not read)
        self._head.set_lead(_LEAD_READ if read else _LEAD_TYPED)
        if read:
            rows = notice_rows(state, self.draft.today)
            self.table.set_rows(rows)
            self.document.show_rows(rows)
        else:
            self.form.show_state()
        self.denials.show_state()
        self.left_out.show_state()

    def to_top(self) -> None:
        """Show the beginning of the step."""
        self._scroll.verticalScrollBar().setValue(0)

    def enter(self) -> None:
        """Begin with the first doubtful row, or the first field."""
        if not self.draft.state.read:
            self.form.enter()
            return
        doubtful = next((n for n, row in enumerate(self.table.facts.rows) if row.open), None)
        if doubtful is not None:
            self.table.open_row(doubtful)
        else:
            self.table.setFocus()
            self.table.select_id(self.table.facts.rows[0].id)

    def leave(self) -> bool:
        """Take what still stands in a field."""
        if self.draft.state.read:
            self.table.commit_all()
        else:
            self.form.commit()
        return True

    def _edited(self, row_id: str, text: str) -> None:
        self.draft.set(edit_row(self.draft.state, row_id, text, self.draft.today))

    def _row_chosen(self, row: NoticeRow | None) -> None:
        if row is not None and row.number:
            self.document.page.reveal(row.number)

    def _show_row(self, box: QRect) -> None:
        """Scroll the page to a row of the table."""
        middle = self.table.viewport().mapTo(self._scroll.content, box.center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, box.height() + px(24))

    def _mark_chosen(self, number: int) -> None:
        self.table.select_number(number)
