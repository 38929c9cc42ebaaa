# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Blocks of text in a Word document: paragraphs, headings, quotes, lists and tables, as the PDF sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from app.domain import blocks as data
from exports.docx_styles import LIST_INDENT, QUOTE_INDENT
from exports.text import for_word

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_BULLET, _NUMBER = "List Bullet", "List Number"
_TO_FILL = 40.0
"""The least height of a row with a cell left empty, to be written in by hand."""


def add_blocks(
    document: Document, blocks: tuple[data.Block, ...], indent: float = 0.0, *, quoted: bool = False
) -> None:
    """Add blocks at the end of a document, ``indent`` points in from the left."""
    for block in blocks:
        if isinstance(block, data.Heading):
            write(document.add_paragraph(style="Heading 2"), block.spans)
        elif isinstance(block, data.Paragraph):
            _indented(write(document.add_paragraph(style="Quote" if quoted else "Body Text"), block.spans), indent)
        elif isinstance(block, data.Quote):
            add_blocks(document, block.blocks, indent + QUOTE_INDENT, quoted=True)
        elif isinstance(block, data.Table):
            _add_table(document, block)
        else:
            _add_list(document, block, indent)


def write(paragraph: Paragraph, spans: data.Spans) -> Paragraph:
    """Write spans into a paragraph; a line feed breaks the line. Word escapes every sign itself."""
    for span in spans:
        run = paragraph.add_run(for_word(span.text))
        run.bold = span.bold or None
        run.italic = span.italic or None
        if span.missing:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph


def repeat_as_head(row: _Row) -> None:
    """Let a row of a table stand again at the top of every page that the table runs over."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def keep_row_whole(row: _Row) -> None:
    """Keep a row of a table on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def borders(table: Table, **edges: int) -> None:
    """Give a table hairlines at the named edges, in eighths of a point; the others have none."""
    properties = table._tbl.tblPr
    lines = _element("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        size = edges.get(edge, 0)
        shape = {"val": "single", "sz": str(size), "space": "0", "color": "9A9A9A"} if size else {"val": "nil"}
        lines.append(_element(f"w:{edge}", **shape))
    properties.append(lines)


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _indented(paragraph: Paragraph, indent: float) -> Paragraph:
    if indent:
        paragraph.paragraph_format.left_indent = Pt(indent)
    return paragraph


def _add_list(document: Document, items: data.ItemList, indent: float) -> None:
    number = _new_numbering(document) if items.numbered else None
    inner = indent + LIST_INDENT
    for item in items.items:
        for place, block in enumerate(item):
            if place or not isinstance(block, data.Paragraph):
                add_blocks(document, (block,), inner)
                continue
            paragraph = write(document.add_paragraph(style=_NUMBER if items.numbered else _BULLET), block.spans)
            paragraph.paragraph_format.left_indent = Pt(inner)
            paragraph.paragraph_format.first_line_indent = Pt(-LIST_INDENT)
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number


def _new_numbering(document: Document) -> int:
    """Return a numbering that begins at 1 again; without one, Word would count on from the list before."""
    numbering = document.part.numbering_part.element
    style = document.styles[_NUMBER].element
    shared = style.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == shared).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _add_table(document: Document, table: data.Table) -> None:
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.head))
    borders(made, insideH=4, bottom=4)
    for row, (cells, filled) in zip(
        made.rows, [(table.head, True), *((row, False) for row in table.rows)], strict=True
    ):
        for cell, spans in zip(row.cells, cells, strict=True):
            paragraph = write(cell.paragraphs[0], spans)
            paragraph.style = "Table Text"
            if filled:
                for run in paragraph.runs:
                    run.bold = True
        keep_row_whole(row)
        if not all("".join(span.text for span in spans).strip() for spans in cells):
            row.height = Pt(_TO_FILL)
    repeat_as_head(made.rows[0])
    document.add_paragraph(style="Table Text")
