# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Coverage: which plan pays for whom, and what kind of plan it is, for the law follows the kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.ids import new_id


class PlanKind(StrEnum):
    """Kinds of plan; the values are the ones of the command line."""

    EMPLOYER_SELF_FUNDED = "employer_self_funded"
    EMPLOYER_INSURED = "employer_insured"
    INDIVIDUAL = "individual"
    GRANDFATHERED = "grandfathered"
    EXCEPTED = "excepted"
    CHURCH = "church"
    GOVERNMENT_NONFEDERAL = "government_nonfederal"
    MEDICARE_ORIGINAL = "medicare_original"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICARE_PART_D = "medicare_part_d"
    MEDICAID_FFS = "medicaid_ffs"
    MEDICAID_MANAGED_CARE = "medicaid_managed_care"
    CHIP = "chip"
    FEHB = "fehb"
    TRICARE = "tricare"
    VA = "va"
    SELF_PAY = "self_pay"
    UNKNOWN = "unknown"


PLAN_KIND_TITLES: dict[PlanKind, str] = {
    PlanKind.EMPLOYER_SELF_FUNDED: "Employer, self-funded",
    PlanKind.EMPLOYER_INSURED: "Employer, insured",
    PlanKind.INDIVIDUAL: "Individual or marketplace",
    PlanKind.GRANDFATHERED: "Grandfathered plan",
    PlanKind.EXCEPTED: "Short-term or other excepted",
    PlanKind.CHURCH: "Church plan",
    PlanKind.GOVERNMENT_NONFEDERAL: "State or local government",
    PlanKind.MEDICARE_ORIGINAL: "Original Medicare",
    PlanKind.MEDICARE_ADVANTAGE: "Medicare Advantage",
    PlanKind.MEDICARE_PART_D: "Medicare Part D",
    PlanKind.MEDICAID_FFS: "Medicaid, fee-for-service",
    PlanKind.MEDICAID_MANAGED_CARE: "Medicaid managed care",
    PlanKind.CHIP: "CHIP",
    PlanKind.FEHB: "Federal employees (FEHB)",
    PlanKind.TRICARE: "TRICARE",
    PlanKind.VA: "VA",
    PlanKind.SELF_PAY: "Uninsured or self-pay",
    PlanKind.UNKNOWN: "Not known yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One plan of one person. ``insurer_id`` and ``administrator_id`` are parties."""

    id: str = field(default_factory=new_id)
    person_id: str
    insurer_id: str | None = None
    administrator_id: str | None = None
    plan_name: str = ""
    plan_kind: PlanKind = PlanKind.UNKNOWN
    member_id: str = ""
    group_number: str = ""
    policyholder: str = ""
    employer: str = ""
    state: str = ""
    starts: date | None = None
    ends: date | None = None
