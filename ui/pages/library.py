# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Library: codes, denial types, playbooks, rules, letters, call scripts and words; with or without a case open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.library import KINDS, Article, LibraryEntry, LibraryService, Usage
from ui.context import Context
from ui.pages.assistance import show_assistance
from ui.pages.base import Page
from ui.pages.call_pick import make_call_with
from ui.pages.library_article import ArticleView
from ui.pages.library_list import EntryPane
from ui.pages.library_own import manage_own_lists
from ui.pages.library_side import LibrarySide
from ui.pages.own_letters import copy_letter
from ui.theme import px, space
from ui.widgets.button import Button
from ui.widgets.card import Splitter
from ui.widgets.label import Hairline
from ui.widgets.tabs import TabBar

_TABS = {
    "code": ("Codes", "Code, or words from the notice"),
    "type": ("Denial types", "What the notice says"),
    "playbook": ("Playbooks", "Specialty, or what was done"),
    "rule": ("Deadline rules", "What is due, or the law"),
    "letter": ("Letters", "Kind of letter"),
    "script": ("Call scripts", "Whom or why you call"),
    "state": ("States", "State, or its regulator"),
    "right": ("Rights", "What you may ask, or the law"),
    "office": ("Who has power", "Plan, problem or office"),
    "term": ("Glossary", "Word"),
}
_NARROW = 880
_FIRST = {"code": "CO-50"}  # what is open at first: the commonest denial, rather than the lowest number


class LibraryPage(Page):
    """Tabs above, the list at the left, the article in the middle, what belongs to it at the right."""

    key = "library"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._library = LibraryService(context.desk.casebook, context.desk.clock)
        self._usage: Usage = {}
        self._open = dict(_FIRST)
        self.tabs = TabBar("Parts of the library")
        self.pane = EntryPane()
        self.article = ArticleView(context)
        self.side = LibrarySide()
        self.own = Button("Your own code lists", "link", icon="folder-plus")
        self._build()
        self._connect()
        self._show_kind("code")

    def _build(self) -> None:
        for kind in KINDS:
            self.tabs.add(kind, _TABS[kind][0], len(self._library.filtered(kind, "")))
        self.pane.add_foot(self.own)
        head = QHBoxLayout()
        space(head, (24, 0, 24, 0), 0)
        head.addWidget(self.tabs)
        self._beside = Splitter("library-side", self.article, self.side)
        self._beside.start_sizes(600, 264)
        panes = Splitter("library", self.pane, self._beside)
        panes.start_sizes(288, 864, stretch=1)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addLayout(head)
        layout.addWidget(Hairline())
        layout.addWidget(panes, 1)
        QWidget.setTabOrder(self.tabs, self.pane.words)
        QWidget.setTabOrder(self.pane.words, self.pane.list)
        QWidget.setTabOrder(self.pane.list, self.own)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._show_kind)
        self.pane.typed.connect(lambda _words: self._fill())
        self.pane.picked.connect(self._show_entry)
        self.own.clicked.connect(lambda _on: manage_own_lists(self._context))
        self.article.asked.connect(self._act)
        self.side.wanted.connect(self.show_entry)
        self.side.case_wanted.connect(lambda case_id: self._context.go("case", case_id=case_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what belongs to an article below it where there is no room beside it."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(_NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._beside.orientation() != wanted:
            self._beside.setOrientation(wanted)
            self._beside.setSizes([px(300), px(120)] if narrow else [px(600), px(264)])

    def title(self) -> str:
        """Return the page's name."""
        return "Library"

    def subtitle(self) -> str:
        """Say that it needs no case."""
        return "Works with no case open"

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take an entry by its kind: code, type, playbook, rule, letter, script or term, with the id as value."""
        for kind in KINDS:
            if args.get(kind):
                self.show_entry(kind, str(args[kind]))

    def refresh(self) -> None:
        """Count anew in which cases things occur, in a worker."""
        if not self.isVisible():
            self.pane.list.setFocus()  # where the focus goes when the page comes into sight
        self._context.jobs.run_function(self._library.usage, self._counted, owner=self)
        self._show_anew()

    def focus_filter(self) -> bool:
        """Put the focus into the field above the list."""
        self.pane.words.setFocus()
        self.pane.words.selectAll()
        return True

    def show_entry(self, kind: str, entry_id: str) -> None:
        """Show an entry of any kind; one that no list holds is told."""
        found = self._library.article(kind, entry_id)
        if found is None:
            self._context.prompts.tell(
                f"The library has no entry called “{entry_id}”. It may be named otherwise: search for it by words.",
                "Not in the library",
            )
            return
        self._open[kind] = found.id
        self.pane.words.blockSignals(True)
        self.pane.words.clear()
        self.pane.words.blockSignals(False)
        if self.tabs.current_key() == kind:
            self._show_kind(kind)
        else:
            self.tabs.set_current_key(kind)
        self._show_article(found)  # also where the list holds it under another name, or not at all

    def _show_kind(self, kind: str) -> None:
        self.pane.ask(_TABS[kind][1])
        self.own.setVisible(kind == "code")
        self._fill()

    def _fill(self) -> None:
        kind = self.tabs.current_key()
        words = self.pane.words.text()
        # While searching the best answer is shown; without words what was open stays.
        self.pane.show_entries(self._library.filtered(kind, words), "" if words.strip() else self._open.get(kind, ""))

    def _show_entry(self, entry: LibraryEntry) -> None:
        found = self._library.article(entry.kind, entry.id)
        if found is not None:
            self._open[entry.kind] = entry.id
            self._show_article(found)

    def _show_anew(self) -> None:
        """Show the open code again where an imported list changed what stands beside it."""
        shown = self.article.article
        now = self._library.article("code", shown.id) if shown is not None and shown.kind == "code" else None
        if now is not None and now != shown:
            self._show_article(now)

    def _show_article(self, article: Article) -> None:
        self.article.show_article(article)
        self.side.show_article(article)
        self._show_uses()

    def _counted(self, usage: Usage) -> None:
        self._usage = usage
        self._show_uses()

    def _show_uses(self) -> None:
        article = self.article.article
        if article is not None:
            self.side.show_uses(article, self._usage.get(self._library.usage_key(article), ()))

    def _act(self, what: str, article: Article) -> None:
        if what == "copy":
            QGuiApplication.clipboard().setText(article.as_text())
            self.status.emit("Copied")
        elif what == "assistance":
            show_assistance(self._context, self, state=article.id)
        elif what == "call":
            make_call_with(self._context, article.id)
        elif what == "own":
            copy_letter(self._context, article.id, self)
        elif what == "letter":
            self._context.go("letters", new=True)
        else:
            self._start(article.start)

    def _start(self, code: str) -> None:
        """Begin a wizard that knows the code already."""
        wizard = self._context.desk.wizard
        session, state = wizard.resume(wizard.start().id)
        kept = wizard.keep(session, session.step, replace(state, facts=replace(state.facts, codes=(code,))))
        self._context.go("wizard", session=kept.id)
