# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The sentences of a block of text, with where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.intake.layout import Passage

LONGEST = 1500
"""Signs of a sentence; what goes on longer is a table or a list and says nothing in one breath."""

_END = re.compile(r"[.!?][\"”')]?\s+(?=[\"“'(]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|St|No|Nos|Inc|Co|Corp|Ltd|Jr|Sr|vs|Dept|Amt|Acct|Ref|Sec|Ave|Blvd|Rd|U\.S|P\.O|D\.O|M\.D|e\.g|i\.e)"
    r"|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``block.text[start:end]``; ``before`` is the text that leads to it (its block's, or the heading's)."""

    block: Passage
    start: int
    end: int
    before: str = ""

    @property
    def text(self) -> str:
        """The sentence's own words."""
        return self.block.text[self.start : self.end]


def sentences(block: Passage, before: str = "") -> Iterator[Sentence]:
    """Yield the sentences of a block; an abbreviation's point ends none."""
    start = 0
    text = block.text
    for match in _END.finditer(text):
        if _SHORT.search(text[max(0, match.start() - 8) : match.start() + 1]):
            continue
        if match.end() - start <= LONGEST:
            yield Sentence(
                block, start, match.start() + len(match[0].rstrip()), f"{before} {text[max(0, start - 300) : start]}"
            )
        start = match.end()
    if 0 < len(text) - start <= LONGEST:
        yield Sentence(block, start, len(text), f"{before} {text[max(0, start - 300) : start]}")


def page_sentences(blocks: tuple[Passage, ...]) -> list[Sentence]:
    """Return the sentences of all blocks; the block above counts as what leads to each."""
    found: list[Sentence] = []
    above = ""
    for block in blocks:
        found += sentences(block, above)
        above = block.text[-300:]
    return found
