# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How a page is laid out: rows of cells, and blocks of text, found from where the words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.domain.reading import Box
from app.intake.pages import PageText, Word

CELL_GAP = 0.9
"""A wider gap than this share of the line's height parts two cells; words of a sentence stand closer."""
LINE_GAP = 0.5
"""Lines of one block stand closer than this share of their height, unless the page is set wider throughout."""
MAX_WORD = 200
"""Signs of a word that are read for facts."""

_RULE = re.compile(r"[=_\-.*·•…|~—–]{3,}|\|")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in reading order, one blank between them. ``starts`` are their places in ``text``; ``lines`` their lines.

    ``page`` counts from 1. A cell has one line; a block has several, and knows each as a passage of its own.
    """

    page: int
    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]
    lines: tuple[Passage, ...] = ()

    @property
    def box(self) -> Box:
        """The rectangle around all words."""
        return _around(word.box for word in self.words)

    def sure(self, start: int, end: int) -> float:
        """Return how sure the least certain word of ``text[start:end]`` is, from 0 to 1."""
        pairs = zip(self.words, self.starts, strict=True)
        return min((word.sure for word, at in pairs if at < end and at + len(word.text) > start), default=1.0)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the rectangles of ``text[start:end]``, one a line."""
        found: list[Box] = []
        first = max(bisect_right(self.starts, start) - 1, 0)
        for word, at in zip(self.words[first:], self.starts[first:], strict=True):
            if at >= end:
                break
            box = _part(word, start - at, end - at)
            if box is None:
                continue
            if found and _same_line(found[-1], box):
                found[-1] = _around((found[-1], box))
            else:
                found.append(box)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells that stand beside each other, from the left."""

    cells: tuple[Passage, ...]

    @property
    def box(self) -> Box:
        """The rectangle around all cells."""
        return _around(cell.box for cell in self.cells)

    @property
    def text(self) -> str:
        """The row's text, cells two blanks apart."""
        return "  ".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Layout:
    """One page's rows from the top, and its blocks of text in the order they begin."""

    page: PageText
    rows: tuple[Row, ...]
    blocks: tuple[Passage, ...]


def lay_out(page: PageText) -> Layout:
    """Find the rows and blocks of a page."""
    rows = tuple(row for line in _lines(page.words) if (row := _row(page.number, line)).cells)
    return Layout(page, rows, tuple(_blocks(page.number, rows)))


def passage(page: int, words: Iterable[Word], lines: tuple[Passage, ...] = ()) -> Passage:
    """Join words into a passage."""
    kept = tuple(words)
    starts: list[int] = []
    at = 0
    for word in kept:
        starts.append(at)
        at += len(word.text) + 1
    return Passage(page, kept, " ".join(word.text for word in kept), tuple(starts), lines)


def overlap(one: Box, other: Box) -> float:
    """Return how many points two rectangles share from left to right; negative is the distance between them."""
    return min(one.right, other.right) - max(one.left, other.left)


def _lines(words: tuple[Word, ...]) -> list[list[Word]]:
    """Group words that stand on one line, from the top; each line from the left."""
    lines: list[list[Word]] = []
    middle = height = 0.0
    for word in sorted(words, key=lambda w: (w.box.top + w.box.bottom, w.box.left)):
        center = (word.box.top + word.box.bottom) / 2
        if lines and abs(center - middle) < 0.45 * min(height, max(word.height, 1.0)):
            lines[-1].append(word)
        else:
            lines.append([word])
            middle, height = center, max(word.height, 1.0)
    for line in lines:
        line.sort(key=lambda w: w.box.left)
    return lines


def _row(page: int, line: list[Word]) -> Row:
    """Cut a line into cells at wide gaps, upright bars and rows of dots."""
    cells: list[list[Word]] = []
    apart = True
    for word in line:
        short = Word(word.text[:MAX_WORD], word.box, word.sure) if len(word.text) > MAX_WORD else word
        if _RULE.fullmatch(short.text):
            apart = True
            continue
        if apart or short.box.left - cells[-1][-1].box.right > CELL_GAP * min(short.height, cells[-1][-1].height):
            cells.append([])
        cells[-1].append(short)
        apart = False
    return Row(tuple(passage(page, cell) for cell in cells))


def _blocks(page: int, rows: tuple[Row, ...]) -> list[Passage]:
    """Stack cells that continue each other downwards."""
    limit = _line_gap(rows)
    open_blocks: list[list[Passage]] = []
    done: list[list[Passage]] = []
    for row in rows:
        still_open: list[list[Passage]] = []
        for cell in row.cells:
            above = next((block for block in open_blocks if _continues(block[-1], cell, limit)), None)
            if above is None:
                above = []
                done.append(above)
            else:
                open_blocks.remove(above)
            above.append(cell)
            still_open.append(above)
        open_blocks = still_open + [b for b in open_blocks if row.box.top - b[-1].box.bottom < 20]
    return [passage(page, (w for line in block for w in line.words), tuple(block)) for block in done]


def _line_gap(rows: tuple[Row, ...]) -> float:
    """Return the widest gap inside a block of this page, as a share of the line's height."""
    gaps = sorted(
        (lower.box.top - upper.box.bottom) / max(upper.box.bottom - upper.box.top, 1.0)
        for upper, lower in pairwise(rows)
    )
    closest = gaps[len(gaps) // 4] if gaps else 0.0
    return min(max(LINE_GAP, 1.2 * closest), 1.2)


def _continues(above: Passage, below: Passage, limit: float) -> bool:
    """Whether the lower line goes on with the upper one: close, as tall, and aligned at the left."""
    upper, lower = above.box, below.box
    height = min(upper.bottom - upper.top, lower.bottom - lower.top)
    taller = max(upper.bottom - upper.top, lower.bottom - lower.top)
    gap = lower.top - upper.bottom
    aligned = abs(upper.left - lower.left) < height
    return aligned and taller < 1.3 * height and -0.5 * height < gap < limit * height


def _part(word: Word, start: int, end: int) -> Box | None:
    """Return the rectangle of a part of a word, its signs taken as equally wide."""
    size = len(word.text)
    first, last = max(start, 0), min(end, size)
    if first >= last:
        return None
    each = (word.box.right - word.box.left) / max(size, 1)
    left, right = word.box.left + each * first, word.box.left + each * last
    return Box(left=round(left, 2), top=word.box.top, right=round(right, 2), bottom=word.box.bottom)


def _same_line(one: Box, other: Box) -> bool:
    return abs((one.top + one.bottom) - (other.top + other.bottom)) < (one.bottom - one.top)


def _around(boxes: Iterable[Box]) -> Box:
    kept = list(boxes)
    return Box(
        left=min(b.left for b in kept),
        top=min(b.top for b in kept),
        right=max(b.right for b in kept),
        bottom=max(b.bottom for b in kept),
    )
