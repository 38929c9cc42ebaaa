# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the library hands to the window: entries of a list, and articles made of titles, facts, lines and links."""

from __future__ import annotations

from dataclasses import dataclass

KINDS: tuple[str, ...] = ("code", "type", "playbook", "rule", "letter", "script", "state", "right", "office", "term")
"""Codes, denial types, specialty playbooks, deadline rules, letters, call scripts, states, rights, offices, words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """One line of a list. ``kind`` is one of KINDS; ``words`` are what else it is found by; retired ones come last.

    ``group`` is the heading it stands under, in a list that has headings.
    """

    kind: str
    id: str
    name: str
    text: str
    words: str = ""
    retired: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The way to another entry."""

    kind: str
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a section, and what stands at its right."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines below a title. ``style``: rows (with hairlines), good (ticks), bad (crosses) or words (paragraphs)."""

    title: str
    lines: tuple[Line, ...]
    style: str = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInput:
    """An event that a deadline rule is counted from. ``kind``: date, moment (a date with a time), yes or number."""

    name: str
    label: str
    kind: str
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One entry in full. ``badges`` are (words, tone); ``facts`` are (label, value); ``sources`` are sentences.

    ``start`` is the code that a dispute can begin with, ``inputs`` what a deadline is counted from; empty where that
    makes no sense.
    """

    kind: str
    id: str
    title: str
    lead: str
    badges: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    sources: tuple[str, ...] = ()
    start: str = ""
    inputs: tuple[EventInput, ...] = ()

    def as_text(self) -> str:
        """Return the article as plain text, to be copied."""
        parts = [self.title, self.lead, *(f"{label}: {value}" for label, value in self.facts)]
        for section in self.sections:
            parts += ["", section.title, *(f"- {_with_note(line)}" for line in section.lines)]
        return "\n".join([*parts, "", *self.sources]).strip() + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUse:
    """A case of the casebook in which an entry occurs."""

    id: str
    title: str
    person: str
    disputed: int | None


def _with_note(line: Line) -> str:
    return f"{line.text} ({line.note})" if line.note else line.text
