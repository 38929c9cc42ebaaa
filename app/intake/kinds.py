# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which kind of paper a text is: a denial notice, an explanation of benefits, or a bill."""

from __future__ import annotations

import re

TITLE_PART = 500
"""Signs at the beginning in which a title counts most."""
READ_PART = 20_000

_SIGNS: dict[str, tuple[tuple[float, str], ...]] = {
    "eob": (
        (4, r"explanation\s+of\s+(?:benefits|payment)|medicare\s+summary\s+notice|\beob\b"),
        (3, r"this\s+is\s+not\s+a\s+bill"),
        (1, r"\b(?:plan|we)\s+(?:paid|pay)\b"),
        (1, r"\ballowed\b|negotiated|plan\s+allowance"),
        (1, r"\byou\s+(?:may\s+)?owe\b|your\s+responsibility"),
    ),
    "denial_notice": (
        (
            5,
            r"(?:adverse\s+(?:benefit\s+)?|coverage\s+)determination|notice\s+of\s+(?:\w+\s+){0,3}(?:denial|decision)|denial\s+(?:notice|letter)",
        ),
        (
            3,
            r"(?:un|not\s+)able\s+to\s+(?:approve|pay|cover|authorize)|(?:cannot|will\s+not|did\s+not|do\s+not)\s+(?:approve|pay|cover)",
        ),
        (
            3,
            r"(?:have|has|been|was|is|are|were)\s+(?:\w+\s+)?(?:denied|declined|not\s+approved)|\bwe\s+(?:denied|declined)",
        ),
        (2, r"(?:right\s+to|how\s+to|may|your)\s+appeal|appeal\s+rights|ask\s+us\s+to\s+(?:look|reconsider|review)"),
        (3, r"uph(?:old|olding|eld)\b|regret\s+to\s+inform|final\s+internal\s+(?:appeal|adverse)"),
        (1, r"medically\s+necessary|experimental|investigational|prior\s+authorization"),
        (1, r"\bdear\b"),
    ),
    "bill": (
        (
            4,
            r"billing\s+statement|patient\s+statement|statement\s+from|statement\s+of\s+account|itemized\s+(?:bill|statement|charges)|\binvoice\b|hospital\s+bill",
        ),
        (
            3,
            r"(?:balance|amount)\s+due|pay\s+this\s+amount|please\s+(?:pay|remit)|payment\s+(?:is\s+)?due|due\s+upon\s+receipt|bill\s+due|due\s+date",
        ),
        (2, r"\breceipt\b|paid\s+in\s+full"),
        (1, r"\bstatement\b|\bbill\b|charges"),
        (1, r"\bacc(?:oun)?t\b"),
        (1, r"insurance\s+(?:paid|payment|adjustment|applied|billed)|make\s+checks?\s+payable|guarantor"),
    ),
}
_COMPILED = {
    kind: tuple((weight, re.compile(pattern, re.IGNORECASE)) for weight, pattern in signs)
    for kind, signs in _SIGNS.items()
}
_ITEMIZED = re.compile(r"\bitemized\b|\bitemised\b|\b(?:cpt|hcpcs)\b", re.IGNORECASE)
ENOUGH = 3.0


def kind_of(text: str) -> str:
    """Return denial_notice, eob, bill, or unknown when too little speaks for any."""
    scores = {kind: _score(text, signs) for kind, signs in _COMPILED.items()}
    title = text[:TITLE_PART]
    if re.search(r"this\s+is\s+not\s+a\s+bill", text[:READ_PART], re.IGNORECASE):
        scores["bill"] -= 4
    if not re.search(r"\bexplanation\s+of|\beob\b|summary\s+notice", title, re.IGNORECASE):
        scores["eob"] -= 2  # letters speak of the EOB they follow
    kind = max(scores, key=lambda k: scores[k])
    return kind if scores[kind] >= ENOUGH else "unknown"


def is_itemized(text: str) -> bool:
    """Whether a bill lists its services by code."""
    return bool(_ITEMIZED.search(text[:READ_PART]))


def _score(text: str, signs: tuple[tuple[float, re.Pattern[str]], ...]) -> float:
    score = 0.0
    for weight, pattern in signs:
        match = pattern.search(text[:READ_PART])
        if match:
            score += weight * (1.5 if match.start() < TITLE_PART else 1.0)
    return score
