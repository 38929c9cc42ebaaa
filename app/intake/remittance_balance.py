# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Whether a claim and its lines add up: billed, less every adjustment, must be what was paid."""

from __future__ import annotations

from app.intake.remittance_problems import Problems
from app.intake.x12_amounts import Amounts

NO, YES, UNSAID = 0, 1, 2
"""How a balance came out; UNSAID where an amount is missing or cannot be read."""


class ClaimBalance:
    """The sums of the claim that is being walked through. Every method takes a segment's number and its elements.

    Attributes:
        at: the number of the claim's segment; 0 outside a claim.
        paid: what the claim was paid, in cents; None when that is not known.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._amounts = Amounts()
        self.at = 0
        self.paid: int | None = None
        self._line = 0

    def begin(self, number: int, elements: list[bytes]) -> None:
        """Begin a claim at its CLP."""
        self.at = number
        self._line = 0
        self._ok, self._known, self._lined = True, True, False
        self._adjusted = self._lines = self._on_patient = 0
        self._billed = self._must(number, "CLP", elements, 3)
        self.paid = self._must(number, "CLP", elements, 4)
        said = elements[5] if len(elements) > 5 else b""
        self._share = self._read(number, "CLP", said) if said.strip() else None

    def line(self, number: int, elements: list[bytes]) -> None:
        """Begin a line at its SVC."""
        self._end_line()
        self._line, self._lined, self._line_known = number, True, True
        self._line_adjusted = 0
        billed = self._read(number, "SVC", elements[2] if len(elements) > 2 else b"")
        paid = self._read(number, "SVC", elements[3] if len(elements) > 3 else b"")
        self._line_known = billed is not None and paid is not None
        self._line_billed, self._line_paid = billed or 0, paid or 0

    def adjust(self, number: int, elements: list[bytes]) -> None:
        """Add a CAS to the line it stands in, or to the claim: up to six reasons, or however many there are."""
        total = 0
        for at in range(3, max(4, len(elements)), 3):
            raw = elements[at] if at < len(elements) else b""
            cents = self._amounts[raw]
            if cents is None or (not raw.strip() and elements[at - 1 : at] not in ([], [b""])):
                self._problems.amount(number, "CAS", raw)
                self._line_known = self._known = False
            else:
                total += cents
        if elements[1:2] == [b"PR"]:
            self._on_patient += total
        if self._line:
            self._line_adjusted += total
        else:
            self._adjusted += total

    def end(self) -> int:
        """End the claim: tell what does not agree, and return YES, NO or UNSAID."""
        self._end_line()
        at, self.at = self.at, 0
        if self._lined and self._known and self._billed is not None and self._lines != self._billed:
            self._ok = False
            self._problems.lines(at, self._billed, self._lines)
        if self._known and self._billed is not None and self.paid is not None:
            if self._billed - self._adjusted != self.paid:
                self._ok = False
                self._problems.claim(at, self._billed, self._adjusted, self.paid)
            if self._share is not None and self._share != self._on_patient:
                self._problems.share(at, self._share, self._on_patient)
        elif self._ok:
            return UNSAID
        return YES if self._ok else NO

    def _end_line(self) -> None:
        if not self._line:
            return
        if not self._line_known:
            self._known = False
        elif self._line_billed - self._line_adjusted != self._line_paid:
            self._ok = False
            self._problems.line(self._line, self._line_billed, self._line_adjusted, self._line_paid)
        self._lines += self._line_billed
        self._adjusted += self._line_adjusted
        self._line = 0

    def _read(self, number: int, name: str, raw: bytes) -> int | None:
        cents = self._amounts[raw]
        if cents is None:
            self._problems.amount(number, name, raw)
        return cents

    def _must(self, number: int, name: str, elements: list[bytes], at: int) -> int | None:
        """Read an amount without which nothing can be told."""
        raw = elements[at] if len(elements) > at else b""
        if raw.strip():
            return self._read(number, name, raw)
        what = "what was billed" if at == 3 else "what was paid"
        self._problems.add(number, name, f"The file does not say {what} for this claim.")
        return None
