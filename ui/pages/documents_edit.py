# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Editing what is known about a document: title, kind, date and case; and saving a copy, deleting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.document import DOCUMENT_KIND_TITLES, Document, DocumentKind
from app.ports import CaseRow, DocumentRow
from app.services.dates import read_date
from ui.context import Context
from ui.format import DOT
from ui.widgets.date_money import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import FormColumn
from ui.widgets.inputs import ComboBox, LineEdit

NO_CASE = ""


class DocumentDialog(Dialog):
    """The fields of one document; the file itself is never touched."""

    def __init__(self, document: Document, cases: list[CaseRow], today: date, parent: QWidget | None = None) -> None:
        super().__init__("Edit the document", "The file itself stays as it is.", parent=parent)
        self.title = LineEdit(document.title)
        self.kind = ComboBox([(title, kind) for kind, title in DOCUMENT_KIND_TITLES.items()])
        self.kind.choose(document.kind)
        self.day = DateEdit(partial(read_date, today=today), value=document.date)
        self.case = ComboBox([("No case", NO_CASE), *((f"{c.person}{DOT}{c.title}", c.id) for c in cases)])
        self.case.choose(document.case_id or NO_CASE)
        form = FormColumn()
        self._title = form.add("Title", self.title)
        form.add("Kind", self.kind)
        self._day = form.add("Date on the document", self.day, "Leave it empty if it has none.")
        form.add("Case", self.case)
        self.body.addWidget(form)
        self.add_button("Cancel")
        accept = self.add_button("Save", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        self.title.selectAll()
        self.title.setFocus()

    def _accept(self) -> None:
        self._title.set_error("" if self.title.text().strip() else "Give it a title, so that you find it again.")
        self.day.commit()
        if self._title.error():
            self.title.setFocus()
        elif self.day.is_wrong():
            self.day.setFocus()
        else:
            self.done(1)

    def changed(self, document: Document) -> Document:
        """Return the document as it was typed."""
        return replace(
            document,
            title=self.title.text().strip(),
            kind=DocumentKind(self.kind.data()),
            date=self.day.value(),
            case_id=self.case.data() or None,
        )


def edit_document(context: Context, document_id: str, parent: QWidget) -> None:
    """Ask for the fields of a document and keep them."""
    desk = context.desk
    document = desk.documents.get(document_id)
    dialog = DocumentDialog(document, desk.cases.rows(), desk.clock.today(), parent)
    if context.prompts.run(dialog):
        changed = dialog.changed(document)
        if changed != document:
            context.act(partial(desk.documents.change, changed), "Document changed. Ctrl+Z takes it back.")


def save_copy(context: Context, row: DocumentRow) -> None:
    """Write a copy of the file where the person says."""
    documents = context.desk.documents
    target = context.prompts.save_file("Save a copy", documents.get(row.id).file_name)
    if target is not None:
        context.act(partial(documents.save_copy, row.id, target, replace=True), f"Saved {target.name}")


def delete_document(context: Context, row: DocumentRow) -> None:
    """Take a document out; undo brings it back."""
    delete = partial(context.desk.documents.delete, row.id)
    context.act(delete, f"Deleted “{row.title}”. Ctrl+Z brings it back.")
