# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The estimate of each provider against its bill: a bill can be disputed from 400 dollars above that estimate on."""

from __future__ import annotations

from app.domain.money import Cents, cents_from_text, dollars
from app.rules.letter_gate import as_markdown, clean, one_line

LEAST = Cents(400_00)
"""45 CFR 149.620(a)(2)(ii), (b)(1): at least so much above the estimate, for each provider or facility by itself."""
SIGN = "|"

_HEADS = ("Provider or facility", "Estimate", "Billed", "Above the estimate")


def estimates_markdown(text: str) -> str:
    """Return typed lines ("Alder Ridge Hospital | $1,200 | $2,450") as a table with the difference worked out.

    A line whose amounts cannot be read keeps its words, and nothing is worked out of it.
    """
    rows = [_row(line) for line in clean(text).split("\n") if line.strip(f"{SIGN} \t")]
    if not rows:
        return ""
    lines = [list(_HEADS), ["---"] * len(_HEADS), *([as_markdown(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(line: str) -> tuple[str, str, str, str]:
    name, estimate, billed, *_ = [*(one_line(part) for part in line.split(SIGN, 2)), "", ""]
    known, asked = cents_from_text(estimate), cents_from_text(billed)
    if known is None or asked is None or known < 0:
        return name, estimate, billed, ""
    above = Cents(max(0, asked - known))
    said = "400 dollars or more" if asked - known >= LEAST else "less than 400 dollars"
    return name, dollars(known), dollars(asked), f"{dollars(above)} ({said})"
