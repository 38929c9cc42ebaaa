# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters as the command line tells them to programs: the list of kinds, and one draft."""

from __future__ import annotations

from collections.abc import Iterable

from app.knowledge.letters import LetterKind
from app.rules.letter_checks import readability
from app.rules.letter_text import LetterDraft, whole_text


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
    """Return a draft: what is missing, cautions, enclosures, and the school grade that reads it easily.

    ``text`` is the whole letter, or None while facts are missing.
    """
    return {
        "kind": drafted.kind,
        "missing": [{"key": item.key, "question": item.question} for item in drafted.missing],
        "cautions": list(drafted.cautions),
        "enclosures": list(drafted.enclosures),
        "grade": readability(drafted.text).grade,
        "text": None if drafted.missing else whole_text(drafted),
    }
