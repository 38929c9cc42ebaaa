# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The text of a notice, ready to look phrases up in: whether it can be trusted to be whole, and what stands where."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

APART = 240
"""How many signs two parts of one phrase may stand apart: about two sentences."""
LEAST_LETTERS = 350
OPENING = 1500
"""Signs at the beginning of a notice in which its kind is looked for; later pages speak of other notices too."""
FOOT = 160
_SHOWN = 160

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "—": "-", "\u00ad": "-"})
_BROKEN_WORD = re.compile(r"(?<=[a-z])-[ \t]*\r?\n[ \t]*(?=[a-z])")
_VOWEL_WORD = re.compile(r"\b(?=[A-Za-z]*[aeiouyAEIOUY])[A-Za-z]{2,}\b")
_COUNTED = re.compile(r"\bpage\s+(\d{1,2})\s+(?:of|/)\s+(\d{1,2})\b")
_SPEAKS_OF = re.compile(r"\b(?:see|read|review|refer to)\b[^.]{0,40}\b(?:enclos|attach|reverse|back of|insert)\w*")
_REFUSED = re.compile(
    r"\b(?:no (?:further )?right|not have (?:a|the|any) right|not entitled|not available|no longer avail)"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a phrase was found: the words around it, and the page (from 1). ``refused`` where it is denied there."""

    words: str
    page: int
    refused: bool = False


@dataclass(frozen=True, slots=True)
class NoticeText:
    """Pages as one line each: as printed, and in small letters with plain signs of the same length."""

    pages: tuple[str, ...]
    plain: tuple[str, ...]
    problems: tuple[str, ...]
    whole: bool

    @property
    def opening(self) -> str:
        """Return the beginning of the notice with the foot of every page, where form numbers stand."""
        first = next((page for page in self.plain if page), "")
        return " ".join([first[:OPENING], *(page[-FOOT:] for page in self.plain)])

    def find(self, phrases: Iterable[str]) -> Spot | None:
        """Return where the first of these phrases stands; one that is refused there only when no other stands."""
        refused = None
        for phrase in phrases:
            for number, page in enumerate(self.plain, start=1):
                for start, end in _places(page, phrase):
                    spot = self._spot(number, start, end)
                    if not spot.refused:
                        return spot
                    refused = refused or spot
        return refused

    def _spot(self, number: int, start: int, end: int) -> Spot:
        plain, printed = self.plain[number - 1], self.pages[number - 1]
        left = max(plain.rfind(". ", 0, start) + 2 if ". " in plain[:start] else 0, start - 60)
        stop = plain.find(". ", end)
        right = min(stop + 1 if stop >= 0 else len(plain), max(end, left + _SHOWN))
        if left > 0 and plain[left - 1].isalnum():
            left = plain.find(" ", left, start) + 1 or start
        words = printed[left:right].strip()
        around = plain[max(0, start - 60) : end + 40]
        return Spot(words, number, bool(_REFUSED.search(around)))


def read_pages(pages: Sequence[str], *, unread: int = 0) -> NoticeText:
    """Make the pages of a notice ready; ``unread`` is how many of its pages gave no text at all.

    A notice is whole when every page has words, none of its counted pages is missing, nothing that it speaks of as
    enclosed stands after its last page, and there is enough to read.
    """
    printed = tuple(" ".join(_BROKEN_WORD.sub("", page).split()) for page in pages)
    plain = tuple(_small(page) for page in printed)
    empty = [number for number, page in enumerate(printed, start=1) if not page]
    problems = [
        f"Page {number} has no words that could be read, so what stands there is not known." for number in empty
    ]
    if unread:
        problems.append(f"{unread} more {'page' if unread == 1 else 'pages'} could not be read.")
    told = max((int(n) for page in plain for _, n in _COUNTED.findall(page)), default=0)
    if told > len(pages) + unread:
        problems.append(f"The notice counts {told} pages, and {len(pages)} can be read here. Add the others.")
    if not _readable(" ".join(printed)):
        problems.append("There is too little text to say what the notice leaves out.")
    speaks = [number for number, page in enumerate(plain, start=1) if _SPEAKS_OF.search(page)]
    if speaks and speaks[0] == len(pages):
        problems.append(
            "The notice speaks of an enclosure or its back, which is not here. Add it, or look there first."
        )
    return NoticeText(printed, plain, tuple(problems), not problems)


def _small(text: str) -> str:
    """Return small letters with plain signs, sign for sign, so that places stay the same."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text.translate(_PLAIN))


def _readable(text: str) -> bool:
    """Return whether this is a page of words: enough letters, most of its signs in words that can be spoken."""
    letters = sum(sign.isalpha() for sign in text)
    spoken = sum(len(word) for word in _VOWEL_WORD.findall(text))
    return letters >= LEAST_LETTERS and spoken >= 0.7 * letters


def _places(page: str, phrase: str) -> Iterable[tuple[int, int]]:
    """Yield where a phrase stands: its first part, with every other part close by."""
    first, *others = _patterns(phrase)
    for found in first.finditer(page):
        low, high = max(0, found.start() - APART), found.end() + APART
        near = [other.search(page, low, high) for other in others]
        if all(near):
            spans = [found.span(), *(hit.span() for hit in near if hit)]
            yield min(a for a, _ in spans), max(b for _, b in spans)


@functools.lru_cache(maxsize=4096)
def _patterns(phrase: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(part.strip()) for part in phrase.split(" & "))


def _pattern(part: str) -> re.Pattern[str]:
    """Return the pattern of one part: it begins a word, and may go on (“guideline” finds “guidelines”)."""
    body = r"\s+".join(re.escape(word).replace(r"\#", r"\d") for word in _small(part).split())
    return re.compile((r"\b" if part[0].isalnum() else "") + body)
