# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Where a page of any size and turn stands on a Letter sheet, above the band that holds the stamp."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from exports.styles import HEIGHT, WIDTH

BAND = 57.6
"""Height in points that is kept free for the stamp."""
_TOP_OF_SMALL = 36.0
_LEAST = 3.0
"""Points; a page edge shorter than this is a mistake of the file."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.y1 - self.y0

    @staticmethod
    def of(values: object) -> Box | None:
        """Return the box that a PDF's four numbers mean, whatever their order; None when they mean none."""
        if not isinstance(values, Iterable):
            return None
        try:
            a, b, c, d = (float(v) for v in values)
        except (TypeError, ValueError):
            return None
        box = Box(min(a, c), min(b, d), max(a, c), max(b, d))
        return box if box.width >= _LEAST and box.height >= _LEAST else None

    def cut(self, other: Box | None) -> Box:
        """Return what lies in both; this box when nothing does."""
        if other is None:
            return self
        edges = (max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))
        return Box.of(edges) if edges[0] < edges[2] and edges[1] < edges[3] and Box.of(edges) else self  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Placing:
    """The edges of a page's visible box, the matrix that puts it on the sheet, and whether the sheet lies wide."""

    edges: tuple[float, ...]
    matrix: tuple[float, ...]
    wide: bool


def letter_page() -> Placing:
    """Return the placing of a Letter page of our own: as it is."""
    return Placing((0, 0, WIDTH, HEIGHT), (1, 0, 0, 1, 0, 0), False)


def wide_page() -> Placing:
    """Return the placing of a Letter page that lies on its side."""
    return Placing((0, 0, HEIGHT, WIDTH), (1, 0, 0, 1, 0, 0), True)


@functools.lru_cache(maxsize=256)
def place(box: Box, turn: int, unit: float, *, band: bool, margin: float = 0.0) -> Placing:
    """Fit a page (turned clockwise by 0, 90, 180 or 270 degrees; ``unit`` points a unit) on an upright or wide sheet.

    It is made smaller where it must, never larger, centred, and leaves the band below free when ``band``.
    """
    turned = turn in {90, 270}
    across, up = (box.height, box.width) if turned else (box.width, box.height)
    wide = across > up and across > WIDTH - 2 * margin  # a small page stands on an upright sheet as it is
    sheet_width, sheet_height = (HEIGHT, WIDTH) if wide else (WIDTH, HEIGHT)
    floor = BAND if band else margin
    room_width, room_height = sheet_width - 2 * margin, sheet_height - floor - margin
    scale = min(unit, room_width / across, room_height / up)
    x = (sheet_width - across * scale) / 2
    y = sheet_height - margin - up * scale - min(_TOP_OF_SMALL, (room_height - up * scale) / 2)
    a, b, c, d, e, f = _upright(box, turn)
    matrix = (a * scale, b * scale, c * scale, d * scale, e * scale + x, f * scale + y)
    return Placing(_short(box.x0, box.y0, box.x1, box.y1), _short(*matrix), wide)


def _upright(box: Box, turn: int) -> tuple[float, float, float, float, float, float]:
    """Return the matrix that turns the box clockwise and puts its lower left corner at 0, 0."""
    if turn == 90:
        return 0, -1, 1, 0, -box.y0, box.x1
    if turn == 180:
        return -1, 0, 0, -1, box.x1, box.y1
    if turn == 270:
        return 0, 1, -1, 0, box.y1, -box.x0
    return 1, 0, 0, 1, -box.x0, -box.y0


def _short(*values: float) -> tuple[float, ...]:
    return tuple(round(value, 5) for value in values)
