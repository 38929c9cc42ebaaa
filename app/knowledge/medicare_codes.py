# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Medicare's own one- and two-character codes, as Blue Button data carry them: four lists, each code in our words."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.knowledge.codes import Family
from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import shipped_records, shipped_text

_FILE = "codes/medicare_list.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicareList:
    """One public list. ``meaning`` ends "This list ..."; ``names`` are how people and data files name it."""

    id: str
    title: str
    meaning: str
    names: tuple[str, ...]
    source: str
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicareCode:
    """One code of one list. ``topic`` is what it leads to; ``obsolete`` where the list itself calls it out of use."""

    code: str
    list_id: str
    topic: str
    title: str
    note: str
    obsolete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicareBook:
    """The lists by id, the topics by id, and the codes by (list, code)."""

    lists: Mapping[str, MedicareList]
    topics: Mapping[str, Family]
    codes: Mapping[tuple[str, str], MedicareCode]


@functools.cache
def medicare_book() -> MedicareBook:
    """Return the shipped lists; read once, kept for the run."""
    return MedicareBook(
        lists=shipped_records("codes/medicare_lists.toml", MedicareList),
        topics=shipped_records("codes/medicare.toml", Family),
        codes=_codes(),
    )


def _codes() -> Mapping[tuple[str, str], MedicareCode]:
    found = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(shipped_text(_FILE))), start=2):
        try:
            found[row["list"], row["code"]] = MedicareCode(
                code=row["code"],
                list_id=row["list"],
                topic=row["topic"],
                title=row["title"],
                note=row["note"],
                obsolete=row["obsolete"] == "yes",
            )
        except KeyError as error:
            raise KnowledgeError(f"resources/{_FILE}", f"line {number}", str(error)) from error
    return MappingProxyType(found)
