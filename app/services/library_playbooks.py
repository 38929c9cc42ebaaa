# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Specialty playbooks as entries and articles of the library."""

from __future__ import annotations

from collections.abc import Iterator

from app.knowledge.guide import guide
from app.knowledge.playbooks import PlaybookSigns
from app.knowledge.scripts import filled
from app.services.library_codes import source_words
from app.services.library_records import Article, LibraryEntry, Line, Link, Section


def playbook_entries() -> dict[str, LibraryEntry]:
    """Return the playbooks by id."""
    return {
        key: LibraryEntry(
            kind="playbook",
            id=key,
            name=found.title,
            text=found.short,
            words=" ".join([found.specialty, *found.recognition.words, *found.recognition.modifiers]),
        )
        for key, found in guide().playbooks.items()
    }


def playbook_article(playbook_id: str) -> Article:
    """Return a playbook in full; the blanks of its paragraphs stand in brackets."""
    found = guide().playbooks[playbook_id]
    paragraphs = tuple(Line(text=f"{p.when}: {filled(p.text, {})}") for p in found.paragraphs)
    sections = (
        Section(title="What the record must show", lines=_lines(found.shows), style="good"),
        Section(title="Pages to quote", lines=_lines(found.evidence)),
        Section(title="What to ask the coding office", lines=_lines(found.ask)),
        Section(title="Paragraphs for a letter", lines=paragraphs, style="words"),
        Section(title="Mistakes to avoid", lines=_lines(found.traps), style="bad"),
    )
    known = guide().denial_types
    types = tuple(Link(kind="type", id=key, text=known[key].title) for key in found.denial_types)
    modifiers = tuple(
        Link(kind="code", id=f"modifier {code}", text=f"Modifier {code}, {guide().codebook.modifiers[code].title}")
        for code in found.recognition.modifiers
    )
    return Article(
        kind="playbook",
        id=found.id,
        title=found.title,
        lead=found.about,
        badges=(("Playbook", "info"), (found.specialty, "neutral")),
        facts=tuple(_facts(found.recognition)),
        sections=sections,
        links=tuple((title, links) for title, links in (("Denial types", types), ("Codes", modifiers)) if links),
        sources=tuple(source_words(source) for source in found.sources),
    )


def _facts(signs: PlaybookSigns) -> Iterator[tuple[str, str]]:
    yield "Service codes", ", ".join(code.replace("-", " to ") for code in signs.codes)
    if signs.beside:
        yield "Beside", ", ".join(code.replace("-", " to ") for code in signs.beside)
    if signs.modifiers:
        yield "Modifiers", ", ".join(signs.modifiers)
    yield "Words that point to it", "; ".join(f"“{word}”" for word in signs.words[:6])


def _lines(texts: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(text=text) for text in texts)
