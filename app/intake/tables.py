# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Tables of amounts: headings over columns, a service a row, and the total where one is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.money import Cents, cents_from_text, plain_dollars
from app.domain.reading import Box, Confidence
from app.intake.codes import FoundCode, bare_reason, find_codes, is_reason_heading
from app.intake.found import Found
from app.intake.found_dates import find_dates
from app.intake.labelled import labels_in
from app.intake.labels import MONEY_LABELS
from app.intake.layout import Layout, Passage, Row, overlap, passage
from app.intake.values import find_amounts

HEADING_LINES = 3
ROWS_WITHOUT_MONEY = 3
"""Lines of a description may stand between two rows with amounts; more of them end the table."""
SIDE_GAP = 40.0
"""Points that an amount may stand beside its heading."""
MANY_DATES = 12

_TOTAL = re.compile(r"\s*(?:claim\s+|grand\s+|sub-?\s?)?totals?\b", re.IGNORECASE)
_DATE_HEADING = re.compile(
    r"(?:dates?(?:\s+of\s+(?:services?|svc\.?))?|(?:services?|svc\.?)\s+dates?|dos|dates?\s+of\s+visit)", re.IGNORECASE
)
_CODE_HEADING = re.compile(
    r"(?:(?:procedure|proc\.?|service|svc|cpt|hcpcs|cpt\s*/\s*hcpcs)\s*)?(?:codes?)?", re.IGNORECASE
)
_GROUP_HEADING = re.compile(r"(?:adj(?:ustment)?\.?\s+)?group(?:\s+code)?|grp", re.IGNORECASE)
_SERVICE_CODE = re.compile(r"(?<![\w.$-])(?:\d{5}|\d{4}[A-Z]|[A-V]\d{4})(?:-[A-Z0-9]{2})?(?![\w.,-]|-\d)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its heading means ("" when it does not matter), the heading's words, and where it stands."""

    meaning: str
    heading: str
    box: Box


@dataclass(frozen=True, slots=True)
class TableAmount:
    """An amount in a column. ``total`` is True in a row of totals."""

    field: str
    cents: Cents
    cell: Passage
    start: int
    end: int
    total: bool


def read_tables(layout: Layout) -> list[Found]:
    """Return the facts of all tables of a page: amounts, dates of service, service codes and denial codes."""
    found: list[Found] = []
    at = 0
    while at < len(layout.rows):
        lines, columns = _heading(layout.rows, at)
        if not lines:
            at += 1
            continue
        body = _body(layout.rows, at + lines)
        if body:
            found += _amounts(columns, body)
            found += _others(columns, body)
        at += lines + len(body)
    return found


def _heading(rows: tuple[Row, ...], at: int) -> tuple[int, list[Column]]:
    """Return how many lines of heading begin here (0 for none), and their columns."""
    best: tuple[int, int, list[Column]] = (0, 0, [])
    group: list[Row] = []
    for row in rows[at : at + HEADING_LINES]:
        if len(row.cells) < 2 or any(sign.isdigit() for sign in row.text):
            break
        group.append(row)
        columns = _columns(group)
        money = sum(1 for column in columns if column.meaning in _MONEY_FIELDS)
        known = sum(1 for column in columns if column.meaning)
        if money and known >= 2 and money + known > best[0]:
            best = (money + known, len(group), columns)
    return best[1], best[2]


_MONEY_FIELDS = {label.field for label in MONEY_LABELS if label.field}


def _columns(rows: list[Row]) -> list[Column]:
    """Join heading cells that stand above each other."""
    stacks: list[list[Passage]] = []
    for row in rows:
        for cell in row.cells:
            over = [stack for stack in stacks if overlap(stack[-1].box, cell.box) > 0]
            if len(over) == 1:
                over[0].append(cell)
            else:
                stacks.append([cell])
    columns = []
    for stack in stacks:
        joined = passage(stack[0].page, (word for cell in stack for word in cell.words))
        heading = joined.text.strip(" :*")
        columns.append(Column(_meaning(heading), heading, joined.box))
    return columns


def _meaning(heading: str) -> str:
    for label in MONEY_LABELS:
        if label.pattern.fullmatch(heading):
            return label.field or "other money"
    if _DATE_HEADING.fullmatch(heading):
        return "service_date"
    if is_reason_heading(heading):
        return "reason"
    if _GROUP_HEADING.fullmatch(heading):
        return "group"
    return "service_code" if heading and _CODE_HEADING.fullmatch(heading) else ""


def _body(rows: tuple[Row, ...], at: int) -> list[Row]:
    """Return the rows under a heading, as far as amounts go on."""
    body: list[Row] = []
    last = 0
    for row in rows[at:]:
        money = find_amounts(row.text)
        ends = len(body) - last >= ROWS_WITHOUT_MONEY or _is_labelled(row)
        far = body and row.box.top - body[-1].box.bottom > 4 * (row.box.bottom - row.box.top)
        if ends or far:
            break
        body.append(row)
        if money:
            last = len(body)
    return body[:last]


def _is_labelled(row: Row) -> bool:
    """Whether a row is "Label: amount", no row of a table."""
    first = row.cells[0].text
    if _TOTAL.match(first) and len(row.cells) > 2:
        return False
    hits = labels_in(first)
    return any(hit.label.field in _MONEY_FIELDS or (hit.signed and hit.start == 0) for hit in hits)


def _amounts(columns: list[Column], body: list[Row]) -> Iterator[Found]:
    """Yield each column's amount: its printed total, its only row, or the sum of its rows."""
    read: list[TableAmount] = []
    for row in body:
        total = bool(_TOTAL.match(row.text))
        for cell in row.cells:
            for amount in find_amounts(cell.text):
                boxes = cell.boxes(amount.start, amount.end)
                column = _under(columns, boxes[0]) if boxes else None
                cents = cents_from_text(amount.value)
                if column and column.meaning in _MONEY_FIELDS and cents is not None:
                    cents = Cents(abs(cents)) if column.meaning == "plan_paid" else cents
                    read.append(TableAmount(column.meaning, cents, cell, amount.start, amount.end, total))
    for field in dict.fromkeys(amount.field for amount in read):
        yield _one([amount for amount in read if amount.field == field])


def _one(amounts: list[TableAmount]) -> Found:
    totals = [amount for amount in amounts if amount.total]
    if totals or len(amounts) == 1:
        amount = (totals or amounts)[-1]
        cents, confidence, note = amount.cents, Confidence.SURE, ""
    else:
        amount = amounts[-1]
        cents, confidence = Cents(sum(a.cents for a in amounts)), Confidence.LIKELY
        note = f"Added up from {len(amounts)} lines of the table."
    return Found(
        field=amount.field,
        value=plain_dollars(cents),
        passage=amount.cell,
        start=amount.start,
        end=amount.end,
        words_from=amount.start,
        rank=0 if totals else 2,
        confidence=confidence,
        note=note,
    )


def _others(columns: list[Column], body: list[Row]) -> Iterator[Found]:
    """Yield dates of service, service codes and denial codes from their columns."""
    dates = 0
    for row in body:
        group = ""
        for cell in row.cells:
            column = _under(columns, cell.box)
            meaning, heading = (column.meaning, column.heading) if column else ("", "")
            if meaning == "group":
                group = cell.text.strip().upper()
            elif meaning == "service_date" and dates < MANY_DATES:
                dates += 1
                yield from _date(cell)
            elif meaning == "service_code":
                for match in _SERVICE_CODE.finditer(cell.text):
                    yield _plain("service_code", match[0], cell, match.start(), match.end())
            if meaning in {"reason", "service_code"} or find_codes(cell.text, heading=heading):
                yield from _codes(cell, heading if meaning == "reason" else "", group)


def _date(cell: Passage) -> Iterator[Found]:
    for found in find_dates(cell.text)[:1]:
        yield _plain("service_date", found.day.isoformat(), cell, found.start, found.end, rank=1)
        if found.last:
            yield _plain("service_end", found.last.isoformat(), cell, found.start, found.end, rank=1)


def _codes(cell: Passage, heading: str, group: str) -> Iterator[Found]:
    carc = bare_reason(cell.text) if heading else ""
    if carc and group in {"CO", "PR", "OA", "PI"}:
        yield _plain("code", f"{group}-{carc}", cell, 0, len(cell.text))
        return
    code: FoundCode
    for code in find_codes(cell.text, heading=heading):
        yield Found(
            field="code",
            value=code.value,
            passage=cell,
            start=code.start,
            end=code.end,
            words_from=code.start,
            confidence=code.confidence,
            note=code.note,
        )


def _plain(field: str, value: str, cell: Passage, start: int, end: int, rank: int = 0) -> Found:
    return Found(field=field, value=value, passage=cell, start=start, end=end, words_from=start, rank=rank)


def _under(columns: list[Column], box: Box) -> Column | None:
    """Return the column that a box stands under: the one it shares most with, or the nearest beside it."""
    best = max(columns, key=lambda column: (overlap(column.box, box), -abs(column.box.right - box.right)))
    return best if overlap(best.box, box) > -SIDE_GAP else None
