# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Call scripts: what to say, what to write down, and how to end a call; with named blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.knowledge.reader import shipped_folder
from app.knowledge.routes import Role

ROLE_TITLES: Mapping[Role, str] = {
    "billing": "Billing office",
    "coding": "Coding office",
    "records": "Records office",
    "clinician": "Clinician’s office",
    "insurer": "Insurer",
    "appeals": "Insurer’s appeals department",
    "employer": "Employer or plan administrator",
    "assistance": "Financial assistance office",
    "collector": "Collector",
    "credit_bureau": "Credit bureau",
    "regulator": "Regulator",
    "program": "Program’s appeals office",
    "self": "You",
}
"""Whom a call turns to, as it is shown."""

_BLANK = re.compile(r"\{\{\s*([a-z_]+\.[a-z_]+)\s*\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What they may say, and what to answer."""

    they_say: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One call. Texts hold blanks such as {{ people.account_number }}, named by their key in FACTS.

    ``have_ready`` lists what to lay on the table; ``ask`` is said point by point; ``end`` closes every call with a
    ticket number and a confirmation in writing; ``log`` is what to write in the log afterwards.
    """

    id: str
    title: str
    role: Role
    purpose: str
    have_ready: tuple[str, ...]
    opening: str
    ask: tuple[str, ...]
    replies: tuple[Reply, ...]
    end: str
    log: tuple[str, ...]
    promise_days: int = 0


def scripts() -> Mapping[str, Script]:
    """Return every shipped call script, by id."""
    return shipped_folder("scripts", Script)


def blanks(script: Script) -> tuple[str, ...]:
    """Return the FACTS keys that a script has blanks for, each once, in the order of reading."""
    texts = (script.opening, *script.ask, *(r.answer for r in script.replies), script.end)
    found = (match.group(1) for text in texts for match in _BLANK.finditer(text))
    return tuple(dict.fromkeys(found))


def pieces(text: str) -> tuple[tuple[str, str], ...]:
    """Return a text of a script cut at its blanks, as (words, "") and ("", key), in order."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in _BLANK.finditer(text):
        found += [(text[at : match.start()], ""), ("", match.group(1))]
        at = match.end()
    return (*(piece for piece in found if any(piece)), *(((text[at:], ""),) if text[at:] else ()))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text of a script with its blanks filled; a blank with no value stays visible as [its name]."""

    def value_of(match: re.Match[str]) -> str:
        key = match.group(1)
        return values.get(key, "") or f"[{key.partition('.')[2].replace('_', ' ')}]"

    return _BLANK.sub(value_of, text)
