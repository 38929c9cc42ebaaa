# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Money is integer cents. Reading it as people type it, and writing it as they expect."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Cents = NewType("Cents", int)

_AMOUNT = re.compile(r"\(?[-+\u2212]?\$?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d{1,2})?\)?")


def cents_from_text(text: str) -> Cents | None:
    """Read "$1,234.50", "1234.5", "-20" or "(20.00)" (brackets mean minus) as cents; None when it is not money."""
    bare = "".join(text.split())
    if not any(c.isdigit() for c in bare) or not _AMOUNT.fullmatch(bare):
        return None
    if bare.startswith("(") != bare.endswith(")"):
        return None
    negative = bare[0] == "(" or "-" in bare or "\u2212" in bare
    digits = re.sub(r"[^\d.]", "", bare)
    value = int((Decimal(digits) * 100).to_integral_value(ROUND_HALF_UP))
    return Cents(-value if negative else value)


def dollars(cents: int) -> str:
    """Write cents for people: ``$2,450.00``, with a real minus sign for less than nothing."""
    sign = "\u2212" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def plain_dollars(cents: int) -> str:
    """Write cents for programs: ``2450.00``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
