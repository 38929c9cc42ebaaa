# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a file says in the end: the findings of all pages weighed against each other, field by field."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from app.domain.money import cents_from_text, plain_dollars
from app.domain.reading import Confidence
from app.intake.found import Found

FIELDS: tuple[str, ...] = (
    *("notice_date", "service_date", "service_end", "member_name", "patient_name", "member_id", "group_number"),
    *("claim_number", "account_number", "provider", "insurer", "plan_name", "service_code"),
    *("billed", "allowed", "plan_paid", "patient_responsibility", "denied", "balance_due"),
    *("code", "reason", "appeal_by", "appeal_days", "appeal_address", "appeal_fax", "phone"),
)
"""The fields of a reading, in the order they are shown."""

MONEY = {"billed", "allowed", "plan_paid", "patient_responsibility", "denied", "balance_due"}
NUMBERS = {"member_id", "group_number", "claim_number", "account_number"}
NAMES = {"member_name", "patient_name", "provider", "insurer", "plan_name"}
MOST_SHOWN = 8


def weigh(found: list[Found]) -> list[Found]:
    """Return what is believed, in the order of FIELDS; where the file contradicts itself, each value."""
    believed: list[Found] = []
    claims = {one.value.casefold() for one in found if one.field == "claim_number" and one.rank <= 1}
    for field in FIELDS:
        mine = sorted((one for one in found if one.field == field), key=lambda one: (one.rank, one.place))
        if mine:
            believed += _weigh_field(field, mine, len(claims))[:MOST_SHOWN]
    return _without_empty_ranges(believed)


def _weigh_field(field: str, mine: list[Found], claims: int) -> list[Found]:
    best = [one for one in mine if one.rank == mine[0].rank]
    if field == "code":
        return _codes(_distinct(sorted(mine, key=lambda one: one.place)))
    if field == "service_code":
        return _distinct(mine)
    if field in MONEY:
        return _money(best, claims)
    if field == "claim_number":
        return _numbers(_distinct([one for one in mine if one.rank <= 1] or mine))
    if field in NUMBERS:
        return _numbers(_distinct(best))
    if field in NAMES:
        return _names(best)
    return _rest(field, _distinct(best))


def _rest(field: str, best: list[Found]) -> list[Found]:
    """Weigh dates and texts: one of each, but for the days of service."""
    if len(best) == 1:
        return best
    if field == "service_date":
        days = sorted(best, key=lambda one: one.value)
        return [_said(one, Confidence.LIKELY, "The file names services on several days.") for one in days]
    if field == "service_end":
        return [max(best, key=lambda one: one.value)]
    if field in {"appeal_by", "appeal_days"}:
        earliest = min(best, key=lambda one: (int(one.value), "") if field == "appeal_days" else (0, one.value))
        return [_said(earliest, Confidence.LIKELY, "The notice gives more than one; this is the earliest.")]
    if field == "notice_date":
        return [_said(best[0], Confidence.LIKELY, "Another date stands on the same footing. Compare it with the page.")]
    return best[:1]


def _distinct(found: list[Found]) -> list[Found]:
    kept: dict[str, Found] = {}
    for one in found:
        kept.setdefault(one.value.casefold(), one)
    return list(kept.values())


def _codes(found: list[Found]) -> list[Found]:
    """Leave out a bare number that stands elsewhere with its group."""
    grouped = {one.value.partition("-")[2] for one in found if "-" in one.value}
    return [one for one in found if one.value not in grouped]


def _numbers(found: list[Found]) -> list[Found]:
    if len(found) == 1:
        return found
    note = f"The file holds {len(found)} numbers of this kind. Keep the one you dispute."
    return [_said(one, Confidence.CHECK, note) for one in found]


def _names(found: list[Found]) -> list[Found]:
    counts = Counter(one.value.casefold() for one in found)
    most = max(found, key=lambda one: counts[one.value.casefold()])
    if len(counts) == 1:
        return [most]
    return [_said(most, Confidence.LIKELY, "The file names others too. Compare it with the page.")]


def _money(found: list[Found], claims: int) -> list[Found]:
    """One amount; or the one that the others add up to; or the sum of repeated lines; or all, to be checked."""
    values = [cents_from_text(one.value) or 0 for one in found]
    if len(set(values)) == 1:
        return found[:1]
    for one, value in zip(found, values, strict=True):
        if len(found) > 2 and value * 2 == sum(values):
            return [one]
    if found[0].rank == 0 or claims > 1:
        note = "The file holds several amounts. Keep the one you dispute."
        return [_said(one, Confidence.CHECK, note) for one in _distinct(found)]
    note = f"Added up from {len(found)} places of the file."
    return [replace(_said(found[-1], Confidence.LIKELY, note), value=plain_dollars(sum(values)))]


def _said(found: Found, confidence: Confidence, note: str) -> Found:
    return replace(found, confidence=confidence, note=" ".join(part for part in (found.note, note) if part))


def _without_empty_ranges(found: list[Found]) -> list[Found]:
    """Leave out an end that is not after the first day of service."""
    starts = [one.value for one in found if one.field == "service_date"]
    return [one for one in found if one.field != "service_end" or (starts and one.value > min(starts))]
