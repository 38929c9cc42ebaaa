# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Small bills and EOBs for tests, as people have them: tables as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.bill import Checked, Finding, Sheet, SheetKind
from app.domain.cms_lists import CmsTables
from app.intake.facts_file import facts_from_mapping
from app.intake.table_files import grids_of
from app.intake.table_lines import read_sheet
from app.knowledge.bill_checks import bill_checks
from app.rules.bill_check import check_bill
from app.rules.checks.papers import Papers

TODAY = date(2026, 11, 21)


def sheet(text: str, kind: SheetKind = SheetKind.BILL) -> Sheet:
    """Read a table from its text; cells are parted by semicolons or commas, blanks around them do not count."""
    return read_sheet(grids_of("table.csv", text.strip().encode())[0], kind)


def check(
    bill: str,
    eob: str | None = None,
    facts: Mapping[str, object] | None = None,
    *,
    lists: CmsTables | None = None,
    not_received: frozenset[int] = frozenset(),
    today: date = TODAY,
) -> Checked:
    """Check a bill given as a table."""
    papers = Papers(
        bill=sheet(bill),
        eob=sheet(eob, SheetKind.EOB) if eob is not None else None,
        facts=facts_from_mapping(facts or {}),
        lists=lists or CmsTables(),
        not_received=not_received,
        today=today,
    )
    return check_bill(papers, bill_checks())


def of(checked: Checked, name: str) -> list[Finding]:
    """Return the findings of one check."""
    return [one for one in checked.findings if one.check == name]
