# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The guide: everything that the wizard's decision is made from, in one record."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from app.knowledge.codes import Codebook, codebook
from app.knowledge.denials import DenialType
from app.knowledge.playbooks import Playbook, playbooks
from app.knowledge.routes import ActionRow, ProgramLetters, Route, action_rows, program_letters, routes
from app.knowledge.signals import Signal, signals
from app.knowledge.warnings import WarningRow, warning_rows

LETTER_KINDS: tuple[str, ...] = (
    "provider_billing_dispute",
    "itemized_bill_request",
    "corrected_claim_request",
    "coding_review_request",
    "account_hold_request",
    "call_confirmation",
    "overpayment_refund_request",
    "assistance_application_cover",
    "assistance_policy_request",
    "settlement_offer",
    "estimate_exceeded_dispute",
    "surprise_bill_notice",
    "records_access_request",
    "records_amendment_request",
    "clinician_query",
    "necessity_letter_request",
    "peer_to_peer_request",
    "internal_appeal_medical_necessity",
    "internal_appeal_experimental",
    "internal_appeal_level_of_care",
    "internal_appeal_concurrent_care",
    "internal_appeal_drug",
    "internal_appeal_frequency_limit",
    "internal_appeal_not_covered",
    "internal_appeal_benefit_maximum",
    "internal_appeal_out_of_network",
    "internal_appeal_cosmetic",
    "internal_appeal_rescission",
    "internal_appeal_preventive",
    "internal_appeal_emergency",
    "internal_appeal_authorization",
    "internal_appeal_coding",
    "internal_appeal_eligibility",
    "internal_appeal_timely_filing",
    "expedited_appeal",
    "protective_appeal",
    "second_level_appeal",
    "claim_file_request",
    "plan_document_request",
    "reprocessing_request",
    "cob_update",
    "retro_authorization_request",
    "network_exception_request",
    "continuity_of_care_request",
    "formulary_exception_request",
    "notice_defect_letter",
    "grievance",
    "external_review_request",
    "expedited_external_review_request",
    "medicare_redetermination",
    "medicare_reconsideration",
    "medicare_hearing_request",
    "medicare_council_review",
    "medicare_advantage_reconsideration",
    "part_d_redetermination",
    "discharge_fast_appeal",
    "medicaid_plan_appeal",
    "fair_hearing_request",
    "fehb_reconsideration",
    "opm_review_request",
    "tricare_appeal",
    "va_appeal",
    "chip_review_request",
    "marketplace_appeal",
    "state_insurance_complaint",
    "labor_department_complaint",
    "no_surprises_complaint",
    "attorney_general_complaint",
    "records_complaint",
    "consumer_finance_complaint",
    "estimate_dispute_initiation",
    "debt_validation",
    "collector_dispute",
    "stop_contact",
    "credit_bureau_dispute",
    "furnisher_dispute",
    "card_billing_error",
    "representative_appointment",
    "records_authorization",
)
"""The kinds of letter that denial types, codes and actions may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The codebook, the playbooks, and the rows of routes, actions and warnings, each by id and in order."""

    codebook: Codebook
    playbooks: Mapping[str, Playbook]
    signals: Mapping[str, Signal]
    routes: Mapping[str, Route]
    actions: Mapping[str, ActionRow]
    program_letters: Mapping[str, ProgramLetters]
    warnings: Mapping[str, WarningRow]

    @property
    def denial_types(self) -> Mapping[str, DenialType]:
        """Return the denial types, by id."""
        return self.codebook.denial_types


@functools.cache
def guide() -> Guide:
    """Return the shipped guide; read once, kept for the run."""
    return Guide(
        codebook=codebook(),
        playbooks=playbooks(),
        signals=signals(),
        routes=routes(),
        actions=action_rows(),
        program_letters=program_letters(),
        warnings=warning_rows(),
    )
