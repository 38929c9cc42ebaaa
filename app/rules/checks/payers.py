# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Whether the right insurer, and each of them, got the claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.bill import Sureness
from app.domain.coverage import PlanKind
from app.domain.money import Cents
from app.rules.bill_money import asked, charged, has_code, total_of
from app.rules.checks.papers import Draft, Papers, money, named, numbers

_OTHER_PAYER_FIRST = "22"
_NAME_WORDS = re.compile(r"[a-z0-9]+")
_NO_NAME = {"the", "of", "inc", "llc", "health", "insurance", "plan", "company", "co", "corp", "group", "self", "pay"}


def not_billed_to_insurance(papers: Papers) -> Iterator[Draft]:
    """Ask about charges that no insurer has seen, the wrong one has, or only the first of two."""
    if papers.facts.plan_kind is PlanKind.SELF_PAY:
        return
    yield from _wrong_payer(papers)
    yield from _second_payer(papers)
    if papers.eob is not None:
        yield from _not_on_the_eob(papers)
    elif _nothing_taken_off(papers):
        known = papers.facts.plan_kind is not PlanKind.UNKNOWN
        yield Draft(
            compared="The bill shows no insurance payment and no adjustment, and there is no EOB beside it.",
            amount=asked(papers.bill) or charged(papers.bill),
            confidence=Sureness.LOW if known else Sureness.INFO,
            reason="The bill shows no insurance payment or adjustment: please say when the claim was sent",
        )


def _nothing_taken_off(papers: Papers) -> bool:
    bill = papers.bill
    figures = [total_of(bill.lines, name) for name in ("paid", "adjusted")] + [bill.totals.paid, bill.totals.adjusted]
    return charged(bill) > 0 and not any(figures)


def _not_on_the_eob(papers: Papers) -> Iterator[Draft]:
    paired = {(one.line.service_date, one.line.code) for ours, _theirs in papers.sides for one in ours}
    alone = [papers.bill_line(number) for number in papers.match.unmatched_bill]
    # A second line of care that the EOB has once is a question of its own: whether it stands twice.
    alone = [one for one in alone if not one.line.code or (one.line.service_date, one.line.code) not in paired]
    alone = [
        one for one in alone if (one.line.billed or 0) > 0 and not one.line.paid and not one.line.adjusted
        and one.line.balance != 0
    ]  # fmt: skip
    if not alone or not (papers.eob and papers.eob.lines):
        return
    stake = total_of(alone, "balance")
    stake = stake if stake is not None else total_of(alone, "billed")
    yield Draft(
        compared=f"{named(alone).capitalize()}: no line of the EOB is for this care. At stake: {money(stake)}.",
        amount=Cents(max(stake or 0, 0)),
        confidence=Sureness.MEDIUM if papers.match.pairs else Sureness.LOW,
        lines=numbers(alone),
        title="Charges the EOB does not show",
        reason="The EOB has no line for this charge: please say whether it was sent to the insurer",
    )


def _wrong_payer(papers: Papers) -> Iterator[Draft]:
    known = _words(papers.facts.people.insurer) | _words(papers.facts.people.plan_name)
    theirs = {claim.payer for claim in papers.eob.claims if claim.payer} if papers.eob else set()
    for name in theirs:
        known |= _words(name)
    for claim in papers.bill.claims:
        named_there = _words(claim.payer)
        if known and named_there and not known & named_there:
            yield Draft(
                compared=f"The bill names “{claim.payer[:60]}” as the insurer; yours is "
                f"“{(papers.facts.people.insurer or ', '.join(sorted(theirs)))[:60]}”.",
                amount=None,
                confidence=Sureness.MEDIUM,
                title="The bill names another insurer",
                reason="The bill names another insurer than the patient’s",
                script="wrong_payer_rebill",
            )
            return


def _second_payer(papers: Papers) -> Iterator[Draft]:
    lines = papers.eob.lines if papers.eob else ()
    waiting = [one for one in lines if has_code(one.line, _OTHER_PAYER_FIRST)]
    if not waiting and "other_coverage" not in papers.facts.signals:
        return
    where = "The EOB says that another plan may have to pay (reason 22)" if waiting else "You have other coverage too"
    yield Draft(
        compared=f"{where}; the bill shows no second insurer.",
        amount=None,
        confidence=Sureness.LOW,
        lines=numbers(
            one for ours, theirs in papers.sides if any(has_code(t.line, _OTHER_PAYER_FIRST) for t in theirs)
            for one in ours
        ),
        title="A second insurer may not have been billed",
        reason="Please bill the other insurer before the patient",
        script="secondary_claim",
    )  # fmt: skip


def _words(name: str) -> set[str]:
    return {word for word in _NAME_WORDS.findall(name.lower()) if word not in _NO_NAME and len(word) > 1}
