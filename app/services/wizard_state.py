# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the wizard holds while it is filled in, and how it is kept as JSON so that a crash loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from app.domain.facts import Facts
from app.domain.reading import Box, Confidence, Problem, ReadFact
from app.intake.facts_file import facts_from_mapping, facts_to_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardState:
    """Everything typed, read and chosen so far.

    ``person_id`` and ``coverage_id`` name known ones; None means that they are made from the facts. ``confirmed`` are
    the read facts that the person looked at. ``types`` are the ticked denial types, None while the proposal stands.
    ``unticked`` names what was taken out of the plan: "action:3", "deadline:rule", "letter:kind", "track:kind".
    """

    facts: Facts = field(default_factory=Facts)
    person_id: str | None = None
    coverage_id: str | None = None
    document_ids: tuple[str, ...] = ()
    read: tuple[ReadFact, ...] = ()
    problems: tuple[Problem, ...] = ()
    confirmed: tuple[str, ...] = ()
    types: tuple[str, ...] | None = None
    skipped: tuple[int, ...] = ()
    unticked: tuple[str, ...] = ()


def state_to_json(state: WizardState) -> str:
    """Write the state as JSON."""
    raw = {
        "facts": facts_to_mapping(state.facts),
        "person_id": state.person_id,
        "coverage_id": state.coverage_id,
        "document_ids": state.document_ids,
        "read": [asdict(fact) for fact in state.read],
        "problems": [asdict(problem) for problem in state.problems],
        "confirmed": state.confirmed,
        "types": state.types,
        "skipped": state.skipped,
        "unticked": state.unticked,
    }
    return json.dumps(raw, ensure_ascii=False)


def state_from_json(text: str) -> WizardState:
    """Read the state back; an empty object is a fresh wizard."""
    raw = json.loads(text)
    if not raw:
        return WizardState()
    types = raw["types"]
    return WizardState(
        facts=facts_from_mapping(raw["facts"]),
        person_id=raw["person_id"],
        coverage_id=raw["coverage_id"],
        document_ids=tuple(raw["document_ids"]),
        read=tuple(_read_fact(fact) for fact in raw["read"]),
        problems=tuple(Problem(**problem) for problem in raw["problems"]),
        confirmed=tuple(raw["confirmed"]),
        types=None if types is None else tuple(types),
        skipped=tuple(raw["skipped"]),
        unticked=tuple(raw["unticked"]),
    )


def _read_fact(raw: dict[str, Any]) -> ReadFact:
    boxes = tuple(Box(**box) for box in raw["boxes"])
    return ReadFact(**{**raw, "confidence": Confidence(raw["confidence"]), "boxes": boxes})
