# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Documents: every paper of the casebook as a table, found by words and kind, with its pages beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.jobs import CancelFlag, Job
from app.ports import DocumentRow, SearchHit
from app.services.documents import Added
from ui.context import Context
from ui.format import count_text
from ui.jobs import Ticket
from ui.models.documents import document_columns, kinds_of, matches
from ui.models.table import ColumnTableModel, RecordProxy
from ui.pages.base import Page
from ui.pages.case_documents import KINDS, added_words
from ui.pages.documents_edit import delete_document, edit_document, save_copy
from ui.pages.documents_preview import DocumentPreview
from ui.pages.log_attached import attach_to_entry
from ui.theme import fit, space
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Splitter, column, row
from ui.widgets.chips import MenuChip
from ui.widgets.drop_zone import accept_drops
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import LineEdit
from ui.widgets.label import Hairline
from ui.widgets.table_view import TableView

_SEARCH_MS = 200
_MOST_FOUND = 500


class DocumentsPage(Page):
    """The table, the preview, and the place where files are dropped: all of the page."""

    key = "documents"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted = ""
        self._add_for: tuple[bool, str | None] = (False, None)
        self._adding: Ticket | None = None
        self._in_text: frozenset[str] = frozenset()
        self.model = ColumnTableModel(document_columns(), parent=self)
        self.proxy: RecordProxy[DocumentRow] = RecordProxy(self.model, self)
        self.table = TableView(self.proxy, "documents", row_height=44, name="Documents")
        self.words = LineEdit(placeholder="Find by title, person or text", icon="search", hint="Ctrl+F")
        self.kinds = MenuChip("Kind", any_text="Any kind")
        self.add = Button("Add documents", "primary", icon="plus", on=self.ask_files)
        self.banner = Banner()
        self.preview = DocumentPreview(context)
        self._empty = EmptyState(
            "files",
            "No documents yet",
            "Notices, EOBs, bills, records and photos are kept inside the casebook, encrypted. Drop files anywhere "
            "on this page, or choose them.",
            action="Add documents",
        )
        self._nothing = EmptyState(
            "search", "No document like that", "Other documents are there.", action="Show all", primary=False
        )
        self._stack = QStackedWidget()
        self._search_later = QTimer(self)
        self._search_later.setSingleShot(True)
        self._search_later.setInterval(_SEARCH_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        fit(self.words, width=280)
        self.words.setAccessibleName("Find a document")
        self._bar = QWidget()
        self._bar.setLayout(row(self.words, self.kinds, None, self.add, margins=(24, 12, 24, 12)))
        self.banner.setVisible(False)
        self._told = QWidget()
        self._told.setLayout(column(self.banner, margins=(24, 0, 24, 12)))
        self._told.setVisible(False)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._nothing)
        panes = Splitter("documents", self._lists, self.preview)
        panes.folds(680)
        panes.start_sizes(780, 372)
        self._stack.addWidget(panes)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(self._bar)
        layout.addWidget(self._told)
        layout.addWidget(Hairline())
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._typed)
        self._search_later.timeout.connect(self._search_text)
        self.kinds.chosen.connect(lambda _kind: self._filter())
        self.table.picked.connect(self.preview.show_document)
        self.table.opened.connect(lambda _shown: self.preview.pages.view.setFocus())
        self.table.menu_asked.connect(self._show_menu)
        self.preview.asked.connect(self._act)
        self._empty.acted.connect(self.ask_files)
        self._nothing.acted.connect(self._show_all)
        self._context.jobs.ended.connect(self._ended)
        accept_drops(self, self.add_files)
        QShortcut(QKeySequence.StandardKey.Delete, self.table).activated.connect(lambda: self._act("delete"))
        QShortcut(QKeySequence("F2"), self.table).activated.connect(lambda: self._act("edit"))

    def title(self) -> str:
        """Return the page's name."""
        return "Documents"

    def subtitle(self) -> str:
        """Return how many are shown."""
        return count_text(self.proxy.rowCount(), "document")

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``add`` (ask for files at once), ``case_id`` (for this case), ``select`` (the document to show)."""
        case_id = args.get("case_id")
        self._add_for = (bool(args.get("add")), str(case_id) if case_id else None)
        self._wanted = str(args.get("select") or "")

    def refresh(self) -> None:
        """Read the documents anew."""
        if self._wanted:
            self._clear_filter()
        rows = self._context.desk.documents.rows(self._context.person_id)
        if self._wanted and all(shown.id != self._wanted for shown in rows):
            rows = self._context.desk.documents.rows()  # it is another person's: show it all the same
        with self.table.kept_selection():
            self.model.set_records(rows)
            self.kinds.set_items(kinds_of(rows))
            self._filter()
        if self._wanted:
            self.table.select_key(self._wanted)
            self._wanted = ""
        elif self.table.current() is None:
            self.table.select_row(0)
        self.preview.show_document(self.table.current())
        wanted, case_id = self._add_for
        if wanted:
            self._add_for = (False, None)
            QTimer.singleShot(0, self, lambda: self.ask_files(case_id))  # after the page has come into sight
        if not self.isVisible():
            self.table.setFocus()  # where the focus goes when the page comes into sight

    def focus_filter(self) -> bool:
        """Put the focus into the field that finds."""
        self.words.setFocus()
        self.words.selectAll()
        return True

    # -- adding --------------------------------------------------------------------------------------------------

    def ask_files(self, case_id: str | None = None) -> None:
        """Ask for files and keep them."""
        files = self._context.prompts.choose_files("Add documents", KINDS)
        if files:
            self.add_files(files, case_id)

    def add_files(self, paths: list[Path], case_id: str | None = None) -> None:
        """Keep files in the casebook, with progress; folders are opened one level deep."""
        documents, person = self._context.desk.documents, self._context.person_id
        files = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
        files = [file for file in files if not file.is_dir()]

        def job(flag: CancelFlag) -> Job[Added]:
            return documents.add_job(files, flag, case_id=case_id, person_id=None if case_id else person)

        self._adding = self._context.jobs.run(job, self._added, text="Adding documents", owner=self)

    def _added(self, added: Added) -> None:
        lead, rest, tone = added_words(added)
        self._tell(lead, rest, tone)
        first = next(iter((*added.documents, *added.known)), None)
        self._wanted = first.id if first is not None else ""
        self._context.said.emit(lead)
        self._context.changed.emit()

    def _ended(self, ticket: Ticket) -> None:
        if ticket is self._adding and ticket.cancelled:
            self._tell("Stopped.", "What was added before is kept; delete it here if you do not want it.", "info")
            self._context.changed.emit()

    def _tell(self, lead: str, rest: str, tone: str) -> None:
        self.banner.set_text(lead, rest)
        self.banner.set_tone(tone)
        self.banner.setVisible(True)
        self._told.setVisible(True)

    # -- finding -------------------------------------------------------------------------------------------------

    def _typed(self, _words: str) -> None:
        self._in_text = frozenset()
        self._filter()
        self._search_later.start()

    def _search_text(self) -> None:
        """Look inside the documents too, in a worker."""
        words, search = self.words.text(), self._context.desk.today.search

        def show(hits: list[SearchHit]) -> None:
            if self.words.text() == words:
                self._in_text = frozenset(hit.id for hit in hits if hit.kind == "document")
                self._filter()

        if words.strip():
            self._context.jobs.run_function(lambda: search(words, _MOST_FOUND), show, owner=self)

    def _filter(self) -> None:
        words, kind, inside = self.words.text(), self.kinds.current(), self._in_text
        self.proxy.set_test(lambda r: kind in {None, r.kind} and (matches(r, words) or r.id in inside))
        some = self.model.rowCount() > 0
        self._bar.setVisible(some)
        self._stack.setCurrentIndex(0 if some else 1)
        self._lists.setCurrentIndex(0 if self.proxy.rowCount() else 1)
        if self.table.current() is None:
            self.table.select_row(0)
        self.preview.show_document(self.table.current())
        self.header_changed.emit()

    def _clear_filter(self) -> None:
        self.words.clear()
        self.kinds.set_current(None)

    def _show_all(self) -> None:
        self._clear_filter()
        self._filter()
        self.table.setFocus()

    # -- what can be done with one -------------------------------------------------------------------------------

    def _show_menu(self, shown: DocumentRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Edit", lambda: self._act("edit"))
        menu.addAction("Save a copy", lambda: self._act("copy"))
        menu.addAction("Attach to log entry…", lambda: self._act("attach"))
        if shown.case_id is not None:
            menu.addAction("Open the case", lambda: self._act("case"))
        menu.addSeparator()
        menu.addAction("Delete", lambda: self._act("delete"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _act(self, what: str) -> None:
        shown: DocumentRow | None = self.table.current()
        if shown is None:
            return
        if what == "edit":
            edit_document(self._context, shown.id, self)
        elif what == "copy":
            save_copy(self._context, shown)
        elif what == "attach":
            attach_to_entry(self._context, shown)
        elif what == "delete":
            delete_document(self._context, shown)
        elif shown.case_id is not None:
            self._context.go("case", case_id=shown.case_id, tab="documents")
