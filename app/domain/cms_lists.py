# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Lists that CMS publishes and a person imports: unit limits, and pairs of codes that are not billed together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.ids import new_id


class CmsListKind(StrEnum):
    """Which list it is."""

    UNIT_LIMITS = "unit_limits"
    CODE_PAIRS = "code_pairs"


CMS_LIST_TITLES: dict[CmsListKind, str] = {
    CmsListKind.UNIT_LIMITS: "Unit limits (MUE)",
    CmsListKind.CODE_PAIRS: "Code pairs (NCCI PTP)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLimit:
    """The most units of one code. ``by_line``: it holds for each line, else for all lines of a day."""

    code: str
    units: int
    by_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePair:
    """Two codes that are not billed together for one patient, provider and day.

    ``indicator``: 0 never, 1 with a modifier that says why, 9 the edit is void. ``until`` is None while it is in force.
    """

    first: str
    second: str
    indicator: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CmsTables:
    """The imported lists as the check reads them, None where there is none. Pairs: first code, then second."""

    limits: Mapping[str, UnitLimit] | None = None
    pairs: Mapping[str, Mapping[str, CodePair]] | None = None
    limits_name: str = ""
    pairs_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CmsList:
    """One imported list; at most one of each kind. ``rows`` is the list, a line each; ``name`` its file's name."""

    id: str = field(default_factory=new_id)
    kind: CmsListKind
    name: str
    imported_on: date
    count: int
    rows: str
