# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""One ExplanationOfBenefit (STU3 or R4) as a claim, with the words that its facts were read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.reading import ReadClaim, ReadLine
from app.intake.fhir_amounts import Amounts, claim_amounts, placed
from app.intake.fhir_codes import REFUSED_REVIEW, Reasons, claim_codings, reasons_of, reviewed
from app.intake.fhir_files import Resource
from app.intake.fhir_lines import Around, FoundLine, diagnoses_of, lines_of, period
from app.intake.fhir_people import Insured, Records, insured, is_medicare, provider_name, team_numbers
from app.intake.fhir_sums import add_up, agreement, denied, differs, whole, without_taken_back
from app.intake.fhir_values import Node, Troubles, codings, day, join, node, nodes, text
from app.intake.fhir_words import own_sentence, status_of

_CONTROL_NUMBERS = ("clm-cntl-num", "carr-clm-cntl-num", "fi-doc-claim-cntl-num", "pa-icn-dcn")
"""What Medicare calls the number by which it finds a claim; it stands before the inner number of the data."""

_PHARMACY = {"pharmacy", "pde"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaim:
    """A claim as read. ``added_up``: the fields that only its lines state; ``care``: care was given, not asked for."""

    claim: ReadClaim
    insured: Insured
    added_up: frozenset[str] = frozenset()
    care: bool = True

    @property
    def has_amounts(self) -> bool:
        """Whether the file states any money for it."""
        parts: list[ReadClaim | ReadLine] = [self.claim, *self.claim.lines]
        return any(value is not None for one in parts for value in (one.billed, one.allowed, one.paid))


def claim_of(resource: Resource, records: Records, troubles: Troubles) -> FoundClaim:
    """Read one ExplanationOfBenefit; what it does not say stays empty, what cannot be read is noted."""
    tree, path = resource.tree, resource.path
    medicare = is_medicare(tree)
    people = insured(tree, records)
    kinds = {coding.code.lower() for coding in codings(tree.get("type"))}
    around = Around(diagnoses_of(tree), team_numbers(tree, records), medicare, bool(kinds & _PHARMACY))
    found = lines_of(tree, path, around, troubles)
    lines = tuple(without_taken_back([one.line for one in found]))
    reasons = reasons_of(placed(tree, "adjudication", path), claim_codings(tree, medicare=medicare), troubles)
    amounts = claim_amounts(tree, path, troubles)
    balanced = _balanced(amounts, reasons, found, path, troubles, medicare=medicare)
    added_up = add_up(amounts, lines, [one.amounts for one in found])
    review = _review(tree, path)
    refused = denied(amounts, reasons, lines) or review == REFUSED_REVIEW
    partly = any(one.denied for one in lines)
    network = next((one.network for one in (reasons, *(row.reasons for row in found)) if one.network), "")
    first, last = period(tree.get("billablePeriod"), troubles, join(path, "billablePeriod"))
    admitted, discharged = _stay(tree, path, troubles)
    number, payer_number = _numbers(tree)
    claim = ReadClaim(
        claim_number=number,
        payer_claim_number=payer_number,
        status=status_of(tree, network, denied=refused, partly=partly, review=review),
        patient=people.patient,
        member_id=people.member_id,
        group_number=people.group_number,
        date_of_birth=people.date_of_birth,
        account_number=_information(tree, "patientaccountnumber"),
        provider=provider_name(tree, records),
        payer=people.payer,
        service_from=first or _earliest(lines),
        service_to=last or _latest(lines),
        admitted=admitted,
        discharged=discharged,
        diagnoses=tuple(dict.fromkeys(around.diagnoses.values())),
        billed=amounts.billed,
        allowed=amounts.get("allowed"),
        paid=amounts.paid,
        patient_responsibility=amounts.patient,
        adjustments=reasons.adjustments,
        remarks=reasons.remarks,
        denied=refused,
        balanced=balanced,
        lines=lines,
        place=path,
        notes=_notes(tree, reasons, found),
        words=_words(amounts),
    )
    care = text(tree.get("use")) in {"", "claim"}
    return FoundClaim(claim=claim, insured=people, added_up=added_up, care=care)


def _balanced(
    amounts: Amounts, reasons: Reasons, lines: Sequence[FoundLine], path: str, troubles: Troubles, *, medicare: bool
) -> bool | None:
    """Return whether the claim and each of its lines add up, and the lines to the claim."""
    own = agreement(amounts, reasons, medicare=medicare)
    if own is False:
        troubles.add(join(path, "total"), differs(amounts))
    told = [own, whole(amounts, [one.line for one in lines], path, troubles), *(one.balanced for one in lines)]
    return False if False in told else True if True in told else None


def _numbers(claim: Node) -> tuple[str, str]:
    """Return the claim's number in the data, and the one by which the insurer finds it (often the same)."""
    first = unique = control = ""
    for _, one in (*nodes(claim.get("identifier")), *_extension_identifiers(claim)):
        value = text(one.get("value"))
        tail = text(one.get("system")).rstrip("/").rpartition("/")[2].lower().replace("_", "-")
        if not value.strip("0") or tail in {"claim-group", "carr-num"}:
            continue
        if tail in _CONTROL_NUMBERS:
            control = control or value
        elif "uc" in {coding.code for coding in codings(one.get("type"))}:
            unique = unique or value
        first = first or value
    number = unique or first
    return number, control or number


def _extension_identifiers(claim: Node) -> list[tuple[int, Node]]:
    found = ((place, node(one.get("valueIdentifier"))) for place, one in nodes(claim.get("extension")))
    tails = _CONTROL_NUMBERS
    return [
        (place, one)
        for place, one in found
        if text(one.get("system")).rpartition("/")[2].lower().replace("_", "-") in tails
    ]


def _information(claim: Node, kind: str) -> str:
    """Return a piece of supporting information in words ("patientaccountnumber")."""
    for key in ("supportingInfo", "information"):
        for _, one in nodes(claim.get(key)):
            if any(coding.code.lower() == kind for coding in codings(one.get("category"))):
                return text(one.get("valueString"))
    return ""


def _stay(claim: Node, path: str, troubles: Troubles) -> tuple[date | None, date | None]:
    """Return the days of admission and discharge (STU3 has a field for them, R4 a piece of information)."""
    for place, one in nodes(claim.get("supportingInfo")):
        if any(coding.code.lower() == "admissionperiod" for coding in codings(one.get("category"))):
            where = join(path, f"supportingInfo[{place}]")
            if "timingDate" in one:
                return day(one["timingDate"], troubles, where), None
            return period(one.get("timingPeriod"), troubles, where)
    return period(claim.get("hospitalization"), troubles, join(path, "hospitalization"))


def _review(claim: Node, path: str) -> str:
    """Return the decision of a prior authorization, as the claim or the first of its lines states it."""
    places = [claim, *(one for _, one in nodes(claim.get("item")))]
    return next((said for one in places if (said := reviewed(placed(one, "adjudication", path)))), "")


def _notes(claim: Node, reasons: Reasons, lines: Sequence[FoundLine]) -> tuple[str, ...]:
    """Return what the insurer wrote in words beside its codes."""
    notes = [text(one.get("text")) for _, one in nodes(claim.get("processNote"))]
    of_lines = (note for one in lines for note in one.reasons.notes)
    return tuple(dict.fromkeys(filter(None, (own_sentence(claim), *notes, *reasons.notes, *of_lines))))


def _earliest(lines: Sequence[ReadLine]) -> date | None:
    return min((one.service_date for one in lines if one.service_date), default=None)


def _latest(lines: Sequence[ReadLine]) -> date | None:
    ends = (one.service_end or one.service_date for one in lines)
    return max((one for one in ends if one), default=None)


def _words(amounts: Amounts) -> tuple[tuple[str, str], ...]:
    """Return the file's own words for the amounts, by field."""
    paid = ("benefit",) if "benefit" in amounts.cents else ("payment", "to_provider", "to_patient")
    said = {
        "billed": amounts.said("billed") or amounts.said("drug_cost"),
        "allowed": amounts.said("allowed"),
        "plan_paid": amounts.said(*paid),
        "patient_responsibility": amounts.patient_words,
    }
    return tuple((field, words) for field, words in said.items() if words)
