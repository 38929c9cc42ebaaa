# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The documents of a log entry: shown in its dialog, attached there or from the Documents page; undo takes it back.

AttachedList(context, entry, parent)          the documents, each with its cross, and the button that attaches more
attach_to_entry(context, document)            asks for the entry a document belongs to
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.log import LogEntry
from app.ports import DocumentRow, LogFilter
from ui.context import Context
from ui.format import DOT, count_text, plain_date
from ui.pages.packet_exhibit import DocumentsDialog
from ui.theme import space
from ui.widgets.button import Button, IconButton
from ui.widgets.card import row
from ui.widgets.key_value import empty_layout
from ui.widgets.label import IconLabel, Label

_MOST_ENTRIES = 500


class AttachedList(QWidget):
    """What is attached to one entry. Every change is kept at once."""

    def __init__(self, context: Context, entry: LogEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._entry = context, entry
        self._title = Label("Documents", 13, 500)
        self._lines = QVBoxLayout()
        space(self._lines, 0, 4)
        self.attach = Button("Attach documents…", icon="paperclip", small=True, on=self.ask)
        whole = QVBoxLayout(self)
        space(whole, 0, 4)
        whole.addWidget(self._title)
        whole.addLayout(self._lines)
        whole.addLayout(row(self.attach, None))
        self._fill()

    def _fill(self) -> None:
        empty_layout(self._lines)
        for document in self._context.desk.attachments.of(self._entry.id):
            line = QWidget()
            words = Label(document.title, 13, elide=True)
            words.setToolTip(document.title)
            take_off = IconButton("x", f"Take “{document.title}” off", on=partial(self._detach, document.id))
            inside = row(IconLabel("paperclip", "text-2", 14), words, take_off)
            inside.setStretch(1, 1)
            line.setLayout(inside)
            self._lines.addWidget(line)

    def titles(self) -> list[str]:
        """Return the titles of what is attached."""
        return [document.title for document in self._context.desk.attachments.of(self._entry.id)]

    def ask(self) -> None:
        """Let documents of the case be ticked, and attach them."""
        desk = self._context.desk
        known = {document.id for document in desk.attachments.of(self._entry.id)}
        rows = [d for d in desk.documents.rows(case_id=self._entry.case_id) if d.id not in known]
        if not rows:
            self._context.prompts.tell(
                "Every document of this case is attached already. Add more on the Documents tab of the case.",
                "No other document",
            )
            return
        lead = "They stay where they are; the entry points to them."
        dialog = DocumentsDialog(rows, self, title="Attach documents", lead=lead, noun="document", files=False)
        if self._context.prompts.run(dialog) == 1:
            attach = partial(desk.attachments.attach, self._entry.id, dialog.chosen())
            self._context.act(attach, "Attached. Ctrl+Z takes it back.")
            self._fill()

    def _detach(self, document_id: str) -> None:
        said = "Taken off the entry; the document stays. Ctrl+Z brings it back."
        self._context.act(partial(self._context.desk.attachments.detach, self._entry.id, document_id), said)
        self._fill()
        self.attach.setFocus()


def attach_to_entry(context: Context, document: DocumentRow) -> None:
    """Ask for the log entry a document belongs to, those of its case where it has one, and attach it."""
    found = context.desk.log.page(
        LogFilter(case_id=document.case_id, person_id=None if document.case_id else context.person_id),
        limit=_MOST_ENTRIES,
    )
    if not found:
        context.prompts.tell("There is no log entry yet. Log the call or letter first, then attach this.", "No entry")
        return
    items: list[tuple[str, object]] = []
    for entry in found:
        case = "" if document.case_id else entry.case
        parts = (plain_date(entry.date), entry.action, entry.party, case)
        items.append((DOT.join(part for part in parts if part), entry.id))
    shown = f"The newest {count_text(len(found), 'entry', 'entries')}." if len(found) == _MOST_ENTRIES else ""
    chosen = context.prompts.pick("Attach to a log entry", f"Entry for “{document.title}”", items, shown, yes="Attach")
    if chosen is None:
        return
    new = context.act(partial(context.desk.attachments.attach, str(chosen), [document.id]), "")
    if new is not None:
        context.said.emit("Attached. Ctrl+Z takes it back." if new else "It was attached there already.")
