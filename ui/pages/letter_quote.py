# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Quoting a record: the page beside its words, those to be quoted, and where they will be said to stand.

ask_quote(context, case_id, parent) -> str | None   the quote as Markdown
"""

from __future__ import annotations

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from app.services.quotes import Source, quote
from ui.context import Context
from ui.theme import fit
from ui.widgets.card import column, row
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox, LineEdit, TextArea
from ui.widgets.pdf_preview import PdfPreview

_SAID = "Select the words in the text of the page, or type them as they stand there. Quote little, and exactly."
_NO_TEXT = "This page has no text that can be selected. Type the words from the picture."


class QuoteDialog(Dialog):
    """Document and page, the text of the page, and the words that are quoted."""

    def __init__(self, context: Context, sources: tuple[Source, ...], parent: QWidget | None = None) -> None:
        super().__init__("Quote a record", _SAID, width=960, parent=parent)
        self.setMaximumWidth(16_777_215)
        self._context, self._sources = context, {source.document_id: source for source in sources}
        self._words: tuple[str, ...] = ()
        self.document = ComboBox([(source.name, source.document_id) for source in sources])
        self.page = LineEdit("1")
        self.page.setValidator(QIntValidator(1, 99_999, self))
        fit(self.page, width=72)
        self.text = TextArea(lines=9)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Text of the page")
        self.words = TextArea(lines=4)
        self.preview = PdfPreview(context.jobs)
        fit(self.words, height=96)
        fit(self.preview, min_width=400, min_height=420)
        self._quoted = Field("Words to quote", self.words, "Only these go into the letter, in quotation marks.")
        self._page = Field("Page", self.page)
        self._build()
        self._connect()
        self._open()

    def _build(self) -> None:
        where = row(gap=16)
        where.addWidget(Field("Document", self.document), 1)
        where.addWidget(self._page)
        left = column(where, Field("Text of the page", self.text), self._quoted, gap=12)
        both = row(gap=16)
        both.addLayout(left, 1)
        both.addWidget(self.preview, 1)
        self.body.addLayout(both)
        self.add_button("Cancel")
        accept = self.add_button("Put it in the letter", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        self.document.setFocus()

    def _connect(self) -> None:
        self.document.activated.connect(lambda _row: self._open())
        self.page.editingFinished.connect(lambda: self._turn(self._number() - 1))
        self.preview.page_changed.connect(self._turned)
        self.text.selectionChanged.connect(self._take)

    def source(self) -> Source:
        """Return the chosen document."""
        return self._sources[str(self.document.data())]

    def quoted(self) -> str:
        """Return the quote as Markdown."""
        return quote(self.source(), self._number(), self.words.text())

    def _number(self) -> int:
        return min(max(1, int(self.page.text() or 1)), self.source().pages)

    def _open(self) -> None:
        """Show the first page of the chosen document; its words come from a worker."""
        source, desk = self.source(), self._context.desk
        self._words = ()
        self.preview.set_document(
            lambda page, width: desk.documents.render(source.document_id, page + 1, width), source.pages, 0
        )
        self._turned(0)
        self.text.setPlaceholderText("The words are being read.")

        def arrived(words: tuple[str, ...]) -> None:
            if self.source() is source:
                self._words = words
                self._turned(self.preview.view.page())

        self._context.jobs.run_function(lambda: desk.quotes.words(source.document_id), arrived, owner=self)

    def _turn(self, page: int) -> None:
        self.preview.view.set_page(page)
        self._turned(page)

    def _turned(self, page: int) -> None:
        """Show the words of the page that is shown."""
        self.page.setText(str(page + 1))
        text = self._words[page] if page < len(self._words) else ""
        self.text.set_text(text.strip())
        self.text.setPlaceholderText(_NO_TEXT)

    def _take(self) -> None:
        """Take what is selected as the words to quote."""
        chosen = self.text.textCursor().selectedText().replace("\u2029", " ")
        if chosen.strip():
            self.words.set_text(" ".join(chosen.split()))

    def _accept(self) -> None:
        empty = not self.words.text().strip()
        self._quoted.set_error("Select or type the words first." if empty else "")
        if empty:
            self.words.setFocus()
        else:
            self.done(1)


def ask_quote(context: Context, case_id: str, parent: QWidget) -> str | None:
    """Ask for the words; None when the person changed their mind, or no document is there to quote."""
    sources = context.desk.quotes.sources(case_id)
    if not sources:
        context.prompts.tell(
            "This case has no document yet that could be quoted. Add the record under Documents, then quote it here.",
            "No record to quote",
        )
        return None
    dialog = QuoteDialog(context, sources, parent)
    return dialog.quoted() if context.prompts.run(dialog) == 1 else None
