# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What follows from the person's circumstances: help with the bill, how it is collected, and when things happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.bill import Sureness
from app.domain.coverage import PlanKind
from app.domain.dates import said_date
from app.domain.money import Cents
from app.knowledge.assistance import guidelines, state_programs
from app.rules.assistance import Fit, Household, Standing, standing
from app.rules.bill_money import charged, has_code
from app.rules.checks.against_eob import bill_asked
from app.rules.checks.papers import CannotCheck, Draft, Papers, care, money, named, numbers

_WAIT = timedelta(days=120)
"""26 CFR 1.501(r)-6(c)(3): no extraordinary action before 120 days from the first bill after discharge."""
_NOTICE = timedelta(days=30)
"""26 CFR 1.501(r)-6(c)(4): nor without 30 days' notice."""
_OLD = timedelta(days=3 * 365)
_LATE_FILING = "29"
_USUAL_LIMIT = 300
"""Percent of the guideline up to which asking is suggested. No law: each hospital's policy has its own limits."""


def assistance_likely(papers: Papers) -> Iterator[Draft]:
    """Say where the household stands against the state's threshold, or against what many hospitals' policies have."""
    answers, facts = papers.facts.answers, papers.facts
    if answers.household_size is None or answers.household_income is None:
        if facts.plan_kind is PlanKind.SELF_PAY and _full_charges(papers):
            yield _ask_discount(papers)
            return
        raise CannotCheck("The size and the yearly income of the household are not known.")
    asks = bill_asked(papers)
    stake = asks if asks is not None else charged(papers.bill)
    stands = _standing(papers)
    fits = [one for one in stands.programs if one.fit in {Fit.MAY, Fit.ASK} and stands.tenths is not None]
    if fits:
        shares = [one.percent_off for one in fits]
        least = min((share for share in shares if share is not None), default=0) if None not in shares else 0
        said = " ".join(f"{one.program.title} ({one.program.citation}): {one.why}" for one in fits[:3])
        yield Draft(
            compared=f"The household’s income is {stands.percent} percent of the poverty guideline of "
            f"{stands.year}. {said}",
            amount=Cents(stake * least // 100) if stake > 0 and least else None,
            confidence=Sureness.MEDIUM if any(one.fit is Fit.MAY for one in fits) else Sureness.LOW,
        )
    elif stands.tenths is not None and stands.tenths <= _USUAL_LIMIT * 10:
        yield Draft(
            compared=f"The household’s income is {stands.percent} percent of the poverty guideline of "
            f"{stands.year}. How far its help goes is in the hospital’s own policy: ask for it.",
            amount=None,
            confidence=Sureness.LOW,
        )
    elif facts.plan_kind is PlanKind.SELF_PAY and _full_charges(papers):
        yield _ask_discount(papers)


def _standing(papers: Papers) -> Standing:
    facts = papers.facts
    insured = {PlanKind.SELF_PAY: False, PlanKind.UNKNOWN: None}.get(facts.plan_kind, True)
    household = Household(
        size=facts.answers.household_size,
        income=facts.answers.household_income,
        state=facts.state,
        insured=insured,
        nonprofit=facts.answers.hospital_nonprofit,
    )
    known = guidelines()
    guideline = known.get(str(papers.today.year)) or known[max(known)]
    try:
        return standing(household, guideline, state_programs().values(), papers.today)
    except ValueError as error:  # a household of a size that none has
        raise CannotCheck(str(error)) from error


def _full_charges(papers: Papers) -> bool:
    adjusted = [one.line.adjusted for one in papers.bill.lines] + [papers.bill.totals.adjusted]
    return charged(papers.bill) > 0 and not any(adjusted)


def _ask_discount(papers: Papers) -> Draft:
    return Draft(
        compared="The bill asks for full charges, with no discount for paying without insurance.",
        amount=None,
        confidence=Sureness.INFO,
        title="Full charges without a discount",
        reason="Full charges, with no discount for paying without insurance",
    )


def collection_conduct(papers: Papers) -> Iterator[Draft]:
    """Ask about credit reporting and other extraordinary steps that came too soon or without notice."""
    answers, dates = papers.facts.answers, papers.facts.dates
    signals = set(papers.facts.signals)
    reported = answers.on_credit_report or "on_credit_report" in signals
    if not reported and dates.eca_notice is None:
        if answers.in_collections is None and "in_collections" not in signals:
            raise CannotCheck("Whether the bill is with a collector or on a credit report is not known.")
        return  # sending a bill to an agency is no extraordinary action
    if answers.hospital_nonprofit is False:
        return
    sure = Sureness.MEDIUM if answers.hospital_nonprofit else Sureness.LOW
    if dates.first_bill and papers.today <= dates.first_bill + _WAIT and reported:
        until = said_date(dates.first_bill + _WAIT)
        yield _conduct(papers, f"The bill is on a credit report. The first bill was on {said_date(dates.first_bill)}, "
                       f"so the 120 days last until {until}.", sure, "A credit report within 120 days")  # fmt: skip
    if reported and dates.eca_notice is None:
        yield _conduct(papers, "The bill is on a credit report, and no written notice of it 30 days before is known.",
                       Sureness.LOW, "A credit report without a notice")  # fmt: skip
    elif reported and dates.eca_notice and papers.today < dates.eca_notice + _NOTICE:
        words = (
            f"The notice came on {said_date(dates.eca_notice)}. Its 30 days are not over, and the bill is on a report."
        )
        yield _conduct(papers, words, sure, "A credit report before the notice ran out")


def _conduct(papers: Papers, words: str, sureness: Sureness, title: str) -> Draft:
    return Draft(compared=words, amount=bill_asked(papers), confidence=sureness, title=title, reason=words)


def timing(papers: Papers) -> Iterator[Draft]:
    """Ask about dates: late filing by the provider, care outside the coverage or still to come, an old debt."""
    yield from _late(papers)
    yield from _outside_coverage(papers)
    ahead = [one for one in papers.bill.lines if one.line.service_date and one.line.service_date > papers.today]
    if ahead:
        yield Draft(
            compared=f"{named(ahead).capitalize()}: {care(ahead[0])} is still to come.",
            amount=Cents(max(sum(one.line.billed or 0 for one in ahead), 0)),
            confidence=Sureness.MEDIUM,
            lines=numbers(ahead),
            title="Care that is still to come",
            reason="The date of service is still to come",
        )
    yield from _old_debt(papers)


def _late(papers: Papers) -> Iterator[Draft]:
    late = [(ours, theirs) for ours, theirs in papers.sides if any(has_code(t.line, _LATE_FILING) for t in theirs)]
    lines = [one for ours, _theirs in late for one in ours]
    if not lines:
        return
    asks = sum(max(one.line.balance or 0, 0) for one in lines)
    yield Draft(
        compared=f"{named(lines).capitalize()}: the insurer refused it because the claim came too late (reason 29).",
        amount=Cents(asks) if asks else None,
        confidence=Sureness.LOW if papers.facts.answers.network == "out" else Sureness.MEDIUM,
        lines=numbers(lines),
        title="The claim was sent too late",
        reason="The insurer refused the claim because it was sent too late",
        script="timely_filing_proof",
    )


def _outside_coverage(papers: Papers) -> Iterator[Draft]:
    start, end = papers.facts.dates.coverage_start, papers.facts.dates.coverage_end
    outside = [
        one for one in papers.net
        if (day := one.line.service_date) and ((start and day < start) or (end and day > end))
    ]  # fmt: skip
    if outside:
        span = f"{said_date(start) if start else 'its start'} to {said_date(end) if end else 'now'}"
        yield Draft(
            compared=f"{named(outside).capitalize()}: {care(outside[0])} is outside the coverage, {span}.",
            amount=None,
            confidence=Sureness.LOW,
            lines=numbers(outside),
            title="Care outside the time of the coverage",
            reason="The date of service is outside the coverage",
            script="eligibility_fix",
        )


def _old_debt(papers: Papers) -> Iterator[Draft]:
    days = [one.line.service_date for one in papers.bill.lines if one.line.service_date]
    last: date | None = max(days, default=papers.facts.dates.service)
    collected = papers.facts.answers.in_collections or "in_collections" in papers.facts.signals
    if collected and last and last < papers.today - _OLD:
        yield Draft(
            compared=f"The care was on {said_date(last)}, more than three years ago, and the bill is in collections. "
            f"At stake: {money(bill_asked(papers))}.",
            amount=None,
            confidence=Sureness.INFO,
            title="An old debt",
            traps=(
                "Each state sets its own time for suing over a debt. In some, a payment or a written promise starts it "
                "anew: find out before you pay or sign anything.",
            ),
            reason="The care was more than three years ago: please show that the debt is still owed",
            letter="debt_validation",
            script="collector_call",
        )
