# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Amounts and numbers as X12 writes them: exact cents, or nothing; never a rounded guess."""

from __future__ import annotations

import re
from decimal import Decimal

from app.domain.money import Cents

_AMOUNT = re.compile(r"([-+]?)(\d{0,15})(?:\.(\d{0,2})0*)?")
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d{0,6})?|[-+]?\.\d{1,6}")
_MOST_KEPT = 50_000


def x12_cents(text: str) -> Cents | None:
    """Read "1234.5", "-9.00", ".5" or "100"; None for anything else, fractions of a cent included."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or not (match[2] or match[3]):
        return None
    value = int(match[2] or "0") * 100 + int((match[3] or "").ljust(2, "0"))
    return Cents(-value if match[1] == "-" else value)


def x12_number(text: str) -> Decimal | None:
    """Read a count of units; None when it is none."""
    bare = text.strip()
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


class Amounts(dict[bytes, int | None]):
    """Cents by their bytes, each worked out once: amounts repeat themselves in a file. Nothing at all is 0."""

    def __missing__(self, raw: bytes) -> int | None:
        """Work out an amount."""
        bare = raw.strip()
        cents = x12_cents(bare.decode("ascii", errors="replace")) if bare else 0
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[raw] = cents
        return cents
