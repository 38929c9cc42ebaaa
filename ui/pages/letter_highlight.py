# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How a letter's Markdown is coloured: heads, bold, facts underlined, blanks on amber.

LetterHighlighter(document)   set_facts(words, known): words are facts as they stand in the text, the longest first;
    known says of a key whether its fact is known
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.theme import color

_HEAD = re.compile(r"^(#{1,6} )(.*)$")
_ITEM = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*+]) ")
_QUOTE = re.compile(r"^\s*> ?")
_BOLD = re.compile(r"(?<![\\*])\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*(?!\*)")
_ITALIC = re.compile(r"(?<![\\*])\*(?=[^\s*])(.+?)(?<=[^\s\\*])\*(?!\*)")
_BLANK = re.compile(r"(?<!\\)\[\[([a-z_]+(?:\.[a-z0-9_]+)?)\]\]")
_EXHIBIT = re.compile(r"\bExhibits? [A-Z]{1,2}\b(?:(?:,| and) [A-Z]\b)*(?:, pages? \d+(?:[ ,]+(?:to|and) \d+)?)?")


class LetterHighlighter(QSyntaxHighlighter):
    """Colours the text as it is typed; it changes nothing in it."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._facts: re.Pattern[str] | None = None
        self._words: tuple[str, ...] = ()
        self._missing: frozenset[str] = frozenset()
        self._wrong: Callable[[str], Sequence[tuple[int, int]]] | None = None

    def set_facts(self, words: Sequence[str], missing: Collection[str]) -> None:
        """Underline these words, and mark the blanks of these keys as missing."""
        if tuple(words) == self._words and frozenset(missing) == self._missing:
            return
        self._words, self._missing = tuple(words), frozenset(missing)
        parts = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in self._words]
        self._facts = re.compile("|".join(parts)) if parts else None
        self.rehighlight()

    def set_spelling(self, wrong: Callable[[str], Sequence[tuple[int, int]]] | None) -> None:
        """Underline the words that ``wrong`` doubts, given as places in a line."""
        self._wrong = wrong
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        head = _HEAD.match(text)
        if head:
            self._mark(0, len(head[1]), ink="text-3")
            self._mark(len(head[1]), len(head[2]), bold=True)
        for start in (_ITEM.match(text), _QUOTE.match(text)):
            if start:
                self._mark(0, start.end(), ink="text-3")
        for pattern, signs in ((_BOLD, 2), (_ITALIC, 1)):
            for found in pattern.finditer(text):
                self._mark(found.start(), found.end() - found.start(), bold=signs == 2, italic=signs == 1)
                self._mark(found.start(), signs, ink="text-3")
                self._mark(found.end() - signs, signs, ink="text-3")
        for facts in (_EXHIBIT, self._facts):
            for found in facts.finditer(text) if facts else ():
                self._mark(found.start(), found.end() - found.start(), fact=True)
        for found in _BLANK.finditer(text):
            self._mark(
                found.start(), found.end() - found.start(), fact=True, missing=found[1] in self._missing, ink="text"
            )

        self._doubt(text)

    def _doubt(self, text: str) -> None:
        """Underline doubtful words; facts and blanks are what the case says, and are not doubted."""
        for start, end in self._wrong(text) if self._wrong else ():
            worn = QTextCharFormat(self.format(start))
            if worn.underlineStyle() is QTextCharFormat.UnderlineStyle.NoUnderline:
                worn.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                worn.setUnderlineColor(color("red"))
                self.setFormat(start, end - start, worn)

    def _mark(
        self,
        start: int,
        length: int,
        *,
        ink: str = "",
        bold: bool = False,
        italic: bool = False,
        fact: bool = False,
        missing: bool = False,
    ) -> None:
        """Add to what the signs already wear, so that a fact may stand in bold words."""
        for place in range(start, start + length):
            worn = QTextCharFormat(self.format(place))
            if ink:
                worn.setForeground(color(ink))
            if bold:
                worn.setFontWeight(QFont.Weight.DemiBold)
            if italic:
                worn.setFontItalic(True)
            if fact:
                worn.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                worn.setUnderlineColor(color("second"))
            if missing:
                worn.setBackground(color("amber-bg"))
                worn.setForeground(color("amber"))
                worn.setUnderlineColor(color("amber"))
            self.setFormat(place, 1, worn)
