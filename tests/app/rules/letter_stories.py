# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What each kind of letter is tested with: Nora's dispute, told as the kind wants it, and the letter's own facts.

A kind that is not here is tested with Nora's facts as they are. The stories of one family stand in a file of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.facts import Facts
from app.knowledge.letters import letter_kinds
from tests.app.rules import (
    stories_appeals,
    stories_authority,
    stories_collections,
    stories_insurers,
    stories_programs,
    stories_providers,
    stories_regulators,
)
from tests.app.rules.letters_nora import EXTRA, NORA

Story = tuple[Facts, Mapping[str, str]]

STORIES: dict[str, Story] = {
    **stories_appeals.STORIES,
    **stories_providers.STORIES,
    **stories_collections.STORIES,
    **stories_authority.STORIES,
    **stories_programs.STORIES,
    **stories_insurers.STORIES,
    **stories_regulators.STORIES,
}


def facts_of(kind: str) -> Facts:
    """Return the facts that a kind is tested with."""
    return STORIES[kind][0] if kind in STORIES else NORA


def needed_extra(kind: str) -> dict[str, str]:
    """Return those of the letter's own facts that a kind cannot go out without."""
    return {
        blank.id: extra_of(kind)[blank.id] for blank in letter_kinds()[kind].needs if blank.id.startswith("letter.")
    }


def extra_of(kind: str) -> dict[str, str]:
    """Return the letter's own facts that a kind is tested with."""
    if kind in STORIES:
        return dict(STORIES[kind][1])
    # What happened is told to the insurer ("You denied ..."); a provider is told the bill alone.
    to_insurer = letter_kinds()[kind].to == "insurer"
    return EXTRA if to_insurer else {**EXTRA, "letter.what_happened": "", "letter.exhibits": ""}
