# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command that checks a bill: check."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.clock import Clock
from app.command_shape import Add
from app.domain.bill import SURENESS_TITLES, Checked, Finding, Sheet, SheetKind
from app.domain.facts import Facts
from app.domain.money import dollars
from app.knowledge.bill_checks import bill_checks
from app.rules.bill_check import check_bill
from app.rules.bill_json import checked_json
from app.rules.checks.papers import Papers
from app.services.bill_files import cms_tables, sheet_from_path
from app.services.letter_file import read_facts_file

CLOCK = Clock()


def add_to(add: Add) -> None:
    """Add this command to the parser."""
    check = add("check", _check, "compare a bill with its EOB and with itself: questions to ask, never accusations")
    check.add_argument("--bill", type=Path, required=True, help="the bill: CSV, XLSX, PDF or text")
    check.add_argument("--eob", type=Path, help="the EOB: CSV, XLSX, PDF, text, 835 or FHIR")
    check.add_argument(
        "--facts", type=Path, help="a FACTS file: plan, network, emergency, estimate, household and so on"
    )
    check.add_argument("--unit-limits", type=Path, metavar="FILE", help="the unit limits of CMS (MUE), as you got them")
    check.add_argument("--code-pairs", type=Path, metavar="FILE", help="the code pairs of CMS (NCCI), as you got them")


def _check(arguments: argparse.Namespace) -> tuple[str, object]:
    facts = read_facts_file(arguments.facts, CLOCK.today()).facts if arguments.facts else Facts()
    bill = sheet_from_path(arguments.bill, SheetKind.BILL)
    eob = sheet_from_path(arguments.eob, SheetKind.EOB) if arguments.eob else None
    lists = cms_tables(arguments.unit_limits, arguments.code_pairs, bill)
    checked = check_bill(Papers(bill=bill, eob=eob, facts=facts, lists=lists, today=CLOCK.today()), bill_checks())
    return check_text(checked, bill, eob), checked_json(checked, bill, eob)


def check_text(checked: Checked, bill: Sheet, eob: Sheet | None) -> str:
    """Write a checked bill for people."""
    read = f"{len(bill.lines)} line{'' if len(bill.lines) == 1 else 's'} of the bill"
    if eob is not None:
        pairs = checked.match
        read += (
            f", {len(eob.lines)} of the EOB: {len(pairs.pairs)} matched; without a partner {len(pairs.unmatched_bill)} "
            f"on the bill, {len(pairs.unmatched_eob)} on the EOB"
        )
    count = len(checked.findings)
    lines = [f"Read {read}.", f"{count} question{'' if count == 1 else 's'} to ask. None of them is an accusation."]
    lines += [f"Note ({one.where}): {one.what}" for one in checked.problems]
    for one in checked.findings:
        lines += ["", *_finding_lines(one)]
    if checked.not_checked:
        lines += ["", "Not checked", *(f"  {bill_checks()[n.check].title}: {n.why}" for n in checked.not_checked)]
    return "\n".join(lines)


def _finding_lines(one: Finding) -> list[str]:
    known = bill_checks()[one.check]
    amount = f", {dollars(one.amount)} at stake" if one.amount is not None else ""
    found = [f"{one.title} ({SURENESS_TITLES[one.confidence].lower()}{amount})", f"  {one.compared}"]
    found += [f"  Ask: {one.question}"] if one.question else []
    found += [f"  Why this may be wrong: {trap}" for trap in one.traps]
    law = f"{one.citation} (read in: {known.verified}; checked {known.checked.isoformat()})" if one.citation else ""
    found += [f"  Law: {law}"] if law else []
    ways = [f"letter {one.letter}" if one.letter else "", f"call script {one.script}" if one.script else ""]
    found += [f"  Next: {', '.join(way for way in ways if way)}"] if any(ways) else []
    return found
