# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The one gate: all text of the person's goes through here before any document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape

from app.domain.blocks import Span
from exports import fonts

NO_BREAK = "\u00a0"
FALLBACK = "?"
"""Stands for a character that the fonts cannot print; a black box would look like a blacked-out word."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_TOGETHER = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?(?!\d)",
        rf"\b\d{{1,2}} {_MONTH}(?: \d{{4}})?\b",
        r"\b[Ee]xhibits? [A-Z]{1,3}\b",
        r"\b[Pp]ages? \d+\b",
        r"\b(?:Dr|Mr|Ms|Mrs|Mx|Prof)\. \w",
        r"\b\d+ (?:CFR|U\.S\.C\.|USC) (?:§ )?\d",
        r"§ \d",
    )
)
_MISSING_COLOUR = "#F7E3B4"
# Format characters that only steer the reading direction or hide; U+200C and U+200D shape scripts we cannot print.
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Hyphens that the font's Latin cut lacks print as the plain one: lines are never broken at it anyway.
_PLAIN = {0x2010: "-", 0x2011: "-", 0x2012: "\u2013", 0x202F: NO_BREAK, 0x2007: NO_BREAK, 0x00AD: "", 0x2192: "->"}


def clean(text: str) -> str:
    """Return the text as it can be printed on one line: NFC, no control or direction signs, only known characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_printable(c) for c in _normal(text))


def for_word(text: str) -> str:
    """Return text for a Word document, whose own fonts print every script: NFC, no control or direction signs.

    A line feed stays one, and what must not break is kept together.
    """
    kept = (c for c in unicodedata.normalize("NFC", text) if c in "\n\t\u200c\u200d" or _is_seen(c))
    return no_break("".join(kept).replace("\t", " "))


def unprintable(text: str) -> str:
    """Return the characters that the fonts cannot print, each once, in their order; empty when all can."""
    known = fonts.covered()
    found = [c for c in _normal(text) if not _known(c, known)]
    return "".join(dict.fromkeys(found))


def no_break(text: str) -> str:
    """Keep dates, "Exhibit C", "page 14", "Dr. X" and citations on one line by no-break spaces."""
    for pattern in _TOGETHER:
        text = pattern.sub(lambda found: found.group().replace(" ", NO_BREAK), text)
    return text


def plain(text: str) -> str:
    """Return text for drawing straight on a page: cleaned, and kept together where it must not break."""
    return no_break(clean(text))


def markup(text: str) -> str:
    """Return text for a ReportLab paragraph: as ``plain``, with every sign of markup escaped."""
    return escape(plain(text), quote=False)


def spans_markup(spans: Iterable[Span]) -> str:
    """Return spans as paragraph markup; a blank that is still missing is marked by colour."""
    parts = []
    for span in _kept_together(tuple(spans)):
        part = escape(span.text, quote=False)
        if span.bold:
            part = f"<b>{part}</b>"
        if span.italic:
            part = f"<i>{part}</i>"
        if span.missing:
            part = f'<font backColor="{_MISSING_COLOUR}">{part}</font>'
        parts.append(part)
    return "".join(parts)


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break cleaned text into lines of at most ``width`` points; words that are wider are cut."""
    if fonts.width(text, font, size) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if fonts.width(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, font, size, width)
        lines += full
    return [*lines, line]


def shorten(text: str, font: str, size: float, width: float) -> str:
    """Return the text, or as much of its beginning as fits into ``width`` points with an ellipsis."""
    if fonts.width(text, font, size) <= width:
        return text
    while text and fonts.width(f"{text}…", font, size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    kept = []
    for c in text:
        if c in "\n\r\t\u2028\u2029":
            kept.append(" ")
        elif unicodedata.category(c) in {"Co", "Cn"}:
            kept.append(c)  # unassigned or private: somebody's character, so it is named as unprintable, not dropped
        elif unicodedata.category(c) not in _DROPPED or c == "\u00ad":
            kept.append(c)
    return "".join(kept).translate(_PLAIN)


def _is_seen(c: str) -> bool:
    return unicodedata.category(c) not in _DROPPED


def _known(c: str, known: frozenset[int]) -> bool:
    return ord(c) in known or all(ord(part) in known for part in _compatible(c))


def _printable(c: str) -> str:
    known = fonts.covered()
    if ord(c) in known:
        return c
    other = _compatible(c)
    return other if all(ord(part) in known for part in other) else FALLBACK


def _compatible(c: str) -> str:
    """Return the same letter in plainer clothes: full-width digits, ligatures, unusual spaces."""
    return " " if unicodedata.category(c) == "Zs" else unicodedata.normalize("NFKC", c)


def _kept_together(spans: tuple[Span, ...]) -> list[Span]:
    """Clean the spans, and keep together what must not break across their borders as well."""
    texts = [clean(span.text) for span in spans]
    whole = no_break("".join(texts))
    result, at = [], 0
    for span, text in zip(spans, texts, strict=True):
        result.append(Span(whole[at : at + len(text)], span.bold, span.italic, span.missing))
        at += len(text)
    return result


def _cut(word: str, font: str, size: float, width: float) -> list[str]:
    pieces, piece = [], ""
    for c in word:
        if piece and fonts.width(piece + c, font, size) > width:
            pieces.append(piece)
            piece = c
        else:
            piece += c
    return [*pieces, piece]
