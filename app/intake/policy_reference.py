# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The policy or guideline that a stated reason names ("Imaging Policy IM-207"), as it is written there."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"(?P<words>(?:[A-Z][A-Za-z]+ ){0,3}"
    r"(?:[Pp]olicy|[Gg]uideline|[Bb]ulletin|[Cc]riteria|[Cc]riterion|POLICY|GUIDELINE))"
    r"(?: (?:number|no\.?|nr\.?|#))?[ :#]+"
    r"(?P<number>[A-Z]{1,5}[-. ]?\d{1,5}(?:[.-]\d{1,4})*|\d{1,3}(?:\.\d{1,4}){1,3}|\d{3,6})\b"
)
_FIRST_WORDS = ("Our ", "The ", "Your ", "This ", "See ", "Per ", "Under ")


def policy_reference(reason: str) -> str:
    """Return the policy that a reason names with its number; empty where none has a number."""
    found = _NAMED.search(" ".join(reason.split()))
    if found is None:
        return ""
    words = found["words"]
    while words.startswith(_FIRST_WORDS):
        words = words.partition(" ")[2]
    return f"{words[:1].upper()}{words[1:]} {found['number']}"
