# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Whether a letter will do: its length and reading level, the stated reason answered, nothing required left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.blocks import LetterPaper
from app.domain.facts import Facts
from app.knowledge.letters import LetterKind, Required
from app.rules.letter_blocks import block_text, blocks_of, spans_text
from app.rules.letter_gate import Blank, written
from app.rules.letter_values import context, holds, value_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CITATION = re.compile(r"\(\s*\d+ (?:CFR|USC)\b(?:[^()]|\([^()]*\))*\)")
_SENTENCE_END = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bNo)[.?!]+(?=[\s\"”’)]|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """How much there is to read, and for which school grade (Flesch and Kincaid's formula, at least 1)."""

    words: int
    grade: int

    @property
    def sentence(self) -> str:
        """Return it in words: Grade 8 reading level."""
        return f"Grade {self.grade} reading level"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredCheck:
    """One thing that the letter must hold, and whether it does; ``elements`` are what requires it."""

    title: str
    found: bool
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChecks:
    """Everything checked about a letter. ``answers_reason`` is None where no reason is known or none is due."""

    readability: Readability
    answers_reason: bool | None
    required: tuple[RequiredCheck, ...]


def readability(text: str) -> Readability:
    """Count the words of a letter's Markdown and work out its grade.

    Law citations in brackets count as words but not for the grade: they cannot be said in simpler ones.
    """
    plain = block_text(blocks_of(text, lambda _: None))
    bare = _CITATION.sub("", plain)
    words = _WORD.findall(bare)
    sentences = sum(1 for part in _SENTENCE_END.split(bare) if part and _WORD.search(part))
    if not words:
        return Readability(words=len(plain.split()), grade=1)
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / max(1, sentences) + 11.8 * syllables / len(words) - 15.59
    return Readability(words=len(plain.split()), grade=max(1, round(grade)))


def check_letter(
    kind: LetterKind, text: str, facts: Facts, extra: Mapping[str, str], page: LetterPaper
) -> LetterChecks:
    """Check a letter's text together with the page it stands on (sender, RE block, enclosures count too)."""
    whole = _folded("\n".join([*_page_words(page), block_text(page.body)]))
    values = context(kind, facts, extra, page.dated, ())  # conditions read facts, never how a deadline stands
    required = tuple(
        RequiredCheck(title=need.title, found=_found(need, whole, facts, extra), elements=need.elements)
        for need in kind.head.required
        if holds(need.when, values)
    )
    return LetterChecks(
        readability=readability(text),
        answers_reason=answers_reason(kind, text, facts),
        required=required,
    )


def answers_reason(kind: LetterKind, text: str, facts: Facts) -> bool | None:
    """Return whether the stated reason stands in the text, word for word; None where the letter need not quote it."""
    reason = value_of(facts, {}, "reason")
    if "reason" not in kind.blanks or isinstance(reason, Blank):
        return None
    return _folded(str(reason)) in _folded(block_text(blocks_of(text, lambda _: None)))


def _found(need: Required, whole: str, facts: Facts, extra: Mapping[str, str]) -> bool:
    if any(_folded(wording) in whole for wording in need.wording):
        return True
    value = value_of(facts, extra, need.key) if need.key else Blank(need.key)
    return not isinstance(value, Blank) and _folded(written(value)) in whole


def _page_words(page: LetterPaper) -> list[str]:
    reference = [f"{label} {spans_text(spans)}" for label, spans in page.reference]
    lines = [spans_text(spans) for spans in (*page.recipient_lines, *page.sent_by)]
    signed = [page.signer, *page.signatures]
    return [page.sender, *page.sender_lines, *lines, page.title, *reference, *signed, *page.enclosures]


def _folded(text: str) -> str:
    """Return a text for comparing: no case, no quotation marks, one space where there are many."""
    return " ".join(re.sub(r"[\"“”'‘’]", "", text).casefold().split())


def _syllables(word: str) -> int:
    """Count the syllables of an English word, well enough for an average: groups of vowels, less a silent e."""
    bare = word.lower().replace("’", "").replace("'", "")
    count = len(_VOWELS.findall(bare))
    silent_e = bare.endswith("e") and not bare.endswith(("le", "ee"))
    silent_ed = bare.endswith("ed") and bare[-3:-2] not in "td"
    return max(1, count - (silent_e or silent_ed))
