# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Step 1, What you have: files to drop, what became of each, and the papers already in hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.document import DOCUMENT_KIND_TITLES, DocumentKind
from app.errors import UserFixable
from app.services.wizard import ReadPaper
from app.services.wizard_facts import chosen
from app.services.wizard_state import Paper
from ui.format import count_text
from ui.jobs import Ticket
from ui.theme import fit, space
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import SectionHeader, column, row
from ui.widgets.check_row import CheckRow
from ui.widgets.drop_zone import DropZone, accept_drops
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, IconLabel, Label
from ui.widgets.progress_line import ProgressLine
from ui.wizard.claims import ClaimChoosers
from ui.wizard.draft import Draft
from ui.wizard.step import ScrollStep

HAVE: tuple[DocumentKind, ...] = tuple(DocumentKind)[:14]
"""The papers that FACTS know, in their order."""
STOPPING_MS = 10_000
KINDS = "Letters and bills (*.pdf *.png *.jpg *.jpeg *.heic *.txt *.835 *.edi *.json);;All files (*)"
_KIND_WORDS = {
    "denial_notice": "Denial notice",
    "eob": "Explanation of benefits",
    "bill": "Bill",
    "835": "Electronic remittance (835)",
    "fhir": "Patient portal file (FHIR)",
    "unknown": "Kind not known",
}


class PapersStep(ScrollStep):
    """What the person has."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            draft,
            "What you have",
            "Give the letter, the EOB or the bill, and Casewell reads it. You can also type everything yourself.",
        )
        self._tickets: list[Ticket] = []
        self._running: list[Ticket] = []  # also those that were stopped and have not ended
        self.drop = DropZone(
            "Drop the letter, EOB or bill here, or choose a file",
            "PDF files, scans, photos and remittances (835) are read. Compare what a photo gave with its page.",
            prompts=draft.context.prompts,
            kinds=KINDS,
            icon="files",
        )
        self.choose = Button("Choose a file", icon="folder-open")
        self.type_instead = Button("Type it instead", "link")
        self.progress = ProgressLine(bar_width=160, size=13)
        self._refusals = QVBoxLayout()
        space(self._refusals, 0, 8)
        self._papers = QVBoxLayout()
        space(self._papers, 0, 0)
        self.claims = ClaimChoosers(draft)
        self._ticks: dict[str, CheckRow] = {}
        self._build()
        self.drop.dropped.connect(self.add_files)
        self.choose.clicked.connect(self.drop.click)
        self.type_instead.clicked.connect(self.next_asked)
        self.progress.cancelled.connect(self._stopped)
        accept_drops(self, self.add_files)
        draft.context.jobs.progressed.connect(self._show_progress)
        draft.context.jobs.ended.connect(self._ended)
        self._shown: tuple[Paper, ...] | None = None
        self.show_state()

    def _build(self) -> None:
        first = QWidget()
        first.setLayout(column(self.drop, row(self.choose, self.type_instead, None, self.progress, gap=16), gap=12))
        fit(first, max_width=760)
        self.body.addWidget(first)
        self.body.addLayout(self._refusals)
        self.body.addLayout(self._papers)
        self.body.addWidget(self.claims)
        lead = "Tick what lies before you, also on paper. The plan asks for what is missing."
        self.body.addSpacing(4)
        self.body.addLayout(
            column(SectionHeader("Papers you have in hand"), Label(lead, 12, 400, "text-2", wrap=True), gap=4)
        )
        grid = QGridLayout()
        space(grid, 0, 24, row_gap=2)
        rows = -(-len(HAVE) // 3)
        for number, kind in enumerate(HAVE):
            tick = CheckRow(DOCUMENT_KIND_TITLES[kind])
            tick.toggled.connect(partial(self._have, kind.value))
            grid.addWidget(tick, number % rows, number // rows, Qt.AlignmentFlag.AlignTop)
            self._ticks[kind.value] = tick
        for place in range(3):
            grid.setColumnStretch(place, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    # -- state ---------------------------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Show papers and ticks."""
        held = self.draft.state.facts.have
        for word, tick in self._ticks.items():
            tick.blockSignals(True)
            tick.setChecked(word in held)
            tick.blockSignals(False)
        if self.draft.state.papers != self._shown:
            self._shown = self.draft.state.papers
            empty_layout(self._papers)
            for paper in self._shown:
                self._papers.addWidget(_PaperLine(paper, partial(self._remove, paper.document_id)))
            self.claims.show_papers(self._shown)

    def enter(self) -> None:
        """Begin at the place for files."""
        self.drop.setFocus()

    def _have(self, word: str, held: bool) -> None:
        others = tuple(w for w in self.draft.state.facts.have if w != word)
        have = (*others, word) if held else others
        order = [kind.value for kind in HAVE]
        self.draft.set(chosen(self.draft.state, "have", tuple(sorted(have, key=order.index)), self.draft.today))

    # -- reading -------------------------------------------------------------------------------------------------

    def add_files(self, paths: list[Path]) -> None:
        """Read files in the job runner, one after the other; each is kept whatever it holds."""
        empty_layout(self._refusals)
        for path in paths:
            wizard = self.draft.context.desk.wizard
            ticket = self.draft.context.jobs.run(
                partial(wizard.read_job, path),
                self._read,
                partial(self._refused, path),
                text=f"Reading {path.name}",
                owner=self,
                keeps=True,
            )
            self._tickets.append(ticket)
            self._running.append(ticket)
        self._show_progress(None)

    def reading(self) -> bool:
        """Return whether a file is still being read."""
        self._tickets = [t for t in self._tickets if not t.cancelled]
        return bool(self._tickets)

    def unread(self) -> list[str]:
        """Return the names of the files that are still being read."""
        return [ticket.text.removeprefix("Reading ") for ticket in self._running]

    def end_reading(self, patience_ms: int) -> list[str]:
        """Let files be read to their end, or stop after ``patience_ms``; return the names of those that are not kept.

        A file is either in the wizard afterwards or not in the casebook at all.
        """
        lost = []
        jobs = self.draft.context.jobs
        for ticket in tuple(self._running):
            if not jobs.wait_for(ticket, patience_ms):
                ticket.cancel()
                before = len(self.draft.state.papers)
                jobs.wait_for(ticket, STOPPING_MS)
                if len(self.draft.state.papers) == before:
                    lost.append(ticket.text.removeprefix("Reading "))
        return lost

    def _ended(self, ticket: Ticket) -> None:
        if ticket in self._running:
            self._running.remove(ticket)

    def _read(self, read: ReadPaper) -> None:
        self._drop_ticket(read.reading.file)
        self.claims.offer(read.paper.document_id, read.reading.claims)
        self.draft.set(self.draft.context.desk.wizard.with_paper(self.draft.state, read))
        self.draft.keep_now()

    def _refused(self, path: Path, problem: Exception) -> None:
        self._drop_ticket(path.name)
        if not isinstance(problem, UserFixable):
            self.draft.context.prompts.problem(problem)
            return
        banner = Banner(str(problem), "You can also type what it says.", "amber")
        self._refusals.addWidget(banner)

    def _drop_ticket(self, name: str) -> None:
        done = next((t for t in self._tickets if t.text == f"Reading {name}"), None)
        if done is not None:
            self._tickets.remove(done)
        self._show_progress(None)

    def _show_progress(self, _ticket: Ticket | None) -> None:
        if self.reading():
            self.progress.show_ticket(self._tickets[0])
        else:
            self.progress.clear()

    def _stopped(self) -> None:
        self._show_progress(None)

    def _remove(self, document_id: str) -> None:
        self.draft.set(self.draft.context.desk.wizard.without_paper(self.draft.state, document_id))
        self.draft.keep_now()
        self.drop.setFocus()


class _PaperLine(QWidget):
    """One paper: its name, what it is, what was read, and what could not be."""

    def __init__(self, paper: Paper, remove: Callable[[], object]) -> None:
        super().__init__()
        clean = not paper.problems
        kind = _KIND_WORDS.get(paper.kind, _KIND_WORDS["unknown"])
        pages = count_text(paper.pages, "page") if paper.pages else ""
        facts = f"{count_text(paper.facts, 'fact')} read" if paper.facts else ""
        claims = count_text(paper.claims, "claim") if paper.claims > 1 else ""
        nothing = "" if facts or claims else "Kept. Nothing was read from it"
        icon = IconLabel(
            "circle-check" if clean and (facts or claims) else "circle-alert", "green" if clean else "amber", 16
        )
        detail = Label(" · ".join(part for part in (kind, pages, claims, facts, nothing) if part), 12, 400, "text-2")
        words = column(Label(paper.name, 13, 600, elide=True), detail, gap=0)
        for problem in paper.problems:
            words.addWidget(Label(problem, 12, 400, "amber", wrap=True))
        take_away = IconButton("x", f"Remove {paper.name}", on=remove)
        line = QHBoxLayout()
        space(line, (0, 8, 0, 8), 12)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(take_away, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(Hairline())
        whole.addLayout(line)
        self.setAccessibleName(f"{paper.name}: {detail.words()}. {' '.join(paper.problems)}")
