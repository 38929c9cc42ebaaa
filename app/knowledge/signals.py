# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard's questions: signals in their five groups, questions of the denial types, and help with the plan kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import shipped_names, shipped_records


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalGroup:
    """A group of signals, as one screen of the wizard's third step shows it."""

    id: str
    title: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something that may be wrong.

    ``question`` is answered by ticking; ``label`` names it in a list; ``phrases`` are words of a notice that say it.
    """

    id: str
    group: str
    label: str
    question: str
    help: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a question: what is stored, and what is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the wizard.

    ``fills`` is the key of FACTS that it answers ("answers.network", "people.policy_reference"), or "signals.ID" or
    "have.ID": yes adds that id to the list. ``yes`` and ``no`` say what the answer means for the plan.
    """

    id: str
    text: str
    why: str
    kind: Literal["yes_no", "choice", "text", "date", "money", "number"]
    fills: str
    choices: tuple[Choice, ...] = ()
    yes: str = ""
    no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHelp:
    """Help to tell what kind of plan it is: a clue, where to look, what it tells and how far to trust it."""

    id: str
    title: str
    look: str
    tells: str
    trust: str


_DENIAL_QUESTIONS = "questions/denials"


def signal_groups() -> Mapping[str, SignalGroup]:
    """Return the five groups, in the wizard's order."""
    return shipped_records("questions/groups.toml", SignalGroup)


def signals() -> Mapping[str, Signal]:
    """Return every signal by id, group by group."""
    return shipped_records("questions/signals.toml", Signal)


def questions() -> Mapping[str, Question]:
    """Return the questions of the denial types, by id; they stand in files by family, in a folder of their own.

    Raises KnowledgeError for an id that two files use.
    """
    found: dict[str, Question] = {}
    for name in shipped_names(_DENIAL_QUESTIONS):
        rows = shipped_records(f"{_DENIAL_QUESTIONS}/{name}", Question)
        if twice := sorted(found.keys() & rows.keys()):
            raise KnowledgeError(f"resources/{_DENIAL_QUESTIONS}/{name}", twice[0], "another file has this id")
        found |= rows
    return found


def appealability_questions() -> Mapping[str, Question]:
    """Return the four questions that decide between a corrected claim and an appeal, in order."""
    return shipped_records("questions/appealability.toml", Question)


def plan_kind_help() -> Mapping[str, PlanHelp]:
    """Return the clues that tell a self-funded plan from an insured one, the surest last."""
    return shipped_records("questions/plan_kind.toml", PlanHelp)
