# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Who the bill is for, field by field, and whether its numbers have the form that such numbers have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from app.domain.bill import Sheet, Sureness
from app.domain.coverage import PlanKind
from app.rules.checks.papers import CannotCheck, Draft, Papers

_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "mr", "mrs", "ms", "dr", "md"}
_NEAR = 0.82
_NPI = re.compile(r"[12]\d{9}", re.ASCII)
_MEDICARE = {PlanKind.MEDICARE_ORIGINAL}
_CARD = re.compile(r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d"
                   r"[AC-HJKMNP-RT-Y]{2}\d{2}", re.ASCII)  # fmt: skip
"""The form of a Medicare card's number: no S, L, O, I, B or Z."""
_FIELDS = {"date_of_birth": "date of birth", "member_id": "member ID", "group_number": "group number"}


def identity(papers: Papers) -> Iterator[Draft]:
    """Compare name, birth date, member and group between bill, EOB and what is known of the person."""
    people = papers.facts.people
    known = {"date_of_birth": people.date_of_birth, "member_id": people.member_id, "group_number": people.group_number}
    names = _values(papers.bill, "patient")
    others = [*_values(papers.eob, "patient"), *filter(None, (people.patient, people.policyholder))]
    compared = bool(names and others)
    yield from _several_people(names)
    odd = [name for name in names if others and not any(same_person(name, other) for other in others)]
    for name in odd[:1]:
        near = any(SequenceMatcher(None, _flat(name), _flat(other)).ratio() > _NEAR for other in others)
        yield Draft(
            compared=f"The bill is for “{name[:60]}”; your papers name “{others[0][:60]}”.",
            amount=None,
            confidence=Sureness.LOW if near else Sureness.MEDIUM,
            title="The name is written another way" if near else "The bill names someone else",
        )
    for field, title in _FIELDS.items():
        ours = _values(papers.bill, field)
        theirs = [*_values(papers.eob, field), *filter(None, (known[field],))]
        compared = compared or bool(ours and theirs)
        if ours and theirs and not {_plain(field, one) for one in ours} & {_plain(field, one) for one in theirs}:
            yield Draft(
                compared=f"The {title} on the bill is “{ours[0][:40]}”; your papers say “{theirs[0][:40]}”.",
                amount=None,
                confidence=Sureness.MEDIUM,
                title=f"The {title} does not agree",
                reason=f"The {title} on the bill is not the patient’s",
            )
    if not compared and len(names) < 2:
        raise CannotCheck("The bill names no person or number that your papers name too.")


def _several_people(names: list[str]) -> Iterator[Draft]:
    different = [names[0]] if names else []
    different += [name for name in names if not any(same_person(name, kept) for kept in different)]
    if len(different) > 1:
        yield Draft(
            compared=f"One bill names several people: {', '.join(f'“{name[:40]}”' for name in different[:4])}.",
            amount=None,
            confidence=Sureness.MEDIUM,
            title="More than one person on the bill",
        )


def same_person(one: str, other: str) -> bool:
    """Return whether two names may be one person's: in any order, with or without middle names and initials."""
    first, second = _parts(one), _parts(other)
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return True
    return all(any(part == whole or (len(part) == 1 and whole.startswith(part)) or
                   (len(whole) == 1 and part.startswith(whole)) for whole in longer) for part in shorter)  # fmt: skip


def _parts(name: str) -> list[str]:
    return [part for part in re.findall(r"[^\W\d_]+", name.casefold().replace("’", "").replace("'", ""))
            if part not in _SUFFIXES]  # fmt: skip


def _flat(name: str) -> str:
    return " ".join(sorted(_parts(name)))


def _values(sheet: Sheet | None, field: str) -> list[str]:
    return list(dict.fromkeys(value for claim in (sheet.claims if sheet else ()) if (value := getattr(claim, field))))


def _plain(field: str, value: str) -> str:
    digits = re.findall(r"\d+", value)
    if field == "date_of_birth" and len(digits) == 3:
        year_first = len(digits[0]) == 4
        ordered = digits if year_first else [digits[2], digits[0], digits[1]]
        return "-".join(part.zfill(2) for part in ordered)
    return re.sub(r"[^0-9A-Z]", "", value.upper())


def identifier(papers: Papers) -> Iterator[Draft]:
    """Check the form of the numbers: the NPI's check digit, the member ID, the claim number."""
    looked = False
    for npi in dict.fromkeys(one.line.npi for one in papers.bill.lines if one.line.npi):
        looked = True
        if not valid_npi(npi):
            yield Draft(
                compared=f"“{npi[:20]}” is given as the provider’s NPI; its check digit does not agree.",
                amount=None,
                confidence=Sureness.MEDIUM,
                lines=tuple(one.number for one in papers.bill.lines if one.line.npi == npi),
                title="A provider number that cannot be right",
                reason=f"The NPI {npi[:20]} fails its check digit",
            )
    for member in _values(papers.bill, "member_id"):
        looked = True
        why = _member_form(member, papers)
        if why:
            yield Draft(compared=f"The member ID on the bill is “{member[:40]}”. {why}", amount=None,
                        confidence=Sureness.LOW, title="The form of the member ID")  # fmt: skip
    yield from _claim_number(papers)
    if not looked and not _values(papers.bill, "claim_number"):
        raise CannotCheck("The bill has no NPI, member ID or claim number.")


def valid_npi(npi: str) -> bool:
    """Return whether ten digits are an NPI: the Luhn sum with the prefix 80840 that stands for health in the U.S."""
    bare = re.sub(r"[\s-]", "", npi)
    if not _NPI.fullmatch(bare):
        return False
    total = 0
    for place, digit in enumerate(reversed(f"80840{bare}")):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _member_form(member: str, papers: Papers) -> str:
    bare = re.sub(r"[\s-]", "", member.upper())
    if papers.facts.plan_kind in _MEDICARE:
        return "" if _CARD.fullmatch(bare) else "It does not have the form of a number on a Medicare card."
    if not re.fullmatch(r"[0-9A-Z]{4,24}", bare):
        return "It is shorter, longer or has other signs than such numbers have."
    accounts = {re.sub(r"[\s-]", "", value.upper()) for value in _values(papers.bill, "account_number")}
    return "It is the same as the account number." if bare in accounts else ""


def _claim_number(papers: Papers) -> Iterator[Draft]:
    ours = {_plain("", one) for one in _values(papers.bill, "claim_number")}
    theirs: Iterable[str] = [*_values(papers.eob, "payer_claim_number"), *_values(papers.eob, "claim_number")]
    named = {_plain("", one) for one in theirs}
    if ours and named and not ours & named:
        yield Draft(
            compared=f"The bill’s claim number is {sorted(ours)[0][:40]}; the EOB’s is {sorted(named)[0][:40]}.",
            amount=None,
            confidence=Sureness.INFO,
            title="The claim numbers are not the same",
            traps=(
                "Providers and insurers each number claims in their own way. Look whether the EOB is of this bill.",
            ),
        )
