# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""From what was read to FACTS, beside what the person typed, and never over it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

from app.domain.coverage import PlanKind
from app.domain.facts import Amounts, Answers, Dates, Facts, People
from app.domain.money import Cents, cents_from_text
from app.domain.reading import Confidence, ReadFact, Reading
from app.intake.kinds import is_itemized
from app.intake.policy_reference import policy_reference

Table = TypeVar("Table", Dates, Answers, Amounts, People)

_PEOPLE = {
    "member_id": "member_id",
    "group_number": "group_number",
    "claim_number": "claim_number",
    "account_number": "account_number",
    "provider": "provider",
    "insurer": "insurer",
    "plan_name": "plan_name",
    "appeal_address": "insurer_address",
    "appeal_fax": "insurer_fax",
    "reason": "denial_reason",
}
_AMOUNTS = {
    "billed": "billed",
    "allowed": "allowed",
    "plan_paid": "plan_paid",
    "patient_responsibility": "patient_responsibility",
    "denied": "in_dispute",
    "balance_due": "asked_of_patient",
}


def facts_from_reading(reading: Reading, *, unchecked: bool = False) -> Facts:
    """Return the FACTS that a reading holds.

    What is marked "check" is left out until the person has looked at it, unless ``unchecked`` is true.
    """
    facts = [fact for fact in reading.facts if unchecked or fact.confidence is not Confidence.CHECK]
    reason = _first(facts, "reason")
    return Facts(
        codes=tuple(dict.fromkeys(fact.value for fact in facts if fact.field == "code")),
        reason=reason,
        have=_have(reading),
        dates=_dates(reading.kind, facts),
        amounts=Amounts(**{key: _cents(facts, field) for field, key in _AMOUNTS.items()}),
        people=replace(_people(facts), policy_reference=policy_reference(reason)),
    )


def merge(facts: Facts, read: Facts) -> Facts:
    """Return ``facts`` with every gap filled from ``read``; what is there already stays as it is.

    Codes, signals and documents at hand are added to those already known.
    """
    return replace(
        facts,
        plan_kind=read.plan_kind if facts.plan_kind is PlanKind.UNKNOWN else facts.plan_kind,
        state=facts.state or read.state,
        service_timing=facts.service_timing or read.service_timing,
        urgent=facts.urgent or read.urgent,
        codes=tuple(dict.fromkeys((*facts.codes, *read.codes))),
        reason=facts.reason or read.reason,
        signals=tuple(dict.fromkeys((*facts.signals, *read.signals))),
        have=tuple(dict.fromkeys((*facts.have, *read.have))),
        dates=_filled(facts.dates, read.dates),
        answers=_filled(facts.answers, read.answers),
        amounts=_filled(facts.amounts, read.amounts),
        people=_filled(facts.people, read.people),
    )


def _filled(typed: Table, read: Table) -> Table:
    gaps = {f.name: getattr(read, f.name) for f in fields(typed) if getattr(typed, f.name) in (None, "")}
    return replace(typed, **gaps)


def _first(facts: list[ReadFact], field: str) -> str:
    return next((fact.value for fact in facts if fact.field == field), "")


def _days(facts: list[ReadFact], field: str) -> list[date]:
    return sorted(date.fromisoformat(fact.value) for fact in facts if fact.field == field)


def _cents(facts: list[ReadFact], field: str) -> Cents | None:
    return cents_from_text(_first(facts, field))


def _dates(kind: str, facts: list[ReadFact]) -> Dates:
    services = _days(facts, "service_date")
    ends = _days(facts, "service_end") or services[-1:]
    last = ends[-1] if ends and services and ends[-1] > services[0] else None
    notices = _days(facts, "notice_date")
    denies = kind == "denial_notice" or (
        kind == "eob" and any(_first(facts, name) for name in ("code", "reason", "denied"))
    )
    return Dates(
        service=services[0] if services else None,
        service_end=last,
        denial_notice=notices[0] if notices and denies else None,
        notice_appeal_by=next(iter(_days(facts, "appeal_by")), None),
    )


def _people(facts: list[ReadFact]) -> People:
    patient = _first(facts, "patient_name") or _first(facts, "member_name")
    member = _first(facts, "member_name")
    codes = dict.fromkeys(fact.value for fact in facts if fact.field == "service_code")
    known = {key: _first(facts, field) for field, key in _PEOPLE.items()}
    policyholder = member if member.casefold() != patient.casefold() else ""
    return People(**known, patient=patient, policyholder=policyholder, service_codes=", ".join(codes))


def _have(reading: Reading) -> tuple[str, ...]:
    if reading.kind in {"denial_notice", "eob"}:
        return (reading.kind,)
    if reading.kind == "bill":
        return ("itemized_bill",) if is_itemized(reading.text) else ("statement",)
    return ()
