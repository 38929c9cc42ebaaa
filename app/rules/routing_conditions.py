# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The conditions that rows of the decision name: each a small question to the situation, by its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from app.domain.coverage import PlanKind
from app.rules.routing_situation import ESTIMATE_EXCESS, Situation
from app.rules.routing_types import SHARES

Condition = Callable[[Situation], bool]

MEDICARE = frozenset({PlanKind.MEDICARE_ORIGINAL, PlanKind.MEDICARE_ADVANTAGE, PlanKind.MEDICARE_PART_D})
MEDICAID = frozenset({PlanKind.MEDICAID_FFS, PlanKind.MEDICAID_MANAGED_CARE})
PROGRAMS = MEDICARE | MEDICAID | {PlanKind.CHIP, PlanKind.FEHB, PlanKind.TRICARE, PlanKind.VA}
# 45 CFR 147.136 reaches neither grandfathered plans (save for surprise bills) nor excepted benefits.
_NO_EXTERNAL = PROGRAMS | {PlanKind.GRANDFATHERED, PlanKind.EXCEPTED, PlanKind.SELF_PAY}
# The No Surprises Act reaches FEHB, and leaves the other programs to their own bans.
_NO_SURPRISES_ACT = (PROGRAMS - {PlanKind.FEHB}) | {PlanKind.EXCEPTED}
_ESTIMATE_DAYS = 120

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


def _signal(*ids: str) -> Condition:
    return lambda s: bool(s.signals & set(ids))


def _kind(*kinds: PlanKind) -> Condition:
    return lambda s: s.facts.plan_kind in kinds


def _type(*ids: str) -> Condition:
    return lambda s: bool(s.types & set(ids))


def _have(*papers: str) -> Condition:
    return lambda s: bool(set(s.facts.have) & set(papers))


def _program(s: Situation) -> bool:
    return s.facts.plan_kind in PROGRAMS


def _self_pay(s: Situation) -> bool:
    return s.facts.plan_kind is PlanKind.SELF_PAY


def _commercial(s: Situation) -> bool:
    return not _program(s) and not _self_pay(s)


def _auth_issue(s: Situation) -> bool:
    asked = s.signals & {"authorization_missing", "authorization_denied"}
    return bool(s.types & _AUTHORIZATION_TYPES or asked) or _referral(s)


def _referral(s: Situation) -> bool:
    return "referral_missing" in s.types and not s.types & _AUTHORIZATION_TYPES


def _referral_fix(s: Situation) -> bool:
    return _referral(s) and s.facts.answers.referral_on_file is True and not _auth_refused(s)


def _auth_refused(s: Situation) -> bool:
    return "authorization_denied" in s.signals


def _auth_number(s: Situation) -> bool:
    return s.facts.answers.authorization_number_exists is True or "authorization_number" in s.facts.have


def _auth_fix(s: Situation) -> bool:
    if _referral(s):
        return _referral_fix(s)
    return _auth_issue(s) and _auth_number(s) and not _auth_refused(s)


def _auth_appeal(s: Situation) -> bool:
    return _auth_issue(s) and not _auth_fix(s)


def _auth_unknown(s: Situation) -> bool:
    asked = _auth_refused(s) or _referral(s)
    return _auth_appeal(s) and not asked and s.facts.answers.authorization_number_exists is None


def _coding_question(s: Situation) -> bool:
    return bool(s.types & _CODING_TYPES or s.signals & _CODING)


def _corrected_sent(s: Situation) -> bool:
    return s.facts.answers.corrected_claim_submitted is True or s.facts.dates.correction_submitted is not None


def _duplicate_denial(s: Situation) -> bool:
    rebilled = "duplicate_line_on_statement" in s.signals and _corrected_sent(s)
    return "duplicate" in s.noticed or rebilled


def _correctable(s: Situation) -> bool:
    data = bool(s.signals & _CLAIM_DATA or s.types & _CLAIM_DATA_TYPES)
    return _coding_question(s) or data or _duplicate_denial(s) or _auth_fix(s)


def _necessity(s: Situation) -> bool:
    return "medical_necessity" in s.types or "not_medically_necessary" in s.signals


def _level(s: Situation) -> bool:
    return bool(s.types & _LEVEL_TYPES)


def _experimental(s: Situation) -> bool:
    return "experimental" in s.signals or "experimental" in s.types


def _care_ending(s: Situation) -> bool:
    return "care_ending_early" in s.signals or "concurrent_care_ended" in s.types


def _judged(s: Situation) -> bool:
    limited = bool(s.types & {"step_therapy", "frequency_limit"})
    return _necessity(s) or _level(s) or _experimental(s) or limited


def _late_claim(s: Situation) -> bool:
    return "timely_filing" in s.signals or "timely_filing" in s.types


def _other_coverage(s: Situation) -> bool:
    return "other_coverage" in s.signals or bool(s.types & _OTHER_PAYER_TYPES)


def _not_eligible(s: Situation) -> bool:
    return "not_eligible_on_date" in s.signals or "eligibility" in s.types


def _exclusion(s: Situation) -> bool:
    return "not_covered" in s.types or "not_covered" in s.signals


def _surprise_signal(s: Situation) -> bool:
    return bool(s.signals & _SURPRISE) or "surprise_bill" in s.types


def _consent_valid(s: Situation) -> bool:
    answers = s.facts.answers
    always = bool(s.signals & {"emergency_out_of_network", "air_ambulance"}) or answers.emergency is True
    return answers.notice_and_consent_signed is True and answers.ancillary_service is False and not always


def _surprise(s: Situation) -> bool:
    covered = s.facts.plan_kind not in _NO_SURPRISES_ACT and not _self_pay(s)
    return _surprise_signal(s) and covered and not _consent_valid(s)


def _network_denied(s: Situation) -> bool:
    return "out_of_network" in s.signals or "out_of_network" in s.types


def _coverage_denied(s: Situation) -> bool:
    judged = _judged(s) or _exclusion(s) or _care_ending(s)
    network = _network_denied(s) and not _surprise(s)
    return judged or bool(s.types & _COVERAGE_TYPES) or network or _auth_appeal(s)


def _billing_dispute(s: Situation) -> bool:
    return bool(s.signals & _BILLING or s.types & _BILL_TYPES)


def _waiting_only(s: Situation) -> bool:
    return bool(s.types & _WAITING_TYPES) and not _billing_dispute(s)


def _wrong_payer(s: Situation) -> bool:
    return "wrong_payer" in s.types and "coordination_of_benefits" not in s.types


def _coverage_facts(s: Situation) -> bool:
    return _wrong_payer(s) or _other_coverage(s) or _not_eligible(s)


def _enrollment(s: Situation) -> bool:
    return "provider_enrollment" in s.types or "provider_not_enrolled" in s.signals


def _fix_first(s: Situation) -> bool:
    return _correctable(s) or _coverage_facts(s) or _enrollment(s)


def _disputed(s: Situation) -> bool:
    return _fix_first(s) or _coverage_denied(s) or _billing_dispute(s) or _surprise(s) or _late_claim(s)


def _denied(s: Situation) -> bool:
    dates = s.facts.dates
    notice = "denial_notice" in s.facts.have or dates.denial_notice is not None or dates.denial_received is not None
    return notice or _fix_first(s) or _coverage_denied(s) or _late_claim(s)


def _lost(s: Situation) -> bool:
    dates = s.facts.dates
    return "internal_appeal_lost" in s.signals or bool(dates.final_denial_notice or dates.final_denial_received)


def _second_level(s: Situation) -> bool:
    answers = s.facts.answers
    return _lost(s) and answers.plan_levels == 2 and answers.appeal_level == "internal"


def _pending(s: Situation) -> bool:
    dates = s.facts.dates
    return bool(dates.appeal_filed or dates.appeal_received) and dates.appeal_decided is None


def _persists(s: Situation) -> bool:
    dates = s.facts.dates
    sent, noticed = dates.correction_submitted, dates.denial_notice
    return sent is not None and noticed is not None and noticed > sent


def _overdue(s: Situation) -> bool:
    return s.appeal_by is not None and s.appeal_by < s.today and s.facts.dates.appeal_filed is None


def _time_short(s: Situation) -> bool:
    return s.protective is not None and s.protective <= s.today and not _overdue(s)


def _refuses(s: Situation) -> bool:
    return s.facts.answers.insurer_refuses_to_reprocess is True


def _appealable(s: Situation) -> bool:
    pressed = _refuses(s) or _persists(s) or _time_short(s)
    late = _late_claim(s) and s.facts.answers.network == "out"
    return _coverage_denied(s) or late or (_fix_first(s) and pressed)


def _no_eob(s: Situation) -> bool:
    have = set(s.facts.have)
    if _self_pay(s) or have & {"eob", "corrected_eob"}:
        return False
    unanswered = "no_eob_yet" in s.signals or "claim_not_filed" in s.types
    return unanswered or (bool(have) and "denial_notice" not in have and _disputed(s))


def _no_bill(s: Situation) -> bool:
    have = set(s.facts.have)
    if have & {"itemized_bill", "claim_form"}:
        return False
    return "no_itemized_bill" in s.signals or (bool(have) and (_correctable(s) or _billing_dispute(s)))


def _unclear(s: Situation) -> bool:
    known = (s.signals | s.types) - {"no_eob_yet", "no_itemized_bill", "claim_not_filed"} - SHARES
    if s.facts.plan_kind not in {PlanKind.SELF_PAY, PlanKind.UNKNOWN}:
        known -= {"estimate_exceeded"}  # an estimate binds nobody once insurance is used
    return not known and not s.innocent and not _no_eob(s) and not _no_bill(s)


def _nothing_known(s: Situation) -> bool:
    facts = s.facts
    return _unclear(s) and not facts.codes and not facts.reason and not facts.have


def _estimate_over(s: Situation) -> int | None:
    amounts = s.facts.amounts
    return None if amounts.billed is None or amounts.estimate is None else amounts.billed - amounts.estimate


def _estimate_too_small(s: Situation) -> bool:
    over = _estimate_over(s)
    asked = "estimate_exceeded" in s.signals or _self_pay(s)
    return asked and over is not None and over < ESTIMATE_EXCESS


def _estimate_late(s: Situation) -> bool:
    first = s.facts.dates.first_bill
    return first is not None and first + timedelta(days=_ESTIMATE_DAYS) < s.today


def _urgent_care(s: Situation) -> bool:
    return s.facts.urgent and s.facts.service_timing != "post_service"


def _going_on(s: Situation) -> bool:
    ongoing = s.facts.answers.benefits_ongoing
    return s.facts.plan_kind in MEDICAID and (
        ongoing is True or (ongoing is None and s.facts.service_timing != "post_service")
    )


def _notice_wins(s: Situation) -> bool:
    notice = s.facts.dates.notice_appeal_by or (s.appeal.notice_due if s.appeal else None)
    law = s.appeal.law_date if s.appeal else None
    return notice is not None and law is not None and notice < law


CONDITIONS: Mapping[str, Condition] = {
    # the plan
    "program": _program,
    "medicare_care": _kind(PlanKind.MEDICARE_ORIGINAL, PlanKind.MEDICARE_ADVANTAGE),
    "medicaid": _kind(*MEDICAID),
    "medicaid_ffs": _kind(PlanKind.MEDICAID_FFS),
    "medicaid_managed": _kind(PlanKind.MEDICAID_MANAGED_CARE),
    "medicaid_going_on": _going_on,
    "commercial": _commercial,
    "self_pay": _self_pay,
    "plan_unknown": _kind(PlanKind.UNKNOWN),
    "self_funded": _kind(PlanKind.EMPLOYER_SELF_FUNDED),
    "may_have_external": lambda s: s.facts.plan_kind not in _NO_EXTERNAL,
    "no_external": lambda s: s.facts.plan_kind in _NO_EXTERNAL,
    "no_nsa_plan": lambda s: s.facts.plan_kind in _NO_SURPRISES_ACT,
    "uses_insurance": lambda s: s.facts.plan_kind not in {PlanKind.SELF_PAY, PlanKind.UNKNOWN},
    "network_out": lambda s: s.facts.answers.network == "out",
    # what is wrong on the claim
    "correctable": _correctable,
    "coding_question": _coding_question,
    "duplicate_denial": _duplicate_denial,
    "visit_level": lambda s: "visit_level" in s.types or "visit_level_too_high" in s.signals,
    "information_missing": lambda s: "missing_information" in s.types or "missing_information" in s.signals,
    "identity": lambda s: "patient_identity" in s.types or "wrong_patient_or_member" in s.signals,
    "unsupported": lambda s: s.facts.answers.documentation_supports_service is False and _coding_question(s),
    "corrected_sent": _corrected_sent,
    "refuses": _refuses,
    "persists": _persists,
    # what the insurer decided
    "denied": _denied,
    "coverage_denied": _coverage_denied,
    "necessity": _necessity,
    "exclusion": _exclusion,
    "experimental": _experimental,
    "level_of_care": _level,
    "drug": lambda s: "step_therapy" in s.types,
    "too_often": lambda s: "frequency_limit" in s.types,
    "network_denied": _network_denied,
    "benefit_maximum": _type("benefit_maximum"),
    "cosmetic": _type("cosmetic"),
    "rescission": _type("rescission"),
    "preventive": _type("preventive_charged"),
    "not_an_emergency": _type("emergency_not_paid"),
    "clinical": lambda s: _judged(s) or _care_ending(s) or (_auth_appeal(s) and not _referral(s)),
    "auth_appeal": _auth_appeal,
    "auth_fix": _auth_fix,
    "auth_refused": _auth_refused,
    "referral": _referral,
    "referral_fix": _referral_fix,
    "auth_unknown": _auth_unknown,
    "no_auth_number": lambda s: s.facts.answers.authorization_number_exists is False,
    "care_ending": _care_ending,
    "coverage_facts": _coverage_facts,
    "other_coverage": _other_coverage,
    "accident": lambda s: "other_insurance_accident" in s.types,
    "not_eligible": _not_eligible,
    "wrong_payer": _wrong_payer,
    "enrollment": _enrollment,
    "timely": _late_claim,
    "insurer_late": _signal("insurer_missed_deadline"),
    "notice_bad": _signal("notice_defective"),
    "lost": _lost,
    "second_level": _second_level,
    "appeal_pending": _pending,
    "appeal_waits": lambda s: _pending(s) and not _lost(s),
    "appealable": _appealable,
    "fix_first": _fix_first,
    "disputed": _disputed,
    "record_decides": lambda s: _coverage_denied(s) or _coding_question(s),
    # the bill
    "billing_dispute": _billing_dispute,
    "posted_missing": _signal("payment_not_posted"),
    "bill_above": lambda s: "bill_exceeds_eob" in s.signals or "bill_above_eob" in s.noticed,
    "duplicate_line": _signal("duplicate_line_on_statement"),
    "not_received": _signal("service_not_received"),
    "balance_billing": _type("balance_billing"),
    "facility_fee": _type("facility_fee"),
    "second_plan_waits": _type("secondary_pending"),
    "paid_to_you": _type("paid_to_patient"),
    "waiting_only": _waiting_only,
    "collections": _signal("in_collections"),
    "own_collector": lambda s: s.facts.answers.provider_third_party_collector is False,
    "credit": _signal("on_credit_report"),
    "cannot_afford": _signal("cannot_afford"),
    # surprise bills and estimates
    "surprise": _surprise,
    "surprise_signal": _surprise_signal,
    "surprise_only": lambda s: _surprise(s) and not (_fix_first(s) or _coverage_denied(s) or _billing_dispute(s)),
    "consent_given": lambda s: s.facts.answers.notice_and_consent_signed is True,
    "consent_valid": lambda s: _surprise_signal(s) and _consent_valid(s),
    "ground_ambulance": _signal("ground_ambulance"),
    "estimate_signal": _signal("estimate_exceeded"),
    "estimate_exceeded": _signal("estimate_exceeded"),
    "estimate_only": lambda s: s.signals == {"estimate_exceeded"},
    "estimate_too_small": _estimate_too_small,
    "estimate_late": _estimate_late,
    # time
    "urgent": lambda s: s.facts.urgent,
    "urgent_care": _urgent_care,
    "care_ahead": lambda s: s.facts.service_timing == "pre_service",
    "appeal_date_known": lambda s: s.appeal_by is not None,
    "overdue": _overdue,
    "time_short": _time_short,
    "notice_wins": _notice_wins,
    # papers
    "no_eob": _no_eob,
    "no_bill": _no_bill,
    "bill_needed": lambda s: _no_bill(s) or _unclear(s) or (_self_pay(s) and _surprise_signal(s)),
    "unclear": _unclear,
    "nothing_known": _nothing_known,
    "nothing_wrong": lambda s: s.innocent,
    "own_share": lambda s: s.innocent and "cost_share" in s.types,
    "discount": lambda s: s.innocent and "contractual_writeoff" in s.types,
    "has_records": _have("records"),
    "has_claim_file": _have("claim_file"),
    "has_letter": _have("letter_of_medical_necessity"),
    "has_corrected_eob": lambda s: "corrected_eob" in s.facts.have or s.facts.dates.corrected_eob is not None,
    # after the routes are chosen
    "internal_recommended": lambda s: "internal_appeal" in s.recommended,
    "both_tracks": lambda s: _denied(s) and _disputed(s) and not _self_pay(s),
}


def holds(s: Situation, when: tuple[str, ...], unless: tuple[str, ...] = ()) -> bool:
    """Return whether all of ``when`` and none of ``unless`` hold."""
    return all(CONDITIONS[name](s) for name in when) and not any(CONDITIONS[name](s) for name in unless)
