# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The right side of the library: where an entry occurs in the casebook, what belongs to it, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.library import Article, CaseUse, Link
from ui.format import count_text, money
from ui.theme import fit, space
from ui.widgets.card import Scroll, column, row
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, IconLabel, Label

ICONS = {
    **{"letter": "mail", "script": "phone", "code": "hash", "type": "tag", "rule": "calendar-clock", "term": "type"},
    "playbook": "stethoscope",
}
FIRST_LINE = 25  # where the first line of a paragraph of 13 px ends; its icon stands in the middle of that
_MOST = 5


class LinkRow(QWidget):
    """An icon and words that lead elsewhere; the words wrap.

    Signals:
        followed(): the words were pressed.
    """

    followed = Signal()

    def __init__(self, icon: str, text: str, note: str = "") -> None:
        super().__init__()
        words = Label(f'<a href="#">{escape(text)}</a>', 13, 400, wrap=True, markup=True)
        words.setAccessibleName(text)
        words.linkActivated.connect(lambda _target: self.followed.emit())
        self.words = words
        held = column(words, gap=0)
        if note:
            held.addWidget(Label(note, 12, 400, "text-2", wrap=True))
        line = row(gap=8)
        sign = IconLabel(icon)
        fit(sign, height=FIRST_LINE)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(held, 1)
        self.setLayout(line)


class LibrarySide(Scroll):
    """What stands beside an article.

    Signals:
        wanted(str, str): another entry, by kind and id.
        case_wanted(str): a case, by its id.
    """

    wanted = Signal(str, str)
    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("raised", margins=20, gap=16, parent=parent)
        self._cases = QVBoxLayout()
        space(self._cases, 0, 4)
        self._rest = QVBoxLayout()
        space(self._rest, 0, 16)
        self.body.addLayout(self._cases)
        self.body.addLayout(self._rest)
        self.body.addStretch(1)
        self.setAccessibleName("What belongs to it")

    def show_article(self, article: Article) -> None:
        """Show links and sources of an article."""
        empty_layout(self._rest)
        self._rest.addWidget(Hairline())
        for title, links in article.links:
            self._rest.addWidget(self._group(title, links))
        if article.sources:
            if article.links:
                self._rest.addWidget(Hairline())
            heading = "Sources" if len(article.sources) > 1 else "Source"
            block, held = QWidget(), column(Label(heading, 12, 600, "text-2"), gap=8)
            for source in article.sources:
                held.addWidget(Label(source, 12, 400, "text-2", wrap=True))
            block.setLayout(held)
            self._rest.addWidget(block)

    def show_uses(self, article: Article, uses: Sequence[CaseUse]) -> None:
        """Show in how many cases it occurs, and the first of them."""
        empty_layout(self._cases)
        if article.kind in {"playbook", "script", "term"}:
            return
        self._cases.addWidget(Label("In your casebook", 13, 600))
        if not uses:
            self._cases.addWidget(Label("Not in any case yet.", 13, 400, "text-2"))
            return
        count = QWidget()
        disputed = sum(use.disputed or 0 for use in uses)
        words = "case" if len(uses) == 1 else "cases"
        about = f"{words}, {money(disputed)} in dispute" if disputed else words
        line = row(Label(f"{len(uses):,}", 24, 600), Label(about, 13, 400, "text-2", wrap=True), gap=8)
        line.setStretch(1, 1)
        count.setLayout(line)
        count.setAccessibleName(f"{len(uses)} {about}")
        self._cases.addWidget(count)
        for use in uses[:_MOST]:
            link = LinkRow("folder", use.title, use.person)
            link.followed.connect(lambda case_id=use.id: self.case_wanted.emit(case_id))
            self._cases.addWidget(link)
        if len(uses) > _MOST:
            self._cases.addWidget(Label(f"and {count_text(len(uses) - _MOST, 'more case')}", 12, 400, "text-2"))

    def _group(self, title: str, links: Sequence[Link]) -> QWidget:
        group = QWidget()
        held = column(Label(title, 13, 600), gap=4)
        for link in links:
            line = LinkRow(ICONS[link.kind], link.text)
            line.followed.connect(lambda link=link: self.wanted.emit(link.kind, link.id))
            held.addWidget(line)
        group.setLayout(held)
        return group
