# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The table of documents: its columns, the kinds to filter by, and which rows some words find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.domain.document import DOCUMENT_KIND_TITLES, DocumentKind
from app.ports import DocumentRow
from ui.format import plain_date, size_text
from ui.models.table import Column

_PICTURES = {"application/pdf", "image/png", "image/jpeg", "image/heic"}


def document_columns() -> list[Column[DocumentRow]]:
    """Return the columns of the Documents page."""
    return [
        Column("Title and case", lambda r: r.title, kind="strong", icon=icon_of, sub=lambda r: r.case, width=248,
               tip=lambda r: f"{r.title}\n{r.case}".strip(), stretch=True),
        Column("Kind", kind_words, kind="quiet", width=148, tip=kind_words),
        Column("Date", lambda r: plain_date(r.date), kind="date", sort=lambda r: r.date, width=108),
        Column("Person", lambda r: r.person, width=128, tip=lambda r: r.person),
        Column("Pages", lambda r: str(r.pages or ""), kind="number", sort=lambda r: r.pages, width=60),
        Column("Size", lambda r: size_text(r.size), kind="number", sort=lambda r: r.size, width=88),
    ]  # fmt: skip


def icon_of(row: DocumentRow) -> str:
    """Return the icon of a paper or a picture."""
    return "image" if row.media_type.startswith("image/") else "file-text"


def kind_words(row: DocumentRow) -> str:
    """Return the kind in words."""
    return DOCUMENT_KIND_TITLES[DocumentKind(row.kind)]


def has_pages(row: DocumentRow) -> bool:
    """Return whether pages can be shown."""
    return bool(row.pages) and row.media_type in _PICTURES


def kinds_of(rows: Sequence[DocumentRow]) -> list[tuple[str, str]]:
    """Return the kinds that occur, with how many there are, in the order of the list of kinds."""
    counted = Counter(row.kind for row in rows)
    return [(kind.value, f"{title} ({counted[kind]})") for kind, title in DOCUMENT_KIND_TITLES.items() if counted[kind]]


def matches(row: DocumentRow, words: str) -> bool:
    """Return whether every word stands in title, kind, person or case."""
    held = "\n".join((row.title, kind_words(row), row.person, row.case)).casefold()
    return all(word in held for word in words.casefold().split())
