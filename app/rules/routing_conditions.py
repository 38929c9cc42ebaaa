# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The conditions that rows of the decision name, by their ids: the matter, how far it went, what the clock says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.domain.coverage import PlanKind
from app.rules import routing_matters as matter
from app.rules.following import ESTIMATE_EXCESS
from app.rules.routing_matters import Condition
from app.rules.routing_situation import Situation, unread_codes
from app.rules.routing_types import SHARES

_ESTIMATE_DAYS = 120
_VALIDATION_DAYS = 30
_FAST_REVIEW = frozenset({PlanKind.MEDICARE_ORIGINAL, PlanKind.MEDICARE_ADVANTAGE})
_LAST_LEVELS = frozenset({"external", "hearing", "council"})


def _have(*papers: str) -> Condition:
    return lambda s: bool(set(s.facts.have) & set(papers))


def _lost(s: Situation) -> bool:
    dates = s.facts.dates
    return "internal_appeal_lost" in s.signals or bool(dates.final_denial_notice or dates.final_denial_received)


def _second_level(s: Situation) -> bool:
    answers = s.facts.answers
    return _lost(s) and answers.plan_levels == 2 and answers.appeal_level == "internal"


def _external_lost(s: Situation) -> bool:
    return _lost(s) and matter.commercial(s) and s.facts.answers.appeal_level in _LAST_LEVELS


def _may_have_external(s: Situation) -> bool:
    grandfathered = s.facts.plan_kind is PlanKind.GRANDFATHERED
    return s.facts.plan_kind not in matter.NO_EXTERNAL or (grandfathered and matter.surprise(s))


def _no_review_left(s: Situation) -> bool:
    return _lost(s) and matter.commercial(s) and (not _may_have_external(s) or _external_lost(s))


def _fast_review(s: Situation) -> bool:
    return s.facts.plan_kind in _FAST_REVIEW and matter.care_ending(s)


def _hearing_lost(s: Situation) -> bool:
    kind, level = s.facts.plan_kind, s.facts.answers.appeal_level
    after = kind is PlanKind.MEDICAID_FFS or level in _LAST_LEVELS
    return _lost(s) and kind in matter.MEDICAID and after


def _plan_sends_on(s: Situation) -> bool:
    level = s.facts.answers.appeal_level
    return _lost(s) and s.facts.plan_kind is PlanKind.MEDICARE_ADVANTAGE and level in {None, "", "initial", "internal"}


def _medicaid_ended(s: Situation) -> bool:
    ongoing = s.facts.answers.benefits_ongoing is True or s.facts.dates.action_effective is not None
    return s.facts.plan_kind in matter.MEDICAID and matter.not_eligible(s) and ongoing and not _lost(s)


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
    pressed = _refuses(s) or _persists(s) or _time_short(s) or _overdue(s)
    late = matter.late_claim(s) and s.facts.answers.network == "out"
    return matter.coverage_denied(s) or late or (matter.fix_first(s) and pressed)


def _no_eob(s: Situation) -> bool:
    have = set(s.facts.have)
    if matter.self_pay(s) or have & {"eob", "corrected_eob"}:
        return False
    unanswered = "no_eob_yet" in s.signals or "claim_not_filed" in s.types
    argued = matter.disputed(s) or "in_collections" in s.signals
    return unanswered or (bool(have) and "denial_notice" not in have and argued)


def _no_bill(s: Situation) -> bool:
    have = set(s.facts.have)
    if have & {"itemized_bill", "claim_form"}:
        return False
    return "no_itemized_bill" in s.signals or (
        bool(have) and (matter.correctable(s) or matter.billing_dispute(s) or "in_collections" in s.signals)
    )


def _unclear(s: Situation) -> bool:
    known = (s.signals | s.types) - {"no_eob_yet", "no_itemized_bill", "claim_not_filed"} - SHARES
    if s.facts.plan_kind not in {PlanKind.SELF_PAY, PlanKind.UNKNOWN}:
        known -= {"estimate_exceeded"}  # an estimate binds nobody once insurance is used
    return not known and not s.innocent and not _no_eob(s) and not _no_bill(s)


def _employer_plan(s: Situation) -> bool:
    return s.facts.plan_kind in {PlanKind.EMPLOYER_SELF_FUNDED, PlanKind.EMPLOYER_INSURED}


def _nothing_known(s: Situation) -> bool:
    facts = s.facts
    return _unclear(s) and not facts.codes and not facts.reason and not facts.have


def _estimate_over(s: Situation) -> int | None:
    amounts = s.facts.amounts
    return None if amounts.billed is None or amounts.estimate is None else amounts.billed - amounts.estimate


def _estimate_too_small(s: Situation) -> bool:
    over = _estimate_over(s)
    asked = "estimate_exceeded" in s.signals or matter.self_pay(s)
    return asked and over is not None and over < ESTIMATE_EXCESS


def estimate_last_day(s: Situation) -> date | None:
    """Return the last day to start the patient-provider dispute, where the day of the first bill is known."""
    first = s.facts.dates.first_bill
    return first + timedelta(days=_ESTIMATE_DAYS) if first is not None else None


def _estimate_late(s: Situation) -> bool:
    last = estimate_last_day(s)
    return last is not None and last < s.today


def _validation_late(s: Situation) -> bool:
    came = s.facts.dates.collector_notice_received
    return came is not None and came + timedelta(days=_VALIDATION_DAYS) < s.today


def _urgent_care(s: Situation) -> bool:
    return s.facts.urgent and s.facts.service_timing != "post_service"


def _bill_above(s: Situation) -> bool:
    return "bill_exceeds_eob" in s.signals or "bill_above_eob" in s.noticed


def _going_on(s: Situation) -> bool:
    ongoing = s.facts.answers.benefits_ongoing
    may_be = ongoing is None and s.facts.service_timing != "post_service" and matter.denied(s)
    return s.facts.plan_kind in matter.MEDICAID and (ongoing is True or may_be) and not _hearing_lost(s)


def _notice_wins(s: Situation) -> bool:
    notice = s.facts.dates.notice_appeal_by or (s.appeal.notice_due if s.appeal else None)
    law = s.appeal.law_date if s.appeal else None
    return notice is not None and law is not None and notice < law


CONDITIONS: Mapping[str, Condition] = {
    "codes_unread": lambda s: bool(unread_codes(s)),
    # the plan
    "program": matter.in_program,
    "urgent_program": lambda s: _urgent_care(s) and matter.in_program(s) and not _fast_review(s) and not _lost(s),
    "medicare_care": matter.kind(PlanKind.MEDICARE_ORIGINAL, PlanKind.MEDICARE_ADVANTAGE),
    "medicaid": matter.kind(*matter.MEDICAID),
    "medicaid_ffs": matter.kind(PlanKind.MEDICAID_FFS),
    "medicaid_managed": matter.kind(PlanKind.MEDICAID_MANAGED_CARE),
    "medicaid_going_on": _going_on,
    "commercial": matter.commercial,
    "self_pay": matter.self_pay,
    "plan_unknown": matter.kind(PlanKind.UNKNOWN),
    "self_funded": matter.kind(PlanKind.EMPLOYER_SELF_FUNDED),
    "may_have_external": _may_have_external,
    "no_external": lambda s: not _may_have_external(s),
    "employer_plan": _employer_plan,
    "marketplace_may_be": matter.kind(PlanKind.INDIVIDUAL),
    "no_nsa_plan": lambda s: s.facts.plan_kind in matter.NO_SURPRISES_ACT,
    "uses_insurance": lambda s: s.facts.plan_kind not in {PlanKind.SELF_PAY, PlanKind.UNKNOWN},
    "network_out": lambda s: s.facts.answers.network == "out",
    "network_unknown": lambda s: s.facts.answers.network not in {"in", "out"},
    # what is wrong on the claim
    "correctable": matter.correctable,
    "coding_question": matter.coding_question,
    "duplicate_denial": matter.duplicate_denial,
    "visit_level": lambda s: "visit_level" in s.types or "visit_level_too_high" in s.signals,
    "information_missing": lambda s: "missing_information" in s.types or "missing_information" in s.signals,
    "identity": lambda s: "patient_identity" in s.types or "wrong_patient_or_member" in s.signals,
    "unsupported": lambda s: s.facts.answers.documentation_supports_service is False and matter.coding_question(s),
    "corrected_sent": matter.corrected_sent,
    "refuses": _refuses,
    "persists": _persists,
    # what the insurer decided
    "denied": matter.denied,
    "coverage_denied": matter.coverage_denied,
    "necessity": matter.necessity,
    "exclusion": matter.exclusion,
    "plan_words": lambda s: matter.exclusion(s) or bool(s.types & {"benefit_maximum", "cosmetic"}),
    "experimental": matter.experimental,
    "level_of_care": matter.level,
    "drug": lambda s: "step_therapy" in s.types,
    "too_often": lambda s: "frequency_limit" in s.types,
    "network_denied": matter.network_denied,
    "benefit_maximum": matter.type_of("benefit_maximum"),
    "cosmetic": matter.type_of("cosmetic"),
    "rescission": matter.type_of("rescission"),
    "preventive": matter.type_of("preventive_charged"),
    "not_an_emergency": matter.type_of("emergency_not_paid"),
    "clinical": lambda s: (
        matter.judged(s) or matter.care_ending(s) or (matter.auth_appeal(s) and not matter.referral(s))
    ),
    "auth_appeal": matter.auth_appeal,
    "auth_fix": matter.auth_fix,
    "auth_refused": matter.auth_refused,
    "referral": matter.referral,
    "referral_fix": matter.referral_fix,
    "auth_unknown": matter.auth_unknown,
    "no_auth_number": lambda s: s.facts.answers.authorization_number_exists is False,
    "care_ending": matter.care_ending,
    "coverage_facts": matter.coverage_facts,
    "other_coverage": matter.other_coverage,
    "accident": lambda s: "other_insurance_accident" in s.types,
    "not_eligible": matter.not_eligible,
    "wrong_payer": matter.wrong_payer,
    "enrollment": matter.enrollment,
    "timely": matter.late_claim,
    "insurer_late": matter.signal("insurer_missed_deadline"),
    "notice_bad": matter.signal("notice_defective"),
    "lost": _lost,
    "second_level": _second_level,
    "external_lost": _external_lost,
    "no_review_left": _no_review_left,
    "hearing_lost": _hearing_lost,
    "plan_sends_on": _plan_sends_on,
    "medicaid_ended": _medicaid_ended,
    "appeal_pending": _pending,
    "appeal_waits": lambda s: _pending(s) and not _lost(s),
    "appealable": _appealable,
    "fix_first": matter.fix_first,
    "disputed": matter.disputed,
    "record_decides": lambda s: matter.coverage_denied(s) or matter.coding_question(s),
    # the bill
    "billing_dispute": matter.billing_dispute,
    "posted_missing": matter.signal("payment_not_posted"),
    "bill_above": _bill_above,
    "overcharged": lambda s: _bill_above(s) or "balance_billing" in s.types,
    "duplicate_line": matter.signal("duplicate_line_on_statement"),
    "not_received": matter.signal("service_not_received"),
    "balance_billing": matter.type_of("balance_billing"),
    "facility_fee": matter.type_of("facility_fee"),
    "second_plan_waits": matter.type_of("secondary_pending"),
    "paid_to_you": matter.type_of("paid_to_patient"),
    "waiting_only": matter.waiting_only,
    "collections": matter.signal("in_collections"),
    "validation_late": _validation_late,
    "own_collector": lambda s: s.facts.answers.provider_third_party_collector is False,
    "credit": matter.signal("on_credit_report"),
    "cannot_afford": matter.signal("cannot_afford"),
    # surprise bills and estimates
    "surprise": matter.surprise,
    "surprise_signal": matter.surprise_signal,
    "surprise_only": lambda s: (
        matter.surprise(s) and not (matter.fix_first(s) or matter.coverage_denied(s) or matter.billing_dispute(s))
    ),
    "consent_given": lambda s: s.facts.answers.notice_and_consent_signed is True,
    "consent_valid": lambda s: matter.surprise_signal(s) and matter.consent_valid(s),
    "ground_ambulance": matter.signal("ground_ambulance"),
    "estimate_signal": matter.signal("estimate_exceeded"),
    "estimate_exceeded": matter.signal("estimate_exceeded"),
    "estimate_only": lambda s: s.signals == {"estimate_exceeded"},
    "estimate_too_small": _estimate_too_small,
    "estimate_late": _estimate_late,
    # time
    "urgent": lambda s: s.facts.urgent,
    "urgent_care": _urgent_care,
    "care_goes_on": lambda s: s.facts.service_timing == "concurrent",
    "care_ahead": lambda s: s.facts.service_timing == "pre_service",
    "appeal_date_known": lambda s: s.appeal_by is not None,
    "overdue": _overdue,
    "time_short": _time_short,
    "notice_wins": _notice_wins,
    # papers
    "no_eob": _no_eob,
    "no_bill": _no_bill,
    "bill_needed": lambda s: _no_bill(s) or _unclear(s) or (matter.self_pay(s) and matter.surprise_signal(s)),
    "unclear": _unclear,
    "nothing_known": _nothing_known,
    "nothing_wrong": lambda s: s.innocent,
    "own_share": lambda s: s.innocent and "cost_share" in s.types,
    "discount": lambda s: s.innocent and "contractual_writeoff" in s.types,
    "has_records": _have("records"),
    "medicare_share": lambda s: (
        _bill_above(s) or bool(s.types & {"balance_billing", "cost_share"}) or "cannot_afford" in s.signals
    ),
    "has_claim_file": _have("claim_file"),
    "has_plan_document": _have("plan_document"),
    "has_letter": _have("letter_of_medical_necessity"),
    "has_corrected_eob": lambda s: "corrected_eob" in s.facts.have or s.facts.dates.corrected_eob is not None,
    # after the routes are chosen
    "internal_recommended": lambda s: "internal_appeal" in s.recommended,
    "both_tracks": lambda s: matter.denied(s) and matter.disputed(s) and not matter.self_pay(s),
}


def holds(s: Situation, when: tuple[str, ...], unless: tuple[str, ...] = ()) -> bool:
    """Return whether all of ``when`` and none of ``unless`` hold."""
    return all(CONDITIONS[name](s) for name in when) and not any(CONDITIONS[name](s) for name in unless)
