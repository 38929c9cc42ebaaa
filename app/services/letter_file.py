# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter from a FACTS file, without a casebook."""

from __future__ import annotations

from app.clock import Clock
from app.domain.blocks import LetterPaper
from app.domain.facts import Facts
from app.knowledge.letters import LetterKind
from app.rules import letter_text
from app.rules.letter_text import LetterDraft
from app.services.errors import LetterIncomplete
from app.services.planning import Planner


def letter_draft(kind: LetterKind, facts: Facts, planner: Planner, clock: Clock) -> LetterDraft:
    """Draft a letter from facts alone."""
    return letter_text.draft(kind, facts, {}, clock.today(), planner.deadlines(facts))


def letter_paper(kind: LetterKind, facts: Facts, planner: Planner, clock: Clock) -> LetterPaper:
    """Return a finished letter; LetterIncomplete names the keys that are missing."""
    draft = letter_draft(kind, facts, planner, clock)
    if draft.missing:
        raise LetterIncomplete(tuple(m.key for m in draft.missing))
    return letter_text.paper(kind, draft.text, facts, {}, clock.today(), final=True)
