# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The denial types: what each means, how it is recognized, who must act, and what wins; one TOML file each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.knowledge.reader import shipped_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from: a citation or a book, when it was checked, and how it was verified."""

    title: str
    citation: str = ""
    checked: date
    verified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words to say to the provider's office, and when they serve."""

    when: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """How a denial type is recognized: the codes that are its own, those that only point to it, and words.

    ``own_code`` is the code people would expect, for the sentence that says why a type was set aside; what is seen on
    a bill alone has none.
    Phrases are matched without regard to case, on whole words.
    """

    set_aside: str
    own_code: str = ""
    carcs: tuple[str, ...] = ()
    possible_carcs: tuple[str, ...] = ()
    rarcs: tuple[str, ...] = ()
    possible_rarcs: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    possible_phrases: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialType:
    """One denial type in full; its ids of routes, questions, letters and scripts are those of their own files."""

    id: str
    title: str
    short: str
    family: str
    meaning: str
    recognition: Recognition
    who_acts: str
    route: str
    routes: tuple[str, ...]
    questions: tuple[str, ...]
    wins: tuple[str, ...]
    evidence: tuple[str, ...]
    letters: tuple[str, ...]
    scripts: tuple[str, ...]
    say: tuple[Saying, ...]
    avoid: tuple[str, ...]
    escalation: tuple[str, ...]
    sources: tuple[Source, ...]
    appeal_letter: str = ""


FAMILY_TITLES: Mapping[str, str] = {
    "billing_coding": "Billing and coding",
    "administrative": "Administrative",
    "clinical": "Clinical",
    "coverage": "Coverage",
    "not_a_denial": "Not a denial, but looks like one",
    "bill": "Bills",
}
"""The families of denial types, in the order in which the library shows them."""


def denial_types() -> Mapping[str, DenialType]:
    """Return every shipped denial type, by id."""
    return shipped_folder("denials", DenialType)
