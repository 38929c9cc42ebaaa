# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The answer of `casewell check --json`."""

from __future__ import annotations

from app.domain.bill import Checked, Finding, Sheet, SheetLine
from app.domain.money import Cents, plain_dollars
from app.knowledge.bill_checks import bill_checks

Json = dict[str, object]


def checked_json(checked: Checked, bill: Sheet, eob: Sheet | None) -> Json:
    """Return a checked bill as the promised keys. Lines are numbers, told in ``bill_lines`` and ``eob_lines``."""
    return {
        "findings": [_finding(one) for one in checked.findings],
        "matched": [{"bill": list(pair.bill), "eob": list(pair.eob), "how": pair.how} for pair in checked.match.pairs],
        "unmatched_bill": list(checked.match.unmatched_bill) if eob is not None else [],
        "unmatched_eob": list(checked.match.unmatched_eob),
        "problems": [{"where": one.where, "what": one.what} for one in checked.problems],
        "not_checked": [{"check": one.check, "why": one.why} for one in checked.not_checked],
        "bill_lines": [_line(one) for one in bill.lines],
        "eob_lines": [_line(one) for one in eob.lines] if eob is not None else [],
    }


def _finding(one: Finding) -> Json:
    known = bill_checks()[one.check]
    return {
        "check": one.check,
        "title": one.title,
        "compared": one.compared,
        "amount": _money(one.amount),
        "confidence": one.confidence.value,
        "lines": list(one.lines),
        "traps": list(one.traps),
        "next": {"letter": one.letter or None, "script": one.script or None},
        "question": one.question,
        "reason": one.reason,
        "rule": known.rule,
        "source": known.source,
        "citation": one.citation or None,
        "verified": known.verified,
        "checked": known.checked.isoformat(),
    }


def _line(one: SheetLine) -> Json:
    line = one.line
    return {
        "line": one.number,
        "place": line.place,
        "date": line.service_date.isoformat() if line.service_date else None,
        "code": line.code,
        "modifiers": list(line.modifiers),
        "description": line.description,
        "billed": _money(line.billed),
    }


def _money(cents: Cents | None) -> str | None:
    return None if cents is None else plain_dollars(cents)
