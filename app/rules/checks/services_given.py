# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Whether what is charged was given, or is part of something else that is charged: supplies, facility fees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from app.domain.bill import SheetLine, Sureness
from app.domain.money import Cents
from app.rules.checks.code_forms import is_office_visit
from app.rules.checks.papers import Draft, Papers, care, money, named, numbers

_NOT_GIVEN = re.compile(
    r"\bcancel(?:l?ed|lation)?\b|\bno[- ]?show\b|\bnot (?:given|administered|performed|done|received)\b|\brefused\b"
    r"|\bdiscontinued\b|\bvoid(?:ed)?\b|\bnever (?:given|done)\b",
    re.IGNORECASE,
)
_FEE_FOR_MISSING = re.compile(r"\b(?:fee|charge|penalty)\b", re.IGNORECASE)
_ROUTINE = re.compile(
    r"\b(?:gloves?|gowns?|drapes?|pillows?|linens?|slippers|socks|tissues?|mucus recovery|thermometers?|bed ?pans?"
    r"|emesis|wash ?basin|basin|water pitcher|pitcher|toothbrush|tooth ?paste|mouth ?wash|lotion|shampoo|soap"
    r"|alcohol (?:pads?|preps?|swabs?|wipes?)|prep pads?|cotton balls?|gauze|band-?aids?|tape|razors?"
    r"|admi(?:ssion|t) kit|hygiene kit|patient kit|comfort kit|disposable|masks?|underpads?|chux|diapers?)\b",
    re.IGNORECASE,
)
_SUPPLY_REVENUE = {"0270", "0271"}
_DRUG_REVENUE = ("025", "063")
_FEE_WORDS = re.compile(r"\b(?:facility|clinic|room use|hospital outpatient) fee\b|\bfacility charge\b", re.IGNORECASE)
_OFFICE = "11"


def not_received(papers: Papers) -> Iterator[Draft]:
    """Ask about lines the person marked as not received, and lines whose own words say so."""
    for one in papers.net:
        marked = one.number in papers.not_received
        words = _NOT_GIVEN.search(one.line.description)
        if not marked and (not words or _FEE_FOR_MISSING.search(one.line.description)):
            continue
        if (one.line.billed or 0) <= 0 and (one.line.balance or 0) <= 0:
            continue
        drug = one.line.revenue_code.startswith(_DRUG_REVENUE) or one.line.code.startswith("J")
        records = " Ask for the medication record, which shows each dose given." if drug else ""
        why = "you marked it as not received" if marked else f"its own words say “{words[0] if words else ''}”"
        yield Draft(
            compared=f"{named([one]).capitalize()}, {care(one)}: {why}.{records}",
            amount=_stake(one),
            confidence=Sureness.MEDIUM,
            lines=numbers([one]),
            reason="This was not received: please show the record of it"
            if marked
            else "The line says it was not given",
        )


def _stake(one: SheetLine) -> Cents:
    return Cents(max(one.line.billed or 0, 0) or max(one.line.balance or 0, 0))


def routine_supply(papers: Papers) -> Iterator[Draft]:
    """Ask about supplies that are usually part of the room or the procedure."""
    found = [one for one in papers.net if (one.line.billed or 0) > 0 and _is_routine(one)]
    if not found:
        return
    total = Cents(sum(one.line.billed or 0 for one in found))
    words = ", ".join(f"“{one.line.description[:30]}”" for one in found[:4] if one.line.description)
    yield Draft(
        compared=f"{named(found).capitalize()}: {words or 'supplies'}, {money(total)} together.",
        amount=total,
        confidence=Sureness.LOW,
        lines=numbers(found),
    )


def _is_routine(one: SheetLine) -> bool:
    line = one.line
    if line.code[:1].isalpha() or (line.code and line.code.isdigit() and line.revenue_code not in _SUPPLY_REVENUE):
        return False  # a code of its own says more than the words
    return bool(_ROUTINE.search(line.description))


def facility_fee(papers: Papers) -> Iterator[Draft]:
    """Ask about a facility's fee on the day of what was an office visit."""
    by_day: dict[object, list[SheetLine]] = defaultdict(list)
    for one in papers.net:
        if one.line.service_date:
            by_day[(one.claim.patient.casefold(), one.line.service_date)].append(one)
    for lines in by_day.values():
        fees = [one for one in lines if _is_fee(one) and (one.line.billed or 0) > 0]
        visits = [one for one in lines if is_office_visit(one.line.code)]
        if not fees or not visits:
            continue
        office = any(one.line.place_of_service == _OFFICE for one in [*fees, *visits])
        yield Draft(
            compared=f"{named(fees).capitalize()}: a fee for the facility beside the office visit of "
            f"{named([one for one in visits if one not in fees] or visits)}"
            f"{', whose place of service is 11, an office' if office else ''}.",
            amount=Cents(sum(one.line.billed or 0 for one in fees)),
            confidence=Sureness.MEDIUM if office else Sureness.LOW,
            lines=numbers(fees),
        )


def _is_fee(one: SheetLine) -> bool:
    line = one.line
    clinic = line.revenue_code.startswith("051") and len(line.revenue_code) == 4
    return clinic or line.code == "G0463" or bool(_FEE_WORDS.search(line.description))
