# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The pieces that letters share: rows, enclosures, cautions, required contents, clocks and paragraphs, put in by name.

A letter file names a piece where it would else write it out: ``reference = ["patient", "claim_number"]``, and
``{{ block.representative }}`` in its text. ``{ piece = "patient", when = "urgent" }`` is a piece with a change. The
piece is put in as the file is read; after that, a letter is whole and nothing is loaded by name. Pieces come from
``resources/letters/blocks`` alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import Complaint, shipped_names, shipped_records, shipped_tables

FOLDER = "letters/blocks"
LISTS = ("needs", "addressee", "reference", "enclosures", "cautions", "required", "clocks")
"""Parts of a letter's head whose entries may be names of pieces; each has a file of its own."""

_BLOCK = re.compile(r"\{\{\s*block\.(\w+)\s*\}\}")
_DEPTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of a letter's text. ``about`` says what it is for; ``text`` is Markdown with blanks."""

    id: str
    about: str
    text: str


@functools.cache
def paragraphs() -> Mapping[str, Paragraph]:
    """Return the shared paragraphs of every file under blocks/text, by name."""
    found: dict[str, Paragraph] = {}
    for name in shipped_names(f"{FOLDER}/text"):
        for key, paragraph in shipped_records(f"{FOLDER}/text/{name}", Paragraph).items():
            if key in found:
                raise KnowledgeError(
                    f"resources/{FOLDER}/text/{name}", key, "another file has a paragraph of this name"
                )
            found[key] = paragraph
    return MappingProxyType(found)


@functools.cache
def pieces(part: str) -> Mapping[str, tuple[Any, ...]]:
    """Return the pieces of one part (``reference``, ``cautions`` ...), by name; a set is the pieces it names."""
    file = f"{FOLDER}/{part}.toml"
    written = shipped_tables(file)
    return MappingProxyType({key: tuple(_whole(file, key, written, ())) for key in written})


def put_in(head: Mapping[str, Any], name: str, complaint: Complaint) -> dict[str, Any]:
    """Return a letter's head with each piece in the place of its name. Raises ``complaint`` for a name of none."""
    whole = dict(head)
    for part in LISTS:
        if isinstance(head.get(part), list):
            whole[part] = [item for entry in head[part] for item in _entry(entry, part, name, complaint)]
    return whole


def put_paragraphs_in(body: str, name: str, complaint: Complaint) -> str:
    """Return a letter's text with each shared paragraph in the place of its name."""
    for _ in range(_DEPTH):
        if not _BLOCK.search(body):
            return body
        body = _BLOCK.sub(lambda found: _paragraph(found.group(1), name, complaint), body)
    raise complaint(name, "text", "paragraphs name each other without end")


def _entry(entry: object, part: str, name: str, complaint: Complaint) -> Sequence[Any]:
    if isinstance(entry, dict) and "piece" in entry:
        changes = {key: value for key, value in entry.items() if key != "piece"}
        return [{**piece, **changes} for piece in _entry(entry["piece"], part, name, complaint)]
    if not isinstance(entry, str):
        return (entry,)
    found = pieces(part).get(entry)
    if found is None and part == "needs":
        return (entry,)  # the key of a fact
    if found is None:
        raise complaint(name, part, f"“{entry}” is no piece that letters share; known are {', '.join(pieces(part))}")
    return found


def _whole(file: str, key: str, written: Mapping[str, object], above: tuple[str, ...]) -> Sequence[object]:
    """Return a piece, or for a set (a list of names) the pieces that it names, sets within it too."""
    value = written[key]
    if not isinstance(value, list):
        return (value,)
    if key in above:
        raise KnowledgeError(f"resources/{file}", key, "the set names itself")
    found: list[object] = []
    for entry in value:
        known = isinstance(entry, str) and entry in written
        if isinstance(entry, str) and not known and not file.endswith("/needs.toml"):
            raise KnowledgeError(f"resources/{file}", key, f"“{entry}” is not in this file")
        found += _whole(file, entry, written, (*above, key)) if known else (entry,)
    return found


def _paragraph(key: str, name: str, complaint: Complaint) -> str:
    found = paragraphs().get(key)
    if found is None:
        raise complaint(name, f"block.{key}", f"no such paragraph; known are {', '.join(sorted(paragraphs()))}")
    return found.text
