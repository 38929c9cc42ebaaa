# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Claims in this file: which of them the dispute is about, where a file holds several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.reading import ReadClaim
from app.services.wizard_claims import ClaimRow, FoundClaims, find_claims
from app.services.wizard_state import Paper
from ui.format import count_text
from ui.jobs import Ticket
from ui.models.claims import claim_columns, number_of
from ui.models.table import ColumnTableModel
from ui.theme import fit, px, space
from ui.widgets.button import Button
from ui.widgets.card import SectionHeader, column, row
from ui.widgets.inputs import LineEdit
from ui.widgets.label import Label
from ui.widgets.table_view import TableView
from ui.wizard.draft import Draft

TYPING_MS = 250
_ROW, _HEADER, _MOST_ROWS = 44, 30, 6


class ClaimChooser(QWidget):
    """The claims of one paper.

    Signals:
        chosen(object): the ClaimRow that the dispute is about.
    """

    chosen = Signal(object)

    def __init__(self, draft: Draft, paper: Paper, claims: Sequence[ReadClaim] | None) -> None:
        super().__init__()
        self._jobs, self._wizard = draft.context.jobs, draft.context.desk.wizard
        self._paper = paper
        self.claims = claims
        self._looking: Ticket | None = None
        self.model = ColumnTableModel(claim_columns(), parent=self)
        self.table = TableView(self.model, "wizard-claims", row_height=_ROW, sortable=False, name="Claims in this file")
        self.words = LineEdit("", placeholder="Find a name, number, day or amount", icon="search")
        self.use = Button("Use this claim")
        self._lead = Label("", 12, 400, "text-2", wrap=True)
        self._count = Label("", 12, 400, "text-2")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._build()
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self.look)
        self.table.opened.connect(self._choose)
        self.table.picked.connect(lambda picked: self.use.setEnabled(picked is not None))
        self.use.clicked.connect(lambda: self._choose(self.table.current()))
        self.use.setEnabled(False)
        self.show_paper(paper)
        self.look()

    def _build(self) -> None:
        self.words.setAccessibleName("Find a claim")
        fit(self.words, width=320)
        head = column(SectionHeader("Claims in this file"), self._lead, gap=4)
        self.setLayout(column(head, row(self.words, None, self._count), self.table, row(self.use, None), gap=8))

    def show_paper(self, paper: Paper) -> None:
        """Say which claim is chosen."""
        self._paper = paper
        if paper.claim is None:
            self._lead.setText(
                f"Which claim of “{paper.name}” is this dispute about? Its facts then fill the next steps."
            )
        elif self.claims is not None:
            claim = self.claims[paper.claim]
            named = " · ".join(part for part in (claim.patient, number_of(ClaimRow(id=0, claim=claim))) if part)
            self._lead.setText(f"Chosen: {named}. Choose another, and its facts take the place of these.")

    def look(self) -> None:
        """Read the file again where that is needed, then show the claims that the words find."""
        self._typing.stop()
        if self._looking is not None:
            self._looking.cancel()
        if self.claims is None:
            job = partial(self._wizard.claims_job, self._paper.document_id)
            self._looking = self._jobs.run(job, self._take, owner=self)
            return
        job_of_words = partial(find_claims, self.claims, self.words.text())
        self._looking = self._jobs.run(job_of_words, self._show, owner=self)

    def _take(self, claims: Sequence[ReadClaim]) -> None:
        self.claims = claims
        self.show_paper(self._paper)
        self.look()

    def _show(self, found: FoundClaims) -> None:
        self._looking = None
        self.model.set_records(found.rows)
        rows = max(1, min(len(found.rows), _MOST_ROWS))
        self.table.setFixedHeight(px(_ROW) * rows + px(_HEADER) + 2)
        whole = count_text(found.total, "claim")
        shown = f"the first {len(found.rows)} shown of {whole}" if found.more else f"{len(found.rows)} of {whole}"
        self._count.setText(shown[:1].upper() + shown[1:])
        if self._paper.claim is not None:
            self.table.select_key(self._paper.claim)
        self.use.setEnabled(self.table.current() is not None)

    def _choose(self, picked: ClaimRow | None) -> None:
        if picked is not None:
            self.chosen.emit(picked)


class ClaimChoosers(QWidget):
    """A chooser for every paper that holds several claims."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._read: dict[str, Sequence[ReadClaim]] = {}
        self.choosers: dict[str, ClaimChooser] = {}
        self._down = QVBoxLayout(self)
        space(self._down, 0, 16)
        self.hide()

    def offer(self, document_id: str, claims: Sequence[ReadClaim]) -> None:
        """Keep claims that were just read, so that the file is not read a second time."""
        self._read[document_id] = claims

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show a chooser for each paper with several claims, and no other."""
        wanted = {paper.document_id: paper for paper in papers if paper.claims > 1}
        for gone in self.choosers.keys() - wanted.keys():
            chooser = self.choosers.pop(gone)
            self._down.removeWidget(chooser)
            chooser.deleteLater()
        for document_id, paper in wanted.items():
            shown = self.choosers.get(document_id)
            if shown is not None:
                shown.show_paper(paper)
                continue
            chooser = ClaimChooser(self._draft, paper, self._read.pop(document_id, None))
            chooser.chosen.connect(partial(self._chosen, document_id))
            self.choosers[document_id] = chooser
            self._down.addWidget(chooser)
        self.setVisible(bool(wanted))

    def _chosen(self, document_id: str, picked: ClaimRow) -> None:
        state = self._draft.state
        paper = next((p for p in state.papers if p.document_id == document_id), None)
        claims = self.choosers[document_id].claims
        if paper is None or claims is None or paper.claim == picked.id:
            return
        before = claims[paper.claim] if paper.claim is not None else None
        self._draft.set(self._draft.context.desk.wizard.with_claim(state, paper, picked.id, picked.claim, before))
        self._draft.keep_now()
