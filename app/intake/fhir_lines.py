# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lines of a claim: what was done, when, how often, for how much, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.reading import ReadLine
from app.intake.fhir_amounts import Amounts, amounts_of, placed
from app.intake.fhir_codes import REFUSED_REVIEW, Reasons, extension_codings, reasons_of, reviewed
from app.intake.fhir_sums import TOTAL_LINE, agreement, differs, refused
from app.intake.fhir_values import Node, Troubles, cents, codings, day, join, node, nodes, number, text

_MOST_LINES = 2000
_NO_SERVICE = ("data-absent-reason", "v3-nullflavor", "c4bbcompoundliteral")
_REVENUE = re.compile(r"\d{3,4}", re.ASCII)
_PLACE = re.compile(r"\d{1,2}", re.ASCII)
_MODIFIER = re.compile(r"[A-Z0-9]{1,2}", re.ASCII)
_FILLER = re.compile(r"9{6,}")


@dataclass(frozen=True, slots=True)
class Around:
    """What a line refers to in its claim: diagnoses and care team by their numbers, and whether Medicare wrote it."""

    diagnoses: Mapping[str, str]
    team: Mapping[str, str]
    medicare: bool
    pharmacy: bool


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line, its amounts and its reasons; ``balanced`` as of a claim."""

    line: ReadLine
    amounts: Amounts
    reasons: Reasons
    balanced: bool | None


def lines_of(claim: Node, path: str, around: Around, troubles: Troubles) -> list[FoundLine]:
    """Return the lines of a claim, those that the insurer added included."""
    items = [*placed(claim, "item", path), *placed(claim, "addItem", path)]
    if len(items) > _MOST_LINES:
        troubles.add(path, f"This claim has {len(items)} lines. The first {_MOST_LINES} were read.")
    return [_line(item, where, around, troubles) for where, item in items[:_MOST_LINES]]


def diagnoses_of(claim: Node) -> dict[str, str]:
    """Return the diagnosis codes by the claim's own counting of them."""
    found: dict[str, str] = {}
    for place, one in nodes(claim.get("diagnosis")):
        code = next((c.code for c in codings(one.get("diagnosisCodeableConcept"))), "")
        if code and not _FILLER.fullmatch(code):
            found.setdefault(text(one.get("sequence")) or str(place + 1), code)
    return found


def service_days(tree: Node, path: str, troubles: Troubles) -> tuple[date | None, date | None]:
    """Return the first and the last day of a line."""
    single = tree.get("servicedDate")
    if single is not None:
        return day(single, troubles, join(path, "servicedDate")), None
    return period(tree.get("servicedPeriod"), troubles, join(path, "servicedPeriod"))


def period(value: object, troubles: Troubles, path: str) -> tuple[date | None, date | None]:
    """Return both ends of a Period."""
    both = node(value)
    return day(both.get("start"), troubles, path), day(both.get("end"), troubles, path)


def _line(item: Node, path: str, around: Around, troubles: Troubles) -> FoundLine:
    adjudications = placed(item, "adjudication", path)
    amounts = amounts_of(adjudications, troubles)
    if (net := cents(item.get("net"), troubles, join(path, "net"))) is not None:
        amounts.put("billed", net, "")
    if around.pharmacy and amounts.patient is None and "patient_paid" in amounts.cents:
        amounts.put("liability", amounts.cents["patient_paid"], amounts.words["patient_paid"])
    reasons = reasons_of(adjudications, extension_codings(item), troubles)
    first, last = service_days(item, path, troubles)
    code, description = _service(item)
    revenue = _first(item.get("revenue"), _REVENUE).zfill(4).removeprefix("0000")
    line = ReadLine(
        code=code,
        description=description,
        modifiers=_modifiers(item),
        revenue_code=revenue,
        place_of_service=_first(item.get("locationCodeableConcept"), _PLACE).zfill(2).removeprefix("00"),
        diagnoses=_referred(item, ("diagnosisSequence", "diagnosisLinkId"), around.diagnoses),
        npi=next(iter(_referred(item, ("careTeamSequence", "careTeamLinkId"), around.team)), ""),
        units=_units(item),
        service_date=first,
        service_end=last,
        unit_price=cents(item.get("unitPrice"), troubles, join(path, "unitPrice")),
        billed=amounts.billed,
        allowed=amounts.get("allowed"),
        paid=amounts.paid,
        deductible=amounts.get("deductible"),
        coinsurance=amounts.get("coinsurance"),
        copay=amounts.get("copay"),
        patient_responsibility=amounts.patient,
        patient_paid=amounts.get("patient_paid"),
        adjustments=reasons.adjustments,
        remarks=reasons.remarks,
        denied=revenue != TOTAL_LINE and (refused(amounts, reasons) or reviewed(adjudications) == REFUSED_REVIEW),
        place=path,
    )
    balanced = agreement(amounts, reasons, medicare=around.medicare)
    if balanced is False:
        troubles.add(path, differs(amounts))
    return FoundLine(line, amounts, reasons, balanced)


def _service(item: Node) -> tuple[str, str]:
    """Return code and words of the service; of a mixture, those of its first part."""
    concepts = [item.get("productOrService"), item.get("service")]
    concepts += [one.get("productOrService") or one.get("service") for _, one in nodes(item.get("detail"))]
    for concept in concepts:
        for coding in codings(concept):
            if coding.tail not in _NO_SERVICE:
                return coding.code, coding.display or text(node(concept).get("text"))
    return "", next((said for one in concepts if (said := text(node(one).get("text")))), "")


def _modifiers(item: Node) -> tuple[str, ...]:
    found = [coding.code.upper() for coding in codings(item.get("modifier"))]
    return tuple(dict.fromkeys(one for one in found if _MODIFIER.fullmatch(one)))


def _units(item: Node) -> Decimal | None:
    amount = number(node(item.get("quantity")).get("value"))
    return amount if amount is not None and abs(amount.adjusted()) < 9 else None


def _first(concept: object, pattern: re.Pattern[str]) -> str:
    return next((coding.code for coding in codings(concept) if pattern.fullmatch(coding.code)), "")


def _referred(item: Node, keys: tuple[str, str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the line's numbers stand for (R4 names the list of numbers otherwise than STU3)."""
    found: list[str] = []
    for key in keys:
        listed = item.get(key)
        for one in listed if isinstance(listed, list) else [listed]:
            found.append(known.get(text(one), ""))
    return tuple(dict.fromkeys(one for one in found if one))
