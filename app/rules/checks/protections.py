# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Bills that the law holds down: surprise bills, estimates, Medicaid and the Qualified Medicare Beneficiary program."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.bill import SheetLine, Sureness
from app.domain.coverage import PlanKind
from app.domain.money import Cents
from app.rules.bill_money import charged, most_at_stake
from app.rules.checks.against_eob import bill_asked, eob_owed
from app.rules.checks.papers import CannotCheck, Draft, Papers, money, numbers

SUBSTANTIAL = Cents(40_000)
"""45 CFR 149.620(a)(2)(ii): 400 dollars or more above that provider's own estimate."""
_NOT_PROTECTED = {
    PlanKind.MEDICARE_ORIGINAL, PlanKind.MEDICARE_ADVANTAGE, PlanKind.MEDICARE_PART_D, PlanKind.MEDICAID_FFS,
    PlanKind.MEDICAID_MANAGED_CARE, PlanKind.CHIP, PlanKind.TRICARE, PlanKind.VA, PlanKind.EXCEPTED, PlanKind.SELF_PAY,
}  # fmt: skip
"""Kinds for which 45 CFR 149.110 to 149.130 is not cited: most have bans of their own."""
_MEDICAID = {PlanKind.MEDICAID_FFS, PlanKind.MEDICAID_MANAGED_CARE}
_AIR = frozenset({"A0430", "A0431", "A0435", "A0436"})
_GROUND = frozenset({"A0425", "A0426", "A0427", "A0428", "A0429", "A0432", "A0433", "A0434"})
_QMB_REMARKS = frozenset({"N781", "N782", "N783"})
_DEDUCTIBLE = "The deductible and the in-network share still apply: a bill for those alone is right."
_GROUND_TRAP = "Ground ambulance is not covered by this federal law; some states protect it."


def surprise_bill(papers: Papers) -> Iterator[Draft]:
    """Ask about out-of-network bills of an emergency, of a clinician at an in-network facility, or by air."""
    facts, answers = papers.facts, papers.facts.answers
    if facts.plan_kind in _NOT_PROTECTED:
        return
    air = [one for one in papers.net if one.line.code in _AIR]
    why = _protected(papers, bool(air))
    if not why:
        if answers.network is None and not facts.signals:
            raise CannotCheck("Say whether it was an emergency, and whether the provider is in the plan’s network.")
        return
    if not air and papers.net and all(one.line.code in _GROUND for one in papers.net):
        return
    lines = [one for one in papers.net if one.line.code not in _GROUND]
    asks, owes = bill_asked(papers), eob_owed(papers)
    above = Cents(asks - owes) if asks is not None and owes is not None and asks > owes else None
    if asks is not None and owes is not None and above is None:
        return  # no more is asked than the plan's own share
    sure = above is not None and answers.network == "out" and facts.plan_kind is not PlanKind.UNKNOWN
    yield Draft(
        compared=f"{why} {_figures(asks, owes)}",
        amount=above,
        confidence=Sureness.HIGH if sure and answers.emergency else Sureness.MEDIUM,
        lines=numbers(_asked(lines)),
        traps=(_DEDUCTIBLE, *((_GROUND_TRAP,) if len(lines) < len(papers.net) else ())),
    )


def _protected(papers: Papers, air: bool) -> str:
    """Say why the bill may be protected, or nothing."""
    answers, signals = papers.facts.answers, set(papers.facts.signals)
    if answers.network == "in":
        return ""
    out = answers.network == "out"
    if "air_ambulance" in signals or (air and out):
        return "An air ambulance that may be outside the network."
    if "ground_ambulance" in signals:
        return ""
    if "emergency_out_of_network" in signals or (answers.emergency and out):
        return "Emergency care outside the network."
    at_facility = "ancillary_at_in_network_facility" in signals
    if at_facility or (answers.ancillary_service and out):
        return "A clinician outside the network whose service belongs to the facility’s own."
    return ""


def _figures(asks: Cents | None, owes: Cents | None) -> str:
    if asks is not None and owes is not None:
        return f"The bill asks for {money(asks)}; the EOB puts {money(owes)} on the patient."
    return "Compare what is asked with the in-network share on the EOB."


def _asked(lines: list[SheetLine]) -> list[SheetLine]:
    return [one for one in lines if (one.line.balance if one.line.balance is not None else one.line.billed or 0) > 0]


def estimate_exceeded(papers: Papers) -> Iterator[Draft]:
    """Compare the bill with the same provider's good-faith estimate."""
    estimate, kind = papers.facts.amounts.estimate, papers.facts.plan_kind
    if estimate is None:
        raise CannotCheck("No estimate is known. If you had one from this provider, give its total.")
    if kind not in {PlanKind.SELF_PAY, PlanKind.UNKNOWN}:
        return  # the federal dispute is for those who do not use insurance for the care
    total = charged(papers.bill) or papers.bill.totals.billed or papers.facts.amounts.billed or Cents(0)
    over = Cents(total - estimate)
    if over < SUBSTANTIAL:
        return
    providers = {claim.provider.casefold() for claim in papers.bill.claims if claim.provider}
    alone = len(providers) < 2
    yield Draft(
        compared=f"The estimate was {money(estimate)}; the bill charges {money(total)}: {money(over)} more.",
        amount=over,
        confidence=(Sureness.HIGH if kind is PlanKind.SELF_PAY else Sureness.MEDIUM) if alone else Sureness.LOW,
        traps=() if alone else ("Several providers are on this bill. The 400 dollars count for each by itself.",),
        reason=f"Charged {money(over)} above your own estimate of {money(estimate)}",
    )


def balance_billing(papers: Papers) -> Iterator[Draft]:
    """Ask about more than the copay from people in Medicaid, or in the Qualified Medicare Beneficiary program."""
    medicaid = papers.facts.plan_kind in _MEDICAID
    remarks = {word for one in (papers.eob.lines if papers.eob else ()) for word in one.line.remarks}
    remarks |= {word for claim in (papers.eob.claims if papers.eob else ()) for word in claim.remarks}
    qmb = sorted(remarks & _QMB_REMARKS)
    if not medicaid and not qmb:
        return
    asks = bill_asked(papers)
    copay = papers.facts.amounts.copay
    if copay is None and papers.eob is not None:
        shares = [one.line.copay for one in papers.eob.lines if one.line.copay is not None]
        copay = Cents(sum(shares)) if shares else None
    if asks is None or asks <= (copay or 0):
        return
    who = (
        "Medicaid is the plan" if medicaid else f"The EOB’s remark {qmb[0]} says that the patient is in the QMB program"
    )
    said = f"the copay is {money(copay)}" if copay is not None else "no copay is known"
    yield Draft(
        compared=f"{who}. The bill asks for {money(asks)}; {said}.",
        amount=Cents(min(asks - (copay or 0), most_at_stake(papers.bill))),
        confidence=Sureness.HIGH if qmb and copay is not None else Sureness.MEDIUM,
        reason="No more than the copay may be asked of this patient",
    )
