# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The form of codes alone: modifiers, diagnoses and HCPCS against their lists, visit levels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator

from app.domain.bill import SheetLine, Sureness
from app.rules.checks.papers import CannotCheck, Draft, Papers, care, named, numbers
from app.rules.code_validity import State, Validity, hcpcs, icd10, icd10_title

_APART = frozenset({"59", "XE", "XS", "XP", "XU"})
_REMOTE = frozenset({"95", "GT"})
_REMOTE_PLACES = {"02", "10"}
_OFFICE = "11"
_MODIFIER = re.compile(r"[0-9A-Z]{2}", re.ASCII)
_LEVEL_II = re.compile(r"[A-V]\d{4}", re.ASCII)
_SURGERY = range(10004, 70000)
"""CPT numbers of procedures, which have their own usual visit."""
_BLOOD_DRAWS = range(36400, 36426)
HIGHEST = frozenset({
    "99205", "99215", "99223", "99233", "99236", "99245", "99255", "99285", "99306", "99310", "99345", "99350", "G0384",
})  # fmt: skip
"""The highest visit levels of each kind of visit."""


def is_procedure(code: str) -> bool:
    """Return whether a code is a procedure with a visit of its own."""
    return len(code) == 5 and code.isdecimal() and int(code) in _SURGERY and int(code) not in _BLOOD_DRAWS


def is_visit(code: str) -> bool:
    """Return whether a code is one of the visits (evaluation and management)."""
    return len(code) == 5 and code.isdecimal() and 99202 <= int(code) <= 99499


def is_office_visit(code: str) -> bool:
    """Return whether a code is a visit in an office or clinic."""
    return len(code) == 5 and code.isdecimal() and 99202 <= int(code) <= 99215


def modifier_form(papers: Papers) -> Iterator[Draft]:
    """Ask about modifiers that do not go with their code, their place or each other, and about unknown HCPCS codes."""
    for one in papers.net:
        for words, sureness in _line_forms(one):
            yield Draft(
                compared=f"{named([one]).capitalize()}, {care(one)}: {words}",
                amount=None,
                confidence=sureness,
                lines=numbers([one]),
            )
    yield from _visit_beside_procedure(papers)
    yield from _unknown_services(papers)


def _line_forms(one: SheetLine) -> Iterator[tuple[str, Sureness]]:
    line = one.line
    marks = set(line.modifiers)
    sided = marks & {"LT", "RT"}
    odd = [mark for mark in line.modifiers if not _MODIFIER.fullmatch(mark)]
    if odd:
        yield f"“{odd[0][:10]}” does not have the form of a modifier, which is two signs.", Sureness.LOW
    if is_visit(line.code) and _APART & marks:
        yield (
            f"modifier {min(_APART & marks)} is for procedures; a visit is set apart by modifier 25.",
            Sureness.MEDIUM,
        )
    if "25" in marks and is_procedure(line.code):
        yield "modifier 25 belongs on a visit, and this is a procedure.", Sureness.LOW
    if "50" in marks and sided:
        yield "modifier 50 says both sides, LT or RT one side: they do not go together.", Sureness.MEDIUM
    if "50" in marks and line.units is not None and line.units > 1:
        yield "modifier 50 already says both sides, and there is more than one unit.", Sureness.LOW
    if sided == {"LT", "RT"}:
        yield "both LT and RT stand on one line; many insurers want modifier 50 or two lines.", Sureness.LOW
    if {"26", "TC"} <= marks:
        yield (
            "26 and TC are the two parts of one service: together they are the whole, and neither is needed.",
            Sureness.LOW,
        )
    if _REMOTE & marks and line.place_of_service == _OFFICE:
        yield (
            f"modifier {min(_REMOTE & marks)} says at a distance; the place of service, 11, says in the office.",
            Sureness.MEDIUM,
        )
    if line.place_of_service in _REMOTE_PLACES and is_visit(line.code) and not (_REMOTE | {"93", "FQ", "GQ"}) & marks:
        yield (
            f"the place of service, {line.place_of_service}, says telehealth, and no modifier says how; some insurers "
            "want 95.",
            Sureness.INFO,
        )


def _visit_beside_procedure(papers: Papers) -> Iterator[Draft]:
    """Ask about a visit on the day of a procedure by the same clinician: does modifier 25 say that it was more?"""
    days: dict[Hashable, list[SheetLine]] = defaultdict(list)
    for one in papers.net:
        if one.line.code and one.line.service_date and not one.line.revenue_code:
            who = one.line.npi or one.claim.provider.casefold()
            days[(one.claim.patient.casefold(), who, one.line.service_date)].append(one)
    for lines in days.values():
        visits = [one for one in lines if is_visit(one.line.code)]
        others = [one for one in lines if is_procedure(one.line.code)]
        for one in visits if others else ():
            said = "25" in one.line.modifiers
            yield Draft(
                compared=f"{named([one]).capitalize()}, {care(one)}, stands beside a procedure of the same day "
                f"({others[0].line.code}), {'with' if said else 'without'} modifier 25.",
                amount=None,
                confidence=Sureness.INFO if said else Sureness.LOW,
                lines=numbers([one]),
                title="A visit on the day of a procedure",
                reason="Does the record show work beyond the usual visit before the procedure?",
            )


def _unknown_services(papers: Papers) -> Iterator[Draft]:
    """Look HCPCS Level II codes up; a CPT number is nobody's to look up here."""
    seen: dict[str, list[SheetLine]] = defaultdict(list)
    for one in papers.net:
        if _LEVEL_II.fullmatch(one.line.code):
            seen[one.line.code].append(one)
    for code, lines in seen.items():
        found = hcpcs(code, lines[0].line.service_date)
        if found.state is State.NOT_FOUND:
            yield Draft(
                compared=f"{named(lines).capitalize()}: {found.words}",
                amount=None,
                confidence=Sureness.MEDIUM if found.in_period else Sureness.INFO,
                lines=numbers(lines),
                title="A service code that is not in the list",
                reason=f"The code {code} is not in the HCPCS list of CMS",
            )


def diagnosis_form(papers: Papers) -> Iterator[Draft]:
    """Look diagnoses up in the list of the fiscal year, and for present-on-admission where the bill has a column."""
    seen: dict[str, list[SheetLine]] = defaultdict(list)
    for one in papers.bill.lines:
        for code in one.line.diagnoses:
            seen[code].append(one)
    for claim in papers.bill.claims:
        for code in claim.diagnoses:
            seen.setdefault(code, [])
    if not seen:
        raise CannotCheck("The bill shows no diagnosis codes. The claim form has them: ask for it.")
    for code, lines in seen.items():
        day = next((one.line.service_date for one in lines if one.line.service_date), None)
        draft = _diagnosis(icd10(code, day), lines)
        if draft is not None:
            yield draft
    yield from _present_on_admission(papers)


def _diagnosis(found: Validity, lines: list[SheetLine]) -> Draft | None:
    where = f"{named(lines).capitalize()}: " if lines else ""
    words = f"{where}{found.words}"
    if found.state in {State.NOT_FOUND, State.NOT_COMPLETE} or not found.kind:
        below = f" Below it stand {', '.join(found.more_exact[:4])}." if found.more_exact else ""
        return Draft(
            compared=f"{words}{below}",
            amount=None,
            confidence=Sureness.MEDIUM if found.in_period and found.kind else Sureness.LOW,
            lines=numbers(lines),
            title="A diagnosis that is not complete" if below else "A diagnosis that is not in the list",
            reason=f"The diagnosis {found.code} was not valid on the date of service, or is not complete",
        )
    if found.kind and "unspecified" in icd10_title(found.code).lower():
        return Draft(
            compared=f"{where}{found.code} says “unspecified”. A more exact code may fit what the record shows.",
            amount=None,
            confidence=Sureness.INFO,
            lines=numbers(lines),
            title="An unspecified diagnosis",
            reason=f"Does the record support a more exact diagnosis than {found.code}?",
        )
    return None


def _present_on_admission(papers: Papers) -> Iterator[Draft]:
    inpatient = any(claim.admitted and claim.discharged for claim in papers.bill.claims)
    empty = [one for one in papers.bill.lines if one.line.diagnoses and one.line.present_on_admission == ""]
    if inpatient and empty:
        yield Draft(
            compared=f"{named(empty).capitalize()} {'has' if len(empty) == 1 else 'have'} a diagnosis without a "
            "present-on-admission mark.",
            amount=None,
            confidence=Sureness.LOW,
            lines=numbers(empty),
            title="Present on admission is left open",
            reason="The present-on-admission mark is missing",
        )


def visit_level(papers: Papers) -> Iterator[Draft]:
    """Ask how the highest visit levels were chosen; nothing more follows from the code."""
    for one in papers.net:
        if one.line.code in HIGHEST:
            yield Draft(
                compared=f"{named([one]).capitalize()}, {care(one)}: one of the highest levels of its kind of visit.",
                amount=None,
                confidence=Sureness.LOW,
                lines=numbers([one]),
            )
