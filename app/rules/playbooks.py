# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which specialty playbooks fit a dispute: by its denial types, its service codes and modifiers, and its words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.domain.facts import Facts
from app.domain.plan import Reasoned
from app.knowledge.playbooks import Playbook, PlaybookSigns
from app.rules.decoding import Decoded, words_hold
from app.rules.routing_types import FITS

_SERVICE_CODE = re.compile(r"(?<![\w.$-])(\d{5}|\d{4}[A-Z]|[A-V]\d{4})(?!\w|\.\d)", re.IGNORECASE)
_MODIFIER = re.compile(r"[\s:/,-]+([A-Z0-9]{2})(?![A-Za-z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ServiceMarks:
    """The service codes and modifiers of a dispute, in capitals and in the order found."""

    codes: tuple[str, ...]
    modifiers: tuple[str, ...]


def fitting_playbooks(
    facts: Facts, decoded: Decoded, types: Collection[str], playbooks: Mapping[str, Playbook]
) -> tuple[Reasoned, ...]:
    """Return the playbooks that extend one of the denial types and whose specialty shows, each with its reason."""
    marks = service_marks(facts, decoded)
    people = facts.people
    texts = (facts.reason, people.denial_reason, people.service_description, people.provider, people.facility)
    words = " ".join(texts)
    fitting = []
    for playbook in playbooks.values():
        seen = _seen(playbook, marks, words) if set(types) & set(playbook.denial_types) else ""
        if seen:
            why = f"{seen}. {playbook.short}"
            fitting.append(Reasoned(id=playbook.id, title=playbook.title, why=why, fit=FITS))
    return tuple(fitting)


def service_marks(facts: Facts, decoded: Decoded) -> ServiceMarks:
    """Read service codes with the modifiers behind them ("29881-RT-59, 99213 25"), and those that were decoded."""
    text = facts.people.service_codes
    codes = [code.code for code in decoded.codes if code.kind == "HCPCS"]
    modifiers = [code.code for code in decoded.codes if code.kind == "MODIFIER"]
    for match in _SERVICE_CODE.finditer(text):
        codes.append(match.group(1).upper())
        end = match.end()
        while behind := _MODIFIER.match(text, end):
            modifiers.append(behind.group(1).upper())
            end = behind.end()
    return ServiceMarks(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(modifiers)))


def _seen(playbook: Playbook, marks: ServiceMarks, words: str) -> str:
    """Return what shows the specialty, as the beginning of a sentence; empty when nothing does."""
    signs, field = playbook.recognition, playbook.specialty.lower()
    modifier = next((m for m in marks.modifiers if m in signs.modifiers), "")
    if not (modifier or _stands_beside(signs, marks)):
        return ""
    code = next((code for code in marks.codes if _among(code, signs.codes)), "")
    if code:
        return f"Code {code} belongs to {field}"
    if modifier and signs.modifier_alone:
        return f"Modifier {modifier} belongs to {field}"
    said = next((word for word in signs.words if words_hold(words, word)), "")
    return f"“{said[:1].upper()}{said[1:]}” speaks of {field}" if said else ""


def _stands_beside(signs: PlaybookSigns, marks: ServiceMarks) -> bool:
    return not signs.beside or not marks.codes or any(_among(code, signs.beside) for code in marks.codes)


def _among(code: str, numbers: Iterable[str]) -> bool:
    """Return whether a service code is one of the numbers, or lies in one of their ranges."""
    for entry in numbers:
        first, _dash, last = entry.partition("-")
        if first <= code <= (last or first) and len(code) == len(first):
            return True
    return False
