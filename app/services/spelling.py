# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The spelling of letters, looked up in a list that comes with the program, and in the person's own words."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING

from app.domain.preference import Preference
from app.ports import Casebook
from app.services.undo import Change, UndoStack

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_KEY = "spelling.words"
_WORD = re.compile(r"(?<![\w’'.@/-])[a-z]+(?:[’'][a-z]+)*(?![\w@/]|[’'.-]\w)")
_LEAST = 3
_OFFERED = 5
_NUMERALS = set("ivx")
"""Paragraphs of the law are counted so: (h)(3)(iii)."""
_OURS = frozenset({
    "adjudicate", "adjudicated", "adjudicator", "coinsurance", "copay", "copays", "deductible", "formulary",
    "overbill", "overbilled", "overbilling", "overpaid", "preauthorization", "preauthorize", "preauthorized",
    "prepay", "reprocess", "reprocessed", "reprocessing", "resubmit", "resubmitted", "rebill", "rebilled",
    "rebilling", "unbundle", "unbundled", "unbundling", "underpaid", "upcode", "upcoded", "upcoding",
    "investigational", "telehealth", "outpatient", "inpatient", "prescriber", "prescribers", "orthotic",
    "orthotics", "comorbidity",
})  # fmt: skip
"""Words of bills and claims that a general list may lack."""


class Spelling:
    """Which words are spelled as no list has them. Names (words with a capital) are never doubted."""

    def __init__(self, casebook: Casebook, undo: UndoStack) -> None:
        self._casebook = casebook
        self._undo = undo
        self._own: frozenset[str] | None = None

    def load(self) -> None:
        """Read the lists; takes a moment the first time, so ask from a worker."""
        _checker()
        self._own = frozenset(self.own_words())

    def wrong(self, line: str) -> list[tuple[int, int]]:
        """Return begin and end of each doubtful word of a line."""
        return [found.span() for found in _WORD.finditer(line) if not self._is_known(found.group())]

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first."""
        checker = _checker()
        found = checker.candidates(_plain(word)) or set()
        rated = sorted(found - {_plain(word)}, key=lambda other: (-checker.word_usage_frequency(other), other))
        return tuple(other.replace("'", "’") if "’" in word else other for other in rated[:_OFFERED])

    def own_words(self) -> tuple[str, ...]:
        """Return the person's own words, in alphabetical order."""
        with self._casebook.reading() as tx:
            found = tx.find(Preference, id=_KEY)
        return tuple(json.loads(found[0].value)) if found else ()

    def add(self, word: str) -> None:
        """Take a word as right from now on, in every letter of this casebook."""
        with self._casebook.transaction() as tx:
            found = tx.find(Preference, id=_KEY)
            before = found[0] if found else Preference(id=_KEY, value="[]")
            words = sorted({*json.loads(before.value), _plain(word)})
            tx.save(Preference(id=_KEY, value=json.dumps(words, ensure_ascii=False)))
            tx.commit()
        self._own = frozenset(words)
        self._undo.push(Change(text=f"the word “{word}”", restore=(before,)))

    def refresh(self) -> bool:
        """Read the person's own words anew, for an undo may have taken one away; return whether they are others."""
        before, self._own = self._own, frozenset(self.own_words())
        return before != self._own

    def _is_known(self, word: str) -> bool:
        plain = _plain(word)
        if len(plain) < _LEAST or set(plain) <= _NUMERALS or plain in _OURS or plain in (self._own or ()):
            return True
        bare = plain.removesuffix("'s")
        return bool(_checker().known([plain, bare]))


def _plain(word: str) -> str:
    return word.replace("’", "'").lower()


@functools.cache
def _checker() -> SpellChecker:
    from spellchecker import SpellChecker  # delayed: reading the list takes a moment that only a letter needs

    return SpellChecker(language="en", distance=1)
