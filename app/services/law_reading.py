# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How far a date of the law can be trusted today: how its rule was read, and whether that was too long ago."""

from __future__ import annotations

from datetime import date

from app.knowledge.deadlines import deadline_rules
from app.rules.deadline_words import age_words
from app.services.library_rules import verification_badge


def reading_words(rule_id: str) -> tuple[str, str]:
    """Return how a rule was read, in words, and the tone of it; empty for a date without a rule."""
    rule = deadline_rules().get(rule_id)
    return verification_badge(rule) if rule is not None else ("", "")


def aged(rule_id: str, checked: date | None, today: date) -> str:
    """Say that a rule was checked too long ago; the present rule counts, for an update may have read it anew."""
    rule = deadline_rules().get(rule_id)
    return age_words(rule.checked if rule is not None else checked, today)


def oldest_words(today: date) -> str:
    """Say that the law in this program has become old; empty while every rule is fresh enough."""
    return age_words(min(rule.checked for rule in deadline_rules().values()), today).replace(
        "This rule was", "The law in this Casewell was"
    )
