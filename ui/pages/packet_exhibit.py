# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Exhibits of a packet: choosing them among the case's documents or from files, and editing one.

ask_documents(context, documents, parent) -> list of ids, or FILES when files of this computer are wanted, or None
ask_exhibit(context, line, parent) -> Exhibit | None
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.document import DOCUMENT_KIND_TITLES, DocumentKind
from app.domain.packet import Exhibit
from app.ports import DocumentRow
from app.services.packet_views import ExhibitLine
from ui.context import Context
from ui.format import DOT, count_text, plain_date
from ui.theme import fit
from ui.widgets.button import Button
from ui.widgets.card import Scroll
from ui.widgets.check_row import CheckRow
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import LineEdit, TextArea

FILES = 2
KINDS = "Documents (*.pdf *.png *.jpg *.jpeg);;All files (*)"
_PAGES = re.compile(r"\d+(\s*[-–]\s*\d+)?(\s*,\s*\d+(\s*[-–]\s*\d+)?)*")


class DocumentsDialog(Dialog):
    """Documents to be ticked: those of the case that are not in the packet, or not at the log entry, yet."""

    def __init__(
        self,
        documents: Sequence[DocumentRow],
        parent: QWidget | None = None,
        *,
        title: str = "Add exhibits",
        lead: str = "Copies go into the packet; the documents stay as they are.",
        noun: str = "exhibit",
        files: bool = True,
    ) -> None:
        super().__init__(title, lead, parent=parent)
        self._noun = noun
        self.rows = [(CheckRow(document.title, _about(document)), document.id) for document in documents]
        list_of = Scroll("surface", margins=0, gap=4)
        for box, _ in self.rows:
            list_of.body.addWidget(box)
            box.toggled.connect(self._count)
        list_of.body.addStretch(1)
        fit(list_of, min_height=280)
        self.body.addWidget(list_of)
        if files:
            self.add_extra(Button("Files from this computer", "quiet", icon="folder-open", on=lambda: self.done(FILES)))
        self.add_button("Cancel")
        self._add = self.add_button("Add", "primary", 1)
        self._count()
        if self.rows:
            self.rows[0][0].setFocus()

    def chosen(self) -> list[str]:
        """Return the ids of the ticked documents, in the order of the list."""
        return [document_id for box, document_id in self.rows if box.isChecked()]

    def _count(self) -> None:
        number = len(self.chosen())
        self._add.setText(f"Add {count_text(number, self._noun)}" if number else "Add")
        self._add.updateGeometry()
        self._add.setEnabled(number > 0)


class ExhibitDialog(Dialog):
    """One exhibit: how it is named, dated and cut, and what it shows."""

    def __init__(self, line: ExhibitLine, parent: QWidget | None = None) -> None:
        super().__init__(f"Exhibit {line.letter}", f"From “{line.document.title}”.", width=520, parent=parent)
        exhibit = line.exhibit
        self._line = line
        self.title = LineEdit(exhibit.title)
        self.dated = LineEdit(exhibit.dated)
        self.pages = LineEdit(exhibit.pages, placeholder="All pages")
        self.shows = TextArea(exhibit.shows, lines=4)
        fit(self.shows, height=96)
        has = f" The document has {count_text(line.document.pages, 'page')}." if line.document.pages else ""
        self.joined = CheckRow(
            "Part of the exhibit before it", "It keeps that one’s letter and gets a number, like A-1."
        )
        self.joined.setChecked(exhibit.joined)
        self._title = Field("Title", self.title, "As the index prints it.")
        self._dated = Field("Date", self.dated, "As the index prints it: one day, or from when to when.")
        self._pages = Field("Pages", self.pages, f"Like 1-3, 7. Leave it empty for all.{has}")
        self._shows = Field("What it shows", self.shows, "A line each. They stand on its cover sheet and the summary.")
        for field in (self._title, self._dated, self._pages, self._shows):
            self.body.addWidget(field)
        if line.letter != "A":
            self.body.addWidget(self.joined)
        self.add_button("Cancel")
        accept = self.add_button("Save", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        self.title.setFocus()

    def exhibit(self) -> Exhibit:
        """Return the exhibit as it was edited."""
        return replace(
            self._line.exhibit,
            title=self.title.text().strip(),
            dated=self.dated.text().strip(),
            pages=self.pages.text().strip().replace("–", "-"),
            shows=self.shows.text().strip(),
            joined=self.joined.isChecked(),
        )

    def _accept(self) -> None:
        self._title.set_error("" if self.title.text().strip() else "Give it a title; the index prints it.")
        self._pages.set_error(self._wrong_pages())
        wrong = next((field for field in (self._title, self._pages) if field.error()), None)
        if wrong is None:
            self.done(1)
        else:
            wrong.input.setFocus()

    def _wrong_pages(self) -> str:
        text, last = self.pages.text().strip(), self._line.document.pages
        if not text:
            return ""
        if not _PAGES.fullmatch(text):
            return "Write the pages like 1-3, 7, or leave it empty for all."
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if min(numbers) < 1 or (last is not None and max(numbers) > last):
            return f"The document has pages 1 to {last}." if last else "Pages are counted from 1."
        return ""


def ask_documents(context: Context, documents: Sequence[DocumentRow], parent: QWidget) -> list[str] | int | None:
    """Let documents be ticked; FILES when files from this computer are wanted instead, None for nothing."""
    if not documents:
        return FILES
    dialog = DocumentsDialog(_in_order(documents), parent)
    answer = context.prompts.run(dialog)
    return dialog.chosen() if answer == 1 else FILES if answer == FILES else None


def ask_exhibit(context: Context, line: ExhibitLine, parent: QWidget) -> Exhibit | None:
    """Let an exhibit be edited; None when nothing is to change."""
    dialog = ExhibitDialog(line, parent)
    return dialog.exhibit() if context.prompts.run(dialog) == 1 else None


def _in_order(documents: Sequence[DocumentRow]) -> list[DocumentRow]:
    """Return what makes exhibits first, and what we sent ourselves last."""
    last = {DocumentKind.LETTER_SENT.value, DocumentKind.PROOF_OF_SENDING.value}
    return sorted(documents, key=lambda d: d.kind in last)


def _about(document: DocumentRow) -> str:
    pages = count_text(document.pages, "page") if document.pages else ""
    parts = (DOCUMENT_KIND_TITLES[DocumentKind(document.kind)], plain_date(document.date), pages)
    return DOT.join(part for part in parts if part)
