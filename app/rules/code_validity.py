# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Whether a diagnosis or service code is in force on a day: always with the list, and the year, that was looked in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.dates import said_date
from app.knowledge import hcpcs as service_codes
from app.knowledge import icd10 as diagnoses

_ICD10 = re.compile(r"[A-Z]\d[0-9A-Z]{1,5}", re.ASCII)
_HCPCS = re.compile(r"[A-V]\d{4}", re.ASCII)
_CPT = re.compile(r"\d{4}[0-9FMTU]", re.ASCII)
_SHOWN = 8


class State(StrEnum):
    """What the list says. NOT_COMPLETE: a heading; the claim needs one of the more exact codes below it."""

    VALID = "valid"
    NOT_COMPLETE = "not_complete"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """One code looked up. ``kind``: ICD10, HCPCS, CPT, or empty for what has the form of neither.

    ``release`` is the list that was looked in, empty where none is at hand; ``in_period`` is False where the day asked
    about lies outside the time of that release, so that its answer may not hold for the day. ``more_exact`` are the
    codes right below. ``words`` say all of it in a sentence or two.
    """

    code: str
    kind: str
    state: State
    words: str
    release: str = ""
    title: str = ""
    in_period: bool = True
    more_exact: tuple[str, ...] = ()


def icd10(code: str, on: date | None = None) -> Validity:
    """Look up a diagnosis code, with or without its dot; ``on`` is the day of the care."""
    bare = diagnoses.plain(code)
    if not _ICD10.fullmatch(bare):
        return _no_form(code, "diagnosis code of ICD-10-CM, which is a letter, a digit and one to five more")
    listed, name = diagnoses.icd10_list(), diagnoses.dotted(bare)
    inside = on is None or diagnoses.FIRST_DAY <= on <= diagnoses.LAST_DAY
    below = listed.below(bare)
    state = State.NOT_FOUND if bare not in listed.known else State.NOT_COMPLETE if below else State.VALID
    words = {
        State.VALID: f"{name} is in the list, and complete.",
        State.NOT_COMPLETE: f"{name} is only a heading: a claim needs one of the more exact codes below it.",
        State.NOT_FOUND: f"{name} is not in the list.",
    }[state]
    return Validity(
        code=name,
        kind="ICD10",
        state=state,
        words=f"{words} Looked in: {diagnoses.RELEASE}.{'' if inside else _outside_fiscal_year(on)}",
        release=diagnoses.RELEASE,
        title=icd10_title(bare) if state is not State.NOT_FOUND else "",
        in_period=inside,
        more_exact=tuple(diagnoses.dotted(one) for one in below),
    )


def icd10_title(code: str) -> str:
    """Return the title of a diagnosis code; one with a seventh character has that of the code before it."""
    titles, bare = diagnoses.icd10_titles(), diagnoses.plain(code)
    if bare in titles:
        return titles[bare]
    # The tabular list prints a seventh character, and the X that holds a place before it, apart from the codes.
    stem = next((bare[:end] for end in range(len(bare) - 1, 2, -1) if bare[:end] in titles), "")
    return f"{titles[stem]} (last character {bare[-1]})" if stem else ""


def more_exact_words(found: Validity) -> str:
    """Name the first of the more exact codes with their titles, or nothing where there are none."""
    if not found.more_exact:
        return ""
    named = [f"{one} {icd10_title(one)}" for one in found.more_exact[:_SHOWN]]
    rest = len(found.more_exact) - len(named)
    return f"Below it stand: {'; '.join(named)}{f'; and {rest} more' if rest else ''}."


def hcpcs(code: str, on: date | None = None) -> Validity:
    """Look up a service code: HCPCS Level II in the list of CMS; a CPT-form number is recognized and not checked."""
    bare = code.strip().upper()
    if _CPT.fullmatch(bare):
        words = "The American Medical Association owns the list of CPT codes: its date was not checked."
        return Validity(code=bare, kind="CPT", state=State.NOT_CHECKED, words=words)
    if not _HCPCS.fullmatch(bare):
        return _no_form(code, "service code, which is five digits, or a letter and four digits")
    title = service_codes.hcpcs_titles().get(bare, "")
    if not title and bare[0] in service_codes.UNLISTED:
        return Validity(code=bare, kind="HCPCS", state=State.NOT_CHECKED, words=_unlisted(bare))
    inside = on is None or service_codes.FIRST_DAY <= on <= service_codes.LAST_DAY
    said = f"{bare} is {'' if title else 'not '}in the list. Looked in: {service_codes.RELEASE}."
    return Validity(
        code=bare,
        kind="HCPCS",
        state=State.VALID if title else State.NOT_FOUND,
        words=said + ("" if inside else _outside_quarter(on)),
        release=service_codes.RELEASE,
        title=title,
        in_period=inside,
    )


def _no_form(code: str, what: str) -> Validity:
    words = f"“{code.strip()}” does not have the form of a {what}."
    return Validity(code=code.strip().upper(), kind="", state=State.NOT_CHECKED, words=words)


def _unlisted(code: str) -> str:
    if code.startswith("D"):
        return "It has the form of a dental code (CDT). The American Dental Association owns those: it was not checked."
    return f"The list of CMS that is shipped leaves out most codes that begin with {code[0]}: it was not checked."


def _outside_fiscal_year(on: date | None) -> str:
    if on is None:
        return ""
    year = on.year + (on.month >= 10)
    return f" The care of {said_date(on)} belongs to fiscal year {year}, whose list is not in it: check it there."


def _outside_quarter(on: date | None) -> str:
    if on is None:
        return ""
    return f" The care of {said_date(on)} is outside its quarter: codes may have come or gone since or before."
