# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the stories of the bill check are made of: small tables, and what a check must say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.cms_lists import CmsTables, CodePair, UnitLimit

B = "Date,Code,Modifier,Units,Charge,Patient Balance\n"
E = "Date,Code,Modifier,Units,Billed,Allowed,Paid,Patient Responsibility,Adjustment Group,Reason Code\n"
D = "2026-04-21"
UP = "Date,Code,Units,Unit Price,Charge\n"
PB = "Date,Code,Charge,Insurance Paid,Adjustment,Patient Balance\n"
DC = "Date,Code,Description,Charge\n"
DX = "Date,Code,Charge,Diagnosis\n"
LISTS = CmsTables(
    limits={"97110": UnitLimit(code="97110", units=8), "J1885": UnitLimit(code="J1885", units=8, by_line=True)},
    pairs={
        "43239": {"43235": CodePair(first="43239", second="43235", indicator=0)},
        "29881": {
            "29877": CodePair(first="29881", second="29877", indicator=1),
            "29870": CodePair(first="29881", second="29870", indicator=9),
            "29871": CodePair(first="29881", second="29871", indicator=0, until=date(2020, 12, 31)),
        },
    },
    limits_name="mue.csv",
    pairs_name="ncci.txt",
)
SELF_PAY = {"plan_kind": "self_pay"}
EMPLOYER = {"plan_kind": "employer_insured"}


@dataclass(frozen=True)
class Story:
    """A bill, what the check must say of it: ("high", cents) or None for nothing; cents None for no amount."""

    check: str
    bill: str
    says: tuple[str, int | None] | None
    eob: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    marked: frozenset[int] = frozenset()
    lists: CmsTables = CmsTables()  # noqa: RUF009 - frozen
