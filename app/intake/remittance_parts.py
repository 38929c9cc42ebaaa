# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The segments of one claim, sorted into its own and those of its lines, and the words that each fact stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.intake.remittance_problems import text_of
from app.intake.x12_signs import Signs

_OF_CLAIM = ("claim_number", "account_number", "billed", "plan_paid", "patient_responsibility")
_SERVICE_DAYS = {"232", "233", "472", "150", "151"}
_OF_PATIENT = ("patient_name", "member_id")


@dataclass(slots=True)
class Parts:
    """The segments of one claim, each as its elements: those of the claim itself, and of each line with its number."""

    head: list[list[str]] = field(default_factory=list)
    lines: list[tuple[int, list[list[str]]]] = field(default_factory=list)

    def of(self, name: str, code: str = "") -> Iterator[list[str]]:
        """Yield the claim's own segments of a name, with this code first where one is given."""
        for elements in self.head:
            if elements[0] == name and (not code or at(elements, 1) == code):
                yield elements


def at(elements: list[str], place: int) -> str:
    """Return an element; empty where the segment is shorter."""
    return elements[place] if place < len(elements) else ""


def parts_of(segments: Iterable[bytes], first: int, signs: Signs) -> Parts:
    """Part a claim's segments, the CLP first."""
    parts = Parts()
    into = parts.head
    for number, raw in enumerate(segments, first):
        elements = [text_of(one).strip() for one in raw.split(signs.element)]
        if elements[0] == "SVC":
            into = []
            parts.lines.append((number, into))
        into.append(elements)
    return parts


def claim_words(parts: Parts, signs: Signs) -> tuple[tuple[str, str], ...]:
    """Return the segment in which each fact of the claim, and each line by its place, stands as the file has it."""
    sign = text_of(signs.element)
    words = {f"line segment {number}": sign.join(line[0]) for number, line in parts.lines}
    for elements in (*parts.head, *(one for _, line in parts.lines for one in line)):
        for name in _fields_of(elements):
            words.setdefault(name, sign.join(elements))
    return tuple(words.items())


def _fields_of(elements: list[str]) -> Iterator[str]:
    name, code = elements[0], at(elements, 1)
    if name == "CLP":
        yield from _OF_CLAIM
    elif name == "NM1" and code in {"QC", "IL"}:
        yield from _OF_PATIENT if code == "QC" else ("member_id",)
    elif name == "REF" and code == "1L":
        yield "group_number"
    elif name == "DTM" and code in _SERVICE_DAYS:
        yield f"day {at(elements, 2)[:8]}"
    elif name == "AMT" and code == "B6":
        yield "allowed"
    elif name == "CAS":
        yield from (f"code {code}-{at(elements, place)}" for place in range(2, len(elements), 3))
    elif name in {"LQ", "MOA", "MIA"}:
        yield from (f"code {one}" for one in elements[1:] if one)
