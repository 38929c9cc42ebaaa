# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The claims of a structured file in the wizard: found by words, chosen for the dispute, and kept on Finish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.domain.claim import Adjustment, Claim, ClaimLine
from app.domain.document import Document
from app.domain.facts import Facts
from app.domain.money import plain_dollars
from app.domain.reading import ReadAdjustment, ReadClaim, ReadFact
from app.intake.reader import read_bytes
from app.jobs import CancelFlag, Job, Progress
from app.ports import Transaction
from app.services.wizard_rows import without_reading
from app.services.wizard_state import Paper, WizardState

KINDS = frozenset({"835", "fhir"})
"""Kinds of reading whose claims are the insurer's own, so that one of them is what the dispute is about."""
MOST_SHOWN = 500
_STEP = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim of a file, to choose from; ``id`` is its place in the file, from 0."""

    id: int
    claim: ReadClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaims:
    """The first claims that some words find, of so many in the file; ``more`` when others were not looked at."""

    rows: tuple[ClaimRow, ...]
    total: int
    more: bool


def find_claims(claims: Sequence[ReadClaim], words: str, flag: CancelFlag) -> Job[FoundClaims]:
    """Find the claims in which every word stands, in the order of the file; all of them without words."""
    wanted = words.casefold().split()
    rows: list[ClaimRow] = []
    for place, claim in enumerate(claims):
        if place % _STEP == 0:
            flag.check()
            yield Progress(place, len(claims), "Looking through the claims")
        if len(rows) == MOST_SHOWN:
            return FoundClaims(rows=tuple(rows), total=len(claims), more=True)
        if not wanted or _holds(claim, wanted):
            rows.append(ClaimRow(id=place, claim=claim))
    return FoundClaims(rows=tuple(rows), total=len(claims), more=False)


def without_claim(state: WizardState, paper: Paper, facts: Sequence[ReadFact]) -> Facts:
    """Return the facts without what an earlier choice from the same paper gave; what was typed over it stays."""
    codes = {fact.value for fact in facts if fact.field == "code"}
    if state.read_from != paper.document_id:
        codes -= {fact.value for fact in state.read if fact.field == "code"}
    kept = without_reading(state.facts, facts, paper.kind)
    return replace(kept, codes=tuple(code for code in kept.codes if code not in codes))


def chosen_claims(tx: Transaction, papers: Sequence[Paper]) -> list[tuple[str, ReadClaim]]:
    """Read the chosen claims again out of the kept files: document and claim."""
    chosen = []
    for paper in papers:
        if paper.claim is not None:
            document = tx.get(Document, paper.document_id)
            reading = read_bytes(document.file_name, tx.file_bytes(document.sha256))
            chosen.append((paper.document_id, reading.claims[paper.claim]))
    return chosen


def keep_claim(tx: Transaction, case_id: str, document_id: str, read: ReadClaim) -> Claim:
    """Keep a claim with its lines and adjustments, inside a transaction that is already open."""
    claim = Claim(
        case_id=case_id,
        document_id=document_id,
        claim_number=read.claim_number,
        payer_claim_number=read.payer_claim_number,
        status=read.status,
        service_start=read.service_from,
        service_end=read.service_to,
        billed=read.billed,
        allowed=read.allowed,
        paid=read.paid,
        patient_responsibility=read.patient_responsibility,
        denied=read.denied,
    )
    tx.save(claim, *_adjustments(claim.id, None, read.adjustments))
    for position, line in enumerate(read.lines):
        kept = ClaimLine(
            claim_id=claim.id,
            position=position,
            code=line.code,
            modifiers=line.modifiers,
            revenue_code=line.revenue_code,
            place_of_service=line.place_of_service,
            diagnoses=line.diagnoses,
            description=line.description,
            units=_whole(line.units),
            service_date=line.service_date,
            billed=line.billed,
            allowed=line.allowed,
            paid=line.paid,
            denied=line.denied,
            remarks=line.remarks,
        )
        tx.save(kept, *_adjustments(claim.id, kept.id, line.adjustments))
    return claim


def _adjustments(claim_id: str, line_id: str | None, read: Sequence[ReadAdjustment]) -> list[Adjustment]:
    return [Adjustment(claim_id=claim_id, line_id=line_id, group=a.group, code=a.code, amount=a.amount) for a in read]


def _whole(units: Decimal | None) -> int | None:
    """Return whole units; the casebook counts no parts of one."""
    return int(units) if units is not None and units == units.to_integral_value() else None


def _holds(claim: ReadClaim, wanted: list[str]) -> bool:
    days = [day for day in (claim.service_from, claim.service_to) if day]
    held = [claim.patient, claim.claim_number, claim.payer_claim_number, claim.member_id, claim.status]
    held += [f"{day.isoformat()} {day:%m/%d/%Y} {day:%B}" for day in days]
    held += [plain_dollars(cents) for cents in (claim.billed, claim.paid) if cents is not None]
    held += ["denied"] if claim.denied else []
    text = "\n".join(held).casefold()
    return all(word.strip("$") in text for word in wanted)
