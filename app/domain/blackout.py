# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What is to be blacked out in a packet, and where it stands among the words of a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BLACKED_OUT = "[blacked out]"
_SHORT = 5
"""A shorter word is only found as a whole word: "Ann" is not blacked out of "planned"."""
_TAIL = 4
_LEAST_ID = 8
"""A shorter member ID is blacked out whole: four of six characters would give it away."""
_DASH = r"[-\u2010-\u2015.\s]{1,3}"
_SSN = re.compile(rf"(?<!\d)\d{{3}}{_DASH}\d{{2}}{_DASH}\d{{4}}(?!\d)")
_NAMED_SSN = re.compile(
    r"(?:\bSSNs?\b|\bS\.S\.N\.|\bsocial security\b(?: (?:number|no\.?|#))?|\bTIN\b|\btaxpayer id\w*)"
    r"[\s:#.]{0,6}(\d{9})(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blackout:
    """What must not be read in a packet: words, Social Security numbers, and a member ID but for its last four."""

    words: tuple[str, ...] = ()
    ssn: bool = False
    member_id: str = ""

    @property
    def wanted(self) -> bool:
        """Whether anything is to be blacked out."""
        return self.ssn or bool(_signs(self.member_id)) or any(_signs(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class Mark:
    """The words ``first`` to ``last`` of a page, to be covered; ``shown`` is what may still be read there."""

    first: int
    last: int
    shown: str = ""


NOTHING = Blackout()


def too_short(word: str) -> bool:
    """Return whether a word has fewer than two letters or digits: it would stand everywhere, or nowhere."""
    return len(_signs(word)) < 2


def find(words: Sequence[str], blackout: Blackout) -> tuple[Mark, ...]:
    """Return where a page's words, in their order, say what is to be blacked out.

    Case, accents, hyphens and blanks make no difference, and a word broken over two lines is found.
    """
    line = _Line(words)
    marks = [mark for word in blackout.words for mark in line.holding(_signs(word))]
    if blackout.ssn:
        marks += line.numbers()
    secret = _signs(blackout.member_id)
    if secret:
        marks += line.holding(secret, _tail(blackout.member_id))
    return tuple(marks)


def masked(text: str, blackout: Blackout) -> str:
    """Return a text of our own without what is to be blacked out."""
    words = text.split()
    marks = find(words, blackout)
    if not marks:
        return text
    shown = {mark.last: mark.shown for mark in marks if mark.shown}
    covered = {n for mark in marks for n in range(mark.first, mark.last + 1)}
    kept: list[str] = []
    for number, word in enumerate(words):
        if number not in covered:
            kept.append(word)
        elif number in shown:
            kept.append(f"ending in {shown[number]}")
        elif not kept or kept[-1] != BLACKED_OUT:
            kept.append(BLACKED_OUT)
    return " ".join(kept).replace(f"{BLACKED_OUT} ending in", "ending in")


def _tail(member_id: str) -> str:
    bare = "".join(c for c in member_id if c.isalnum())
    return bare[-_TAIL:] if len(bare) >= _LEAST_ID else ""


def _signs(text: str) -> str:
    """Return the letters and digits of a text, without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


class _Line:
    """The words of a page as one line of letters and digits, each knowing its word."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        signs: list[str] = []
        self._word: list[int] = []
        self._starts: list[bool] = []
        for number, word in enumerate(words):
            begins = True
            for c in unicodedata.normalize("NFKD", word).casefold():
                if c.isalnum():
                    signs.append(c)
                    self._word.append(number)
                    self._starts.append(begins)
                    begins = False
                elif not unicodedata.combining(c):
                    begins = True
        self._starts.append(True)
        self._signs = "".join(signs)

    def holding(self, secret: str, shown: str = "") -> Iterator[Mark]:
        """Yield where the letters and digits of a secret stand."""
        at = self._signs.find(secret) if secret else -1
        while at >= 0:
            end = at + len(secret)
            opens, closes = self._starts[at], self._starts[end]
            first, last = self._word[at], self._word[end - 1]
            # Inside one word a long secret is found anywhere ("PatientEllingboe"); "well enough" holds no "Ellen".
            loose = len(secret) >= _SHORT and (first == last or opens or closes)
            if loose or (opens and closes):
                yield Mark(first, last, shown)
            at = self._signs.find(secret, at + 1)

    def numbers(self) -> Iterator[Mark]:
        """Yield where Social Security numbers stand: as 000-00-0000, or nine digits that are named as one."""
        text = " ".join(self._words)
        owner = [n for n, word in enumerate(self._words) for _ in range(len(word) + 1)]
        spans = [found.span() for found in _SSN.finditer(text)] + [f.span(1) for f in _NAMED_SSN.finditer(text)]
        for start, end in spans:
            yield Mark(owner[start], owner[end - 1])
