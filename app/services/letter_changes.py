# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What differs between two versions of a letter, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

_PIECE = re.compile(r"\n|[^\S\n]+|[\w’'-]+|[^\w\s]")


class Piece(StrEnum):
    """Where words stand: in both versions, only in the one before, only in the one after."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words and where it stands."""

    piece: Piece
    words: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return both texts woven into one: what stayed, what is gone, what is new; lines are compared first."""
    old, new = _lines(before), _lines(after)
    found: list[Change] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(found, Piece.SAME, "".join(old[a:b]))
        else:
            _weave(found, "".join(old[a:b]), "".join(new[c:d]))
    return tuple(found)


def summary(found: tuple[Change, ...]) -> str:
    """Say how much differs: 12 words gone, 3 new."""
    gone, new = (sum(len(c.words.split()) for c in found if c.piece is piece) for piece in (Piece.GONE, Piece.NEW))
    if not gone and not new:
        return "No difference"
    return f"{gone:,} {'word' if gone == 1 else 'words'} gone, {new:,} new"


def _weave(found: list[Change], before: str, after: str) -> None:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(found, Piece.SAME, "".join(old[a:b]))
            continue
        _add(found, Piece.GONE, "".join(old[a:b]))
        _add(found, Piece.NEW, "".join(new[c:d]))


def _add(found: list[Change], piece: Piece, words: str) -> None:
    if not words:
        return
    if found and found[-1].piece is piece:
        found[-1] = Change(piece, found[-1].words + words)
    else:
        found.append(Change(piece, words))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
