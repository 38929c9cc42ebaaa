# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The words of a document, page by page, with where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.reading import Box, Problem


@dataclass(frozen=True, slots=True)
class Word:
    """One run of signs without a blank. ``box`` is in points from the page's top left corner, as displayed.

    ``sure`` is below 1 where the word was recognised on a picture.
    """

    text: str
    box: Box
    sure: float = 1.0

    @property
    def height(self) -> float:
        """How tall the word's line is, in points."""
        return self.box.bottom - self.box.top


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """One page. ``number`` counts from 1; ``width`` and ``height`` are points as displayed.

    ``words`` are empty on pages read for the search alone. ``placed`` is False when boxes only order the words (plain
    text has no paper to mark). ``scanned`` marks a page that is a picture without words.

    ``back`` is set where the words stand on a picture that was turned and straightened before it was read: the matrix
    (nine numbers, row by row) from a place among the words to the place on the page as it is shown, which is ``shown``
    points wide and high.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    text: str = ""
    placed: bool = True
    scanned: bool = False
    back: tuple[float, ...] = ()
    shown: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTexts:
    """All that could be read. ``count`` is how many pages the file has; ``problems`` say which could not be read."""

    pages: tuple[PageText, ...]
    count: int
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The text of all pages, a form feed between pages."""
        return "\f".join(page.text for page in self.pages)

    @property
    def scanned(self) -> bool:
        """Whether there is no word anywhere, and at least one page is a picture."""
        return not any(page.text.strip() for page in self.pages) and any(page.scanned for page in self.pages)


class Turn:
    """From a PDF's own axes (up from the bottom left, before rotation) to the page as it is seen."""

    def __init__(self, edges: tuple[float, float, float, float], rotation: int) -> None:
        self._left, self._bottom, self._right, self._top = edges
        self._rotation = rotation

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Turn one rectangle."""
        if self._rotation == 90:
            x1, x2, y1, y2 = bottom - self._bottom, top - self._bottom, left - self._left, right - self._left
        elif self._rotation == 180:
            x1, x2, y1, y2 = self._right - right, self._right - left, bottom - self._bottom, top - self._bottom
        elif self._rotation == 270:
            x1, x2, y1, y2 = self._top - top, self._top - bottom, self._right - right, self._right - left
        else:
            x1, x2, y1, y2 = left - self._left, right - self._left, self._top - top, self._top - bottom
        return Box(left=round(x1, 2), top=round(y1, 2), right=round(x2, 2), bottom=round(y2, 2))
