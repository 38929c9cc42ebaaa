# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What is the matter, with the plan, the claim, the decision or the bill: each a small question to the situation."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.coverage import PlanKind
from app.rules.routing_situation import Situation

Condition = Callable[[Situation], bool]

MEDICARE = frozenset({PlanKind.MEDICARE_ORIGINAL, PlanKind.MEDICARE_ADVANTAGE, PlanKind.MEDICARE_PART_D})
MEDICAID = frozenset({PlanKind.MEDICAID_FFS, PlanKind.MEDICAID_MANAGED_CARE})
PROGRAMS = MEDICARE | MEDICAID | {PlanKind.CHIP, PlanKind.FEHB, PlanKind.TRICARE, PlanKind.VA}
# 45 CFR 147.136 reaches neither grandfathered plans (save for surprise bills) nor excepted benefits.
NO_EXTERNAL = PROGRAMS | {PlanKind.GRANDFATHERED, PlanKind.EXCEPTED, PlanKind.SELF_PAY}
# The No Surprises Act reaches FEHB, and leaves the other programs to their own bans.
NO_SURPRISES_ACT = (PROGRAMS - {PlanKind.FEHB}) | {PlanKind.EXCEPTED}

_BILLING = frozenset({"payment_not_posted", "bill_exceeds_eob", "duplicate_line_on_statement", "service_not_received"})
_CODING_TYPES = frozenset(
    {
        *("modifier", "diagnosis_mismatch", "bundling", "incorrect_code", "outdated_code", "unspecified_diagnosis"),
        *("units_frequency", "visit_level", "present_on_admission"),
    }
)
_CLAIM_DATA_TYPES = frozenset({"place_of_service", "missing_information", "patient_identity"})
_CODING = frozenset({"wrong_code", "visit_level_too_high", "modifier_problem", "diagnosis_mismatch"})
_CLAIM_DATA = frozenset({"place_of_service_wrong", "wrong_patient_or_member", "missing_information"})
_BILL_TYPES = frozenset({"bill_above_eob", "balance_billing", "facility_fee"})
_COVERAGE_TYPES = frozenset({"benefit_maximum", "cosmetic", "rescission", "preventive_charged", "emergency_not_paid"})
_WAITING_TYPES = frozenset({"secondary_pending", "paid_to_patient"})
_AUTHORIZATION_TYPES = frozenset({"authorization_missing", "authorization_denied"})
_LEVEL_TYPES = frozenset({"level_of_care", "length_of_stay"})
_OTHER_PAYER_TYPES = frozenset({"coordination_of_benefits", "other_insurance_accident"})
_SURPRISE = frozenset({"emergency_out_of_network", "ancillary_at_in_network_facility", "air_ambulance"})


def signal(*ids: str) -> Condition:
    """Return the question whether any of these signals holds."""
    return lambda s: bool(s.signals & set(ids))


def kind(*kinds: PlanKind) -> Condition:
    """Return the question whether the plan is of one of these kinds."""
    return lambda s: s.facts.plan_kind in kinds


def type_of(*ids: str) -> Condition:
    """Return the question whether any of these denial types is there."""
    return lambda s: bool(s.types & set(ids))


def in_program(s: Situation) -> bool:
    """Return whether a public program with levels of its own decides."""
    return s.facts.plan_kind in PROGRAMS


def self_pay(s: Situation) -> bool:
    """Return whether no insurance was used."""
    return s.facts.plan_kind is PlanKind.SELF_PAY


def commercial(s: Situation) -> bool:
    """Return whether a private plan, or one not known yet, decides."""
    return not in_program(s) and not self_pay(s)


def auth_issue(s: Situation) -> bool:
    """Return whether an authorization or a referral is what is missing."""
    asked = s.signals & {"authorization_missing", "authorization_denied"}
    return bool(s.types & _AUTHORIZATION_TYPES or asked) or referral(s)


def referral(s: Situation) -> bool:
    """Return whether it is a referral, and no authorization."""
    return "referral_missing" in s.types and not s.types & _AUTHORIZATION_TYPES


def referral_fix(s: Situation) -> bool:
    """Return whether a referral is on file and only has to be put on the claim."""
    return referral(s) and s.facts.answers.referral_on_file is True and not auth_refused(s)


def auth_refused(s: Situation) -> bool:
    """Return whether the authorization was asked for and refused."""
    return "authorization_denied" in s.signals


def auth_number(s: Situation) -> bool:
    """Return whether an authorization number is known."""
    return s.facts.answers.authorization_number_exists is True or "authorization_number" in s.facts.have


def auth_fix(s: Situation) -> bool:
    """Return whether the number only has to be put on the claim."""
    if referral(s):
        return referral_fix(s)
    return auth_issue(s) and auth_number(s) and not auth_refused(s)


def auth_appeal(s: Situation) -> bool:
    """Return whether an appeal has to answer the missing authorization."""
    return auth_issue(s) and not auth_fix(s)


def auth_unknown(s: Situation) -> bool:
    """Return whether nobody has asked yet if there is a number."""
    asked = auth_refused(s) or referral(s)
    return auth_appeal(s) and not asked and s.facts.answers.authorization_number_exists is None


def coding_question(s: Situation) -> bool:
    """Return whether a code, a modifier or a diagnosis is in question."""
    return bool(s.types & _CODING_TYPES or s.signals & _CODING)


def corrected_sent(s: Situation) -> bool:
    """Return whether the corrected claim has gone out."""
    return s.facts.answers.corrected_claim_submitted is True or s.facts.dates.correction_submitted is not None


def duplicate_denial(s: Situation) -> bool:
    """Return whether the insurer took the claim for a copy of an earlier one."""
    rebilled = "duplicate_line_on_statement" in s.signals and corrected_sent(s)
    return "duplicate" in s.noticed or rebilled


def correctable(s: Situation) -> bool:
    """Return whether the provider can mend it with a corrected claim."""
    data = bool(s.signals & _CLAIM_DATA or s.types & _CLAIM_DATA_TYPES)
    return coding_question(s) or data or duplicate_denial(s) or auth_fix(s)


def necessity(s: Situation) -> bool:
    """Return whether it was refused as not medically necessary."""
    return "medical_necessity" in s.types or "not_medically_necessary" in s.signals


def level(s: Situation) -> bool:
    """Return whether a lower level of care or a shorter stay was held to be enough."""
    return bool(s.types & _LEVEL_TYPES)


def experimental(s: Situation) -> bool:
    """Return whether it was refused as experimental."""
    return "experimental" in s.signals or "experimental" in s.types


def care_ending(s: Situation) -> bool:
    """Return whether care that is going on is to end."""
    return "care_ending_early" in s.signals or "concurrent_care_ended" in s.types


def judged(s: Situation) -> bool:
    """Return whether the refusal is a judgment about the care."""
    limited = bool(s.types & {"step_therapy", "frequency_limit"})
    return necessity(s) or level(s) or experimental(s) or limited


def late_claim(s: Situation) -> bool:
    """Return whether the claim was sent too late."""
    return "timely_filing" in s.signals or "timely_filing" in s.types


def other_coverage(s: Situation) -> bool:
    """Return whether another payer is said to come first."""
    return "other_coverage" in s.signals or bool(s.types & _OTHER_PAYER_TYPES)


def not_eligible(s: Situation) -> bool:
    """Return whether coverage on that day is denied."""
    return "not_eligible_on_date" in s.signals or "eligibility" in s.types


def exclusion(s: Situation) -> bool:
    """Return whether the plan says that it does not cover it."""
    return "not_covered" in s.types or "not_covered" in s.signals


def surprise_signal(s: Situation) -> bool:
    """Return whether it looks like a surprise bill."""
    return bool(s.signals & _SURPRISE) or "surprise_bill" in s.types


def consent_valid(s: Situation) -> bool:
    """Return whether the protection may have been signed away."""
    answers = s.facts.answers
    always = bool(s.signals & {"emergency_out_of_network", "air_ambulance"}) or answers.emergency is True
    return answers.notice_and_consent_signed is True and answers.ancillary_service is False and not always


def surprise(s: Situation) -> bool:
    """Return whether the federal protection against surprise bills holds for this plan."""
    covered = s.facts.plan_kind not in NO_SURPRISES_ACT and not self_pay(s)
    return surprise_signal(s) and covered and not consent_valid(s)


def network_denied(s: Situation) -> bool:
    """Return whether it was refused because the provider is out of network."""
    return "out_of_network" in s.signals or "out_of_network" in s.types


def coverage_denied(s: Situation) -> bool:
    """Return whether the insurer decided that the plan does not pay, and no correction helps."""
    refused = judged(s) or exclusion(s) or care_ending(s)
    network = network_denied(s) and not surprise(s)
    return refused or bool(s.types & _COVERAGE_TYPES) or network or auth_appeal(s)


def billing_dispute(s: Situation) -> bool:
    """Return whether the bill itself is wrong."""
    return bool(s.signals & _BILLING or s.types & _BILL_TYPES)


def waiting_only(s: Situation) -> bool:
    """Return whether money is only on its way, and nothing is wrong with the bill."""
    return bool(s.types & _WAITING_TYPES) and not billing_dispute(s)


def wrong_payer(s: Situation) -> bool:
    """Return whether the claim went to the wrong payer."""
    return "wrong_payer" in s.types and "coordination_of_benefits" not in s.types


def coverage_facts(s: Situation) -> bool:
    """Return whether the payer has to be given the right facts about coverage."""
    return wrong_payer(s) or other_coverage(s) or not_eligible(s)


def enrollment(s: Situation) -> bool:
    """Return whether the provider was not enrolled with the payer."""
    return "provider_enrollment" in s.types or "provider_not_enrolled" in s.signals


def fix_first(s: Situation) -> bool:
    """Return whether something has to be mended before an appeal is worth while."""
    return correctable(s) or coverage_facts(s) or enrollment(s)


def disputed(s: Situation) -> bool:
    """Return whether anything is in dispute."""
    return fix_first(s) or coverage_denied(s) or billing_dispute(s) or surprise(s) or late_claim(s)


def denied(s: Situation) -> bool:
    """Return whether there is a denial, by a notice or by what it says."""
    dates = s.facts.dates
    notice = "denial_notice" in s.facts.have or dates.denial_notice is not None or dates.denial_received is not None
    return notice or fix_first(s) or coverage_denied(s) or late_claim(s)
