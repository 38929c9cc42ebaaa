# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The gate between what people type and the Markdown of letters: typed text stays text, whatever signs it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.dates import long_date
from app.domain.money import dollars

OPEN, CLOSE = "\ue000", "\ue001"
"""Private signs around a blank in plain text; clean() takes them out of everything typed, so they cannot be forged."""

KEY = r"[a-z_]+(?:\.[a-z0-9_]+)?"
_MARKER = re.compile(rf"(?<!\\)((?:\\\\)*)\[\[({KEY})\]\]")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000\ue001\ufeff]|[\ud800-\udfff]")
_EVERYWHERE = re.compile(r"[\\`*_\[<~|]|&(?=[#\w])")
_LINE_START = re.compile(r"[#>+\-=:]|\d{1,9}(?=[.)])")


@dataclass(frozen=True, slots=True)
class Blank:
    """A fact that is not known. It is false in a condition, and prints as its marker."""

    key: str

    def __bool__(self) -> bool:
        return False


class Ready(str):
    """Markdown of our own making, which the gate lets through as it stands."""

    __slots__ = ()


class Money(int):
    """Cents in a letter: printed as dollars, and true even when zero, for "$0.00" is a known amount."""

    def __bool__(self) -> bool:
        return True


def clean(text: str) -> str:
    """Return typed text with one kind of line break, no control characters, and no space around it."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text)).replace("\t", " ").strip()


def one_line(text: str) -> str:
    """Return cleaned text on one line."""
    return " ".join(clean(text).split())


def written(value: object) -> str:
    """Return a value as people write it: a date in words, money in dollars, a list with commas."""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Money):
        return dollars(value)
    if isinstance(value, (tuple, list)):
        return ", ".join(written(item) for item in value)
    return str(value)


def escape(text: str) -> str:
    """Return typed text as Markdown that prints exactly so: no sign in it can become structure or a blank.

    Line breaks stay line breaks; blank lines never end the paragraph the text stands in.
    """
    lines = [line.strip() for line in clean(text).split("\n")]
    return "\\\n".join(_escape_line(line) for line in lines)


def _escape_line(line: str) -> str:
    safe = _EVERYWHERE.sub(lambda sign: "\\" + sign.group(), line)
    start = _LINE_START.match(safe)
    if not start:
        return safe
    # "#1" becomes "\#1" and "1. May" becomes "1\. May": a number is escaped at the sign that would make it a list.
    at = start.end() if start.group()[0].isdigit() else 0
    return f"{safe[:at]}\\{safe[at:]}"


def as_markdown(value: object) -> str:
    """Write any value of a template as Markdown: blanks as ``[[key]]``, our own Markdown as it is, the rest escaped."""
    if isinstance(value, Blank):
        return f"[[{value.key}]]"
    if isinstance(value, Ready):
        return value
    return escape(written(value))


def as_plain(value: object) -> str:
    """Write any value of a template as plain text of one line; blanks between the private signs."""
    if isinstance(value, Blank):
        return f"{OPEN}{value.key}{CLOSE}"
    return one_line(written(value))


def as_plain_lines(value: object) -> str:
    """Write any value as plain text that keeps its lines; blanks between the private signs."""
    return as_plain(value) if isinstance(value, Blank) else clean(written(value))


def markers(text: str) -> tuple[str, ...]:
    """Return the keys of the blanks in a letter's Markdown, each once, in order; escaped ones are text."""
    return tuple(dict.fromkeys(found.group(2) for found in _MARKER.finditer(text)))


def fill_markers(text: str, value_of: Callable[[str], object]) -> str:
    """Put values into the blanks of a letter's Markdown; a blank whose value is a Blank stays."""

    def fill(found: re.Match[str]) -> str:
        value = value_of(found.group(2))
        return found.group() if isinstance(value, Blank) else found.group(1) + escape(written(value))

    return _MARKER.sub(fill, text)
