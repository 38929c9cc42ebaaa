# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lines of a bill that a letter disputes: as they are typed, one a line of text, and as the letter's table."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.rules.letter_gate import as_markdown, clean, one_line

SIGN = "|"
"""Stands between the parts of a line; a part that holds one itself is written with a slash instead."""

_HEADS = {"number": "Line", "date": "Date", "code": "Code", "amount": "Amount", "reason": "What is wrong"}
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•–])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One line in dispute, as words: its number on the bill, its date, code and amount, and what is wrong with it."""

    number: str = ""
    date: str = ""
    code: str = ""
    amount: str = ""
    reason: str = ""


_PARTS = tuple(f.name for f in dataclasses.fields(LetterLine))


def typed_lines(lines: Iterable[LetterLine]) -> str:
    """Return lines as the text of a letter's fact: "3 | April 21, 2026 | 72148 | $2,450.00 | Billed twice"."""
    return "\n".join(f" {SIGN} ".join(_part(line, name) for name in _PARTS).strip() for line in lines)


def read_lines(text: str) -> tuple[tuple[LetterLine, ...], tuple[str, ...]]:
    """Return the lines that were typed in parts, and those that are sentences of their own.

    The last part is always what is wrong; before it stand the amount, the code, the date and the line's number.
    """
    parted: list[LetterLine] = []
    said: list[str] = []
    for line in clean(text).split("\n"):
        parts = [one_line(part) for part in line.split(SIGN, len(_PARTS) - 1)]
        if len(parts) > 1 and any(parts):
            parted.append(LetterLine(**dict(zip(_PARTS[-len(parts) :], parts, strict=True))))
        elif bare := _NUMBERED.sub("", line).strip(f"{SIGN} "):
            said.append(bare)
    return tuple(parted), tuple(said)


def lines_markdown(lines: Sequence[LetterLine]) -> str:
    """Return lines as a table in Markdown, without the columns that nobody filled."""
    names = [name for name in _PARTS if any(getattr(line, name) for line in lines)]
    rows = [[_HEADS[name] for name in names], ["---"] * len(names)]
    rows += [[as_markdown(getattr(line, name)) for name in names] for line in lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _part(line: LetterLine, name: str) -> str:
    return one_line(getattr(line, name)).replace(SIGN, "/")
