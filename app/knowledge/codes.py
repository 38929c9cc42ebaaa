# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The codebook: what denial codes, remark codes, modifiers, places of service and revenue codes mean, in our words."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.knowledge.denials import DenialType, denial_types
from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import shipped_records, shipped_text

WhoseMoney = Literal["provider", "patient", "payer", "other", "depends", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One way in which a code comes about, and whose desk it started on."""

    what: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code explained in full. Ids are those of denial types, routes, letters and signals.

    ``seen_with`` are codes often found beside it; ``source`` says where number and status come from.
    """

    id: str
    title: str
    meaning: str
    who_acts: str
    source: str
    checked: date
    origins: tuple[Origin, ...] = ()
    denial_types: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    seen_with: tuple[str, ...] = ()
    whose_money: WhoseMoney = "depends"
    retired: bool = False
    retired_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What codes of one kind have in common, for those that are explained in a sentence only."""

    id: str
    title: str
    meaning: str
    who_acts: str
    denial_types: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCode:
    """A code of the long lists: a short title and a sentence. An ``alert`` informs, and by itself refuses nothing."""

    id: str
    family: str
    title: str
    note: str
    retired: bool
    retired_on: date | None
    seen_with: tuple[str, ...]
    alert: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueFamily:
    """A range of hospital revenue codes, from ``first`` to ``last``, each four digits."""

    first: str
    last: str
    family: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Everything that decoding looks up, by code; ``denial_types`` tell what words mean."""

    carcs: Mapping[str, Code]
    rarcs: Mapping[str, Code]
    groups: Mapping[str, Code]
    modifiers: Mapping[str, Code]
    places: Mapping[str, Code]
    families: Mapping[str, Family]
    carc_list: Mapping[str, ListedCode]
    rarc_list: Mapping[str, ListedCode]
    revenue: tuple[RevenueFamily, ...]
    denial_types: Mapping[str, DenialType]


@functools.cache
def codebook() -> Codebook:
    """Return the shipped codebook; read once, kept for the run."""
    return Codebook(
        carcs=shipped_records("codes/carc.toml", Code),
        rarcs=shipped_records("codes/rarc.toml", Code),
        groups=shipped_records("codes/groups.toml", Code),
        modifiers=shipped_records("codes/modifiers.toml", Code),
        places=shipped_records("codes/pos.toml", Code),
        families=shipped_records("codes/families.toml", Family),
        carc_list=listed("codes/carc_list.csv"),
        rarc_list=listed("codes/rarc_list.csv"),
        revenue=revenue_families("codes/revenue_list.csv"),
        denial_types=denial_types(),
    )


def listed(path: str) -> Mapping[str, ListedCode]:
    """Read one of the long lists (code, status, retired_on, family, topic, patient_note, ..., pairs_with)."""
    found: dict[str, ListedCode] = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(shipped_text(path))), start=2):
        try:
            found[row["code"]] = ListedCode(
                id=row["code"],
                family=row["family"],
                title=row["topic"],
                note=row["patient_note"],
                retired=row["status"] == "retired",
                retired_on=date.fromisoformat(row["retired_on"]) if row["retired_on"] else None,
                seen_with=tuple(row["pairs_with"].split()),
                alert=row.get("alert") == "yes",
            )
        except (KeyError, ValueError) as error:
            raise KnowledgeError(f"resources/{path}", f"line {number}", str(error)) from error
    return found


def revenue_families(path: str) -> tuple[RevenueFamily, ...]:
    """Read the ranges of revenue codes, the narrowest first, so that the first match is the closest."""
    rows = csv.DictReader(io.StringIO(shipped_text(path)))
    ranges = [
        RevenueFamily(
            first=row["first"], last=row["last"], family=row["family"], title=row["gloss"], note=row["dispute_note"]
        )
        for row in rows
    ]
    return tuple(sorted(ranges, key=lambda r: (int(r.last) - int(r.first), r.first)))
