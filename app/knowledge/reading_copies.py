# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reading copies: a letter's text in Spanish, with the same blanks; the letter itself stays English."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.knowledge.errors import KnowledgeError
from app.knowledge.letter_pieces import Paragraph
from app.knowledge.letters import FENCE, LetterKind, Line, ReferenceRow, letter_kinds
from app.knowledge.reader import parsed, read_table, shipped, shipped_names, shipped_records, shipped_tables

SPANISH = "es"
LANGUAGES = (SPANISH,)
_FOLDER = "letters/es"
_BLOCK = re.compile(r"\{\{\s*block\.(\w+)\s*\}\}")
_DEPTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyHead:
    """What a reading copy says of itself: the kind of letter, its title, and the line above the RE block."""

    kind: str
    title: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyWords:
    """The words around a letter's text, the English as key: labels, enclosures, parts of values, offices, columns."""

    page: Mapping[str, str]
    labels: Mapping[str, str]
    enclosures: Mapping[str, str]
    values: Mapping[str, str]
    offices: Mapping[str, str]
    columns: Mapping[str, str]


@functools.cache
def copy_words() -> CopyWords:
    """Return the Spanish words around a letter's text."""
    file = f"{_FOLDER}/words.toml"
    return read_table(shipped_tables(file), CopyWords, name=f"resources/{file}", complaint=KnowledgeError)


@functools.cache
def reading_copies() -> Mapping[str, LetterKind]:
    """Return the Spanish copy of each kind of letter that has one, as a kind that is filled like its English letter."""
    kinds = [_read(name) for name in shipped_names(_FOLDER, ".md")]
    return MappingProxyType({kind.kind: kind for kind in kinds})


def has_reading_copy(kind: LetterKind) -> bool:
    """Return whether a kind has a copy; a letter that the person changed for good (one of their own) has none."""
    return not kind.own and f"{kind.kind}.md" in shipped_names(_FOLDER, ".md")


def _read(name: str) -> LetterKind:
    place = f"resources/{_FOLDER}/{name}"
    text = shipped(f"{_FOLDER}/{name}").read_text(encoding="utf-8")
    _, head_text, body = text.split(f"{FENCE}\n", 2)
    tables = parsed(head_text, name=place, complaint=KnowledgeError)
    head = read_table(tables, CopyHead, name=place, complaint=KnowledgeError)
    english = letter_kinds().get(head.kind)
    if english is None or f"{head.kind}.md" != name:
        raise KnowledgeError(place, "kind", "a reading copy is named after its English letter")
    words = copy_words()
    spoken = replace(
        english.head,
        title=head.title,
        subject=head.subject,
        attention=words.offices.get(english.head.attention, english.head.attention),
        footer=_value(english.head.footer),
        reference=tuple(_row(row, place) for row in english.head.reference),
        enclosures=tuple(_line(line, place) for line in english.head.enclosures),
        cautions=(),
        required=(),
        closing=words.page["closing"],
    )
    return replace(english, head=spoken, body=_whole(body.strip() + "\n", place), file=place)


def _row(row: ReferenceRow, place: str) -> ReferenceRow:
    return replace(row, label=_said(copy_words().labels, row.label, place), value=_value(row.value))


def _line(line: Line, place: str) -> Line:
    return replace(line, text=_said(copy_words().enclosures, line.text, place))


def _said(words: Mapping[str, str], english: str, place: str) -> str:
    if english not in words:
        raise KnowledgeError(place, english, "resources/letters/es/words.toml has no Spanish for it")
    return words[english]


def _value(template: str) -> str:
    for english, spanish in copy_words().values.items():
        template = template.replace(english, spanish)
    return template


def _whole(body: str, place: str) -> str:
    """Return the text with each shared Spanish paragraph in the place of its name."""
    known: Mapping[str, Paragraph] = shipped_records(f"{_FOLDER}/blocks.toml", Paragraph)

    def paragraph(found: re.Match[str]) -> str:
        if found.group(1) not in known:
            raise KnowledgeError(place, f"block.{found.group(1)}", "no such paragraph is in resources/letters/es")
        return known[found.group(1)].text

    for _ in range(_DEPTH):
        body = _BLOCK.sub(paragraph, body)
    return body
