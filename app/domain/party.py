# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Parties: everyone a case deals with, and the contacts inside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.ids import new_id


class PartyKind(StrEnum):
    """What a party is to a case."""

    PROVIDER_BILLING = "provider_billing"
    CODING = "coding"
    CLINICIAN = "clinician"
    INSURER = "insurer"
    PLAN_ADMINISTRATOR = "plan_administrator"
    REVIEW_ORGANIZATION = "review_organization"
    RECORDS_OFFICE = "records_office"
    FINANCIAL_ASSISTANCE = "financial_assistance"
    COLLECTOR = "collector"
    CREDIT_BUREAU = "credit_bureau"
    REGULATOR = "regulator"
    OTHER = "other"


PARTY_KIND_TITLES: dict[PartyKind, str] = {
    PartyKind.PROVIDER_BILLING: "Provider billing",
    PartyKind.CODING: "Coding or health information management",
    PartyKind.CLINICIAN: "Clinician",
    PartyKind.INSURER: "Insurer",
    PartyKind.PLAN_ADMINISTRATOR: "Plan administrator or employer",
    PartyKind.REVIEW_ORGANIZATION: "Independent review organization",
    PartyKind.RECORDS_OFFICE: "Records office",
    PartyKind.FINANCIAL_ASSISTANCE: "Financial assistance office",
    PartyKind.COLLECTOR: "Collector",
    PartyKind.CREDIT_BUREAU: "Credit bureau",
    PartyKind.REGULATOR: "Regulator",
    PartyKind.OTHER: "Other",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An office or organization. ``organization`` names the whole it belongs to (a hospital's billing office)."""

    id: str = field(default_factory=new_id)
    name: str
    kind: PartyKind = PartyKind.OTHER
    organization: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A named human inside a party."""

    id: str = field(default_factory=new_id)
    party_id: str
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    notes: str = ""
