# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Who writes: the name at the top of the first page."""

from __future__ import annotations

import re

from app.domain.reading import Confidence
from app.intake.found import Found
from app.intake.found_dates import find_dates
from app.intake.labelled import is_label, labels_in
from app.intake.layout import Layout, Passage
from app.intake.values import find_amounts

ROWS_LOOKED_AT = 8
TOP_PART = 0.3

_ORGANIZATION = re.compile(
    r"\b(?:health|healthcare|plans?|insurance|mutual|benefits?|blue|life|administrators?|assurance|hmo|ppo|company|inc|corp|hospital|medical|clinic"
    r"|cent(?:er|re)|physicians|associates|practice|laborator(?:y|ies)|imaging|radiology|pediatric|care|group|trust|fund|medicare|medicaid|assoc|dentistry"
    r"|pharmacy|orthopedics|cooperative|alliance|partners|ambulance|therapy|services\s+inc)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"explanation\s+of|telephone|\bfax\b|website|statement(?!\s+from)|\bnotice\b|\bnot\s+a\s+bill|\bimportant\b|\bpage\b|confidential|\bdear\b|^re\b|denial|determination|\bappeals?\b"
    r"|itemized|invoice|^bill\b|summary|customer\s+service|member\s+services|^attn|^to:|department|details|omb\s|model\s|this\s+(?:document|letter)|\?$|decision"
    r"|\bwe\s|\byou\b|\bmailed\b|\bclaims?\b|www\.|@|results|receipt",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"^[\W_]+|[^\w.)]+$")
_FROM = re.compile(r"^(?:billing\s+)?(?:statement|bill|invoice)\s+from\s+", re.IGNORECASE)
_ZIP = re.compile(r"\b[A-Z]{2}\s+\d{5}\b|P\.?\s?O\.?\s+Box", re.IGNORECASE)


def read_letterhead(layout: Layout, field: str) -> Found | None:
    """Return the sender's name as ``field`` ("insurer" or "provider"), or None when no line looks like one."""
    best: tuple[float, Passage, int, int] | None = None
    for number, row in enumerate(layout.rows[:ROWS_LOOKED_AT]):
        if layout.page.placed and row.box.top > layout.page.height * TOP_PART:
            break
        for cell in row.cells[:2]:
            span = _name_span(cell.text)
            if span is None:
                continue
            name = cell.text[span[0] : span[1]]
            height = cell.box.bottom - cell.box.top
            score = (3.0 if _ORGANIZATION.search(name) else 0.0) + height / 10 - number * 0.4
            if best is None or score > best[0]:
                best = (score, cell, *span)
    if best is None:
        return None
    score, cell, start, end = best
    sure = bool(_ORGANIZATION.search(cell.text[start:end]))
    return Found(
        field=field,
        value=cell.text[start:end],
        passage=cell,
        start=start,
        end=end,
        words_from=start,
        rank=2,
        confidence=Confidence.SURE if sure else Confidence.LIKELY,
        note="" if sure else "Taken from the top of the page.",
    )


def _name_span(text: str) -> tuple[int, int] | None:
    """Return where a sender's name stands in a cell, or None when the cell is a title, an address or a fact."""
    lead = _DECORATION.match(text)
    start = lead.end() if lead else 0
    spoken = _FROM.match(text[start:])
    start += spoken.end() if spoken else 0
    trail = _DECORATION.search(text, start)
    end = trail.start() if trail and trail.start() > start else len(text)
    name = text[start:end]
    wrong = not 3 <= len(name) <= 60 or sum(c.isdigit() for c in name) > 2 or not name[:1].isupper()
    wrong = wrong or (not spoken and bool(_TITLE.search(text)))
    wrong = wrong or bool(_ZIP.search(text) or find_dates(text) or find_amounts(text)) or text.rstrip().endswith(":")
    wrong = wrong or is_label(text) or any(hit.signed for hit in labels_in(text))
    return None if wrong else (start, end)
