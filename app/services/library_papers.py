# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters, call scripts and words of the glossary as entries and articles of the library."""

from __future__ import annotations

import re

from app.domain.dates import said_date
from app.domain.party import PARTY_KIND_TITLES
from app.knowledge.deadlines import deadline_rules
from app.knowledge.glossary import glossary
from app.knowledge.guide import guide
from app.knowledge.letters import letter_kinds
from app.knowledge.scripts import ROLE_TITLES, filled, scripts
from app.services.library_records import Article, LibraryEntry, Line, Link, Section


def letter_entries() -> dict[str, LibraryEntry]:
    """Return the kinds of letter by id."""
    return {
        key: LibraryEntry(kind="letter", id=key, name=kind.head.title, text=f"To: {PARTY_KIND_TITLES[kind.head.to]}")
        for key, kind in letter_kinds().items()
    }


def letter_article(kind_id: str) -> Article:
    """Return what a kind of letter says, needs and starts."""
    kind = letter_kinds()[kind_id]
    head = kind.head
    types = [found for found in guide().denial_types.values() if kind_id in found.letters]
    clocks = dict.fromkeys(rule for rule in (head.starts_clock, *(clock.rule for clock in head.clocks)) if rule)
    links = (
        ("Denial types", tuple(Link(kind="type", id=found.id, text=found.title) for found in types)),
        ("Deadlines it meets", tuple(_rule_link(rule) for rule in head.meets)),
        ("Clocks it starts", tuple(_rule_link(rule) for rule in clocks)),
    )
    cited = [right for right in kind.rights.values() if re.search(rf"\blaw\.{right.id}\b", f"{kind.body} {head}")]
    rights = tuple(Line(text=right.title, note=right.citation) for right in cited)
    sections = [
        Section(title="What it always says", lines=tuple(Line(text=r.title) for r in head.required), style="good"),
        Section(title="What it needs from you", lines=tuple(Line(text=blank.label) for blank in kind.needs)),
        Section(title="Law it can cite, by plan", lines=rights),
    ]
    checked = sorted({right.checked for right in cited})
    return Article(
        kind="letter",
        id=kind_id,
        title=head.title,
        lead="Drafted from what a case knows. You read it, change what you like, and send it yourself.",
        badges=(("Letter", "info"),),
        facts=(("To", PARTY_KIND_TITLES[head.to]),),
        sections=tuple(section for section in sections if section.lines),
        links=tuple((title, found) for title, found in links if found),
        sources=(f"Text in our own words. Law checked {said_date(checked[0])}.",) if checked else (),
    )


def script_entries() -> dict[str, LibraryEntry]:
    """Return the call scripts by id."""
    return {
        key: LibraryEntry(
            kind="script", id=key, name=found.title, text=f"To: {ROLE_TITLES[found.role]}", words=found.purpose
        )
        for key, found in scripts().items()
    }


def script_article(script_id: str) -> Article:
    """Return a call script; its blanks stand in brackets."""
    found = scripts()[script_id]
    types = [t for t in guide().denial_types.values() if script_id in t.scripts]
    replies = tuple(Line(text=filled(r.answer, {}), note=f"“{r.they_say}”") for r in found.replies)
    sections = [
        Section(title="Have ready", lines=tuple(Line(text=text) for text in found.have_ready)),
        Section(title="Say first", lines=(Line(text=filled(found.opening, {})),), style="words"),
        Section(title="Ask", lines=tuple(Line(text=filled(text, {})) for text in found.ask)),
        Section(title="If they say", lines=replies),
        Section(title="Before you hang up", lines=(Line(text=filled(found.end, {})),), style="words"),
        Section(title="Write down", lines=tuple(Line(text=text) for text in found.log), style="good"),
    ]
    links = (("Denial types", tuple(Link(kind="type", id=t.id, text=t.title) for t in types)),)
    promise = f"{found.promise_days} days after the call" if found.promise_days else ""
    return Article(
        kind="script",
        id=script_id,
        title=found.title,
        lead=found.purpose,
        badges=(("Call script", "info"),),
        facts=tuple((k, v) for k, v in (("Call", ROLE_TITLES[found.role]), ("Follow up", promise)) if v),
        sections=tuple(section for section in sections if section.lines),
        links=tuple((title, held) for title, held in links if held),
        sources=("Words of our own. What stands in brackets is filled in from the case.",),
    )


def term_entries() -> dict[str, LibraryEntry]:
    """Return the words of the glossary by id."""
    return {
        key: LibraryEntry(
            kind="term",
            id=key,
            name=found.term,
            text=", ".join(found.also) or found.definition,
            words=f"{' '.join(found.also)} {found.definition}",
        )
        for key, found in glossary().items()
    }


def term_article(term_id: str) -> Article:
    """Return a word of the glossary."""
    words = glossary()
    found = words[term_id]
    also = (("Also called", ", ".join(found.also)),) if found.also else ()
    see = tuple(Link(kind="term", id=key, text=words[key].term) for key in found.see if key in words)
    return Article(
        kind="term",
        id=term_id,
        title=found.term,
        lead=found.definition,
        badges=(("Word", "neutral"),),
        facts=also,
        links=(("See also", see),) if see else (),
    )


def _rule_link(rule_id: str) -> Link:
    rule = deadline_rules().get(rule_id)
    return Link(kind="rule", id=rule_id, text=f"{rule.title} ({rule.regime})" if rule else rule_id)
