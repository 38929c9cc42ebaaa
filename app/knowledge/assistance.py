# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Financial assistance: the poverty guidelines, what states ask of hospitals, and what federal tax law asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.knowledge.reader import shipped_records

FOLDER = "assistance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """The poverty guideline of one year (its id), in whole dollars a year; not known for the states named."""

    id: str
    first_person: int
    each_further: int
    area: str
    not_known_for: tuple[str, ...]
    note: str
    verified: str
    checked: date

    @property
    def year(self) -> int:
        """Return the year it is of."""
        return int(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A share of the bill that is taken off, up to this percent of the guideline."""

    up_to: int
    percent_off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StateProgram:
    """What one state asks of its hospitals. ``up_to`` is the highest percent at which anything may fit, 0 for none set.

    ``insurance``: any, uninsured, or underinsured (without insurance or with too little of it).
    """

    id: str
    state: str
    title: str
    who: str
    insurance: Literal["any", "uninsured", "underinsured"]
    hospitals: str
    nonprofit_only: bool = False
    tiers: tuple[Tier, ...] = ()
    up_to: int = 0
    caps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    citation: str
    effective_from: date | None = None
    since: str = ""
    verified: str
    checked: date

    def __post_init__(self) -> None:
        if [tier.up_to for tier in self.tiers] != sorted({tier.up_to for tier in self.tiers}):
            raise ValueError("the tiers do not rise")


@dataclass(frozen=True, slots=True, kw_only=True)
class FederalDuty:
    """Something that a nonprofit hospital must do, with the deadline rule that counts it and the rights behind it."""

    id: str
    title: str
    text: str
    citation: str
    rule: str = ""
    rights: tuple[str, ...] = ()
    verified: str
    checked: date


def guidelines() -> Mapping[str, Guideline]:
    """Return the poverty guidelines by year."""
    return shipped_records(f"{FOLDER}/poverty.toml", Guideline)


def state_programs() -> Mapping[str, StateProgram]:
    """Return what states ask of hospitals, by id."""
    return shipped_records(f"{FOLDER}/states.toml", StateProgram)


def federal_duties() -> Mapping[str, FederalDuty]:
    """Return what federal tax law asks of nonprofit hospitals, by id."""
    return shipped_records(f"{FOLDER}/federal.toml", FederalDuty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What goes with an application, what to ask the hospital for, and what to mind."""

    send: tuple[str, ...]
    ask: tuple[str, ...]
    mind: tuple[str, ...]


def application() -> Application:
    """Return the advice about applying."""
    found: Mapping[str, Application] = shipped_records(f"{FOLDER}/application.toml", Application)
    return found["application"]
