# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""From the claims of a FHIR file to facts: all of one claim, or what several claims have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.reading import Confidence, ReadFact
from app.intake.claim_facts import facts_of_claim
from app.intake.fhir_claims import FoundClaim
from app.intake.fhir_people import Insured

_ADDED_UP = "Added up from the lines: the file states no total."
_ONLY_NUMBER = "The file gives only a number for the provider. Type the name."
_NOT_NAMED = "The file does not name the insurer. It is written with Medicare's own codes."
_AFTER_PERSON = {"service_code", "billed", "allowed", "plan_paid", "patient_responsibility", "denied", "code"}
_BEFORE_CARE = {"service_date", "service_end"}


def facts_of(claims: Sequence[FoundClaim], alone: Insured) -> tuple[ReadFact, ...]:
    """Return the facts of the only claim; of several those alike in all; of none what ``alone`` tells of the person."""
    if not claims:
        return tuple(_of_person(alone))
    if len(claims) == 1:
        return tuple(_of_claim(claims[0]))
    by_field: dict[str, dict[str, ReadFact]] = {}
    for found in claims:
        for fact in _of_person(found.insured):
            by_field.setdefault(fact.field, {})[fact.value] = fact
    return tuple(next(iter(values.values())) for values in by_field.values() if len(values) == 1)


def _of_person(insured: Insured) -> list[ReadFact]:
    said = {
        "member_name": insured.policyholder,
        "patient_name": insured.patient,
        "member_id": insured.member_id,
        "group_number": insured.group_number,
        "insurer": insured.payer,
        "plan_name": insured.plan_name,
    }
    facts = [ReadFact(field=field, value=value, words=value) for field, value in said.items() if value]
    return facts if insured.payer_named else [_not_named(fact) for fact in facts]


def _of_claim(found: FoundClaim) -> list[ReadFact]:
    """Return the facts of a claim as of any file, those in doubt marked, with plan and reason added."""
    person = {fact.field: fact for fact in _of_person(found.insured)}
    facts = [person.pop(fact.field, fact) for fact in facts_of_claim(found.claim)]
    place = next((at for at, fact in enumerate(facts) if fact.field in _AFTER_PERSON), len(facts))
    facts = [_in_doubt(fact, found) for fact in (*facts[:place], *person.values(), *facts[place:])]
    if not found.care:
        facts = [fact for fact in facts if fact.field not in _BEFORE_CARE]
    refused = found.claim.denied or any(line.denied for line in found.claim.lines)
    if refused and found.claim.notes:
        reason = found.claim.notes[0]
        facts.append(ReadFact(field="reason", value=reason, words=reason, confidence=Confidence.LIKELY))
    return facts


def _in_doubt(fact: ReadFact, found: FoundClaim) -> ReadFact:
    if fact.field in found.added_up:
        return replace(fact, confidence=Confidence.LIKELY, note=_ADDED_UP)
    if fact.field == "provider" and fact.value.startswith("NPI "):
        return replace(fact, confidence=Confidence.CHECK, note=_ONLY_NUMBER)
    return fact


def _not_named(fact: ReadFact) -> ReadFact:
    if fact.field != "insurer":
        return fact
    return replace(fact, confidence=Confidence.LIKELY, note=_NOT_NAMED)
