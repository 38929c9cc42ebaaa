# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What does not agree in a remittance, in sentences with the segment; counted to the end, and told up to a limit."""

from __future__ import annotations

from app.domain.money import dollars
from app.domain.reading import Problem

MOST_TOLD = 200


class Problems:
    """The problems of one file.

    Attributes:
        count: how many there are, told or not.
    """

    def __init__(self) -> None:
        self.count = 0
        self._told: list[tuple[int, Problem]] = []

    def add(self, number: int, name: str, what: str) -> None:
        """Tell of something at segment ``number``, which is called ``name``."""
        self.count += 1
        if len(self._told) < MOST_TOLD:
            self._told.append((number, Problem(where=place(number, name), what=what)))

    def amount(self, number: int, name: str, raw: bytes) -> None:
        """An amount that is none; without it no balance can be told."""
        what = f"The amount “{shown(raw)}” could not be read" if raw.strip() else "An amount is missing here"
        self.add(number, name, f"{what}, so no sum that needs it can be checked.")

    def line(self, number: int, billed: int, adjusted: int, paid: int) -> None:
        """The line's own amounts do not agree."""
        self.add(number, "SVC", f"This line does not add up: {_sum(billed, adjusted, paid)}")

    def claim(self, number: int, billed: int, adjusted: int, paid: int) -> None:
        """The claim's amounts do not agree."""
        self.add(number, "CLP", f"This claim does not add up: {_sum(billed, adjusted, paid)}")

    def lines(self, number: int, billed: int, lines: int) -> None:
        """The lines were not billed for what the claim was."""
        what = f"The claim was billed at {dollars(billed)}, but its lines add up to {dollars(lines)}."
        self.add(number, "CLP", what)

    def share(self, number: int, said: int, adjusted: int) -> None:
        """The patient's share is not what the adjustments give the patient."""
        what = f"The patient's share is given as {dollars(said)}, but the adjustments put {dollars(adjusted)} on them."
        self.add(number, "CLP", what)

    def payment(self, number: int, said: int, claims: int, moved: int) -> None:
        """The payment is not what its claims come to."""
        less = f", and {dollars(moved)} was taken off outside the claims" if moved else ""
        what = f"The payment is {dollars(said)}, but its claims add up to {dollars(claims)}{less}."
        self.add(number, "BPR", what)

    def listed(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the file; the last says how many more there are."""
        told = [problem for _, problem in sorted(self._told, key=lambda one: one[0])]
        more = self.count - len(self._told)
        if more:
            told.append(Problem(where="the rest", what=f"{more:,} more problems like these were found in this file."))
        return tuple(told)


def place(number: int, name: str) -> str:
    """Say where something stands: "segment 31 (CLP)"."""
    return f"segment {number} ({name})" if name else f"segment {number}"


def shown(raw: bytes, most: int = 40) -> str:
    """Return bytes as words to show; a long run is cut."""
    text = text_of(raw)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def text_of(raw: bytes) -> str:
    """Read the file's bytes as text: UTF-8, or Windows-1252 as old systems write."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _sum(billed: int, adjusted: int, paid: int) -> str:
    left = f"{dollars(billed)} billed, less {dollars(adjusted)} of adjustments, leaves {dollars(billed - adjusted)}"
    return f"{left}, but the file says {dollars(paid)} was paid."
