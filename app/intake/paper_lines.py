# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lines of a bill or an EOB on paper: tables by what stands under their headings, and services with one amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.domain.bill import SheetKind
from app.domain.money import cents_from_text
from app.domain.reading import ReadClaim, ReadFact, ReadLine
from app.intake.found_dates import find_dates
from app.intake.layout import Layout, Passage, Row, overlap, passage
from app.intake.table_columns import ROLES, meaning_of
from app.intake.table_files import Grid
from app.intake.table_lines import read_sheet
from app.intake.values import find_amounts

HEADING_LINES = 3
SIDE_GAP = 40.0
"""Points that a cell may stand beside its heading."""
GAP = 5.0
"""Heights of a line that may part two rows of one table."""
_MONEY = {
    "charge", "allowed", "paid", "patient_paid", "adjustment", "balance", "patient_responsibility", "deductible",
    "coinsurance", "copay",
}  # fmt: skip
_SERVICE_CODE = re.compile(
    r"(?<![\w.$-])(?:CPT|HCPCS)?\s*(\d{5}|\d{4}[FTMU]|[A-V]\d{4})(?:-([0-9A-Z]{2}))?(?![\w.,]|-\d)", re.ASCII
)
_NO_SERVICE = re.compile(
    r"\b(?:total|subtotal|sub-total|due|balance|insurance|paid|payments?|adjustments?|discounts?|responsibility|deductible"
    r"|coinsurance|co-?pay|write-?off|amount|owe|pay|previous|account|acct|invoice|zip|phone|call)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:(?:grand|claim|sub|account|statement)[ -]?)?totals?\b|(?:amount|balance|payment)s?\s+(?:now )?due\b"
    r"|[A-Z][\w ]{2,30}:\s",
    re.IGNORECASE,
)
"""How a row begins that ends a table: a sum, or a label of its own."""
_OWNER_FACTS = {
    "patient": ("patient_name", "member_name"),
    "member_id": ("member_id",),
    "group_number": ("group_number",),
    "account_number": ("account_number",),
    "provider": ("provider",),
    "payer": ("insurer",),
}


def paper_claims(layouts: Sequence[Layout], kind: SheetKind, facts: Iterable[ReadFact]) -> tuple[ReadClaim, ...]:
    """Return the lines of a paper as one claim, or none where no line could be read."""
    known: dict[str, str] = {}
    for fact in facts:
        known.setdefault(fact.field, fact.value)
    lines: list[ReadLine] = []
    for layout in layouts:
        lines += _tables(layout, kind) or (_listed(layout) if kind is SheetKind.BILL else ())
    if not lines:
        return ()
    day = _only_day(known.get("service_date", ""))
    lines = [line if line.service_date or day is None else replace(line, service_date=day) for line in lines]
    number = known.get("claim_number", "")
    owner = {name: next((known[f] for f in names if known.get(f)), "") for name, names in _OWNER_FACTS.items()}
    days = sorted(line.service_date for line in lines if line.service_date)
    claim = ReadClaim(
        claim_number=number if kind is SheetKind.BILL else "",
        payer_claim_number=number if kind is SheetKind.EOB else "",
        service_from=days[0] if days else None,
        service_to=days[-1] if days else None,
        denied=any(line.denied for line in lines),
        lines=tuple(lines),
        patient=owner["patient"],
        member_id=owner["member_id"],
        group_number=owner["group_number"],
        account_number=owner["account_number"],
        provider=owner["provider"],
        payer=owner["payer"],
    )
    return (claim,)


def _only_day(text: str) -> date | None:
    """Return the one day of service that a paper names; a span of days says nothing of a single line."""
    found = find_dates(text)
    return found[0].day if len(found) == 1 and found[0].last is None else None


def _tables(layout: Layout, kind: SheetKind) -> list[ReadLine]:
    lines: list[ReadLine] = []
    at = 0
    while at < len(layout.rows):
        height, heads = _heading(layout.rows, at)
        if not height:
            at += 1
            continue
        body = _body(layout.rows, at + height)
        grid = _grid(layout, heads, body)
        sheet = read_sheet(grid, kind)
        # What stands between the lines of a letter is no mistake of the table: only lines that say something count.
        lines += [replace(one.line, place=f"page {layout.page.number}") for one in sheet.lines]
        at += height + len(body)
    return lines


def _heading(rows: Sequence[Row], at: int) -> tuple[int, list[Passage]]:
    """Return how many rows of heading begin here (0 for none), and their cells, joined from above."""
    best: tuple[int, int, list[Passage]] = (0, 0, [])
    group: list[Row] = []
    for row in rows[at : at + HEADING_LINES]:
        if len(row.cells) < 2 or any(sign.isdigit() for sign in row.text):
            break
        group.append(row)
        heads = _stacked(group)
        roles = [meaning_of(head.text) for head in heads]
        known = len({role for role in roles if role in ROLES})
        if known > best[0] and known >= 2 and _MONEY & set(roles):
            best = (known, len(group), heads)
    return best[1], best[2]


def _stacked(rows: Sequence[Row]) -> list[Passage]:
    """Join heading cells that stand above each other."""
    stacks: list[list[Passage]] = []
    for row in rows:
        for cell in row.cells:
            over = [stack for stack in stacks if overlap(stack[-1].box, cell.box) > 0]
            if len(over) == 1:
                over[0].append(cell)
            else:
                stacks.append([cell])
    return [passage(stack[0].page, (word for cell in stack for word in cell.words)) for stack in stacks]


def _body(rows: Sequence[Row], at: int) -> list[Row]:
    """Return the rows under a heading, as far as they stand close and amounts go on."""
    body: list[Row] = []
    last = 0
    for row in rows[at:]:
        far = body and row.box.top - body[-1].box.bottom > GAP * (row.box.bottom - row.box.top)
        if far or len(body) - last > HEADING_LINES or _ENDS.match(row.cells[0].text) or row.cells[0].text.endswith(":"):
            break
        body.append(row)
        if find_amounts(row.text):
            last = len(body)
    return body[:last]


def _grid(layout: Layout, heads: Sequence[Passage], body: Sequence[Row]) -> Grid:
    """Set each cell of the body under its heading."""
    rows = [tuple(head.text.strip(" :*") for head in heads)]
    for row in body:
        cells = [""] * len(heads)
        for cell in row.cells:
            at = max(
                range(len(heads)),
                key=lambda n: (overlap(heads[n].box, cell.box), -abs(heads[n].box.right - cell.box.right)),
            )
            if overlap(heads[at].box, cell.box) > -SIDE_GAP:
                cells[at] = f"{cells[at]} {cell.text}".strip()
        rows.append(tuple(cells))
    return Grid(name=f"page {layout.page.number}", rows=tuple(rows))


def _listed(layout: Layout) -> Iterator[ReadLine]:
    """Yield services that stand one a row with one amount at its end, from the first with a code to the last."""
    found = [_service(row, layout.page.number) for row in layout.rows]
    coded = [at for at, line in enumerate(found) if line is not None and line.code]
    if not coded:
        return
    for at, line in enumerate(found[coded[0] :], start=coded[0]):
        if line is None and _NO_SERVICE.search(layout.rows[at].text) and find_amounts(layout.rows[at].text):
            return  # the sums begin
        if line is not None:
            yield line


def _service(row: Row, page: int) -> ReadLine | None:
    text = row.text
    amounts = find_amounts(text)
    if len(amounts) != 1 or text[amounts[0].end :].strip(" .*"):
        return None
    words = text[: amounts[0].start].strip(" $.-:")
    cents = cents_from_text(amounts[0].value)
    code = _SERVICE_CODE.search(words)
    if cents is None or not words or (code is None and _NO_SERVICE.search(words)):
        return None
    dated = find_dates(words)
    return ReadLine(
        code=code[1] if code else "",
        modifiers=(code[2],) if code and code[2] else (),
        description=_without(words, code),
        service_date=dated[0].day if dated else None,
        billed=cents,
        place=f"page {page}",
    )


def _without(words: str, code: re.Match[str] | None) -> str:
    rest = words[: code.start()] + words[code.end() :] if code else words
    for found in reversed(find_dates(rest)):
        rest = rest[: found.start] + rest[found.end :]
    return " ".join(rest.split()).strip(" -–()")
