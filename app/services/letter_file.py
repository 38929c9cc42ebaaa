# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter from a FACTS file, without a casebook: the facts of the dispute, and the letter's own in their table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from app.clock import Clock
from app.domain.blocks import LetterPaper
from app.domain.facts import Facts
from app.intake import facts_keys
from app.intake.errors import FactsKeyUnknown, FactsValueWrong
from app.intake.facts_file import facts_from_mapping, read_mapping
from app.knowledge.letters import LetterKind, blanks, letter_kinds
from app.knowledge.signals import signals
from app.rules import letter_text
from app.rules.letter_errors import LetterHasBlanks
from app.rules.letter_text import LetterDraft
from app.services.planning import Planner

TABLE = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFile:
    """A FACTS file: the facts of the dispute, and those of a letter alone by full key (``letter.points``)."""

    facts: Facts = field(default_factory=Facts)
    own: Mapping[str, str] = field(default_factory=dict)


def read_facts_file(path: Path, today: date) -> FactsFile:
    """Read a FACTS file with its ``[letter]`` table; errors as app.intake.facts_file.read_facts."""
    return facts_file_from(read_mapping(path), today)


def facts_file_from(mapping: Mapping[str, object], today: date) -> FactsFile:
    """Return the facts of a plain mapping, the ``letter`` table split off; errors name the key.

    A key of another kind of letter is taken, so that one file serves every letter of a dispute.
    """
    rest = {key: value for key, value in mapping.items() if key != TABLE}
    return FactsFile(
        facts=facts_from_mapping(rest, signals=signals(), today=today),
        own=_own_facts(mapping.get(TABLE)),
    )


def letter_draft(kind: LetterKind, given: FactsFile, planner: Planner, clock: Clock) -> LetterDraft:
    """Draft a letter from facts alone."""
    return letter_text.draft(kind, given.facts, given.own, clock.today(), planner.deadlines(given.facts))


def letter_paper(kind: LetterKind, given: FactsFile, planner: Planner, clock: Clock) -> LetterPaper:
    """Return a finished letter; LetterHasBlanks names the keys that are missing."""
    draft = letter_draft(kind, given, planner, clock)
    if draft.missing:
        raise LetterHasBlanks(kind.title, tuple(m.key for m in draft.missing))
    return letter_text.paper(kind, draft.text, given.facts, given.own, clock.today(), final=True)


def _own_facts(table: object) -> dict[str, str]:
    if table is None:
        return {}
    if not isinstance(table, Mapping):
        raise FactsValueWrong(TABLE, table, "a table of keys and texts")
    known = {key for kind in letter_kinds().values() for key in kind.known} | set(blanks())
    known = {key for key in known if key.startswith(f"{TABLE}.")}
    own: dict[str, str] = {}
    for name, value in table.items():
        key = f"{TABLE}.{name}"
        if key not in known:
            raise FactsKeyUnknown(key, next(iter(get_close_matches(key, sorted(known), n=1, cutoff=0.75)), ""))
        # A list is one line an item: points are typed so.
        lines = value if isinstance(value, list) else [value]
        own[key] = "\n".join(facts_keys.read_text(key, line) for line in lines)
    return own
