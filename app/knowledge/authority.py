# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Who has power over whom: the office, for which plans or parties and problems, on which law, and who has none."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from app.knowledge.merged import merged_records

FOLDER = "authority"

Problem = Literal[
    "denial", "delay", "notice", "documents", "external_review", "eligibility", "network", "sale", "billing", "parity",
    "prices", "coverage_lost", "discharge", "quality", "fraud", "surprise_bill", "estimate", "assistance",
    "emergency_care", "discrimination", "records", "collection", "credit", "card", "help",
]  # fmt: skip


class Power(StrEnum):
    """How much an office can do."""

    FIRST = "first"
    FIRST_AND_ONLY = "first_and_only"
    SECOND = "second"
    WEAK = "weak"
    HELP = "help"
    START = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPower:
    """Somebody who cannot help here, and why where that is known."""

    who: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """One office and its power. ``about`` are the problems; ``parties`` whom it concerns that is no kind of plan.

    ``office`` is a name for it that programs use; ``letter`` the kind of letter that goes there, empty for none.
    """

    id: str
    problem: str
    plan_kinds: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    only_where: str = ""
    about: tuple[Problem, ...]
    office: str
    regulator: str
    power: Power
    power_note: str = ""
    letter: str = ""
    basis: str = ""
    contact: str
    contact_verified: str = ""
    no_power: tuple[NoPower, ...] = ()
    caution: str = ""
    note: str = ""
    verified: str
    checked: date

    def __post_init__(self) -> None:
        if not self.plan_kinds and not self.parties:
            raise ValueError("whom it concerns is missing: plan_kinds or parties")


@functools.cache
def authorities() -> Mapping[str, Authority]:
    """Return every office with its power, by id; KnowledgeError names the file and key when one is wrong."""
    return merged_records(FOLDER, Authority)
