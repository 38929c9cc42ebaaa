# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A table of a bill or an EOB as a reading, like that of any other file."""

from __future__ import annotations

from dataclasses import replace

from app.domain.money import Cents
from app.domain.reading import ReadClaim, Reading
from app.intake.claim_facts import facts_of_claim
from app.intake.errors import FileUnreadable
from app.intake.table_columns import find_columns
from app.intake.table_files import Grid, grids_of
from app.intake.table_lines import read_sheet

_SUMS = ("billed", "allowed", "paid", "patient_responsibility")


def looks_like_table(grid: Grid) -> bool:
    """Whether the columns are told by their headings, and most rows have several cells: prose has not."""
    return find_columns(grid.rows).sure and sum(len(row) > 2 for row in grid.rows) * 2 > len(grid.rows)


def read_text_table(name: str, data: bytes) -> Reading | None:
    """Read text that is a table; None where it is none."""
    try:
        return read_table(name, data)
    except FileUnreadable:
        return None


def read_table(name: str, data: bytes) -> Reading | None:
    """Read the first table of a file that is a bill or an EOB; None where none is. Raises the errors of grids_of."""
    for grid in grids_of(name, data):
        if looks_like_table(grid):
            sheet = read_sheet(grid)
            claims = tuple(_summed(claim) for claim in sheet.claims)
            facts = [fact for claim in claims for fact in facts_of_claim(claim)]
            return Reading(
                file=name,
                kind=sheet.kind.value,
                how="structured",
                pages=1,
                facts=tuple(dict.fromkeys(facts)),
                claims=claims,
                problems=sheet.problems,
            )
    return None


def _summed(claim: ReadClaim) -> ReadClaim:
    """Return a claim with the sums of its lines, each where every line has the amount."""
    sums: dict[str, Cents] = {}
    for name in _SUMS:
        found = [getattr(line, name) for line in claim.lines]
        if found and all(one is not None for one in found):
            sums[name] = Cents(sum(found))
    return replace(claim, **sums)  # type: ignore[arg-type]
