# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The check of a bill: every check in turn, its questions weighed, named and put in order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from app.domain.bill import Checked, Finding, NotChecked, Sheet, SheetLine, Sureness
from app.domain.money import Cents
from app.knowledge.bill_checks import BillCheck
from app.rules.bill_money import most_at_stake
from app.rules.checks.against_eob import bill_above_eob, payment_not_posted, provider_liability_billed
from app.rules.checks.circumstances import assistance_likely, collection_conduct, timing
from app.rules.checks.code_forms import diagnosis_form, modifier_form, visit_level
from app.rules.checks.papers import CannotCheck, Check, Draft, Papers
from app.rules.checks.payers import not_billed_to_insurance
from app.rules.checks.people import identifier, identity
from app.rules.checks.protections import balance_billing, estimate_exceeded, surprise_bill
from app.rules.checks.quantities import NO_LIMITS, code_pair, units
from app.rules.checks.repeats import duplicate, near_duplicate
from app.rules.checks.services_given import facility_fee, not_received, routine_supply
from app.rules.checks.stays import stay
from app.rules.checks.sums import line_arithmetic, totals

CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        duplicate, near_duplicate, line_arithmetic, totals, bill_above_eob, provider_liability_billed,
        not_billed_to_insurance, payment_not_posted, identity, units, stay, code_pair, modifier_form, diagnosis_form,
        identifier, visit_level, not_received, routine_supply, facility_fee, surprise_bill, estimate_exceeded,
        balance_billing, assistance_likely, collection_conduct, timing,
    )
}  # fmt: skip
"""Every check by its id, which is its function's name."""

MOST_OF_ONE = 200
"""Findings of one check that are shown: a table of another kind would give thousands."""
_ORDER = {Sureness.HIGH: 0, Sureness.MEDIUM: 1, Sureness.LOW: 2, Sureness.INFO: 3}


def check_bill(papers: Papers, known: Mapping[str, BillCheck]) -> Checked:
    """Return every finding, the surest first and the dearest first among those; ``known`` words and sources them."""
    most = most_at_stake(papers.bill)
    keys = line_keys(papers.bill)
    findings: list[Finding] = []
    left: list[NotChecked] = []
    for name, check in CHECKS.items():
        drafts: list[Draft] = []
        try:
            drafts.extend(_first(check(papers)))
        except CannotCheck as reason:
            left.append(NotChecked(check=name, why=str(reason)))
        findings += [_finding(known[name], draft, most, keys) for draft in drafts]
    if papers.lists.limits is None:
        left.append(NotChecked(check="units", why=NO_LIMITS))
    findings.sort(key=lambda one: (_ORDER[one.confidence], -(one.amount or 0)))
    problems = (*papers.bill.problems, *(papers.eob.problems if papers.eob else ()))
    return Checked(findings=_apart(findings), match=papers.match, not_checked=tuple(left), problems=problems)


def _first(drafts: Iterator[Draft]) -> Iterator[Draft]:
    return (draft for draft, _number in zip(drafts, range(MOST_OF_ONE), strict=False))


def _finding(known: BillCheck, draft: Draft, most: Cents, keys: Mapping[int, str]) -> Finding:
    amount = draft.amount
    if amount is not None:
        amount = Cents(min(amount, most)) if amount > 0 and most > 0 else None
    title = draft.title or known.title
    return Finding(
        check=known.id,
        title=title,
        compared=draft.compared,
        amount=amount,
        confidence=draft.confidence,
        lines=draft.lines,
        traps=tuple(dict.fromkeys([*draft.traps, *known.traps])),
        question=known.question,
        reason=draft.reason or known.reason,
        citation=known.citation,
        letter=draft.letter or known.letter,
        script=draft.script or known.script,
        key=_digest([known.id, title, *sorted(keys[number] for number in draft.lines if number in keys)]),
    )


def _apart(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Drop a finding that says what one before it says."""
    seen: dict[tuple[str, str], Finding] = {}
    for one in findings:
        seen.setdefault((one.key, one.compared), one)
    return tuple(seen.values())


def line_keys(sheet: Sheet) -> dict[int, str]:
    """Return a key for each line that stays the same when the bill is read again, wherever the line then stands."""
    times: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for one in sheet.lines:
        plain = _plain(one)
        times[plain] += 1
        keys[one.number] = _digest([plain, str(times[plain])])
    return keys


def _plain(one: SheetLine) -> str:
    line = one.line
    day = line.service_date.isoformat() if line.service_date else ""
    marks = "-".join(line.modifiers)
    return (
        f"{day}\x1f{line.code}\x1f{marks}\x1f{line.revenue_code}\x1f{line.units}\x1f{line.billed}\x1f{line.description}"
    )


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
