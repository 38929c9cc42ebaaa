# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What goes on paper, as plain data: blocks of text, letters and packets, before any writer sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.blackout import NOTHING, Blackout


class PaperSize(StrEnum):
    """The sheets that letters are printed on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. ``missing`` marks a blank that is still to be filled (only ever in a preview)."""

    text: str
    bold: bool = False
    italic: bool = False
    missing: bool = False


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the other side, set apart."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item is blocks. ``numbered`` counts from 1."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the heads of its columns, and its rows, each with a cell a column. A cell may be empty, to be filled
    in by hand; not so where ``shares`` gives the columns their parts of the width: such a table is only read, and a
    line feed in it begins a new line.
    """

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    shares: tuple[float, ...] = ()


Block = Paragraph | Heading | Quote | ItemList | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """A letter, ready to print. ``reference`` are the pairs of the RE block; values may be spans with blanks.

    ``signatures`` are those who sign a paper that several sign, each with a line for the name and one for the day;
    they stand in the place of closing and signer. ``banner`` stands above all else on a reading copy, whose
    ``language`` is not that of the letter. ``window`` puts the recipient where a window envelope shows it.
    """

    sender: str
    sender_lines: tuple[str, ...]
    recipient_lines: tuple[Spans, ...]
    dated: date
    sent_by: tuple[Spans, ...] = ()
    title: str
    reference: tuple[tuple[str, Spans], ...]
    body: tuple[Block, ...]
    closing: str = "Sincerely,"
    signer: str
    signer_note: str = ""
    signatures: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    footer: str
    banner: str = ""
    language: str = "en-US"
    size: PaperSize = PaperSize.LETTER
    window: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxCover:
    """The first sheet of a fax. It says nothing of the case: many people pass a fax machine.

    ``pages`` counts this sheet too.
    """

    sender: str
    sender_lines: tuple[str, ...]
    to: str
    attention: str = ""
    fax: str
    dated: date
    pages: int
    size: PaperSize = PaperSize.LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """A report, ready to print: its head, labelled values, and the story below."""

    title: str
    subtitle: str
    dated: date
    reference: tuple[tuple[str, Spans], ...]
    body: tuple[Block, ...]
    footer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitPaper:
    """One exhibit. ``read`` gives its bytes when they are needed, one exhibit at a time.

    ``byline`` stands under the title on the cover sheet; ``shows`` are the lines under "What it shows";
    ``pages`` is "1-3,7" or empty for all. ``media_type`` is application/pdf, image/png or image/jpeg.
    ``password`` opens a locked PDF; it is kept nowhere. ``joined`` makes it a part of the exhibit before it (A-1).
    """

    title: str
    dated: str
    byline: str = ""
    shows: tuple[str, ...] = ()
    pages: str = ""
    file_name: str
    media_type: str
    read: Callable[[], bytes]
    password: str = field(default="", repr=False)
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPaper:
    """A packet, ready to build. ``letter`` is paper or a PDF's bytes. ``identifiers`` stand on index and covers.

    ``looked_through``: the person looked at the pages on which words to be blacked out cannot be found by a program.
    """

    letter: LetterPaper | bytes | None
    letter_title: str = "Letter of appeal"
    subtitle: str
    surname: str
    dated: date
    identifiers: tuple[tuple[str, str], ...]
    summary: tuple[Block, ...] = ()
    chronology: tuple[Block, ...] = ()
    exhibits: tuple[ExhibitPaper, ...] = ()
    stamp_prefix: str = ""
    stamp: bool = True
    cover_sheets: bool = True
    max_mb: int | None = None
    max_pages: int | None = None
    skip_unreadable: bool = False
    blackout: Blackout = NOTHING
    looked_through: bool = False
