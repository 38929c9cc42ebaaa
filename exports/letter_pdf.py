# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter as PDF: letterhead, recipient and date, the RE block, the text, closing and enclosures."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Spacer

from app.domain.blocks import LetterPaper, PaperSize, Spans
from app.domain.dates import long_date
from exports.blocks import flowables
from exports.letter_words import SAID
from exports.page import new_canvas, numbered, rule
from exports.styles import (
    BOTTOM,
    COLUMN_GAP,
    COLUMNS,
    HAIR,
    HEIGHT,
    NAME_LEAD,
    RULE,
    SMALL_LEAD,
    TEXT_WIDTH,
    TOP,
    page_shape,
    sheet,
)
from exports.tagging import Node, Words
from exports.text import markup, spans_markup

_SIGNING_ROOM = 34.0
_SIGNED_WIDTH, _DAY_WIDTH = 290.0, 130.0
_KEPT_WITH_NAME = 5
"""So many enclosures stand on the page of the signature, never alone on the next."""
_RIGHT_COLUMN = 0.42
"""Share of the text's width that date and way of sending may take."""
_BESIDE_WINDOW = 140.0


def build(paper: LetterPaper, *, footer: bool = True) -> bytes:
    """Return the letter as PDF bytes; the same paper gives the same bytes. A packet stamps its own footer."""
    tree = Node("Document")
    foot = paper.footer if footer else None
    return typeset(letter_story(paper, tree), paper.title, foot, paper.size, tree, paper.language)


def build_blocks(story: list[Flowable], title: str) -> bytes:
    """Return a story set on Letter pages without footer, for a packet to stamp."""
    return typeset(story, title, None)


def head(title: str, below: str, tree: Node | None = None, role: str = "P") -> list[Flowable]:
    """Return the head of a page: a name, the small line under it, and the rule."""
    parts: list[Flowable] = [line(title, "name", tree, role)]
    if below:
        parts.append(line(below, "small", tree))
    return [*parts, Spacer(0, 9.1), _Rule(RULE)]


def line(text: str, style: str, tree: Node | None, role: str = "P") -> Words:
    """Return a line of text in a style of the house, as a part of the document."""
    return Words(markup(text), sheet()[style], node=tree.add(role) if tree is not None else None)


class _Rule(Flowable):  # type: ignore[misc]  # ReportLab has no annotations
    """A hairline over the whole width of the text."""

    def __init__(self, colour: Color) -> None:
        super().__init__()
        self.colour = colour
        self.width, self.height = TEXT_WIDTH, 0.0

    def draw(self) -> None:
        """Draw it."""
        rule(self.canv, 0, 0, TEXT_WIDTH, self.colour)


_Column = tuple[float, float, list[Flowable], float]
"""Where it begins, how wide it is, its paragraphs downwards, and the gap between them."""


class _Columns(Flowable):  # type: ignore[misc]
    """Paragraphs at given places of one row."""

    def __init__(self, *columns: _Column) -> None:
        super().__init__()
        self.columns = columns

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Measure the row: as high as its highest column."""
        self.height = max((self._wrapped(c) for c in self.columns), default=0.0)
        self.width = TEXT_WIDTH
        return self.width, self.height

    def draw(self) -> None:
        """Draw every column from the row's upper edge."""
        for x, _, paragraphs, gap in self.columns:
            y = self.height
            for number, paragraph in enumerate(paragraphs):
                y -= paragraph.height + (gap if number else 0.0)
                paragraph.drawOn(self.canv, x, y)

    @staticmethod
    def _wrapped(column: _Column) -> float:
        _, width, paragraphs, gap = column
        heights = [paragraph.wrap(width, HEIGHT)[1] for paragraph in paragraphs]
        total: float = sum(heights) + gap * max(len(heights) - 1, 0)
        return total


def reference_block(pairs: tuple[tuple[str, Spans], ...], tree: Node | None = None) -> list[Flowable]:
    """Return labelled values in four columns; a value too long for its column has a row of its own, at the end."""
    table = (tree if tree is not None else Node("Document")).add("Table")
    room = min(COLUMNS[2] - COLUMNS[1] - COLUMN_GAP, TEXT_WIDTH - COLUMNS[3])
    fits = [Words(spans_markup(value), sheet()["value"]).wrap(room, HEIGHT)[1] < 20 for _, value in pairs]
    short = [pair for pair, fit in zip(pairs, fits, strict=True) if fit]
    rows: list[Flowable] = []
    for first in range(0, len(short), 2):
        columns: list[_Column] = []
        row = table.add("TR")
        for place, pair in enumerate(short[first : first + 2]):
            end = (COLUMNS[2] - COLUMN_GAP, TEXT_WIDTH)[place]
            columns += _pair(pair, COLUMNS[2 * place], COLUMNS[2 * place + 1], end, row)
        rows.append(_Columns(*columns))
    for pair, fit in zip(pairs, fits, strict=True):
        if not fit:
            rows.append(_Columns(*_pair(pair, 0.0, COLUMNS[1], TEXT_WIDTH, table.add("TR"))))
    return rows


def labelled(pairs: tuple[tuple[str, Spans], ...], tree: Node) -> list[Flowable]:
    """Return labelled values, a row each."""
    table = tree.add("Table")
    return [_Columns(*_pair(pair, 0.0, COLUMNS[1], TEXT_WIDTH, table.add("TR"))) for pair in pairs]


def _pair(pair: tuple[str, Spans], left: float, middle: float, right: float, row: Node) -> list[_Column]:
    label, value = pair
    named = Words(markup(label), sheet()["label"], node=row.add("TH", O="Table", Scope="Row"))
    said = Words(spans_markup(value), sheet()["value"], node=row.add("TD"))
    return [(left, middle - left - COLUMN_GAP, [named], 0.0), (middle, right - middle, [said], 0.0)]


def letter_story(paper: LetterPaper, tree: Node) -> list[Flowable]:
    """Return a letter as flowables, from its head to its enclosures."""
    story: list[Flowable] = []
    if paper.banner:
        story = [line(paper.banner, "small", tree), Spacer(0, 5.0), _Rule(HAIR), Spacer(0, 9.0)]
    story += head(paper.sender, " · ".join(paper.sender_lines), tree)
    story += [Spacer(0, _above_address(paper)), _address(paper, tree)]
    story += [Spacer(0, 10.4), line(paper.title, "title", tree, "H1")]
    if paper.reference:
        story += [Spacer(0, 6.0), _Rule(HAIR), Spacer(0, 6.6), *reference_block(paper.reference, tree)]
        story += [Spacer(0, 5.7), _Rule(HAIR)]
    story.append(Spacer(0, 10.7))
    body = flowables(paper.body, into=tree)
    signed = _closing(paper, tree)
    if body and isinstance(body[-1], Words):
        signed = [body.pop(), *signed]  # a signature never stands on a page without words above it
    enclosed = _enclosures(paper, tree)
    if len(paper.enclosures) <= _KEPT_WITH_NAME:
        return [*story, *body, KeepTogether([*signed, *enclosed])]
    return [*story, *body, KeepTogether(signed), *enclosed]


def _above_address(paper: LetterPaper) -> float:
    """Return the space above the recipient; for a window envelope, as much as its window asks."""
    if not paper.window:
        return 15.1
    above = TOP + NAME_LEAD + (SMALL_LEAD if any(paper.sender_lines) else 0.0) + 9.1
    return max(15.1, page_shape(paper.size).address - above)


def _address(paper: LetterPaper, tree: Node) -> Flowable:
    left = [Words(spans_markup(one), sheet()["line"], node=tree.add("P")) for one in paper.recipient_lines]
    day = line(long_date(paper.dated), "line-right", tree)
    sent = [Words(spans_markup(one), sheet()["small-right"], node=tree.add("P")) for one in paper.sent_by]
    # Behind a window nothing but the recipient may show: the right column then keeps clear of its right edge.
    room = _BESIDE_WINDOW if paper.window else TEXT_WIDTH * _RIGHT_COLUMN
    sent_below = [_Gap(0, 2.2), *sent] if sent else []
    return _Columns(
        (0.0, TEXT_WIDTH - room - COLUMN_GAP, left, 0.0),
        (TEXT_WIDTH - room, room, [day, *sent_below], 0.0),
    )


class _Gap(Spacer):  # type: ignore[misc]
    """A spacer that can stand among the paragraphs of a column."""

    def drawOn(self, *_: object) -> None:  # noqa: N802 - ReportLab's name
        """Draw nothing."""


class _Signature(Flowable):  # type: ignore[misc]
    """A line to sign on and a line for the day, with what belongs on each written below."""

    def __init__(self, name: str, tree: Node) -> None:
        super().__init__()
        self.under = line(f"{name}, signature", "small", tree)
        self.day = line("Date", "small", tree)
        self.width, self.height = TEXT_WIDTH, 0.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Measure it: room to sign, and the words below the line."""
        below = max(self.under.wrap(_SIGNED_WIDTH, HEIGHT)[1], self.day.wrap(_DAY_WIDTH, HEIGHT)[1])
        self.height = _SIGNING_ROOM + below
        return self.width, self.height

    def draw(self) -> None:
        """Draw both lines with their words."""
        base = self.height - _SIGNING_ROOM
        rule(self.canv, 0, base, _SIGNED_WIDTH, RULE)
        rule(self.canv, TEXT_WIDTH - _DAY_WIDTH, base, _DAY_WIDTH, RULE)
        self.under.drawOn(self.canv, 0, base - self.under.height - 1.5)
        self.day.drawOn(self.canv, TEXT_WIDTH - _DAY_WIDTH, base - self.day.height - 1.5)


def _closing(paper: LetterPaper, tree: Node) -> list[Flowable]:
    if paper.signatures:
        return [_Signature(name, tree) for name in paper.signatures]
    lines = [Spacer(0, 3.0), line(paper.closing, "line", tree), Spacer(0, _SIGNING_ROOM)]
    lines.append(line(paper.signer, "line", tree))
    if paper.signer_note:
        lines.append(line(paper.signer_note, "small", tree))
    return lines


def _enclosures(paper: LetterPaper, tree: Node) -> list[Flowable]:
    if not paper.enclosures:
        return []
    heading = line(SAID[paper.language][0], "heading", tree, "H2")
    named = tree.add("L", O="List", ListNumbering="None")
    bodies = [named.add("LI").add("LBody") for _ in paper.enclosures]
    lines = [line(text, "value", body) for text, body in zip(paper.enclosures, bodies, strict=True)]
    return [Spacer(0, 10.0), heading, *lines]


def typeset(
    story: list[Flowable],
    title: str,
    footer: str | None,
    size: PaperSize = PaperSize.LETTER,
    tree: Node | None = None,
    language: str = "en-US",
    first: str | None = None,
) -> bytes:
    """Set a story. Only a letter of its own is tagged: the pages of a packet are joined from many files.

    ``first`` is the footer of the first page where that is another one.
    """
    out = BytesIO()
    shape = page_shape(size)
    room = shape.height - TOP - BOTTOM
    frame = Frame(shape.side, BOTTOM, TEXT_WIDTH, room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document = BaseDocTemplate(out, pagesize=(shape.width, shape.height), pageTemplates=[PageTemplate(frames=[frame])])

    def make(*_: object, **__: object) -> Canvas:
        if footer is None:
            return new_canvas(out, title, Canvas, shape, language)
        canvas = new_canvas(out, title, numbered(footer, shape, SAID[language][1], first), shape, language)
        canvas.root = tree
        return canvas

    document.build(story, canvasmaker=make)
    return out.getvalue()
