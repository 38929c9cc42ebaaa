# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Money is integer cents. Reading it as people type it, and writing it as they expect."""

from __future__ import annotations

import re
from typing import NewType

Cents = NewType("Cents", int)

_MOST_DIGITS = 15
"""No bill has more: such a row of digits is an account or a card."""

_AMOUNT = re.compile(r"(\(?)\s*([-+\u2212]?)\s*\$?\s*(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{1,2}))?\s*(\)?)", re.ASCII)


def cents_from_text(text: str) -> Cents | None:
    """Read "$1,234.50", "1234.5", "-20" or "(20.00)" (brackets mean minus) as cents; None when it is not money."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    opened, sign, whole, part, closed = found.groups(default="")
    whole = whole.replace(",", "")
    if not whole + part or bool(opened) != bool(closed) or len(whole) > _MOST_DIGITS:
        return None
    value = int(whole or "0") * 100 + int(part.ljust(2, "0"))
    return Cents(-value if opened or sign in {"-", "\u2212"} else value)


def dollars(cents: int) -> str:
    """Write cents for people: ``$2,450.00``, with a real minus sign for less than nothing."""
    sign = "\u2212" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def plain_dollars(cents: int) -> str:
    """Write cents for programs: ``2450.00``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
