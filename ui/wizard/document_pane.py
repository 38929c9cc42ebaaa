# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The paper beside its facts: page by page, with the words that were read marked by number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.reading import Box
from app.services.wizard_rows import NoticeRow
from app.services.wizard_state import Paper
from ui.theme import ground, space
from ui.widgets.button import IconButton
from ui.widgets.card import row
from ui.widgets.label import IconLabel, Label
from ui.widgets.marked_page import Mark, MarkedPage, MarkLegend
from ui.wizard.draft import Draft

Sizes = Sequence[tuple[float, float]]


def marks_of(rows: Sequence[NoticeRow], sizes: Sizes) -> list[Mark]:
    """Return one mark for each numbered line: its boxes as shares of the page; doubtful when any fact there is."""
    marks: list[Mark] = []
    for number in sorted({one.number for one in rows if one.number}):
        here = [one for one in rows if one.number == number]
        page = here[0].page
        if page > len(sizes):
            continue
        width, height = sizes[page - 1]
        parts = tuple(_share(box, width, height) for one in here for box in one.boxes)
        words = "; ".join(f"{one.label}: {', '.join(one.value.splitlines())}" for one in here)
        sure = not any(one.sure == "Check" for one in here)
        marks.append(Mark(number, parts, sure=sure, words=words, page=page - 1))
    return marks


def _share(box: Box, width: float, height: float) -> tuple[float, float, float, float]:
    return box.left / width, box.top / height, (box.right - box.left) / width, (box.bottom - box.top) / height


class DocumentPane(QWidget):
    """The marked page with its tools."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "desk")
        self._draft = draft
        self._paper: Paper | None = None
        self._sizes: Sizes = ()
        self.page = MarkedPage(draft.context.jobs)
        self._icon = IconLabel("file-text", "text-2")
        self._title = Label("", 13, 400, "text-2", elide=True)
        self._before = IconButton("chevron-left", "Page before", on=lambda: self.page.set_page(self.page.page() - 1))
        self._after = IconButton("chevron-right", "Next page", on=lambda: self.page.set_page(self.page.page() + 1))
        out = IconButton("zoom-out", "Zoom out", on=self.page.zoom_out)
        closer = IconButton("zoom-in", "Zoom in", on=self.page.zoom_in)
        turn = IconButton("rotate-cw", "Turn the page", on=self.page.rotate_page)
        tools = row(self._before, self._after, out, closer, turn, gap=0)
        head = row(self._icon, 8, margins=(24, 14, 20, 8), gap=0)
        head.addWidget(self._title, 1)
        head.addLayout(tools)
        self._legend = MarkLegend()
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self.page, 1)
        whole.addLayout(row(self._legend, None, margins=(24, 8, 24, 10)))
        self.page.page_changed.connect(lambda _page: self._show_title())
        self.page.zoom_changed.connect(self._show_bars)
        self._show_bars()

    def show_paper(self, paper: Paper | None) -> None:
        """Show a paper, or nothing."""
        if paper == self._paper:
            return
        self._paper = paper
        self._sizes = self._draft.context.desk.wizard.page_sizes(paper.document_id) if paper else ()
        self._legend.setVisible(bool(paper and paper.facts))
        if paper is None or not self._sizes:
            self.page.clear("This file has no page to show. It is kept in the casebook.")
        else:
            documents, document_id = self._draft.context.desk.documents, paper.document_id
            self.page.set_document(
                lambda page, width: documents.render(document_id, page + 1, width), len(self._sizes), 0
            )
        self._show_title()

    def show_rows(self, rows: Sequence[NoticeRow]) -> None:
        """Mark the words of these rows."""
        self.page.set_marks(marks_of(rows, self._sizes))

    def _show_bars(self) -> None:
        """A page as wide as the desk has nothing to its sides."""
        fits = self.page.zoom_text() == "Fit width"
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.page.setHorizontalScrollBarPolicy(policy)

    def _show_title(self) -> None:
        if self._paper is None:
            return
        count, here = len(self._sizes), self.page.page() + 1
        self._title.setText(f"{self._paper.name}, page {here} of {count}" if count else self._paper.name)
        self._before.setEnabled(here > 1)
        self._after.setEnabled(here < count)
