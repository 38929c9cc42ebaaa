# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter as a Word document: the same paper as the PDF, for offices that paste and advocates who edit."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from itertools import zip_longest

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from app.domain.blocks import LetterPaper, Span, Spans
from app.domain.dates import long_date
from exports.docx_blocks import add_blocks, borders, write
from exports.docx_styles import new_document
from exports.letter_words import SAID
from exports.styles import COLUMNS, TEXT_WIDTH, page_shape
from exports.text import for_word

_SIGNING_ROOM = 34.0
_FITS = 26
"""Signs of a value that has room in a column of the RE block; a longer one has a row of its own."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time that every part of the file bears: the first the format knows, so that equal letters have equal bytes."""


def build(paper: LetterPaper) -> bytes:
    """Return the letter as DOCX bytes; the same paper gives the same bytes."""
    document = new_document(page_shape(paper.size), paper.language)
    _describe(document, paper)
    _head(document, paper)
    _reference(document, paper)
    add_blocks(document, paper.body)
    _closing(document, paper)
    _footer(document, paper)
    _without_picture(document)
    out = BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def _describe(document: Document, paper: LetterPaper) -> None:
    """Give it title and language; nothing of the machine or its user."""
    about = document.core_properties
    about.title, about.language = for_word(paper.title), paper.language
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = dt.datetime.combine(paper.dated, dt.time(), dt.UTC).replace(tzinfo=None)
    about.revision = 1


def _head(document: Document, paper: LetterPaper) -> None:
    if paper.banner:
        _line(document, paper.banner, "Small")
    _line(document, paper.sender, "Title")
    below = " · ".join(paper.sender_lines)
    ruled = _line(document, below, "Small")
    ruled.paragraph_format.space_after = Pt(15)
    _rule_below(ruled)
    right: list[Spans] = [(Span(long_date(paper.dated)),), *paper.sent_by]
    for left, day in zip_longest(paper.recipient_lines, right, fillvalue=()):
        paragraph = write(document.add_paragraph(), left)
        if day:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
            paragraph.add_run("\t")
            write(paragraph, day)
    _line(document, paper.title, "Heading 1")


def _reference(document: Document, paper: LetterPaper) -> None:
    """Write the RE block: two pairs a row, and a row of its own for a value that is too long."""
    if not paper.reference:
        return
    short = [pair for pair in paper.reference if len(_words(pair[1])) <= _FITS]
    rows = [short[at : at + 2] for at in range(0, len(short), 2)]
    rows += [[pair] for pair in paper.reference if pair not in short]
    table = document.add_table(rows=len(rows), cols=4)
    table.autofit = False
    borders(table, top=6, bottom=6)
    edges = (*COLUMNS, TEXT_WIDTH)
    for row, pairs in zip(table.rows, rows, strict=True):
        for place, cell in enumerate(row.cells):
            cell.width = Pt(edges[place + 1] - edges[place])
        if len(pairs) == 1:
            row.cells[1].merge(row.cells[3])
        for place, (label, value) in enumerate(pairs):
            _plain(row.cells[2 * place].paragraphs[0], label, "Reference Label")
            cell = row.cells[2 * place + 1].paragraphs[0]
            cell.style = "Table Text"
            cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(0)
            write(cell, value)
    document.add_paragraph()


def _closing(document: Document, paper: LetterPaper) -> None:
    body = document.paragraphs[-1]
    body.paragraph_format.keep_with_next = True  # a signature never stands on a page without words above it
    if paper.signatures:
        for name in paper.signatures:
            _signature(document, name)
    else:
        lines = [_line(document, paper.closing), _line(document, paper.signer)]
        lines[1].paragraph_format.space_before = Pt(_SIGNING_ROOM)
        if paper.signer_note:
            lines.append(_line(document, paper.signer_note, "Small"))
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True
    if paper.enclosures:
        _line(document, SAID[paper.language][0], "Heading 2")
        for text in paper.enclosures:
            _line(document, text, "Table Text")


def _signature(document: Document, name: str) -> None:
    """Write a line to sign on and a line for the day."""
    paragraph = _line(document, f"{name}, signature", "Small")
    paragraph.paragraph_format.space_before = Pt(_SIGNING_ROOM)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH - 130))
    paragraph.add_run("\tDate")
    _rule(paragraph, "top")


def _footer(document: Document, paper: LetterPaper) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = "Footer"
    for stop in list(foot.paragraph_format.tab_stops):
        del stop
    foot.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    _rule(foot, "top")
    before, between, after = SAID[paper.language][1].split("{}")
    foot.add_run(f"{for_word(paper.footer)}\t{before}")
    _field(foot, "PAGE")
    foot.add_run(between)
    _field(foot, "NUMPAGES")
    foot.add_run(after)


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a field that Word counts itself; it reads 1 until it has counted."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), code)
    paragraph.add_run("1")
    made.append(paragraph.runs[-1]._r)
    paragraph._p.append(made)


def _line(document: Document, text: str, style: str = "Normal") -> Paragraph:
    return _plain(document.add_paragraph(), text, style)


def _plain(paragraph: Paragraph, text: str, style: str) -> Paragraph:
    paragraph.style = style
    paragraph.add_run(for_word(text))
    return paragraph


def _rule_below(paragraph: Paragraph) -> None:
    _rule(paragraph, "bottom")


def _rule(paragraph: Paragraph, edge: str) -> None:
    lines = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{edge}")
    for key, value in {"val": "single", "sz": "6", "space": "6", "color": "161616"}.items():
        line.set(qn(f"w:{key}"), value)
    lines.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(lines, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _words(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def _without_picture(document: Document) -> None:
    """Leave out the small picture of an empty page that python-docx puts into every file."""
    links = document.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]


def _without_clock(made: bytes) -> bytes:
    """Return the file with no time of writing in it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _FIRST_DAY), before.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
