# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What became of a claim, in plain words, from the codes that FHIR has for it."""

from __future__ import annotations

import re

from app.intake.fhir_codes import extension_codings
from app.intake.fhir_values import Node, codings, nodes, text

_SETTLED = {
    "cancelled": "Canceled",
    "entered-in-error": "Entered by mistake, and withdrawn",
    "draft": "A draft, not sent",
}
_OUTCOMES = {
    "queued": "Waiting for a decision",
    "error": "Could not be processed",
    "partial": "Decided in part",
    "complete": "Decided",
}
_USES = {"preauthorization": "Prior authorization", "predetermination": "An answer before care"}
_REVIEWS = {
    "A1": "approved",
    "A2": "approved in part",
    "A3": "refused",
    "A4": "waiting for a decision",
    "A6": "approved with changes",
    "C": "canceled",
}
"""Decisions of X12's list 306, as the guides for prior authorization (PAS, PDex) print them; words are ours."""


def status_of(claim: Node, network: str, *, denied: bool, partly: bool, review: str) -> str:
    """Return what was decided, and the network where it is said."""
    decision = _decision(claim, denied=denied, partly=partly, review=review)
    return f"{decision}, {network}" if network else decision


def own_sentence(claim: Node) -> str:
    """Return how the insurer itself puts the decision; Blue Button has a code of two signs in its place."""
    said = text(claim.get("disposition"))
    return "" if re.fullmatch(r"[0-9A-Z]{1,2}", said) else said


def _decision(claim: Node, *, denied: bool, partly: bool, review: str) -> str:
    settled = _SETTLED.get(text(claim.get("status")), "")
    use = _USES.get(text(claim.get("use")), "")
    if settled:
        return f"{use}: {settled.lower()}" if use else settled
    outcome = _outcome(claim)
    if use:
        said = _REVIEWS.get(review) or _medicare_decision(claim)
        return f"{use}: {said}" if said else use
    if outcome in {"error", "queued"}:
        return _OUTCOMES[outcome]
    if denied:
        return "Denied"
    return "Denied in part" if partly else _OUTCOMES.get(outcome, "Decided")


def _outcome(claim: Node) -> str:
    """Return the outcome (a code in R4, a concept in STU3)."""
    return text(claim.get("outcome")) or next((coding.code for coding in codings(claim.get("outcome"))), "")


def _medicare_decision(claim: Node) -> str:
    """Name Medicare's own codes for an authorization as they are; what they mean is not known here."""
    lines = [coding for _, one in nodes(claim.get("item")) for coding in extension_codings(one)]
    found = dict.fromkeys(coding.code for coding in lines if coding.tail == "pa-decision")
    return f"Medicare's decision code {', '.join(found)}" if found else ""
