# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What each sort of letter must hold, by law, by an official form or by good practice, and where that is written."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import shipped_names, shipped_records

FOLDER = "letters/elements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One required element. Its id is the sort of letter and a number: ``internal_appeal_03``.

    ``place``: in the letter's words, among its enclosures, or a rule that no words of a letter can meet.
    """

    id: str
    text: str
    by: Literal["law", "official_form", "good_practice"]
    place: Literal["letter", "enclosure", "rule"]
    citation: str = ""
    verified: str
    checked: date

    @property
    def sort(self) -> str:
        """Return the sort of letter that it belongs to: ``internal_appeal``."""
        return self.id.rpartition("_")[0]


@functools.cache
def elements() -> Mapping[str, Element]:
    """Return every required element by id."""
    found: dict[str, Element] = {}
    for name in shipped_names(FOLDER):
        for key, element in shipped_records(f"{FOLDER}/{name}", Element).items():
            if key in found or not key.rpartition("_")[2].isdigit():
                raise KnowledgeError(f"resources/{FOLDER}/{name}", key, "an element is called by sort and number, once")
            found[key] = element
    return MappingProxyType(found)


@functools.cache
def element_sorts() -> frozenset[str]:
    """Return the sorts of letter that elements are known for."""
    return frozenset(element.sort for element in elements().values())
