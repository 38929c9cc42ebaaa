# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Plain text as pages of words: columns and lines stand for places, so that text is read like paper."""

from __future__ import annotations

import re

from app.domain.reading import Box, Problem
from app.intake.pages import PageText, PageTexts, Word

SIGN_WIDTH = 6.0
LINE_HEIGHT = 12.0
SIGN_HEIGHT = 10.0
MAX_CHARS = 400_000
MAX_PAGES = 40

_WORD = re.compile(r"\S+")


def pages_of_text(text: str) -> PageTexts:
    """Return the pages of a text (a form feed ends one). Boxes order the words, and mark nothing."""
    problems: list[Problem] = []
    if len(text) > MAX_CHARS:
        problems.append(Problem(where="the end", what="The text is very long. Facts were read from its beginning."))
    parts = text[:MAX_CHARS].split("\f")
    if len(parts) > MAX_PAGES:
        where = f"pages {MAX_PAGES + 1} to {len(parts)}"
        problems.append(Problem(where=where, what=f"Facts were read from the first {MAX_PAGES} pages."))
    pages = tuple(_page(number, part) for number, part in enumerate(parts[:MAX_PAGES], start=1))
    return PageTexts(pages=pages, count=len(parts), problems=tuple(problems))


def _page(number: int, text: str) -> PageText:
    lines = text.expandtabs(8).splitlines()
    words = tuple(_word(match, row) for row, line in enumerate(lines) for match in _WORD.finditer(line))
    width = max((word.box.right for word in words), default=0.0)
    height = len(lines) * LINE_HEIGHT
    return PageText(number=number, width=width, height=height, words=words, text=text, placed=False)


def _word(match: re.Match[str], row: int) -> Word:
    top = row * LINE_HEIGHT
    left, right = match.start() * SIGN_WIDTH, match.end() * SIGN_WIDTH
    return Word(match[0], Box(left=left, top=top, right=right, bottom=top + SIGN_HEIGHT))
