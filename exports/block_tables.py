# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A table of a letter on paper: narrow columns as wide as their words, the head repeated on every page it runs over."""

from __future__ import annotations

import functools
import re
import textwrap
from dataclasses import replace

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Indenter, Spacer, TableStyle

from app.domain import blocks as data
from exports import fonts
from exports.styles import HAIR, LINE, RULE, SMALL_LEAD, TABLE, TEXT_WIDTH, style
from exports.tagging import Node, TaggedTable, Words
from exports.text import plain, spans_markup

_BETWEEN = 12.0
_NARROW = 112.0
"""A column whose widest cell is at most this wide is never broken; what is left goes to the wider ones."""
_ABOVE, _AFTER = 2.6, 8.0
_SIGN = 5.0
"""Points that a letter is wide, roughly."""
_LINES = 30
"""So many lines of a cell stand in one row of a table that is only read."""
_TO_FILL = 40.0
"""The least height of a row with a cell left empty, to be written in by hand."""
_MONEY = re.compile(r"^[-–(]?\$[\d,]+(?:\.\d\d)?\)?$")


def table_flowables(table: data.Table, indent: float, into: Node) -> list[Flowable]:
    """Return a table as flowables, ``indent`` points in from the left; a row too high for a page is split."""
    tree = into.add("Table")
    if table.shares:
        table = replace(table, rows=tuple(part for row in table.rows for part in _cut(row, table.shares)))
    columns = [[_words(row[place]) for row in table.rows] for place in range(len(table.head))]
    right = [_is_money(cells) for cells in columns]
    made = TaggedTable(
        [
            _row(table.head, fonts.SEMIBOLD, right, tree, "TH", O="Table", Scope="Column"),
            *(_row(row, fonts.REGULAR, right, tree, "TD") for row in table.rows),
        ],
        colWidths=[share * (TEXT_WIDTH - indent) for share in table.shares]
        or _widths([_words(spans) for spans in table.head], columns, TEXT_WIDTH - indent),
        minRowHeights=[
            0.0,
            *(0.0 if table.shares or all(map(_words, row)) else _TO_FILL for row in table.rows),
        ],
        repeatRows=1,
        splitInRow=0 if table.shares else 1,
        hAlign="LEFT",
        vAlign="TOP",
        style=_style(),
    )
    return [Indenter(indent), made, Spacer(0, _AFTER), Indenter(-indent)]


def _words(spans: data.Spans) -> str:
    return plain("".join(span.text for span in spans)).strip()


def _is_money(cells: list[str]) -> bool:
    found = [cell for cell in cells if cell]
    return bool(found) and all(_MONEY.match(cell) for cell in found)


def _row(
    cells: tuple[data.Spans, ...], font: str, right: list[bool], into: Node, role: str, **more: str
) -> list[Words]:
    row = into.add("TR")
    return [
        Words(_markup(spans), _text(font, to_right), node=row.add(role, **more))
        for spans, to_right in zip(cells, right, strict=True)
    ]


def _cut(row: tuple[data.Spans, ...], shares: tuple[float, ...]) -> list[tuple[data.Spans, ...]]:
    """Return a row as rows that are no taller than part of a page; what is longer goes on in a row below."""
    most = [max(int(share * TEXT_WIDTH / _SIGN), 4) for share in shares]
    if all(
        sum(len(span.text) for span in spans) < _LINES * across / 2 for spans, across in zip(row, most, strict=True)
    ):
        return [row]
    cells = [_pieces(spans, across) for spans, across in zip(row, most, strict=True)]
    return [tuple(cell[n] if n < len(cell) else () for cell in cells) for n in range(max(map(len, cells)))]


def _pieces(spans: data.Spans, across: int) -> list[data.Spans]:
    """Return a cell's spans in pieces of at most _LINES lines of about ``across`` signs, broken between words."""
    pieces: list[list[data.Span]] = [[]]
    left = _LINES
    for span in spans:
        for line in span.text.splitlines(keepends=True) or [span.text]:
            for part in textwrap.wrap(line, across * 6, drop_whitespace=False, replace_whitespace=False) or [line]:
                needed = len(part) // across + 1
                if needed > left:
                    pieces.append([])
                    left = _LINES
                left -= needed
                pieces[-1].append(replace(span, text=part))
    return [tuple(piece) for piece in pieces]


def _markup(spans: data.Spans) -> str:
    """Return a cell's markup; a line feed begins a new line of it."""
    lines: list[list[data.Span]] = [[]]
    for span in spans:
        for number, part in enumerate(span.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(replace(span, text=part))
    return "<br/>".join(spans_markup(line) for line in lines)


def _widths(heads: list[str], columns: list[list[str]], room: float) -> list[float]:
    """Give narrow columns the width of their words, and share out the rest; all are scaled where they do not fit."""
    natural = [
        max(fonts.width(head, fonts.SEMIBOLD, TABLE), *(fonts.width(cell, fonts.REGULAR, TABLE) for cell in cells), 0.0)
        + _BETWEEN
        + 1.0  # a width that fits to the point would break the last word
        for head, cells in zip(heads, columns, strict=True)
    ]
    wide = [width > _NARROW or not any(cells) for width, cells in zip(natural, columns, strict=True)]
    if not any(wide):
        wide[-1] = True
    left = room - sum(width for width, is_wide in zip(natural, wide, strict=True) if not is_wide)
    share = left / sum(wide)
    if share < _NARROW:
        return [room / len(heads)] * len(heads)
    return [share if is_wide else width for width, is_wide in zip(natural, wide, strict=True)]


@functools.cache
def _text(font: str, to_right: bool) -> ParagraphStyle:
    more: dict[str, object] = {"alignment": TA_RIGHT} if to_right else {}
    return style(f"cell-{font}-{to_right}", TABLE, SMALL_LEAD, font, **more)


@functools.cache
def _style() -> TableStyle:
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),  # else the page names Helvetica, which is not embedded
            ("LEFTPADDING", (0, 0), (-1, -1), 0.0),
            ("RIGHTPADDING", (0, 0), (-1, -1), _BETWEEN),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0.0),
            ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
            ("BOTTOMPADDING", (0, 0), (-1, -1), _ABOVE + 1.2),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), LINE, RULE),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, HAIR),
        ]
    )
