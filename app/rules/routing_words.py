# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The words that fill the blanks of the decision: the person's own facts, or a plain name for what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.domain.dates import screen_date
from app.domain.facts import People
from app.domain.money import Cents, dollars
from app.knowledge.guide import Guide
from app.knowledge.routes import Role
from app.knowledge.states import from_memory, states
from app.rules.routing_conditions import CONDITIONS
from app.rules.routing_matters import PROGRAMS
from app.rules.routing_situation import Situation, unread_codes
from app.rules.routing_types import FITS, SHARES

_SURPRISES: Mapping[str, str] = {
    "emergency_out_of_network": "It was an emergency out of network",
    "ancillary_at_in_network_facility": "An out-of-network clinician treated you at a network facility",
    "air_ambulance": "It was an air ambulance",
}
_STATE_KINDS = frozenset({PlanKind.EMPLOYER_INSURED, PlanKind.INDIVIDUAL, PlanKind.EXCEPTED})
_EMPLOYER, _AGENCY = "The employer\u2019s benefits office", "The state\u2019s Medicaid agency"
_ENROLLERS: Mapping[PlanKind, str] = {
    PlanKind.EMPLOYER_SELF_FUNDED: _EMPLOYER,
    PlanKind.EMPLOYER_INSURED: _EMPLOYER,
    PlanKind.GRANDFATHERED: _EMPLOYER,
    PlanKind.CHURCH: _EMPLOYER,
    PlanKind.GOVERNMENT_NONFEDERAL: _EMPLOYER,
    PlanKind.INDIVIDUAL: "The Marketplace, or the insurer if you bought it there",
    PlanKind.EXCEPTED: "The insurer that sold the plan",
    PlanKind.MEDICARE_ORIGINAL: "Social Security, which enrolls for Medicare",
    PlanKind.MEDICARE_ADVANTAGE: "The plan, and Medicare",
    PlanKind.MEDICARE_PART_D: "The plan, and Medicare",
    PlanKind.MEDICAID_FFS: _AGENCY,
    PlanKind.MEDICAID_MANAGED_CARE: _AGENCY,
    PlanKind.CHIP: "The state\u2019s CHIP office",
    PlanKind.FEHB: "The agency\u2019s benefits office",
    PlanKind.TRICARE: "The office that keeps your military enrollment",
    PlanKind.VA: "The VA\u2019s enrollment office",
}
"""Who keeps the dates of coverage, and can mend them, by the kind of plan."""


def blanks(s: Situation, guide: Guide) -> dict[str, str]:
    """Return what stands for each blank of routes, actions and warnings."""
    people, amounts = s.facts.people, s.facts.amounts
    law = s.appeal.law_date if s.appeal else None
    notice = s.facts.dates.notice_appeal_by or (s.appeal.notice_due if s.appeal else None)
    over = None if amounts.billed is None or amounts.estimate is None else Cents(amounts.billed - amounts.estimate)
    return {
        "insurer": people.insurer or people.plan_name or "the insurer",
        "provider": people.provider or people.facility or "the provider",
        "clinician": people.clinician or "your clinician",
        "plan": plan_words(s.facts.plan_kind),
        "policy": people.policy_reference or "the rule that was used",
        "regulator": regulator_words(s),
        "codes": _codes(s),
        "unread": ", ".join(unread_codes(s)),
        "problem": _problem(s, guide),
        "why_appeal": _why_appeal(s),
        "surprise_words": next(
            (w for signal, w in _SURPRISES.items() if signal in s.signals), "This bill is protected"
        ),
        "deadline": _day(s.appeal_by, "the date on the notice"),
        "protective": _day(s.protective, "a month before the date on the notice"),
        "protective_advice": _protective_advice(s),
        "law_date": _day(law, "the law's own date"),
        "notice_date": _day(notice, "the date on the notice"),
        "amount": _amount(amounts.in_dispute or amounts.asked_of_patient or amounts.billed, "the disputed amount"),
        "asked": _amount(amounts.asked_of_patient, "more"),
        "owed": _amount(amounts.patient_responsibility, "less"),
        "estimate_over": _amount(over, "400 dollars or more"),
    }


def party_words(role: Role, s: Situation) -> str:
    """Return whom an action turns to: a name from the facts with the office, or the role alone."""
    people = s.facts.people
    provider = people.provider or people.facility
    insurer = people.insurer or people.plan_name
    offices = {
        "billing": (provider, "billing office", "Billing office"),
        "coding": (provider, "coding office", "Coding office"),
        "records": (provider, "records office", "Records office"),
        "assistance": (provider, "financial assistance", "Financial assistance office"),
        "appeals": (insurer, "appeals", "The insurer\u2019s appeals department"),
        "program": (insurer, "appeals", "The program\u2019s appeals office"),
    }
    if role in offices:
        name, office, alone = offices[role]
        return f"{name}, {office}" if name else alone
    if role == "enroller":
        return _ENROLLERS.get(s.facts.plan_kind, "Whoever enrolled you")
    return _single(role, people) or {"regulator": _capital(regulator_words(s)), "self": "You"}[role]


def plan_words(kind: PlanKind) -> str:
    """Return a plan kind as it stands in a sentence, at its beginning too."""
    if kind is PlanKind.UNKNOWN:
        return "This plan"
    title = PLAN_KIND_TITLES[kind]
    return title if kind in PROGRAMS else f"This kind of plan ({title[:1].lower()}{title[1:]})"


def regulator_words(s: Situation) -> str:
    """Return who oversees the plan, as far as its kind tells."""
    kind, state = s.facts.plan_kind, s.facts.state
    if CONDITIONS["surprise"](s):
        return "the federal No Surprises help desk"
    if CONDITIONS["estimate_signal"](s):
        return "the federal dispute process for estimates"
    if kind is PlanKind.EMPLOYER_SELF_FUNDED:
        return "the Labor Department (EBSA)"
    if kind in _STATE_KINDS:
        return _state_office(state)
    if kind in {PlanKind.UNKNOWN, PlanKind.GRANDFATHERED}:
        return f"the Labor Department (EBSA) if the plan is self-funded, else {_state_office(state)}"
    if kind in {PlanKind.MEDICARE_ADVANTAGE, PlanKind.MEDICARE_PART_D}:
        return "Medicare (1-800-MEDICARE)"
    if kind in {PlanKind.MEDICAID_FFS, PlanKind.MEDICAID_MANAGED_CARE}:
        known = states().get(state)
        return f"the {known.medicaid.name}" if known and known.medicaid.name else "the state\u2019s Medicaid agency"
    return "the program\u2019s own overseer" if kind in PROGRAMS else "the regulator of this kind of plan"


def _state_office(state: str) -> str:
    """Name the insurance regulator of a state; one known from memory is to be checked before anything is sent."""
    known = states().get(state)
    if known is None:
        return "the state insurance department"
    name = known.regulator.complaints or known.regulator.name
    check = ", a name to check first" if from_memory(known.regulator.name_verified) else ""
    return f"the {name}{check}" if name else f"the state insurance department ({state})"


def complaint_letter(s: Situation) -> str:
    """Return the letter that goes to the office that ``regulator_words`` names; empty where a program has its own."""
    kind = s.facts.plan_kind
    if CONDITIONS["surprise"](s):
        return "no_surprises_complaint"
    if CONDITIONS["estimate_signal"](s):
        return "estimate_dispute_initiation"
    if kind is PlanKind.EMPLOYER_SELF_FUNDED:
        return "labor_department_complaint"
    return "state_insurance_complaint" if kind in _STATE_KINDS else ""


def _protective_advice(s: Situation) -> str:
    """Say when the appeal that keeps the place goes out; a day that is past cannot be waited for."""
    day = _day(s.protective, "a month before the date on the notice")
    if CONDITIONS["time_short"](s):
        return f"Send the protective appeal now: the day to wait for the corrected EOB ({day}) is past."
    return f"If the corrected EOB is not there by {day}, send the protective appeal."


def _single(role: Role, people: People) -> str:
    return {
        "insurer": people.insurer or people.plan_name or "The insurer",
        "clinician": people.clinician or "The clinician who ordered it",
        "employer": people.employer or "The employer\u2019s benefits office",
        "collector": people.collector or "The collector",
        "credit_bureau": "Each credit bureau that shows it",
    }.get(role, "")


def _codes(s: Situation) -> str:
    labels = [code.label for code in s.decoded.codes if code.kind in {"CARC", "RARC"}]
    if labels:
        return _and(labels)
    return f"\u201c{s.decoded.topics[0].words}\u201d" if s.decoded.topics else "by the notice"


def _problem(s: Situation, guide: Guide) -> str:
    fitting = [p for p in s.proposals if p.fit == FITS and p.id in s.types - SHARES - {"bill_above_eob"}]
    titles = [p.title for p in fitting if guide.denial_types[p.id].family != "bill"] or [p.title for p in fitting]
    if not titles:
        titles = [row.label for row in guide.signals.values() if row.id in s.signals]
    first, *others = titles or ["Something on the claim"]
    text = _and([first, *(f"{title[:1].lower()}{title[1:]}" for title in others)])
    codes = [code.label for code in s.decoded.codes if code.kind in {"CARC", "RARC"}]
    return f"{text} ({_and(codes)})" if codes else text


def _why_appeal(s: Situation) -> str:
    if CONDITIONS["necessity"](s):
        return f"It refused on medical necessity ({_codes(s)}): answer its own policy with the record."
    if CONDITIONS["exclusion"](s):
        return f"It says that this is not covered ({_codes(s)}): ask for the rule it used."
    return f"The denial ({_codes(s)}) is answered there." if s.decoded.codes else ""


def _amount(cents: Cents | None, otherwise: str) -> str:
    return dollars(cents) if cents is not None else otherwise


def _day(day: date | None, otherwise: str) -> str:
    return screen_date(day) if day else otherwise


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
