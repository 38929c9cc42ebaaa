# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Denial codes in running text: CARC with or without a group, and RARC; never other numbers that look alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.reading import Confidence

HIGHEST_CARC = 399
"""CARC numbers have passed 300 and grow by a few a year; anything of three digits beyond this is something else."""

_CARC = r"(?:[1-9]\d{0,2}|A[0-8]|B\d{1,2}|D\d{1,2}|P\d{1,2}|W[1-9]|Y[1-3])"
_RARC = r"(?:MA\d{2,3}|M[1-9]\d{0,2}|N[1-9]\d{0,2})"
_END = r"(?![\w$%/]|-\w|\.\d|,\d{3})"

_GROUPED = re.compile(
    rf"(?<![\w.#-])(?P<group>CO|PR|OA|PI|CR)(?P<gap>\s?[-‑–]\s?|\s|)(?P<carc>{_CARC})(?![\w$%]|-\w|\.\d|,\d{{3}})"
)
_REMARK = re.compile(rf"(?<![\w.#-])(?P<rarc>{_RARC})(?![\w$%]|-\w|\.\d|,\d{{3}})")
_LABELLED = re.compile(
    r"\b(?:(?:claim\s+)?adjustment\s+reason|adj(?:ustment)?\.?|denial|reason|carc|explanation|ex|remark|non-?payment)"
    r"(?:\s+(?:codes?|no\.?|numbers?)|\s*#)?(?:\(s\))?(?:\s+(?:is|was|are|of)\b)?\s{0,4}[:=#-]?\s{0,4}"
    rf"(?P<list>{_CARC}{_END}(?:\s{{0,2}}(?:,|/|;|and|&)\s{{0,2}}{_CARC}{_END}){{0,5}})",
    re.IGNORECASE,
)
_GROUP_NAMED = re.compile(
    r"\bgroup(?:\s+code)?\s{0,3}[:=]?\s{0,3}(?P<group>CO|PR|OA|PI)\b[,;]?\s{1,4}(?:and\s+)?"
    rf"(?:[a-z]+\s+){{0,2}}(?:reason|carc|code)(?:\s+code)?\s{{0,3}}[:=]?\s{{0,3}}(?P<carc>{_CARC}){_END}",
    re.IGNORECASE,
)
_NUMBER = re.compile(_CARC)
_HAS_CODE_WORD = re.compile(r"\b(?:codes?|carc|no\.?|numbers?)\b|#|\(s\)", re.IGNORECASE)

_CONTEXT = re.compile(
    r"\b(?:remarks?|rarc|carc|(?:reason|denial|remark|message|adjustment|explanation|note|ex|claim)\s+codes?|codes?\s*:"
    r"|codes?|reasons?|notes?|adj)\b",
    re.IGNORECASE,
)
_DIAGNOSIS = re.compile(r"\b(?:diagnos[ei]s|dx|icd(?:-?10)?(?:-cm)?)\b[^.;]{0,40}$", re.IGNORECASE)
_OTHER_CODES = re.compile(
    r"\b(?:zip|cpt|hcpcs|procedure|revenue|service|billing|area|drg|place\s+of\s+service|pos|type\s+of\s+bill|bar|qr)"
    r"\s+codes?\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|forms?|guidelines?|bulletin|exhibit|room|suite|ste|unit|apt|section|rule)\.?"
    r"(?:\s+(?:no\.?|number|#))?\s{0,3}[:#]?\s{0,3}$",
    re.IGNORECASE,
)
_PLACE = re.compile(r",\s{0,2}$")
_ROAD = re.compile(
    r"^\s?(?:W\d|[NSEW]\b|(?:[NSEW]\.?\s)?[A-Z][a-z]+\s(?:St|Ave|Rd|Dr|Blvd|Hwy|Ln|Way|Court|Ct)\b|highway\b|miles?\b)"
)
_WINDOW = 80


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in a text: ``text[start:end]`` reads as ``value`` ("CO-50", "N130", or "50" without its group)."""

    start: int
    end: int
    value: str
    confidence: Confidence
    note: str = ""


def find_codes(text: str, *, heading: str = "") -> list[FoundCode]:
    """Return the denial codes of a text, in order.

    ``heading`` is the heading of the column or the label that the text stands under; a bare number or remark code is
    only believed near words such as "reason code" or "remark". Phone numbers, ZIP codes, procedure and diagnosis
    codes, amounts, and numbers of policies and forms are never taken.
    """
    found = [
        FoundCode(
            match.start("group"), match.end(), f"{match['group'].upper()}-{match['carc'].upper()}", Confidence.SURE
        )
        for match in _GROUP_NAMED.finditer(text)
        if _is_carc(match["carc"])
    ]
    found += [code for code in _grouped(text, heading) if not _taken(code, found)]
    found += [code for code in _labelled(text, heading) if not _taken(code, found)]
    found += [code for code in _remarks(text, heading, bool(found)) if not _taken(code, found)]
    return sorted(found, key=lambda code: code.start)


def bare_reason(text: str) -> str:
    """Return the CARC that this whole cell is ("50", "B7"), or an empty string."""
    bare = text.strip().upper()
    return bare if _NUMBER.fullmatch(bare) and _is_carc(bare) else ""


def is_reason_heading(text: str) -> bool:
    """Whether the cells under this heading hold reason codes and nothing else."""
    wanted = r"(?:reason|denial|adj(?:ustment)?\.?|remark|message|explanation|ex|carc|rarc)"
    return bool(re.fullmatch(rf"(?:claim\s+)?(?:{wanted}\s*)+(?:codes?|\(s\)|#|no\.?)*", text.strip(), re.IGNORECASE))


def _grouped(text: str, heading: str) -> Iterator[FoundCode]:
    for match in _GROUPED.finditer(text):
        carc, before, after = match["carc"], text[: match.start()][-_WINDOW:], text[match.end() :]
        if not _is_carc(carc) or _DOCUMENT.search(before):
            continue
        loose = match["gap"].isspace() or (match["group"] == "CR" and "-" not in match["gap"])
        # "Aurora, CO 80 miles" and "County Road": two letters and a number are an address unless codes are spoken of.
        if loose and (_PLACE.search(before) or _ROAD.match(after) or match["group"] == "CR"):
            near = _CONTEXT.search(f"{heading} {before}")
            if not near or _ROAD.match(after):
                continue
        yield FoundCode(match.start(), match.end(), f"{match['group']}-{carc}", Confidence.SURE)


def _labelled(text: str, heading: str) -> Iterator[FoundCode]:
    note = "The notice prints the number without its group code (CO, PR, OA or PI)."
    for match in _LABELLED.finditer(text):
        lead = match[0][: match.start("list") - match.start()]
        if not (_HAS_CODE_WORD.search(lead) or re.search(r"carc|adjustment\s+reason", lead, re.IGNORECASE)):
            continue
        if _OTHER_CODES.search(text[: match.start("list")][-_WINDOW:]):
            continue
        for number in _NUMBER.finditer(match["list"].upper()):
            if _is_carc(number[0]):
                start = match.start("list") + number.start()
                yield FoundCode(start, start + len(number[0]), number[0], Confidence.LIKELY, note)
    if is_reason_heading(heading):
        for word in re.finditer(r"[^\s,;/]+", text):
            carc = bare_reason(word[0])
            if carc:
                yield FoundCode(word.start(), word.end(), carc, Confidence.LIKELY, note)


def _remarks(text: str, heading: str, beside_group: bool) -> Iterator[FoundCode]:
    for match in _REMARK.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        near = before[-_WINDOW:]
        if _DIAGNOSIS.search(near) or _OTHER_CODES.search(near) or _DOCUMENT.search(near) or _ROAD.match(after):
            continue
        if beside_group or _CONTEXT.search(f"{heading} {near}"):
            yield FoundCode(match.start(), match.end(), match["rarc"], Confidence.SURE)


def _is_carc(text: str) -> bool:
    return not text.isdigit() or 0 < int(text) <= HIGHEST_CARC


def _taken(code: FoundCode, others: list[FoundCode]) -> bool:
    return any(code.start < other.end and other.start < code.end for other in others)
