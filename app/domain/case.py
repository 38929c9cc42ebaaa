# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A case: one dispute about one service or bill, of one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.ids import new_id
from app.domain.money import Cents


class CaseStatus(StrEnum):
    """Open until the corrected EOB is in and nothing is owed to or by anyone."""

    OPEN = "open"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a closed case ended."""

    NONE = ""
    WON = "won"
    REDUCED = "reduced"
    ASSISTED = "assisted"
    LOST = "lost"
    ABANDONED = "abandoned"
    NOTHING_WRONG = "nothing_wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One dispute. Money is cents; ``facts`` is the wizard's FACTS as JSON, the source of letters and deadlines."""

    id: str = field(default_factory=new_id)
    person_id: str
    coverage_id: str | None = None
    provider_id: str | None = None
    insurer_id: str | None = None
    title: str
    problem: str = ""
    stage: str = ""
    status: CaseStatus = CaseStatus.OPEN
    outcome: Outcome = Outcome.NONE
    denial_types: tuple[str, ...] = ()
    route: str = ""
    claim_number: str = ""
    account_number: str = ""
    service_start: date | None = None
    service_end: date | None = None
    billed: Cents | None = None
    allowed: Cents | None = None
    plan_paid: Cents | None = None
    asked: Cents | None = None
    disputed: Cents | None = None
    saved: Cents | None = None
    corrected_eob_needed: bool = False
    corrected_eob_received: date | None = None
    opened_on: date
    closed_on: date | None = None
    facts: str = "{}"
    notes: str = ""
