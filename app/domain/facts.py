# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""FACTS: what is known about a dispute, in the shape the wizard fills and the command line reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.domain.coverage import PlanKind
from app.domain.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Dates of a dispute; each None when not known."""

    service: date | None = None
    service_end: date | None = None
    original_submission: date | None = None
    denial_notice: date | None = None
    denial_received: date | None = None
    notice_appeal_by: date | None = None
    notice_sent: date | None = None
    action_effective: date | None = None
    correction_submitted: date | None = None
    corrected_eob: date | None = None
    appeal_filed: date | None = None
    appeal_received: date | None = None
    appeal_decided: date | None = None
    final_denial_notice: date | None = None
    final_denial_received: date | None = None
    first_bill: date | None = None
    estimate: date | None = None
    collector_notice_sent: date | None = None
    collector_notice_received: date | None = None
    eca_notice: date | None = None
    records_requested: date | None = None
    care_ends: date | None = None
    coverage_start: date | None = None
    coverage_end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers to the wizard's questions; None means not answered."""

    corrected_claim_submitted: bool | None = None
    insurer_refuses_to_reprocess: bool | None = None
    documentation_supports_service: bool | None = None
    authorization_number_exists: bool | None = None
    emergency: bool | None = None
    hospital_nonprofit: bool | None = None
    in_collections: bool | None = None
    on_credit_report: bool | None = None
    payment_made: bool | None = None
    proof_of_receipt: bool | None = None
    multiemployer_plan: bool | None = None
    ancillary_service: bool | None = None
    notice_and_consent_signed: bool | None = None
    provider_third_party_collector: bool | None = None
    referral_on_file: bool | None = None
    benefits_ongoing: bool | None = None
    network: str | None = None
    plan_levels: int | None = None
    state_window_days: int | None = None
    appeal_level: str | None = None
    household_size: int | None = None
    household_income: Cents | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Amounts in cents (dollars in a FACTS file)."""

    billed: Cents | None = None
    allowed: Cents | None = None
    plan_paid: Cents | None = None
    deductible: Cents | None = None
    coinsurance: Cents | None = None
    copay: Cents | None = None
    patient_responsibility: Cents | None = None
    asked_of_patient: Cents | None = None
    estimate: Cents | None = None
    in_dispute: Cents | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Names, addresses and identifiers, as text exactly as typed or read."""

    patient: str = ""
    date_of_birth: str = ""
    patient_address: str = ""
    patient_phone: str = ""
    patient_email: str = ""
    representative: str = ""
    representative_relationship: str = ""
    policyholder: str = ""
    member_id: str = ""
    group_number: str = ""
    plan_name: str = ""
    insurer: str = ""
    insurer_address: str = ""
    insurer_fax: str = ""
    employer: str = ""
    plan_administrator_address: str = ""
    claim_number: str = ""
    corrected_claim_number: str = ""
    account_number: str = ""
    provider: str = ""
    provider_address: str = ""
    clinician: str = ""
    facility: str = ""
    service_description: str = ""
    service_codes: str = ""
    diagnosis: str = ""
    denial_reason: str = ""
    policy_reference: str = ""
    collector: str = ""
    collector_address: str = ""
    original_creditor: str = ""
    regulator_reference: str = ""
    reference_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything known about one dispute. Every part is optional; an empty one is valid."""

    plan_kind: PlanKind = PlanKind.UNKNOWN
    state: str = ""
    service_timing: str = ""
    urgent: bool = False
    codes: tuple[str, ...] = ()
    reason: str = ""
    signals: tuple[str, ...] = ()
    have: tuple[str, ...] = ()
    dates: Dates = field(default_factory=Dates)
    answers: Answers = field(default_factory=Answers)
    amounts: Amounts = field(default_factory=Amounts)
    people: People = field(default_factory=People)
