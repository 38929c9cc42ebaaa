# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters as the command line tells them to programs: the list of kinds, and one draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.domain.facts import Facts
from app.knowledge.letters import LetterKind
from app.rules.letter_text import LetterDraft, whole_text
from app.rules.letter_values import context, holds


def list_json(kinds: Iterable[LetterKind]) -> list[dict[str, object]]:
    """Return every kind with its needed and optional facts, and the rule its sending usually starts (or None)."""
    return [
        {
            "kind": kind.kind,
            "title": kind.title,
            "to": kind.to.value,
            "needs": [blank.id for blank in kind.needs],
            "uses": [blank.id for blank in kind.uses],
            "starts_clock": kind.head.starts_clock or None,
            "questions": {key: blank.question for key, blank in kind.blanks.items()},
        }
        for kind in kinds
    ]


def draft_json(drafted: LetterDraft) -> dict[str, object]:
    """Return a draft: what is missing, cautions, enclosures; ``text`` is the whole letter, or None while facts miss."""
    return {
        "kind": drafted.kind,
        "missing": [{"key": item.key, "question": item.question} for item in drafted.missing],
        "cautions": list(drafted.cautions),
        "enclosures": list(drafted.enclosures),
        "text": None if drafted.missing else whole_text(drafted),
    }


def clock_started(kind: LetterKind, facts: Facts) -> str:
    """Return the deadline rule that sending this letter starts for these facts; empty for none."""
    values = context(kind, facts, {}, date.min, ())  # conditions of clocks read facts alone, never today
    for clock in kind.head.clocks:
        if holds(clock.when, values):
            return clock.rule
    return kind.head.starts_clock
