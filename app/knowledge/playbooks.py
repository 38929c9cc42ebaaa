# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The specialty playbooks: what one field of medicine adds to a denial type, and which page of the record answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.knowledge.denials import Source
from app.knowledge.reader import shipped_folder

_NUMBERS = re.compile(r"[0-9A-Z]{5}(-[0-9A-Z]{5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookSigns:
    """How a playbook is found: by service codes, by words, or by a modifier where that alone tells the specialty.

    ``codes`` and ``beside`` are service code numbers or ranges of them ("93000", "20000-29999"), never their wording.
    Where ``beside`` is filled and service codes are known, one of it must be among them too.
    """

    codes: tuple[str, ...]
    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    modifier_alone: bool = False

    def __post_init__(self) -> None:
        """Refuse a number or a range that is none."""
        for entry in (*self.codes, *self.beside):
            first, _dash, last = entry.partition("-")
            if not _NUMBERS.fullmatch(entry) or (last and last < first):
                raise ValueError(f"“{entry}” is no service code and no range of them")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words for a letter and when they serve.

    {{ people.service_codes }} is filled from FACTS; what stands in [brackets] is filled by the person.
    """

    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """One playbook in full. ``shows`` is what the record must show, ``evidence`` the pages to quote from."""

    id: str
    title: str
    specialty: str
    short: str
    about: str
    denial_types: tuple[str, ...]
    recognition: PlaybookSigns
    shows: tuple[str, ...]
    evidence: tuple[str, ...]
    ask: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    traps: tuple[str, ...]
    sources: tuple[Source, ...]


def playbooks() -> Mapping[str, Playbook]:
    """Return every shipped playbook, by id."""
    return shipped_folder("playbooks", Playbook)
