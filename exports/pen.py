# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Writing a packet's own pages as PDF operators, in the fonts of one document; words that repeat are kept."""

from __future__ import annotations

import functools
import itertools
from io import BytesIO
from operator import itemgetter

from pikepdf import Object, Pdf
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import getFont

from exports import fonts
from exports.page import Run, new_canvas
from exports.styles import INK, LINE

_FONT = itemgetter(0)


class Pen:
    """Draws pages of text and hairlines. ReportLab makes the fonts; the operators are written here.

    A page drawn on ReportLab's own canvas takes several times as long, and a packet has a page or two of them for
    every exhibit, and a stamp on every page.
    """

    def __init__(self) -> None:
        self._out = BytesIO()
        self._canvas = new_canvas(self._out, "")
        self._document = self._canvas._doc
        self._shown: dict[tuple[str, str, float], tuple[str, float]] = {}
        self._signs: dict[str, _Signs] = {}
        self._drawn: list[str] = []
        self.pages: list[bytes] = []

    def end_page(self) -> None:
        """Finish a page; what is drawn next stands on another."""
        self.pages.append(self.taken())

    def taken(self) -> bytes:
        """Return what was drawn since the last page, and forget it."""
        drawn = " ".join(self._drawn).encode("latin-1")
        self._drawn = []
        return drawn

    def rule(self, x: float, y: float, width: float, colour: Color) -> None:
        """Draw a hairline to the right from x, at height y (points from the lower edge)."""
        self._drawn.append(_rule(x, y, width, colour))

    def lines(
        self, x: float, y: float, lines: list[str], font: str, size: float, leading: float = 0.0, colour: Color = INK
    ) -> float:
        """Draw lines of cleaned text downwards, the first on baseline y; return the last baseline."""
        for number, line in enumerate(lines):
            self.runs(x, y - number * leading, ((font, line),), size, colour)
        return y - max(len(lines) - 1, 0) * leading

    def right(self, x: float, y: float, words: str, font: str, size: float, colour: Color = INK) -> None:
        """Draw words that end at x on baseline y."""
        self.runs_right(x, y, ((font, words),), size, colour)

    def runs(self, x: float, y: float, runs: tuple[Run, ...], size: float, colour: Color = INK) -> None:
        """Draw a line of runs from x on baseline y."""
        self._show(x, y, [self._run(font, words, size)[0] for font, words in runs], colour)

    def runs_right(self, x: float, y: float, runs: tuple[Run, ...], size: float, colour: Color = INK) -> None:
        """Draw a line of runs that ends at x on baseline y."""
        known = [self._run(font, words, size) for font, words in runs]
        self._show(x - sum([width for _, width in known]), y, [shown for shown, _ in known], colour)

    def fonts(self, target: Pdf) -> Object:
        """Put the fonts of everything drawn into a PDF and return its dictionary of them. Draw nothing after."""
        self._canvas.showPage()
        self._canvas.save()
        with Pdf.open(BytesIO(self._out.getvalue())) as drawn:
            return target.copy_foreign(drawn.pages[0].obj.Resources.Font)

    def _show(self, x: float, y: float, shown: list[str], colour: Color) -> None:
        self._drawn.append(f"{_grey(colour)} rg BT {x:.3f} {y:.3f} Td {' '.join(shown)} ET")

    def _run(self, name: str, words: str, size: float) -> tuple[str, float]:
        """Return the operators that show some words, and their width in points."""
        known = self._shown.get((name, words, size))
        if known is None:
            if name not in self._signs:
                self._signs[name] = _Signs(name, self._document)
            signs = self._signs[name]
            parts = []
            for inner, group in itertools.groupby([signs[sign] for sign in words], _FONT):
                parts.append(f"{inner} {size:g} Tf <{''.join([code for _, code in group])}> Tj")
            known = self._shown[name, words, size] = (" ".join(parts), fonts.width(words, name, size))
        return known


class _Signs(dict[str, tuple[str, str]]):
    """The signs of one font that a document has used: the name of the cut of the font, and the code in it."""

    def __init__(self, name: str, document: object) -> None:
        super().__init__()
        self._font = getFont(name)
        self._document = document

    def __missing__(self, sign: str) -> tuple[str, str]:
        ((cut, code),) = self._font.splitString(sign, self._document)
        shown = self[sign] = (self._font.getSubsetInternalName(cut, self._document), code.hex())
        return shown


@functools.lru_cache(maxsize=256)
def _rule(x: float, y: float, width: float, colour: Color) -> str:
    return f"{_grey(colour)} RG {LINE} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"


@functools.cache
def _grey(colour: Color) -> str:
    return " ".join(f"{part:.3f}" for part in colour.rgb())
