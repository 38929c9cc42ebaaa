# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Files of bills and EOBs as sheets: tables by their columns, papers, 835 and FHIR files by their claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.bill import Sheet, SheetKind, SheetTotals, sheet_of
from app.domain.cms_lists import CmsTables
from app.domain.money import Cents, cents_from_text
from app.domain.reading import Problem, Reading
from app.errors import UserFixable
from app.intake.cms_files import read_code_pairs, read_unit_limits
from app.intake.errors import FileMissing, FileTooLarge, FileUnreadable
from app.intake.reader import read_bytes
from app.intake.table_columns import ROLES, find_columns, money_columns, source_of
from app.intake.table_files import MAX_MB, Grid, grids_of, is_spreadsheet
from app.intake.table_lines import read_sheet
from app.intake.table_reading import looks_like_table

TABLE_ENDINGS = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls"}
Said = Callable[[str], Mapping[str, str] | None]
"""Returns what the person said the columns of a source mean, or None where they never did."""

_NO_LINES = (
    "No line could be read from this file, only what it says as a whole. For a check line by line, type its lines into "
    "a table with the headings Date, Code, Units and Charge, or ask for the itemized bill."
)


class ColumnsUnclear(UserFixable):
    """A table whose columns cannot be told. ``grid`` is the table, for a person to say what they mean."""

    def __init__(self, name: str, grid: Grid, headings: Sequence[str]) -> None:
        self.grid = grid
        self.headings = tuple(headings)
        found = f" It has: {', '.join(f'“{one}”' for one in headings[:12] if one)}." if any(headings) else ""
        super().__init__(
            f"The columns of “{name}” could not be told.{found} Name them in the first row, with headings such as "
            "Date, Code, Units, Charge and Patient Balance for a bill, or Billed, Allowed, Paid and Patient "
            "Responsibility for an EOB."
        )


def read_bytes_of(path: Path) -> bytes:
    """Return a file's bytes; FileMissing or FileTooLarge when it cannot be taken."""
    try:
        if path.stat().st_size > MAX_MB * 1_000_000:
            raise FileTooLarge(path.name, MAX_MB)
        return path.read_bytes()
    except OSError as error:
        raise FileMissing(path.name, error.strerror or "") from error


def sheet_from_path(path: Path, kind: SheetKind) -> Sheet:
    """Read a file as a bill or an EOB; errors say what to do about one that cannot be read."""
    return sheet_from_bytes(path.name, read_bytes_of(path), kind)


def sheet_from_bytes(name: str, data: bytes, kind: SheetKind, said: Said = lambda _source: None) -> Sheet:
    """Read a file's bytes as a bill or an EOB. Raises ColumnsUnclear, and the errors of intake."""
    if not data.strip():
        return sheet_from_reading(read_bytes(name, data), kind)
    if is_spreadsheet(data) or Path(name).suffix.lower() in TABLE_ENDINGS:
        return _from_grids(name, grids_of(name, data), kind, said)
    try:
        grids = grids_of(name, data)
    except FileUnreadable:
        grids = ()
    if grids and looks_like_table(grids[0]):
        return _from_grids(name, grids, kind, said)
    return sheet_from_reading(read_bytes(name, data), kind)


def _from_grids(name: str, grids: Sequence[Grid], kind: SheetKind, said: Said) -> Sheet:
    """Read the sheet of a file that looks most like a bill or an EOB; the others are named."""
    known = [(grid, said(source_of(headings_of(grid))) or {}) for grid in grids]
    ready = [(grid, mine) for grid, mine in known if find_columns(grid.rows, mine).sure]
    if not ready:
        raise ColumnsUnclear(name, grids[0], headings_of(grids[0]))
    best, mine = max(ready, key=lambda one: sum(bool(role) for role in find_columns(one[0].rows, one[1]).roles))
    sheet = read_sheet(best, kind, mine)
    if not sheet.lines:
        raise ColumnsUnclear(name, best, headings_of(best))
    others = [grid.name for grid in grids if grid is not best]
    if others:
        what = f"Only the sheet “{best.name}” was read. Not read: {', '.join(f'“{one}”' for one in others[:8])}."
        sheet = replace(sheet, problems=(*sheet.problems, Problem(where=name, what=what)))
    return sheet


def headings_of(grid: Grid) -> tuple[str, ...]:
    """Return the headings of a table: its heading row, else its first."""
    columns = find_columns(grid.rows)
    return grid.rows[max(columns.heading, 0)] if grid.rows else ()


def columns_to_ask(grid: Grid, said: Mapping[str, str] | None = None) -> tuple[tuple[str, str, bool], ...]:
    """Return each column as (heading, meaning or "", whether to ask about it), for a person to mend."""
    columns = find_columns(grid.rows, said)
    names = [*grid.rows[columns.heading], *[""] * len(columns.roles)] if columns.heading >= 0 else [""] * 200
    ask = set(money_columns(grid.rows, columns))
    guessed = set(columns.guessed)
    return tuple((names[at], role, at in ask or role in guessed) for at, role in enumerate(columns.roles))


def role_titles() -> Mapping[str, str]:
    """Return every meaning that a column can have, with its name for people."""
    return ROLES


def sheet_from_reading(reading: Reading, kind: SheetKind) -> Sheet:
    """Return what intake read as a sheet; the totals are the facts it read."""
    totals = _totals(reading, kind)
    problems = list(reading.problems)
    if not any(claim.lines for claim in reading.claims):
        problems.append(Problem(where=reading.file, what=_NO_LINES))
    return sheet_of(kind, reading.claims, totals, problems, whole=not reading.problems)


def _totals(reading: Reading, kind: SheetKind) -> SheetTotals:
    if reading.how == "structured":
        return SheetTotals()
    known: dict[str, Cents] = {}
    for fact in reading.facts:
        cents = cents_from_text(fact.value)
        # What was only added up from the lines is no total that the paper prints.
        if cents is not None and not fact.note.startswith("Added up"):
            known.setdefault(fact.field, cents)
    bill = kind is SheetKind.BILL
    owed = known.get("patient_responsibility")
    return SheetTotals(
        billed=known.get("billed"),
        allowed=known.get("allowed"),
        paid=known.get("plan_paid"),
        balance=known.get("balance_due", owed) if bill else owed,
    )


def cms_tables(limits: Path | None, pairs: Path | None, bill: Sheet) -> CmsTables:
    """Read the files of CMS that were named; of the pairs only those of the bill's codes."""
    codes = frozenset(one.line.code for one in bill.lines if one.line.code)
    return CmsTables(
        limits=read_unit_limits(limits) if limits else None,
        pairs=read_code_pairs(pairs, codes) if pairs else None,
        limits_name=limits.name if limits else "",
        pairs_name=pairs.name if pairs else "",
    )
