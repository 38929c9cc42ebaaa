# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Quoting a record in a letter: its words as they stand, with document, page and the letter of its exhibit."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.dates import long_date
from app.domain.document import Document, DocumentKind
from app.errors import UserFixable
from app.intake.text import read_text
from app.ports import Casebook
from app.rules.letter_gate import clean, escape, one_line
from app.services.packets import PacketService

_NOT_QUOTED = {DocumentKind.LETTER_SENT, DocumentKind.PROOF_OF_SENDING}
_MARKS = "\"“”„'‘’ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document of the case that may be quoted. ``exhibit`` is its letter in the newest packet, empty for none."""

    document_id: str
    title: str
    pages: int
    exhibit: str

    @property
    def name(self) -> str:
        """Return it as it is offered: Office note, April 14, 2026 (Exhibit C)."""
        return f"{self.title} (Exhibit {self.exhibit})" if self.exhibit else self.title


class QuoteService:
    """The records of a case, for quoting."""

    def __init__(self, casebook: Casebook, packets: PacketService) -> None:
        self._casebook = casebook
        self._packets = packets

    def sources(self, case_id: str) -> tuple[Source, ...]:
        """Return the documents of a case that may be quoted, the exhibits of its newest packet first."""
        packets = self._packets.of_case(case_id)
        lines = self._packets.view(packets[-1].id).exhibits if packets else ()
        letters = {line.document.id: line.letter for line in reversed(lines)}
        with self._casebook.reading() as tx:
            found = [d for d in tx.find(Document, order_by="title", case_id=case_id) if d.kind not in _NOT_QUOTED]
        order = {document_id: place for place, document_id in enumerate(reversed(letters))}
        found.sort(key=lambda document: order.get(document.id, len(order)))
        return tuple(
            Source(document_id=d.id, title=_title(d), pages=d.pages or 1, exhibit=letters.get(d.id, "")) for d in found
        )

    def words(self, document_id: str) -> tuple[str, ...]:
        """Return the words of every page, empty for a page without a text layer; takes a moment, so ask a worker."""
        with self._casebook.reading() as tx:
            document = tx.get(Document, document_id)
            content = tx.file_bytes(document.sha256)
        try:
            read = read_text(content, document.file_name)
        except UserFixable:
            return ()  # a photo, or a file that is locked: its words are typed
        texts = {page.number: page.text for page in read.pages}
        if not any(text.strip() for text in texts.values()):
            texts = dict(enumerate(document.text.split("\f"), 1))  # a scan whose words were found in its pictures
        return tuple(texts.get(number, "") for number in range(1, read.count + 1))


def quote(source: Source, page: int, words: str) -> str:
    """Return the quote as a letter's Markdown: the words set apart, then document, page and exhibit."""
    said = one_line(clean(words)).strip(_MARKS)
    places = [one_line(source.title)]
    places += [f"page {page}"] if source.pages > 1 else []
    places += [f"Exhibit {source.exhibit}"] if source.exhibit else []
    place = ", ".join(places)
    return f"> “{escape(said)}” ({escape(place)})"


def _title(document: Document) -> str:
    dated = long_date(document.date) if document.date else ""
    return f"{document.title} of {dated}" if dated and dated not in document.title else document.title
