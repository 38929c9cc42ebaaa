# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The right side of the documents: the pages of the current one, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ports import DocumentRow
from ui.context import Context
from ui.format import DOT, count_text, plain_date
from ui.models.documents import has_pages, kind_words
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Pane, column
from ui.widgets.inputs import TextArea
from ui.widgets.key_value import FlowLayout
from ui.widgets.label import Hairline, Label
from ui.widgets.pdf_preview import PdfPreview

_NO_PICTURE = "This kind of file cannot be shown here. Save a copy to open it in another program."


class DocumentPreview(Pane):
    """One document, large.

    Signals:
        asked(str): edit, copy, case or delete.
    """

    asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("raised", margins=0, gap=0, parent=parent)
        self._context = context
        self._shown: DocumentRow | None = None
        self._title = Label("", 15, 600, wrap=True)
        self._about = Label("", 12, 400, "text-2", wrap=True)
        self.pages = PdfPreview(context.jobs, rotatable=True)
        self.words = TextArea()
        self.words.setReadOnly(True)
        self.words.setProperty("plain", True)
        self.words.setAccessibleName("Text of the document")
        self._kinds = QStackedWidget()
        self.edit = Button("Edit", icon="pencil", small=True, on=lambda: self.asked.emit("edit"))
        self.copy = Button("Save a copy", icon="download", small=True, on=lambda: self.asked.emit("copy"))
        self.case = Button("Open case", "link", on=lambda: self.asked.emit("case"))
        self.attach = IconButton("paperclip", "Attach to log entry…", small=True, on=lambda: self.asked.emit("attach"))
        self.delete = IconButton("trash-2", "Delete", small=True, on=lambda: self.asked.emit("delete"))
        self._build()
        self.pages.view.failed.connect(self._failed)

    def _build(self) -> None:
        view = self.pages.view
        for taker in (view, view.viewport(), self.words, self.words.viewport()):
            taker.setAcceptDrops(False)  # what is dropped here is for the page
        self._kinds.addWidget(self.pages)
        self._kinds.addWidget(self.words)
        self.body.addLayout(column(self._title, self._about, gap=4, margins=(20, 16, 20, 12)))
        self.body.addWidget(Hairline())
        self.body.addWidget(self._kinds, 1)
        self.body.addWidget(Hairline())
        actions = QWidget()
        flow = FlowLayout(8, 8)
        for button in (self.edit, self.copy, self.attach, self.case, self.delete):
            flow.addWidget(button)
        actions.setLayout(flow)
        self.body.addLayout(column(actions, margins=(20, 10, 20, 10)))

    def show_document(self, shown: DocumentRow | None) -> None:
        """Show another document, or none."""
        before, self._shown = self._shown, shown
        self.setVisible(shown is not None)
        if shown is None:
            self.pages.clear()
            return
        parts = (kind_words(shown), plain_date(shown.date), shown.person, count_text(shown.pages or 0, "page"))
        self._title.setText(shown.title)
        self._about.setText(DOT.join(part for part in parts if part and not part.startswith("0 ")))
        self.case.setVisible(shown.case_id is not None)
        if before is None or before.id != shown.id:
            self._show_pages(shown)

    def _show_pages(self, shown: DocumentRow) -> None:
        documents, known = self._context.desk.documents, shown.id
        self._kinds.setCurrentWidget(self.pages)
        if has_pages(shown):
            self.pages.set_document(
                lambda page, width: documents.render(known, page + 1, width), shown.pages or 1, page=0
            )
        elif shown.media_type.startswith("text/"):
            self.words.set_text(documents.get(known).text)
            self._kinds.setCurrentWidget(self.words)
        else:
            self.pages.clear(_NO_PICTURE)

    def _failed(self, error: object) -> None:
        self.pages.clear(f"This page cannot be shown. {error}" if str(error) else _NO_PICTURE)
