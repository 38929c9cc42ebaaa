# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The bill against the insurer's EOB: what is asked, owed and paid. A refusal is no discount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.bill import Sheet, SheetLine, Sureness
from app.domain.money import Cents
from app.rules.bill_money import asked, codes_said, owed, provider_share, total_of
from app.rules.checks.papers import CannotCheck, Draft, Papers, care, money, named, numbers

NO_EOB = "There is no EOB beside the bill: add it, or ask the insurer for it."
_WRITE_OFFS = frozenset({"45", "253", "97", "18", "29", "59", "236"})
"""Reason codes that with group CO leave the amount with the provider, not open for another decision by itself."""


@dataclass
class _Claim:
    """The paired lines of one claim of the bill."""

    ours: list[SheetLine] = field(default_factory=list)
    theirs: list[SheetLine] = field(default_factory=list)


def _claims(papers: Papers) -> list[_Claim]:
    """Group pairs by the bill's claims; a line whose share the EOB leaves open stays out of the sums."""
    found: dict[int, _Claim] = {}
    for ours, theirs in papers.sides:
        if any(owed(one.line) is None for one in theirs):
            continue
        claim = found.setdefault(id(ours[0].claim), _Claim())
        claim.ours += ours
        claim.theirs += theirs
    return list(found.values())


def eob_owed(papers: Papers) -> Cents | None:
    """Return all that the EOB puts on the patient; None where a part of it is left open."""
    if papers.eob is None:
        return papers.facts.amounts.patient_responsibility
    if papers.eob.totals.balance is not None:
        return papers.eob.totals.balance
    claims = [claim.patient_responsibility for claim in papers.eob.claims]
    if claims and all(one is not None for one in claims):
        return Cents(sum(one or 0 for one in claims))
    lines = [owed(one.line) for one in papers.eob.lines]
    if lines and all(one is not None for one in lines):
        return Cents(sum(one or 0 for one in lines))
    return None


def bill_asked(papers: Papers) -> Cents | None:
    """Return all that is asked of the patient, by the bill or by what the person said."""
    found = asked(papers.bill)
    return found if found is not None else papers.facts.amounts.asked_of_patient


def bill_above_eob(papers: Papers) -> Iterator[Draft]:
    """Ask about a balance above the EOB's patient responsibility for the same claim."""
    if papers.eob is None and papers.facts.amounts.patient_responsibility is None:
        raise CannotCheck(NO_EOB)
    if total_of(papers.bill.lines, "balance") is None or papers.eob is None or not papers.match.pairs:
        yield from _whole_above(papers)
        return
    for claim in _claims(papers):
        asks = total_of(claim.ours, "balance")
        if asks is None:
            continue
        owes = sum(owed(one.line) or 0 for one in claim.theirs)
        if asks > owes:
            refused = any(one.line.denied and not _left_by_contract(one) for one in claim.theirs)
            yield Draft(
                compared=f"For {named(claim.ours)} the bill asks for {money(asks)}; for the same care the EOB puts "
                f"{money(owes)} on the patient.",
                amount=Cents(asks - owes),
                confidence=Sureness.MEDIUM if refused else Sureness.HIGH,
                lines=numbers(one for one in claim.ours if (one.line.balance or 0) > 0),
                reason=f"The bill asks {money(asks - owes)} more than the EOB puts on the patient",
            )


def _whole_above(papers: Papers) -> Iterator[Draft]:
    asks, owes = bill_asked(papers), eob_owed(papers)
    if asks is None or owes is None or asks <= owes:
        return
    more_care = bool(papers.match.pairs and papers.match.unmatched_bill)
    yield Draft(
        compared=f"The bill asks for {money(asks)}; the EOB puts {money(owes)} on the patient.",
        amount=Cents(asks - owes),
        confidence=Sureness.LOW if more_care else Sureness.MEDIUM,
        reason=f"The bill asks {money(asks - owes)} more than the EOB puts on the patient",
    )


def provider_liability_billed(papers: Papers) -> Iterator[Draft]:
    """Ask about amounts that the EOB leaves with the provider, or at nothing, and that the bill asks for."""
    if papers.eob is None:
        raise CannotCheck(NO_EOB)
    for ours, theirs in papers.sides:
        shares = [owed(one.line) for one in theirs]
        asks = total_of(ours, "balance")
        if asks is None or any(share is None for share in shares):
            continue
        owes, theirs_alone = sum(share or 0 for share in shares), sum(provider_share(one.line) for one in theirs)
        stake = min(asks - owes, theirs_alone) if theirs_alone else asks if owes == 0 else 0
        if stake > 0:
            yield _left_with_provider(papers, ours, theirs, Cents(stake), Cents(owes))


def _left_with_provider(
    papers: Papers, ours: list[SheetLine], theirs: list[SheetLine], stake: Cents, owes: Cents
) -> Draft:
    every = [one for line in theirs for one in line.line.adjustments]
    leaving = [one for one in every if one.group == "CO"]
    said = f" The EOB says {codes_said(every)}." if every else ""
    clear = all(_left_by_contract(one) for one in theirs)
    refused = any(one.line.denied for one in theirs) and not clear
    traps: tuple[str, ...] = ()
    if refused:
        traps = ("The insurer refused this line. A refusal is no discount: it may still be corrected or appealed.",)
    sureness = Sureness.HIGH if clear else Sureness.MEDIUM
    if papers.facts.answers.network == "out":
        sureness = Sureness.LOW
    return Draft(
        compared=f"{named(ours).capitalize()}, {care(ours[0])}: the bill asks for "
        f"{money(total_of(ours, 'balance'))}; the EOB puts {money(owes)} on the patient.{said}",
        amount=stake,
        confidence=sureness,
        lines=numbers(ours),
        traps=traps,
        reason=f"The EOB puts {money(owes)} of this on the patient{f' ({codes_said(leaving)})' if leaving else ''}",
    )


def _left_by_contract(one: SheetLine) -> bool:
    """Whether every CO amount of an EOB line is one that the contract itself leaves with the provider."""
    leaving = [part for part in one.line.adjustments if part.group == "CO"]
    return bool(leaving) and all(part.code in _WRITE_OFFS for part in leaving)


def payment_not_posted(papers: Papers) -> Iterator[Draft]:
    """Ask about payments of the insurer that the bill does not show."""
    if papers.eob is None and papers.facts.amounts.plan_paid is None:
        raise CannotCheck(NO_EOB)
    theirs, ours, sure = _both_paid(papers)
    if theirs is None or theirs <= 0:
        return
    if ours is None:
        asks, billed = bill_asked(papers), total_of(papers.bill.lines, "billed")
        if asks is None or billed is None or asks < billed:
            return  # something was taken off, and the bill does not say what
    posted = abs(ours or 0)
    if theirs > posted:
        shows = f"the bill shows {money(posted)} from insurance" if ours is not None else "the bill shows no payment"
        yield Draft(
            compared=f"The EOB says that the insurer paid {money(theirs)}; {shows}.",
            amount=Cents(theirs - posted),
            confidence=Sureness.HIGH if sure and ours is not None else Sureness.MEDIUM,
            lines=numbers(one for ours_, _ in papers.sides for one in ours_ if (one.line.balance or 0) > 0),
            reason=f"The insurer paid {money(theirs)}; the bill shows {money(posted)}",
        )


def _both_paid(papers: Papers) -> tuple[Cents | None, Cents | None, bool]:
    """Return what the EOB and the bill say was paid, for the paired lines where both speak of lines."""
    bill, eob = papers.bill, papers.eob
    ours = [one for pair in papers.match.pairs for one in map(papers.bill_line, pair.bill)]
    theirs = [one for pair in papers.match.pairs for one in map(papers.eob_line, pair.eob)]
    posted_lines = total_of(ours, "paid")
    booked = total_of([one for one in bill.lines if one.line.billed is None], "paid")
    if ours and posted_lines is not None and booked is None:
        return total_of(theirs, "paid"), posted_lines, not papers.match.unmatched_bill
    posted = bill.totals.paid if bill.totals.paid is not None else total_of(bill.lines, "paid")
    return _eob_paid(papers, eob), posted, bool(ours) and not papers.match.unmatched_bill


def _eob_paid(papers: Papers, eob: Sheet | None) -> Cents | None:
    if eob is None:
        return papers.facts.amounts.plan_paid
    if eob.totals.paid is not None:
        return eob.totals.paid
    lines = total_of(eob.lines, "paid")
    if lines is not None:
        return lines
    claims = [claim.paid for claim in eob.claims if claim.paid is not None]
    return Cents(sum(claims)) if claims else None
