# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the wizard holds while it is filled in, and how it is kept as JSON so that a crash loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from app.domain.facts import Facts
from app.domain.reading import Box, Confidence, ReadFact
from app.intake.facts_file import facts_from_mapping, facts_to_mapping

STEPS: tuple[str, ...] = (
    "What you have",
    "Who and plan",
    "What is wrong",
    "The notice",
    "Questions",
    "Dates",
    "The plan",
)
"""The seven steps, in order; ``WizardSession.step`` counts from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that was given to the wizard: kept in the casebook, read as far as it could be.

    ``kind`` is that of a Reading; ``facts`` counts what was read; ``problems`` are sentences for the person. ``claims``
    counts those of a structured file, and ``claim`` is the place of the one that the dispute is about.
    """

    document_id: str
    name: str
    kind: str = "unknown"
    pages: int = 0
    facts: int = 0
    problems: tuple[str, ...] = ()
    claims: int = 0
    claim: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardState:
    """Everything typed, read and chosen so far.

    ``person_id`` and ``coverage_id`` name known ones; None means that they are made from the facts. ``read`` are the
    facts of the paper ``read_from``; ``confirmed`` are the rows of the notice that the person looked at. ``pending``
    is text that cannot be used yet (no date, or a date that contradicts another), by the key of FACTS it was typed
    for. ``answers`` are "yes", "no" or "unknown", by what the question fills. ``types`` are the ticked denial types,
    None while the proposal stands. ``unticked`` names what was taken out of the plan: "action:its words",
    "deadline:rule", "letter:kind", "track:kind".
    """

    facts: Facts = field(default_factory=Facts)
    person_id: str | None = None
    coverage_id: str | None = None
    papers: tuple[Paper, ...] = ()
    read_from: str | None = None
    read: tuple[ReadFact, ...] = ()
    confirmed: tuple[str, ...] = ()
    pending: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    types: tuple[str, ...] | None = None
    skipped: tuple[int, ...] = ()
    unticked: tuple[str, ...] = ()

    @property
    def document_ids(self) -> tuple[str, ...]:
        """Return the documents that were given to the wizard."""
        return tuple(paper.document_id for paper in self.papers)


def state_to_json(state: WizardState) -> str:
    """Write the state as JSON."""
    raw = {
        "facts": facts_to_mapping(state.facts),
        "person_id": state.person_id,
        "coverage_id": state.coverage_id,
        "papers": [asdict(paper) for paper in state.papers],
        "read_from": state.read_from,
        "read": [asdict(fact) for fact in state.read],
        "confirmed": state.confirmed,
        "pending": dict(state.pending),
        "answers": dict(state.answers),
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
        papers=tuple(Paper(**{**paper, "problems": tuple(paper["problems"])}) for paper in raw["papers"]),
        read_from=raw["read_from"],
        read=tuple(_read_fact(fact) for fact in raw["read"]),
        confirmed=tuple(raw["confirmed"]),
        pending=tuple(raw["pending"].items()),
        answers=tuple(raw["answers"].items()),
        types=None if types is None else tuple(types),
        skipped=tuple(raw["skipped"]),
        unticked=tuple(raw["unticked"]),
    )


def _read_fact(raw: dict[str, Any]) -> ReadFact:
    boxes = tuple(Box(**box) for box in raw["boxes"])
    return ReadFact(**{**raw, "confidence": Confidence(raw["confidence"]), "boxes": boxes})
