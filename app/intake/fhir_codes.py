# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Codes that say why: reason, remark and group codes, glued ones ("CO120"), and the lists of Medicare itself.

Medicare's codes are kept as decoding reads them, with their list before them: "CLM-PRCSG-IND-CD B".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.money import Cents
from app.domain.reading import ReadAdjustment
from app.intake.fhir_values import Coding, Node, Troubles, cents, codings, node, nodes, text
from app.intake.remittance_words import NOT_REFUSED

MEDICARE_LISTS = {
    "line-prcsg-ind-cd": "CLM-PRCSG-IND-CD",
    "clm-prcsg-ind-cd": "CLM-PRCSG-IND-CD",
    "carr-clm-pmt-dnl-cd": "CLM-CARR-PMT-DNL-CD",
    "clm-carr-pmt-dnl-cd": "CLM-CARR-PMT-DNL-CD",
    "clm-mdcr-non-pmt-rsn-cd": "CLM-MDCR-NPMT-RSN-CD",
    "clm-mdcr-npmt-rsn-cd": "CLM-MDCR-NPMT-RSN-CD",
    "clm-disp-cd": "CLM-DISP-CD",
}
"""The ends of the addresses by which Blue Button v1, v2 and v3 name the four lists."""

NOT_DENYING = {
    "CLM-PRCSG-IND-CD": frozenset("ARSZ"),
    "CLM-CARR-PMT-DNL-CD": frozenset("123456789ARSZ~"),
    "CLM-MDCR-NPMT-RSN-CD": frozenset("PZ~"),
}
"""Codes that refuse nothing. Every other code of these lists says that Medicare did not pay; CLM-DISP-CD never does."""

REFUSED_REVIEW = "A3"
"""What X12's list 306 has for a prior authorization that was refused."""

_GLUED = re.compile(r"(CO|PR|OA|PI|CR)[- ]?0*([A-Z]?\d{1,3})")
_CARC = re.compile(r"0*((?:[ABDPWY]\d{1,2}|\d{1,3}))")
_RARC = re.compile(r"(MA|[MN])0*(\d{1,3})")
_GROUPS = {"CO", "PR", "OA", "PI", "CR"}
_REASONS = {"denialreason", "adjustmentreason", "rejectreason", "ar", "denial"}
_NETWORKS = {"innetwork": "in network", "outofnetwork": "out of network"}
_STATES_OF_NETWORK = {"benefitpaymentstatus", "billingnetworkstatus", "renderingnetworkstatus", "inoutnetwork"}
_OTHER_LISTS = ("bluebutton.cms.gov", "c4bbpayeradjudicationstatus", "data-absent-reason", "nullflavor")
_NOTHING_SAID = {"N/A", "NA", "NONE", "OTHER", "UNKNOWN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why a claim or line was decided as it was. ``remarks``: remark codes and Medicare's; ``notes``: words."""

    adjustments: tuple[ReadAdjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    network: str = ""

    @property
    def refuses(self) -> bool:
        """Whether a reason code or one of Medicare's own says that something was refused."""
        return any(one.code not in NOT_REFUSED for one in self.adjustments) or any(
            _list_of(remark) and not refuses_nothing(remark) for remark in self.remarks
        )


def reasons_of(adjudications: Iterable[tuple[str, Node]], elsewhere: Iterable[Coding], troubles: Troubles) -> Reasons:
    """Return the reasons among these adjudications, and Medicare's codes wherever else they stand."""
    adjustments: list[ReadAdjustment] = []
    remarks = [said for said in map(medicare_code, elsewhere) if said]
    notes: list[str] = []
    network = ""
    for path, one in adjudications:
        kinds = {coding.code.lower() for coding in codings(one.get("category"))}
        for _place, reason in nodes(one.get("reason")):
            if kinds & _STATES_OF_NETWORK:
                network = network or _network(reason)
                continue
            amount = cents(one.get("amount"), troubles, path) if "amount" in one else None
            adjustments += _adjustments(codings(reason), amount)
            said = _remarks(reason)
            remarks += said
            if kinds & _REASONS and not said:
                notes += _own_words(reason)
    return Reasons(
        adjustments=tuple(dict.fromkeys(adjustments)),
        remarks=tuple(dict.fromkeys(remarks)),
        notes=tuple(dict.fromkeys(notes)),
        network=network,
    )


def medicare_code(coding: Coding) -> str:
    """Return "CLM-PRCSG-IND-CD B" for a code of one of Medicare's lists; empty for any other."""
    list_id = MEDICARE_LISTS.get(coding.tail, "")
    return f"{list_id} {coding.code.upper()[:2]}" if list_id else ""


def refuses_nothing(remark: str) -> bool:
    """Return whether this is one of Medicare's codes that says nothing against payment ("CLM-PRCSG-IND-CD A")."""
    list_id = _list_of(remark)
    return bool(list_id) and remark.removeprefix(f"{list_id} ") in NOT_DENYING.get(list_id, {remark[-2:].strip()})


def _list_of(remark: str) -> str:
    list_id, _space, _code = remark.partition(" ")
    return list_id if list_id in MEDICARE_LISTS.values() else ""


def extension_codings(tree: Node) -> list[Coding]:
    """Return the codes that stand in the extensions of a claim or line."""
    found: list[Coding] = []
    for _, one in nodes(tree.get("extension")):
        found += codings(one.get("valueCoding")) + codings(one.get("valueCodeableConcept"))
    return found


def claim_codings(claim: Node, *, medicare: bool) -> list[Coding]:
    """Return the codes outside of adjudication that may be Medicare's: extensions, information, disposition."""
    found = extension_codings(claim)
    for key in ("supportingInfo", "information"):
        for _, one in nodes(claim.get(key)):
            found += codings(one.get("code"))
    disposition = text(claim.get("disposition"))
    if medicare and re.fullmatch(r"[0-9A-Z]{2}", disposition):
        found.append(Coding("clm_disp_cd", disposition, ""))
    return found


def reviewed(adjudications: Iterable[tuple[str, Node]]) -> str:
    """Return the decision of a prior authorization (extension reviewAction, X12's list 306); empty where unsaid."""
    for _path, one in adjudications:
        for _, action in nodes(one.get("extension")):
            for _, inside in nodes(action.get("extension")):
                concept = inside.get("valueCodeableConcept") or inside.get("valueCoding")
                if text(inside.get("url")).endswith("reviewActionCode"):
                    return next((coding.code.upper() for coding in codings(node(concept))), "")
    return ""


def _adjustments(reason: list[Coding], amount: Cents | None) -> list[ReadAdjustment]:
    """Return the reason codes of one concept: a group and codes side by side, or glued together."""
    group = next((c.code.upper() for c in reason if "group" in c.system.lower() or c.tail == "ansi-grp-cd"), "")
    found: dict[tuple[str, str], None] = {}
    for coding in reason:
        code = coding.code.upper()
        glued = _GLUED.fullmatch(code)
        if glued and not _is_other(coding):
            found[glued[1], glued[2]] = None
        elif (plain := _CARC.fullmatch(code)) and _is_reason_list(coding):
            found[group if group in _GROUPS else "", plain[1]] = None
    return [
        ReadAdjustment(group=one, code=code, amount=amount or Cents(0), stated=amount is not None)
        for one, code in found
    ]


def _remarks(reason: Node) -> list[str]:
    """Return remark codes and Medicare's codes."""
    found: list[str] = []
    for coding in codings(reason):
        remark = _RARC.fullmatch(coding.code.upper())
        if medicare := medicare_code(coding):
            found.append(medicare)
        elif remark and not _is_other(coding):
            found.append(remark[1] + (remark[2].zfill(2) if remark[1] == "MA" else remark[2]))
    return found


def _own_words(reason: Node) -> list[str]:
    """Return a reason in the insurer's own words, where its code is of no list that is known."""
    own = codings(reason)
    if _adjustments(own, None) or any(_is_other(coding) for coding in own):
        return []
    said = text(reason.get("text")) or next((coding.display for coding in own), "")
    return [said] if said and said.upper() not in _NOTHING_SAID else []


def _is_reason_list(coding: Coding) -> bool:
    """Return whether a bare number may be a reason code: in a list of those, or where no list is named."""
    system = coding.system.lower()
    if "remark" in system or "group" in system:
        return False
    return not system or "reason" in system or coding.tail in {"ansi-rsn-cd", "139"} or "x12.org" in system


def _is_other(coding: Coding) -> bool:
    """Return whether the code belongs to a list that only looks like reasons (Blue Button has many such)."""
    system = coding.system.lower()
    return any(other in system for other in _OTHER_LISTS) and "ansi" not in coding.tail


def _network(reason: Node) -> str:
    return next((_NETWORKS[c.code.lower()] for c in codings(reason) if c.code.lower() in _NETWORKS), "")
