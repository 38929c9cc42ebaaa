# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The rows of a table as lines of a bill or an EOB, with what each could not be read for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from app.domain.bill import Sheet, SheetKind, SheetTotals, sheet_of
from app.domain.money import Cents
from app.domain.reading import Problem, ReadAdjustment, ReadClaim, ReadLine
from app.intake.found_dates import find_dates, full_date
from app.intake.table_cells import (
    SPLIT,
    adjustments_of,
    amount,
    code_and_modifiers,
    is_revenue_code,
    modifiers_of,
    place_of,
    remarks_of,
)
from app.intake.table_columns import OWNERS, Columns, find_columns, meaning_of
from app.intake.table_files import Grid

MOST_PROBLEMS = 30
_MOST_UNITS = Decimal(10_000_000)
_TOTAL = re.compile(
    r"(?:grand |claim |account |statement |bill )?totals?\b|(?:total )?(?:balance|amount) due\b", re.IGNORECASE
)
_PART_TOTAL = re.compile(r"sub-? ?totals?\b", re.IGNORECASE)
_PAYMENT = re.compile(r"\b(?:payments?|pmts?|paid|check|eft)\b", re.IGNORECASE)
_BY_PATIENT = re.compile(r"\b(?:patient|guarantor|your|you|copay|self)\b", re.IGNORECASE)
_ADJUSTED = re.compile(r"\b(?:adjust\w*|write-? ?offs?|discounts?|contractual|allowance)\b", re.IGNORECASE)
_COST_SHARE = {"1": "deductible", "2": "coinsurance", "3": "copay"}
_MONEY = {
    "unit_price": "unit_price", "charge": "billed", "allowed": "allowed", "paid": "paid", "adjustment": "adjusted",
    "patient_paid": "patient_paid", "balance": "balance", "patient_responsibility": "patient_responsibility",
    "deductible": "deductible", "coinsurance": "coinsurance", "copay": "copay",
}  # fmt: skip


@dataclass
class _Reader:
    """Reads row by row: what was said last of patient and claim holds until a row says otherwise."""

    grid: Grid
    columns: Columns
    kind: SheetKind
    owner: dict[str, str] = field(default_factory=dict)
    claims: dict[tuple[str, ...], list[ReadLine]] = field(default_factory=dict)
    owners: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)
    totals: SheetTotals = field(default_factory=SheetTotals)
    problems: list[Problem] = field(default_factory=list)
    unread: int = 0

    def complain(self, row: int, what: str) -> None:
        self.unread += 1
        if self.unread <= MOST_PROBLEMS:
            self.problems.append(Problem(where=f"row {row}", what=what))


def read_sheet(grid: Grid, kind: SheetKind | None = None, said: Mapping[str, str] | None = None) -> Sheet:
    """Read a table as a bill or an EOB; what could not be read stands in its problems.

    ``kind`` None takes the kind that the headings look like. ``said``: what the person said columns mean.
    """
    columns = find_columns(grid.rows, said)
    reader = _Reader(grid, columns, kind or columns.kind)
    reader.problems += [*grid.problems, *_about_columns(columns, grid.first_row)]
    _above(reader)
    headings = grid.rows[columns.heading] if columns.heading >= 0 else ()
    for at in range(columns.heading + 1, len(grid.rows)):
        row = grid.rows[at]
        if any(row) and row != headings:
            _row(reader, grid.first_row + at, _cells(columns, row))
    if reader.unread > MOST_PROBLEMS:
        more = reader.unread - MOST_PROBLEMS
        reader.problems.append(Problem(where="the rows after", what=f"{more} more things could not be read."))
    claims = [_claim(reader.owners[key], tuple(lines), reader.kind) for key, lines in reader.claims.items()]
    whole = not reader.unread and not grid.problems
    return sheet_of(reader.kind, claims, reader.totals, reader.problems, whole=whole)


def _about_columns(columns: Columns, first_row: int) -> Iterator[Problem]:
    where = f"row {first_row + max(columns.heading, 0)}"
    if columns.unknown:
        named = ", ".join(f"“{name}”" for name in columns.unknown[:12])
        yield Problem(where=where, what=f"These columns were not understood, and are left out: {named}.")
    if columns.doubled:
        named = ", ".join(f"“{name}”" for name in columns.doubled[:12])
        yield Problem(where=where, what=f"These columns say what an earlier one says, and are left out: {named}.")


def _above(reader: _Reader) -> None:
    """Read "Patient: Nora Example" and the like above the headings."""
    for row in reader.grid.rows[: max(reader.columns.heading, 0)]:
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and ":" in filled[0]:
            filled = [part.strip() for part in filled[0].split(":", 1)]
        for label, value in zip(filled[::2], filled[1::2], strict=False):
            role = meaning_of(label.rstrip(":"))
            if role in OWNERS and value:
                reader.owner.setdefault(role, value)


def _cells(columns: Columns, row: Sequence[str]) -> dict[str, list[str]]:
    """Return the filled cells of a row by meaning."""
    found: dict[str, list[str]] = {}
    for role, cell in zip(columns.roles, row, strict=False):
        if role and cell:
            found.setdefault(role, []).append(cell)
    return found


def _row(reader: _Reader, number: int, cells: dict[str, list[str]]) -> None:
    """Take one row: a total, a payment, or a line."""
    words = " ".join(part for role in ("description", "code", "date") for part in cells.get(role, [])[:1])
    if not words:  # a total often stands under a heading of another meaning
        words = next(iter(part for parts in cells.values() for part in parts), "")
    if _PART_TOTAL.match(words):
        return
    if _TOTAL.match(words):
        reader.totals = _totals(reader, number, cells)
        return
    line = _line(reader, number, cells)
    if not any((line.code, line.revenue_code, line.description)) and _no_money(line):
        if set(cells) - OWNERS:
            reader.complain(number, "Neither a code nor an amount was found: not read as a line.")
        return
    if _no_money(line) and not line.code and not line.revenue_code:
        return  # words between the lines
    for role in OWNERS & set(cells):
        reader.owner[role] = cells[role][0]
    key = tuple(reader.owner.get(role, "") for role in sorted(OWNERS))
    reader.owners.setdefault(key, dict(reader.owner))
    reader.claims.setdefault(key, []).append(_as_payment(line))


def _no_money(line: ReadLine) -> bool:
    return all(getattr(line, name) is None for name in _MONEY.values())


def _as_payment(line: ReadLine) -> ReadLine:
    """Turn a row that books a payment or an adjustment, with no code of its own, into one that charges nothing."""
    amount = line.billed
    if line.code or line.revenue_code or amount is None or amount >= 0:
        return line
    cents = Cents(abs(amount))
    if _ADJUSTED.search(line.description):
        return replace(line, billed=None, adjusted=cents)
    if _PAYMENT.search(line.description):
        name = "patient_paid" if _BY_PATIENT.search(line.description) else "paid"
        return replace(line, billed=None, **{name: cents})  # type: ignore[arg-type]
    return line


def _line(reader: _Reader, number: int, cells: dict[str, list[str]]) -> ReadLine:
    first = {role: parts[0] for role, parts in cells.items()}
    code, behind = code_and_modifiers(first.get("code", ""))
    if first.get("code") and not code and not is_revenue_code(first["code"]):
        reader.complain(number, f"“{_short(first['code'])}” was kept as words: it does not have the form of a code.")
    start, end = _dates(reader, number, first)
    money = _money(reader, number, first)
    modifiers = tuple(dict.fromkeys([*behind, *(m for part in cells.get("modifier", ()) for m in modifiers_of(part))]))
    description = " ".join(dict.fromkeys(cells.get("description", ())))
    if first.get("code") and not code and not is_revenue_code(first["code"]):
        description = f"{first['code']} {description}".strip()
    revenue = first.get("revenue_code") or (
        first["code"] if not code and is_revenue_code(first.get("code", "")) else ""
    )
    adjustments, group = adjustments_of(cells, money)
    money = _shares(money, adjustments) if reader.kind is SheetKind.EOB else money
    return ReadLine(
        code=code,
        modifiers=modifiers,
        revenue_code=revenue.zfill(4) if revenue.isdigit() else revenue,
        place_of_service=place_of(first.get("place", "")),
        diagnoses=tuple(
            dict.fromkeys(d for part in cells.get("diagnosis", ()) for d in SPLIT.split(part.upper()) if d)
        ),
        npi=first.get("npi", ""),
        description=description,
        units=_units(reader, number, first.get("units", "")),
        service_date=start,
        service_end=end,
        present_on_admission=first.get("poa", "") if "poa" in reader.columns.roles else None,
        adjustments=adjustments,
        remarks=tuple(dict.fromkeys(r for part in cells.get("remark", ()) for r in remarks_of(part))),
        denied=_denied(cells, money, adjustments, group),
        place=f"row {number}",
        **money,
    )


def _dates(reader: _Reader, number: int, first: Mapping[str, str]) -> tuple[date | None, date | None]:
    start = end = None
    if first.get("date"):
        found = find_dates(first["date"])
        start = found[0].day if found else full_date(first["date"])
        end = found[0].last if found else None
        if start is None:
            reader.complain(number, f"“{_short(first['date'])}” is not a date that can be read for sure.")
    if first.get("end_date"):
        end = full_date(first["end_date"]) or end
    return start, end if start and end and end > start else None


def _money(reader: _Reader, number: int, first: Mapping[str, str]) -> dict[str, Cents | None]:
    """Read the amounts of a row; payments and adjustments count the same with and without a minus sign."""
    found: dict[str, Cents | None] = {}
    for role, name in _MONEY.items():
        text = first.get(role)
        if not text or text in {"-", "–", "—", "N/A", "n/a"}:
            continue
        cents = amount(text)
        if cents is None:
            reader.complain(number, f"“{_short(text)}” is not an amount.")
        elif name in {"paid", "adjusted", "patient_paid"} and reader.kind is SheetKind.BILL:
            found[name] = Cents(abs(cents))
        else:
            found[name] = cents
    if reader.kind is SheetKind.BILL and "patient_responsibility" in found:
        found.setdefault("balance", found["patient_responsibility"])
    if reader.kind is SheetKind.EOB and "balance" in found:
        found.setdefault("patient_responsibility", found["balance"])
    return found


def _units(reader: _Reader, number: int, text: str) -> Decimal | None:
    if not text:
        return None
    try:
        units = Decimal(text.replace(",", "").removeprefix("x").strip())
    except InvalidOperation:
        units = Decimal("NaN")
    if not units.is_finite() or abs(units) > _MOST_UNITS:
        reader.complain(number, f"“{_short(text)}” is not a number of units.")
        return None
    return units


def _shares(money: dict[str, Cents | None], adjustments: Sequence[ReadAdjustment]) -> dict[str, Cents | None]:
    """Name a single cost share by its reason code where the table has no column for it."""
    shares = [one for one in adjustments if one.group == "PR" and one.code in _COST_SHARE]
    if len(shares) == 1 and not any(money.get(name) is not None for name in _COST_SHARE.values()):
        money = {**money, _COST_SHARE[shares[0].code]: shares[0].amount}
    return money


def _denied(
    cells: Mapping[str, list[str]],
    money: Mapping[str, Cents | None],
    adjustments: Sequence[ReadAdjustment],
    group: str,
) -> bool:
    """Whether the insurer refused the line: nothing allowed or paid, for a reason that is no cost share or discount."""
    words = " ".join(part for parts in cells.values() for part in parts).lower()
    if re.search(r"\bdenied\b|\bnot covered\b", words):
        return True
    if (money.get("paid") or 0) > 0 or (money.get("allowed") or 0) > 0 or "paid" not in money:
        return False
    ordinary = {"1", "2", "3", "45", "253", "42"}
    return any(one.code and one.code not in ordinary for one in adjustments)


def _totals(reader: _Reader, number: int, cells: Mapping[str, list[str]]) -> SheetTotals:
    """Read a row of totals; a later one completes an earlier one, and takes its place where both speak."""
    first = {role: parts[0] for role, parts in cells.items() if role in _MONEY}
    money = _money(reader, number, first)
    due = money.get("balance", money.get("patient_responsibility"))
    words = " ".join(part for parts in cells.values() for part in parts)
    if due is None and re.search(r"\bdue\b", words, re.IGNORECASE) and len(money) == 1:
        return replace(reader.totals, balance=next(iter(money.values())))
    return SheetTotals(
        billed=money.get("billed", reader.totals.billed),
        allowed=money.get("allowed", reader.totals.allowed),
        paid=money.get("paid", reader.totals.paid),
        adjusted=money.get("adjusted", reader.totals.adjusted),
        patient_paid=money.get("patient_paid", reader.totals.patient_paid),
        balance=due if due is not None else reader.totals.balance,
    )


def _claim(owner: Mapping[str, str], lines: tuple[ReadLine, ...], kind: SheetKind) -> ReadClaim:
    """Return the claim of these lines, its sums left to whoever needs them."""
    days = [line.service_date for line in lines if line.service_date]
    ends = [line.service_end or line.service_date for line in lines if line.service_date]
    number = owner.get("claim_number", "")
    return ReadClaim(
        claim_number=number if kind is SheetKind.BILL else "",
        payer_claim_number=number if kind is SheetKind.EOB else "",
        patient=owner.get("patient", ""),
        member_id=owner.get("member_id", ""),
        group_number=owner.get("group_number", ""),
        date_of_birth=owner.get("date_of_birth", ""),
        account_number=owner.get("account", ""),
        provider=owner.get("provider", ""),
        payer=owner.get("payer", ""),
        service_from=min(days, default=None),
        service_to=max((day for day in ends if day), default=None),
        admitted=full_date(owner.get("admitted", "")),
        discharged=full_date(owner.get("discharged", "")),
        diagnoses=tuple(dict.fromkeys(code for line in lines for code in line.diagnoses)),
        denied=any(line.denied for line in lines),
        lines=lines,
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."
