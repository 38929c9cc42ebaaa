# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Documents that belong to a log entry: the fax receipt of a sending, the card of a call."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.document import Document
from app.domain.log import Attachment, LogEntry
from app.ports import Casebook
from app.services.undo import Change, UndoStack


class AttachmentService:
    """Attaches documents to log entries; every change can be undone."""

    def __init__(self, casebook: Casebook, undo: UndoStack) -> None:
        self._casebook = casebook
        self._undo = undo

    def of(self, entry_id: str) -> tuple[Document, ...]:
        """Return the documents of an entry, by title."""
        with self._casebook.reading() as tx:
            found = [tx.get(Document, a.document_id) for a in tx.find(Attachment, entry_id=entry_id)]
        return tuple(sorted(found, key=lambda document: document.title.casefold()))

    def attach(self, entry_id: str, document_ids: Sequence[str]) -> int:
        """Attach documents to an entry; return how many were not attached before."""
        with self._casebook.transaction() as tx:
            tx.get(LogEntry, entry_id)
            known = {a.document_id for a in tx.find(Attachment, entry_id=entry_id)}
            fresh = [tx.get(Document, key) for key in dict.fromkeys(document_ids) if key not in known]
            made = tuple(Attachment(entry_id=entry_id, document_id=document.id) for document in fresh)
            tx.save(*made)
            tx.commit()
        if made:
            named = f"“{fresh[0].title}”" if len(made) == 1 else f"{len(made)} documents"
            self._undo.push(Change(text=f"attaching {named}", remove=made))
        return len(made)

    def detach(self, entry_id: str, document_id: str) -> None:
        """Take a document off an entry; the document stays."""
        with self._casebook.transaction() as tx:
            gone = tuple(tx.find(Attachment, entry_id=entry_id, document_id=document_id))
            title = tx.get(Document, document_id).title
            tx.delete(*gone)
            tx.commit()
        if gone:
            self._undo.push(Change(text=f"taking “{title}” off the entry", restore=gone))
