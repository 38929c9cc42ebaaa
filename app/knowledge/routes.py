# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The routes of the wizard and the rows of its decision: which conditions take a route, and which leave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.track import TrackKind
from app.knowledge.denials import Source
from app.knowledge.reader import shipped_records

Role = Literal[
    "billing",
    "coding",
    "records",
    "clinician",
    "insurer",
    "appeals",
    "employer",
    "enroller",
    "assistance",
    "collector",
    "credit_bureau",
    "regulator",
    "program",
    "self",
]
When = Literal["today", "next", "soon", "week", "fortnight", "estimate", "appeal", "protective", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the decision: when all of ``when`` hold and none of ``unless``, this is the answer, for this reason.

    ``why`` has blanks in braces, filled with the person's own facts ({insurer}, {codes}, {deadline} ...).
    """

    why: str
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route.

    The first row of ``take`` that holds recommends it; else the first of ``leave`` says why not.

    ``law`` holds the sources of the figures in its sentences.
    """

    id: str
    title: str
    what: str
    tracks: tuple[TrackKind, ...]
    take: tuple[Row, ...]
    leave: tuple[Row, ...]
    law: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One first action of a plan, in the order of the file.

    It belongs to ``routes`` (any of them recommended), or to none: then the conditions alone decide. ``day`` says how
    soon: today, even on a weekend; the next working day; two, five or ten working days on; or the day of the appeal or
    protective appeal. "estimate" is five working days on, and never after the last day of the estimate dispute.
    ``letter`` "appeal" stands for the appeal letter of the denial type, "program" for the one of the public program,
    "complaint" for that of the office with power.
    """

    id: str
    text: str
    track: TrackKind
    role: Role
    day: When
    routes: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    letter: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramLetters:
    """The letters of one public program (``id`` is its plan kind): the first appeal, and what follows each level."""

    id: str
    first: str
    internal: str = ""
    second: str = ""
    external: str = ""
    hearing: str = ""

    def after(self, level: str) -> str:
        """Return the kind of letter once this level has been decided; empty where we have none."""
        later = {"internal": self.internal, "second": self.second, "external": self.external, "hearing": self.hearing}
        return self.first if level in {"", "initial"} else later.get(level, "")


def routes() -> Mapping[str, Route]:
    """Return every route by id, in the order in which plans list them."""
    return shipped_records("routes/routes.toml", Route)


def action_rows() -> Mapping[str, ActionRow]:
    """Return the rows of first actions, in the order to act in."""
    return shipped_records("routes/actions.toml", ActionRow)


def program_letters() -> Mapping[str, ProgramLetters]:
    """Return the letters of each public program by its plan kind."""
    return shipped_records("routes/program_letters.toml", ProgramLetters)
