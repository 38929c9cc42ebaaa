# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A reading in the shape that `casewell read --json` promises."""

from __future__ import annotations

from app.domain.reading import ReadFact, Reading


def reading_json(reading: Reading) -> dict[str, object]:
    """Return one file's reading as plain JSON values; boxes are points from the page's top left corner."""
    return {
        "file": reading.file,
        "kind": reading.kind,
        "how": reading.how,
        "pages": reading.pages,
        "facts": [_fact(fact) for fact in reading.facts],
        "claims": [],
        "problems": [{"where": problem.where, "what": problem.what} for problem in reading.problems],
    }


def _fact(fact: ReadFact) -> dict[str, object]:
    return {
        "field": fact.field,
        "value": fact.value,
        "words": fact.words,
        "page": fact.page,
        "confidence": str(fact.confidence),
        "note": fact.note,
        "boxes": [[box.left, box.top, box.right, box.bottom] for box in fact.boxes],
    }
