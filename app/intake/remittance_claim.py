# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""One claim of a remittance, from its segments to a record; nothing is worked out that the file does not say."""

from __future__ import annotations

from datetime import date

from app.domain.money import Cents
from app.domain.reading import ReadAdjustment, ReadClaim, ReadLine
from app.intake.remittance_line import adjustments_of, day_of, read_line
from app.intake.remittance_parts import Parts, at, claim_words, parts_of
from app.intake.remittance_payment import Header
from app.intake.remittance_words import DENIED, NOT_REFUSED, PATIENT_SHARE, is_answer, status_words
from app.intake.values import person_name
from app.intake.x12_amounts import x12_cents
from app.intake.x12_signs import Signs

_NO_MEMBER_NUMBER = {"34", "EI", "FI", "24", "XX"}
"""Kinds of number that name a person or a business to the state, never to a plan; 34 is the Social Security number."""


def read_claim(
    segments: list[bytes],
    first: int,
    signs: Signs,
    *,
    balanced: bool | None,
    header: Header,
    linked: str = "",
) -> ReadClaim:
    """Return one claim; ``first`` numbers its first segment, ``linked`` says which claim undoes or mends it."""
    parts = parts_of(segments, first, signs)
    clp = parts.head[0]
    code = at(clp, 2).lstrip("0")
    own = adjustments_of(parts.of("CAS"))
    refused = code == DENIED
    lines = tuple(read_line(n, s, signs, refused=refused, answer=is_answer(code)) for n, s in parts.lines)
    days = sorted(day for line in lines for day in (line.service_date, line.service_end) if day)
    start, end = _dated(parts, "232"), _dated(parts, "233")
    billed, paid = x12_cents(at(clp, 3)), x12_cents(at(clp, 4))
    every = [*own, *(one for line in lines for one in line.adjustments)]
    forwarded = next((one for one in parts.of("NM1", "TT")), [])
    status = status_words(code, at(forwarded, 3))
    return ReadClaim(
        claim_number=at(clp, 1),
        payer_claim_number=at(clp, 7),
        account_number=at(clp, 1),
        status=f"{status}; {linked}" if linked else status,
        patient=_name(next(parts.of("NM1", "QC"), [])),
        member_id=_member_id(parts),
        group_number=next((at(ref, 2) for ref in parts.of("REF", "1L")), ""),
        provider=header.payee or _name(next(parts.of("NM1", "82"), [])),
        payer=header.payer,
        service_from=start or (days[0] if days else end),
        service_to=end or max([*days[-1:], *([start] if start else [])], default=None),
        billed=billed,
        allowed=_allowed(lines),
        paid=paid,
        patient_responsibility=_share(at(clp, 5), every, balanced=balanced),
        adjustments=own,
        remarks=_remarks(parts),
        denied=_denied(code, billed, paid, own, lines),
        balanced=balanced,
        lines=lines,
        place=f"segment {first}",
        decided_on=header.day,
        words=(*header.words, *claim_words(parts, signs)),
    )


def _denied(
    code: str, billed: Cents | None, paid: Cents | None, own: tuple[ReadAdjustment, ...], lines: tuple[ReadLine, ...]
) -> bool:
    """A status that says so; or nothing paid, nothing left as an ordinary share, and a reason that refuses."""
    if code == DENIED:
        return True
    if paid != 0 or not billed or billed < 0 or not is_answer(code):
        return False
    charged = [line for line in lines if line.billed]
    if charged and all(line.denied for line in charged):
        return True
    reasons = [one for one in own if one.amount > 0]
    shared = any(one.code in PATIENT_SHARE for one in (*reasons, *(a for line in lines for a in line.adjustments)))
    return not shared and any(one.code not in NOT_REFUSED for one in reasons)


def _allowed(lines: tuple[ReadLine, ...]) -> Cents | None:
    """Add up what the file allows line by line; a line that is silent leaves the claim silent."""
    allowed = [line.allowed for line in lines if line.billed or line.allowed is not None]
    said = [cents for cents in allowed if cents is not None]
    return Cents(sum(said)) if said and len(said) == len(allowed) else None


def _share(said: str, every: list[ReadAdjustment], *, balanced: bool | None) -> Cents | None:
    """What the claim says the patient owes; else the patient's adjustments, where all the money is accounted for."""
    if said:
        return x12_cents(said)
    return Cents(sum(one.amount for one in every if one.group == "PR")) if balanced else None


def _remarks(parts: Parts) -> tuple[str, ...]:
    """Remark codes of the whole claim: five places for hospital stays, five for other care, and any list."""
    found = [at(mia, place) for mia in parts.of("MIA") for place in (5, 20, 21, 22, 23)]
    found += [at(moa, place) for moa in parts.of("MOA") for place in (3, 4, 5, 6, 7)]
    found += [at(lq, 2) for lq in parts.of("LQ")]
    return tuple(dict.fromkeys(code for code in found if code))


def _dated(parts: Parts, kind: str) -> date | None:
    return next((day for dtm in parts.of("DTM", kind) if (day := day_of(at(dtm, 2)))), None)


def _member_id(parts: Parts) -> str:
    """The patient's number with the plan, else the insured person's; a Social Security number is left where it is."""
    for who in ("QC", "IL"):
        for name in parts.of("NM1", who):
            if at(name, 9) and at(name, 8) not in _NO_MEMBER_NUMBER:
                return at(name, 9)
    return ""


def _name(name: list[str]) -> str:
    """Return a person's name as people write it, the first name first."""
    if at(name, 2) == "2":
        return at(name, 3)
    words = " ".join(part for part in (at(name, 4), at(name, 3)) if part)
    return words if "," in words else person_name(words)[0]
