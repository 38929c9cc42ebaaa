# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The states, the District and the territories: the insurance regulator, external review, the Medicaid agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.knowledge.reader import shipped_folder

FOLDER = "states"
FROM_MEMORY = "from memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulator:
    """The insurance regulator. What is empty is not known; each part says how it was checked.

    ``complaints`` is the one of several offices in the name that a complaint is addressed to.
    """

    name: str
    name_verified: str
    complaints: str = ""
    phones: tuple[str, ...] = ()
    phones_verified: str = ""
    websites: tuple[str, ...] = ()
    websites_verified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalReview:
    """Whose process of external review it is, in words, and by when it is asked for; empty where that is not known."""

    process: Literal["", "state", "federal", "mixed"] = ""
    words: str = ""
    verified: str = ""
    deadline: str = ""
    deadline_verified: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office with its phone, where one is known."""

    name: str
    phone: str = ""
    verified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One jurisdiction, by its two letters. ``help`` is the office that helps with appeals, where one is known."""

    id: str
    name: str
    regulator: Regulator
    external_review: ExternalReview = field(default_factory=ExternalReview)
    medicaid: Office
    help: Office | None = None
    notes: tuple[str, ...] = ()
    checked: date


def states() -> Mapping[str, State]:
    """Return the jurisdictions by their two letters; KnowledgeError names the file and key when one is wrong."""
    return shipped_folder(FOLDER, State)


def from_memory(verified: str) -> bool:
    """Return whether something is known from memory alone, and so has to be checked against the notice."""
    return verified.startswith(FROM_MEMORY)
