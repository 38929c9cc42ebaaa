# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which clocks run in a dispute: from the facts and the kind of plan to rules and the facts that start them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.coverage import PlanKind
from app.domain.facts import Dates, Facts
from app.knowledge.deadlines import deadline_rules
from app.rules.following import signals_of

APPEAL, EXTERNAL = "appeal", "external"

Sources = Mapping[str, tuple[str, ...]]
"""For each event the names of the dates it may come from, the best first."""

_ERISA = {PlanKind.EMPLOYER_SELF_FUNDED, PlanKind.EMPLOYER_INSURED, PlanKind.GRANDFATHERED}
_ACA = {PlanKind.INDIVIDUAL, PlanKind.CHURCH, PlanKind.GOVERNMENT_NONFEDERAL}
_COMMERCIAL = _ERISA | _ACA
_NO_KNOWN_RULE = {PlanKind.EXCEPTED, PlanKind.CHIP}
_SURPRISE = {"emergency_out_of_network", "ancillary_at_in_network_facility", "air_ambulance"}

_RECEIPT = ("denial_received", "denial_notice")
_FINAL_RECEIPT = ("final_denial_received", "final_denial_notice", "appeal_decided")
_APPEAL_IN = ("appeal_received", "appeal_filed")
_MEDICARE_NOTICE = {"notice_date": ("denial_notice",), "received_date": ("denial_received",)}
_MEDICARE_FINAL = {
    "notice_date": ("final_denial_notice", "appeal_decided", "denial_notice"),
    "received_date": ("final_denial_received",),
}


def _from(event: str, *dates: str) -> Sources:
    return {event: dates}


_LEVELS = {"initial": 0, "internal": 1, "second": 2, "external": 2, "hearing": 3, "council": 4}
"""How many times the denial in hand has already been looked at again, by the answer ``appeal_level``."""

_FINAL_NOTICE = ("final_denial_notice", "appeal_decided", "denial_notice")
_PROGRAM_FILINGS: dict[PlanKind, tuple[tuple[str, Sources], ...]] = {
    PlanKind.MEDICARE_ORIGINAL: (
        ("medicare_ab_redetermination_filing", _MEDICARE_NOTICE),
        ("medicare_ab_reconsideration_filing", _MEDICARE_FINAL),
        ("medicare_ab_alj_filing", _MEDICARE_FINAL),
        ("medicare_ab_council_filing", _MEDICARE_FINAL),
        ("medicare_ab_court_filing", _MEDICARE_FINAL),
    ),
    PlanKind.MEDICARE_ADVANTAGE: (
        ("ma_reconsideration_filing", _MEDICARE_NOTICE),
        ("", {}),  # the plan itself sends the case on to the independent reviewer
        ("ma_alj_filing", _MEDICARE_FINAL),
    ),
    PlanKind.MEDICARE_PART_D: (
        ("partd_redetermination_filing", _MEDICARE_NOTICE),
        ("partd_ire_filing", _MEDICARE_FINAL),
        ("partd_alj_filing", _MEDICARE_FINAL),
    ),
    PlanKind.MEDICAID_MANAGED_CARE: (
        ("medicaid_mco_appeal_filing", _from("notice_date", "denial_notice", "denial_received")),
        ("medicaid_mco_fair_hearing_filing", _from("resolution_notice_date", *_FINAL_NOTICE)),
    ),
    PlanKind.MEDICAID_FFS: (("medicaid_ffs_hearing_filing", _from("notice_mailed", "notice_sent", "denial_notice")),),
    PlanKind.FEHB: (
        ("fehb_reconsideration_filing", _from("denial_notice_date", "denial_notice")),
        ("fehb_opm_review_after_denial", _from("affirmation_notice_date", *_FINAL_NOTICE)),
    ),
    PlanKind.TRICARE: (
        ("tricare_reconsideration_filing", _from("notice_date", "denial_notice")),
        ("tricare_formal_review_filing", _from("notice_date", *_FINAL_NOTICE)),
        ("tricare_hearing_filing", _from("notice_date", *_FINAL_NOTICE)),
    ),
    PlanKind.VA: (("va_board_nod", _from("decision_letter_date", "denial_notice")),),
}

_PROGRAM_DECISIONS: dict[PlanKind, tuple[str, ...]] = {
    PlanKind.MEDICARE_ORIGINAL: (
        "medicare_ab_redetermination_decision",
        "medicare_ab_reconsideration_decision",
        "medicare_ab_alj_decision",
        "medicare_ab_council_decision",
    ),
    PlanKind.MEDICARE_PART_D: ("partd_redetermination_decision", "partd_ire_decision", "partd_alj_decision"),
    PlanKind.FEHB: ("fehb_carrier_decision", "fehb_opm_decision"),
    PlanKind.TRICARE: ("tricare_reconsideration_decision", "tricare_formal_review_decision"),
    PlanKind.CHIP: ("chip_review",),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A rule that runs, where its events come from, and the step it is for (the same under other kinds of plan)."""

    rule: str
    sources: Sources = field(default_factory=dict)
    step: str = ""


def clocks(facts: Facts, kind: PlanKind) -> Iterator[Clock]:
    """Yield the clocks that run by these facts for a plan of this kind, ours before theirs."""
    yield from _filings(facts, kind)
    yield from _care_going_on(facts, kind)
    yield from _decisions(facts, kind)
    yield from _whatever_the_plan(facts, kind)


def _known(facts: Facts, *names: str) -> bool:
    return any(getattr(facts.dates, name) is not None for name in names)


def _is_denied(facts: Facts) -> bool:
    words = bool(facts.reason or facts.codes or "denial_notice" in facts.have)
    return words or _known(facts, "denial_notice", "denial_received", "notice_appeal_by", "action_effective")


def _is_final(facts: Facts) -> bool:
    return _known(facts, "final_denial_notice", "final_denial_received") or "internal_appeal_lost" in facts.signals


def _level(facts: Facts) -> int:
    """Return how many appeals have been decided already."""
    if facts.answers.appeal_level:
        return _LEVELS.get(facts.answers.appeal_level, 0)
    return 1 if _is_final(facts) or _known(facts, "appeal_decided") else 0


def _is_waiting(facts: Facts) -> bool:
    """Return whether an appeal is in and not yet decided."""
    return _known(facts, *_APPEAL_IN) and not _known(facts, "appeal_decided") and not _is_final(facts)


def _filings(facts: Facts, kind: PlanKind) -> Iterator[Clock]:
    """Yield what we must file next: the internal or program appeal, or outside review."""
    level = _level(facts)
    if not (_is_denied(facts) or level) or _is_waiting(facts):
        return
    if kind in _NO_KNOWN_RULE:
        yield Clock("appeal_by_notice", step=APPEAL)
    elif kind in _PROGRAM_FILINGS:
        steps = _PROGRAM_FILINGS[kind]
        rule, sources = steps[level] if level < len(steps) else ("appeal_by_notice", {})
        if rule:
            yield Clock(rule, sources, APPEAL)
    elif kind in _COMMERCIAL:
        yield from _commercial_filings(facts, kind, level)


def _commercial_filings(facts: Facts, kind: PlanKind, level: int) -> Iterator[Clock]:
    if level < _LEVELS["external"] and not _is_final(facts) and not _known(facts, "appeal_decided"):
        rule = "erisa_appeal_filing" if kind in _ERISA else "aca_internal_appeal_filing"
        yield Clock(rule, _from("denial_received", *_RECEIPT), APPEAL)
    if facts.urgent and not level and kind is not PlanKind.GRANDFATHERED:
        yield Clock("aca_urgent_simultaneous")
    if level not in {1, 2} or facts.answers.appeal_level == "external":
        return
    received = _FINAL_RECEIPT + (_RECEIPT if facts.answers.appeal_level else ())
    if kind in {PlanKind.EMPLOYER_INSURED, PlanKind.INDIVIDUAL}:
        hhs = "hhs_admin_ext_review_filing"
        if facts.state in deadline_rules()[hhs].states:
            letter = ("final_denial_notice", "appeal_decided", "final_denial_received")
            yield Clock(hhs, _from("denial_date", *letter), EXTERNAL)
        else:
            yield Clock("state_ext_review_filing_minimum", _from("denial_received", *received), EXTERNAL)
    elif kind is not PlanKind.GRANDFATHERED or _SURPRISE & signals_of(facts):
        yield Clock("fed_ext_review_filing", _from("denial_received", *received), EXTERNAL)


def _care_going_on(facts: Facts, kind: PlanKind) -> Iterator[Clock]:
    """Yield the short clocks that keep care or benefits going meanwhile."""
    level, ongoing = _level(facts), facts.answers.benefits_ongoing
    sent = ("notice_sent", "denial_notice")
    if kind is PlanKind.MEDICAID_MANAGED_CARE and ongoing is not False:
        if level == 0 and (ongoing or _known(facts, "action_effective", "notice_sent")):
            sources = {"notice_sent": sent, "action_effective": ("action_effective",)}
            yield Clock("medicaid_mco_continue_benefits_appeal", sources)
        elif level and ongoing:
            yield Clock("medicaid_mco_continue_benefits_hearing", _from("notice_sent", "final_denial_notice"))
    if kind is PlanKind.MEDICAID_FFS and ongoing is not False and (ongoing or _known(facts, "action_effective")):
        yield Clock("medicaid_ffs_continue_benefits", _from("action_effective", "action_effective"))
    if "care_ending_early" in facts.signals or _known(facts, "care_ends"):
        sources = {"notice_received": _RECEIPT, "care_ends": ("care_ends",)}
        if kind is PlanKind.MEDICARE_ADVANTAGE:
            yield Clock("ma_fast_track_request", sources)
        elif kind is PlanKind.MEDICARE_ORIGINAL:
            yield Clock("medicare_nomnc_qio_request", sources)
        if kind in {PlanKind.MEDICARE_ADVANTAGE, PlanKind.MEDICARE_ORIGINAL} and _known(facts, "care_ends"):
            yield Clock("medicare_discharge_qio_request", _from("discharge_date", "care_ends"))


def _decisions(facts: Facts, kind: PlanKind) -> Iterator[Clock]:
    """Yield what the plan owes us: the decision on an appeal that is in, or on a claim that is not answered."""
    if _is_waiting(facts):
        rule = _appeal_decision(facts, kind)
        if rule:
            event = "appeal_received" if "appeal_received" in deadline_rules()[rule].events else "request_received"
            yield Clock(rule, _from(event, *_APPEAL_IN) if deadline_rules()[rule].events else {}, "decision")
        if kind is PlanKind.FEHB and _level(facts) == 0:
            yield Clock("fehb_opm_review_no_response", _from("reconsideration_request_date", "appeal_filed"))
    elif facts.dates.original_submission and not _is_denied(facts) and not _known(facts, "corrected_eob"):
        early = facts.service_timing in {"pre_service", "concurrent"}
        rule = _claim_decision(facts, kind, early)
        if rule:
            event = deadline_rules()[rule].starts[0]
            yield Clock(rule, _from(event, "original_submission"), "claim")


def _appeal_decision(facts: Facts, kind: PlanKind) -> str:
    """Name the rule for the decision on the appeal that is in; nothing where we know none."""
    early = facts.service_timing in {"pre_service", "concurrent"}
    if kind in _COMMERCIAL:
        return _commercial_decision(facts, kind, early)
    if kind is PlanKind.MEDICARE_ADVANTAGE:
        if facts.urgent:
            return "ma_reconsideration_decision_expedited"
        return "ma_reconsideration_decision_service" if early else "ma_reconsideration_decision_payment"
    if kind is PlanKind.MEDICAID_MANAGED_CARE:
        return "medicaid_mco_appeal_decision_expedited" if facts.urgent else "medicaid_mco_appeal_decision"
    if kind is PlanKind.MEDICAID_FFS:
        return "medicaid_ffs_hearing_decision_expedited" if facts.urgent else "medicaid_ffs_hearing_decision"
    steps, level = _PROGRAM_DECISIONS.get(kind, ()), _level(facts)
    return steps[level] if level < len(steps) else ""


def _commercial_decision(facts: Facts, kind: PlanKind, early: bool) -> str:
    if facts.urgent:
        return "erisa_appeal_urgent_decision"
    if facts.answers.multiemployer_plan and not early and kind in _ERISA:
        return "erisa_appeal_postservice_multiemployer"
    two = facts.answers.plan_levels == 2 and kind is not PlanKind.INDIVIDUAL  # an individual policy has one level
    timing, levels = "preservice" if early else "postservice", "two_levels" if two else "one_level"
    return f"erisa_appeal_{timing}_decision_{levels}"


def _claim_decision(facts: Facts, kind: PlanKind, early: bool) -> str:
    """Name the rule for the first decision on a claim or request; nothing where we know none."""
    if kind in _COMMERCIAL:
        if facts.urgent:
            return "erisa_claim_urgent_decision"
        return "erisa_claim_preservice_decision" if early else "erisa_claim_postservice_decision"
    if kind is PlanKind.MEDICARE_ADVANTAGE and early:
        return "ma_org_determination_expedited" if facts.urgent else "ma_org_determination_pa"
    if kind is PlanKind.MEDICAID_MANAGED_CARE and early:
        return "medicaid_mco_authorization_expedited" if facts.urgent else "medicaid_mco_authorization_standard"
    if kind is PlanKind.MEDICARE_PART_D:
        return "partd_coverage_determination_expedited" if facts.urgent else "partd_coverage_determination_standard"
    return ""


def _whatever_the_plan(facts: Facts, kind: PlanKind) -> Iterator[Clock]:
    """Yield the clocks of records, hospital assistance, estimates and collectors."""
    dates: Dates = facts.dates
    if dates.records_requested:
        yield Clock("hipaa_access", _from("request_received", "records_requested"))
    needs_help = bool({"cannot_afford", "in_collections"} & signals_of(facts)) or dates.eca_notice is not None
    nonprofit = facts.answers.hospital_nonprofit
    if dates.first_bill and (nonprofit or (nonprofit is None and needs_help)):
        yield Clock("fap_application_period", _from("first_bill_provided", "first_bill"))
        wait = {"first_bill_provided": ("first_bill",), "eca_notice_provided": ("eca_notice",)}
        yield Clock("fap_eca_wait", wait)
    exceeded = "estimate_exceeded" in signals_of(facts) and kind in {PlanKind.SELF_PAY, PlanKind.UNKNOWN}
    if dates.first_bill and (exceeded or (kind is PlanKind.SELF_PAY and dates.estimate)):
        yield Clock("nsa_ppdr_filing", _from("initial_bill_received", "first_bill"))
    if dates.collector_notice_sent or dates.collector_notice_received:
        sources = {
            "validation_notice_sent": ("collector_notice_sent",),
            "received_date": ("collector_notice_received",),
        }
        yield Clock("fdcpa_dispute_filing", sources)
