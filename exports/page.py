# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A sheet of paper: a canvas that gives the same bytes each time, its footer with "page n of m", and rules."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from app.domain.blocks import PaperSize
from exports import fonts, text
from exports.styles import (
    FAINT,
    FOOT,
    FOOT_BASE,
    FOOT_HAIR,
    FOOT_RULE,
    INK,
    LINE,
    TEXT_WIDTH,
    PageShape,
    page_shape,
)
from exports.tagging import TaggedCanvas, artifact

LETTER = page_shape(PaperSize.LETTER)

Run = tuple[str, str]
"""A font name and cleaned text in it."""


def new_canvas(
    out: BytesIO, title: str, kind: Callable[..., Canvas] = Canvas, shape: PageShape = LETTER, language: str = "en-US"
) -> Canvas:
    """Return a canvas, of Letter pages and in English unless told.

    Its bytes depend on nothing but what is drawn (no clock, no random id).
    """
    fonts.ready()
    canvas = kind(
        out,
        pagesize=(shape.width, shape.height),
        invariant=1,
        pageCompression=1,
        lang=language,
        initialFontName=fonts.REGULAR,  # else every page names Helvetica, which is not embedded
    )
    canvas.setTitle(text.clean(title))
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Casewell")
    canvas.setProducer("Casewell")
    return canvas


def rule(canvas: Canvas, x: float, y: float, width: float, colour: Color) -> None:
    """Draw a hairline to the right from x, at height y (points from the lower edge)."""
    with artifact(canvas):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(LINE)
        canvas.line(x, y, x + width, y)


def runs_width(runs: tuple[Run, ...], size: float) -> float:
    """Return the width of a line of runs in points."""
    return sum(fonts.width(words, font, size) for font, words in runs)


def draw_runs(canvas: Canvas, x: float, y: float, runs: tuple[Run, ...], size: float) -> None:
    """Draw a line of runs from x on the baseline y."""
    line = canvas.beginText(x, y)
    for font, words in runs:
        line.setFont(font, size)
        line.textOut(words)
    canvas.drawText(line)


def draw_lines(
    canvas: Canvas, x: float, y: float, lines: list[str], font: str, size: float, leading: float, colour: Color = INK
) -> float:
    """Draw lines of cleaned text downwards, the first on baseline y; return the last baseline."""
    canvas.setFillColor(colour)
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * leading, line)
    return y - max(len(lines) - 1, 0) * leading


def draw_footer(canvas: Canvas, left: tuple[Run, ...], right: tuple[Run, ...], shape: PageShape = LETTER) -> None:
    """Draw the footer: hairline, what page this is at the left, its number at the right."""
    rule(canvas, shape.side, FOOT_RULE, TEXT_WIDTH, FOOT_HAIR)
    with artifact(canvas, "Pagination"):
        canvas.setFillColor(FAINT)
        draw_runs(canvas, shape.side, FOOT_BASE, left, FOOT)
        draw_runs(canvas, shape.width - shape.side - runs_width(right, FOOT), FOOT_BASE, right, FOOT)


def numbered(
    left: str, shape: PageShape = LETTER, count: str = "Page {} of {}", first: str | None = None
) -> Callable[..., Canvas]:
    """Return a maker of canvases that foot every page with ``left`` and "Page n of m"; ``first`` foots the first."""

    class Numbered(TaggedCanvas):
        """Keeps its pages until all are known, then numbers them."""

        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self._kept: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802 - ReportLab's name
            """Keep the page for later."""
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            """Foot every kept page and write them all."""
            for number, page in enumerate(self._kept, 1):
                self.__dict__.update(page)
                right = count.format(number, len(self._kept))
                room = TEXT_WIDTH - fonts.width(right, fonts.REGULAR, FOOT) - 18
                said = first if first is not None and number == 1 else left
                shown = text.shorten(text.clean(said), fonts.REGULAR, FOOT, room)
                draw_footer(self, ((fonts.REGULAR, shown),), ((fonts.REGULAR, right),), shape)
                TaggedCanvas.showPage(self)
            TaggedCanvas.save(self)

    return Numbered
