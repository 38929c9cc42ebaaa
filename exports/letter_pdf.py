# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter as PDF: letterhead, recipient and date, the RE block, the text, closing and enclosures."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer

from app.domain.blocks import LetterPaper, Spans
from app.domain.dates import long_date
from exports.blocks import flowables
from exports.page import new_canvas, numbered, rule
from exports.styles import BOTTOM, COLUMN_GAP, COLUMNS, HAIR, HEIGHT, RULE, SIDE, TEXT_WIDTH, TOP, WIDTH, sheet
from exports.text import markup, spans_markup

_SIGNING_ROOM = 34.0
_SIGNED_WIDTH, _DAY_WIDTH = 290.0, 130.0
_RIGHT_COLUMN = 0.42
"""Share of the text's width that date and way of sending may take."""


def build(paper: LetterPaper, *, footer: bool = True) -> bytes:
    """Return the letter as PDF bytes; the same paper gives the same bytes. A packet stamps its own footer."""
    return _typeset(_story(paper), paper.title, paper.footer if footer else None)


def build_blocks(story: list[Flowable], title: str) -> bytes:
    """Return a story set on Letter pages without footer, for a packet to stamp."""
    return _typeset(story, title, None)


def head(title: str, below: str) -> list[Flowable]:
    """Return the head of a page: a name, the small line under it, and the rule."""
    parts: list[Flowable] = [Paragraph(markup(title), sheet()["name"])]
    if below:
        parts.append(Paragraph(markup(below), sheet()["small"]))
    return [*parts, Spacer(0, 9.1), _Rule(RULE)]


class _Rule(Flowable):  # type: ignore[misc]  # ReportLab has no annotations
    """A hairline over the whole width of the text."""

    def __init__(self, colour: Color) -> None:
        super().__init__()
        self.colour = colour
        self.width, self.height = TEXT_WIDTH, 0.0

    def draw(self) -> None:
        """Draw it."""
        rule(self.canv, 0, 0, TEXT_WIDTH, self.colour)


class _Columns(Flowable):  # type: ignore[misc]
    """Paragraphs at given places of one row: (x, width, paragraphs downwards, gap between them)."""

    def __init__(self, *columns: tuple[float, float, list[Paragraph], float]) -> None:
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
    def _wrapped(column: tuple[float, float, list[Paragraph], float]) -> float:
        _, width, paragraphs, gap = column
        heights = [paragraph.wrap(width, HEIGHT)[1] for paragraph in paragraphs]
        total: float = sum(heights) + gap * max(len(heights) - 1, 0)
        return total


def reference_block(pairs: tuple[tuple[str, Spans], ...]) -> list[Flowable]:
    """Return labelled values in four columns; a value too long for its column has a row of its own, at the end."""
    rooms = (COLUMNS[2] - COLUMNS[1] - COLUMN_GAP, TEXT_WIDTH - COLUMNS[3])
    cells = [(Paragraph(markup(label), sheet()["label"]), spans_markup(value)) for label, value in pairs]
    fits = [Paragraph(value, sheet()["value"]).wrap(min(rooms), HEIGHT)[1] < 20 for _, value in cells]
    short = [cell for cell, fit in zip(cells, fits, strict=True) if fit]
    rows: list[Flowable] = []
    for first in range(0, len(short), 2):
        columns: list[tuple[float, float, list[Paragraph], float]] = []
        for place, (label, value) in enumerate(short[first : first + 2]):
            x = COLUMNS[2 * place]
            columns.append((x, COLUMNS[1] - COLUMN_GAP, [label], 0.0))
            columns.append((COLUMNS[2 * place + 1], rooms[place], [Paragraph(value, sheet()["value"])], 0.0))
        rows.append(_Columns(*columns))
    for (label, value), fit in zip(cells, fits, strict=True):
        if not fit:
            whole = (COLUMNS[1], TEXT_WIDTH - COLUMNS[1], [Paragraph(value, sheet()["value"])], 0.0)
            rows.append(_Columns((0.0, COLUMNS[1] - COLUMN_GAP, [label], 0.0), whole))
    return rows


def _story(paper: LetterPaper) -> list[Flowable]:
    story = [*head(paper.sender, " · ".join(paper.sender_lines)), Spacer(0, 15.1), _address(paper)]
    story += [Spacer(0, 10.4), Paragraph(markup(paper.title), sheet()["title"])]
    if paper.reference:
        story += [Spacer(0, 6.0), _Rule(HAIR), Spacer(0, 6.6), *reference_block(paper.reference)]
        story += [Spacer(0, 5.7), _Rule(HAIR)]
    story.append(Spacer(0, 10.7))
    body = flowables(paper.body)
    signed = _closing(paper)
    if body and isinstance(body[-1], Paragraph):
        signed = [body.pop(), *signed]  # a signature never stands on a page without words above it
    return [*story, *body, KeepTogether(signed), *_enclosures(paper)]


def _address(paper: LetterPaper) -> Flowable:
    left = [Paragraph(spans_markup(line), sheet()["line"]) for line in paper.recipient_lines]
    day = Paragraph(markup(long_date(paper.dated)), sheet()["line-right"])
    sent = [Paragraph(spans_markup(line), sheet()["small-right"]) for line in paper.sent_by]
    room = TEXT_WIDTH * _RIGHT_COLUMN
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

    def __init__(self, name: str) -> None:
        super().__init__()
        self.under = Paragraph(f"{markup(name)}, signature", sheet()["small"])
        self.day = Paragraph("Date", sheet()["small"])
        self.width, self.height = TEXT_WIDTH, 0.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Measure it: room to sign, and the words below the line."""
        below = max(self.under.wrap(_SIGNED_WIDTH, HEIGHT)[1], self.day.wrap(_DAY_WIDTH, HEIGHT)[1])
        self.height = _SIGNING_ROOM + below
        return self.width, self.height

    def draw(self) -> None:
        """Draw both lines with their words."""
        line = self.height - _SIGNING_ROOM
        rule(self.canv, 0, line, _SIGNED_WIDTH, RULE)
        rule(self.canv, TEXT_WIDTH - _DAY_WIDTH, line, _DAY_WIDTH, RULE)
        self.under.drawOn(self.canv, 0, line - self.under.height - 1.5)
        self.day.drawOn(self.canv, TEXT_WIDTH - _DAY_WIDTH, line - self.day.height - 1.5)


def _closing(paper: LetterPaper) -> list[Flowable]:
    if paper.signatures:
        return [_Signature(name) for name in paper.signatures]
    lines = [Spacer(0, 3.0), Paragraph(markup(paper.closing), sheet()["line"]), Spacer(0, _SIGNING_ROOM)]
    lines.append(Paragraph(markup(paper.signer), sheet()["line"]))
    if paper.signer_note:
        lines.append(Paragraph(markup(paper.signer_note), sheet()["small"]))
    return lines


def _enclosures(paper: LetterPaper) -> list[Flowable]:
    if not paper.enclosures:
        return []
    lines = [Paragraph(markup(line), sheet()["value"]) for line in paper.enclosures]
    return [Spacer(0, 10.0), Paragraph("Enclosures", sheet()["heading"]), *lines]


def _typeset(story: list[Flowable], title: str, footer: str | None) -> bytes:
    out = BytesIO()
    frame = Frame(
        SIDE, BOTTOM, TEXT_WIDTH, HEIGHT - TOP - BOTTOM, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document = BaseDocTemplate(out, pagesize=(WIDTH, HEIGHT), pageTemplates=[PageTemplate(frames=[frame])])
    kind = Canvas if footer is None else numbered(footer)
    document.build(story, canvasmaker=lambda *_, **__: new_canvas(out, title, kind))
    return out.getvalue()
