# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The signals that follow from answers, dates and amounts: nobody has to tick what they have said already."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.coverage import PlanKind
from app.domain.facts import Facts

ESTIMATE_EXCESS = 400_00
"""By how many cents a bill must be above the estimate for the patient-provider dispute (45 CFR 149.620)."""


def signals_of(facts: Facts) -> frozenset[str]:
    """Return the ticked signals, with those that follow from the other facts."""
    return frozenset(facts.signals) | frozenset(_following(facts))


def _following(facts: Facts) -> Iterator[str]:
    answers, amounts, dates = facts.answers, facts.amounts, facts.dates
    if answers.in_collections or dates.collector_notice_sent or dates.collector_notice_received:
        yield "in_collections"
    if answers.on_credit_report:
        yield "on_credit_report"
    if answers.emergency and answers.network == "out":
        yield "emergency_out_of_network"
    if answers.ancillary_service and answers.network == "out":
        yield "ancillary_at_in_network_facility"
    if _more(amounts.asked_of_patient, amounts.patient_responsibility, 1):
        yield "bill_exceeds_eob"
    if facts.plan_kind is PlanKind.SELF_PAY and _more(amounts.billed, amounts.estimate, ESTIMATE_EXCESS):
        yield "estimate_exceeded"


def _more(amount: int | None, than: int | None, by: int) -> bool:
    return amount is not None and than is not None and amount - than >= by
