# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Parallel tracks of a case, each with its own stage, next action and clock; and the tasks on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.ids import new_id


class TrackKind(StrEnum):
    """The tracks a case may have at the same time."""

    PROVIDER_BILLING = "provider_billing"
    CORRECTED_CLAIM = "corrected_claim"
    INSURER_APPEAL = "insurer_appeal"
    EXTERNAL_REVIEW = "external_review"
    RECORDS = "records"
    FINANCIAL_ASSISTANCE = "financial_assistance"
    SURPRISE_BILL = "surprise_bill"
    REGULATOR = "regulator"
    COLLECTIONS = "collections"
    PROGRAM_APPEAL = "program_appeal"


TRACK_TITLES: dict[TrackKind, str] = {
    TrackKind.PROVIDER_BILLING: "Provider billing",
    TrackKind.CORRECTED_CLAIM: "Corrected claim",
    TrackKind.INSURER_APPEAL: "Insurer appeal",
    TrackKind.EXTERNAL_REVIEW: "External review",
    TrackKind.RECORDS: "Records",
    TrackKind.FINANCIAL_ASSISTANCE: "Financial assistance",
    TrackKind.SURPRISE_BILL: "Surprise bill",
    TrackKind.REGULATOR: "Regulator",
    TrackKind.COLLECTIONS: "Collections and credit",
    TrackKind.PROGRAM_APPEAL: "Program appeal",
}

TRACK_STAGES: dict[TrackKind, tuple[str, ...]] = {
    TrackKind.PROVIDER_BILLING: ("To ask", "Asked", "Hold agreed", "Answer", "New EOB", "Closed"),
    TrackKind.CORRECTED_CLAIM: ("To ask", "Asked", "Review", "Resent", "New EOB", "Closed"),
    TrackKind.INSURER_APPEAL: ("Notice read", "Evidence", "Letter", "Sent", "Decided"),
    TrackKind.EXTERNAL_REVIEW: ("Waits for the decision", "Asked", "Decided"),
    TrackKind.RECORDS: ("To ask", "Asked", "Received", "Checked"),
    TrackKind.FINANCIAL_ASSISTANCE: ("Policy", "Application", "Sent", "Decided"),
    TrackKind.SURPRISE_BILL: ("Checked", "Disputed", "Answer", "Closed"),
    TrackKind.REGULATOR: ("To write", "Sent", "Answer"),
    TrackKind.COLLECTIONS: ("Notice read", "Disputed", "Answer", "Closed"),
    TrackKind.PROGRAM_APPEAL: ("Notice read", "Evidence", "Letter", "Sent", "Decided"),
}
"""The first stage is where a track stands before anybody was asked anything."""

FIRST_ASKED = "Asked"
"""The stage that a logged call or a letter brings a track to that stood at its beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One lane of a case. ``stage`` counts from 0 in TRACK_STAGES of its kind; past the last means done."""

    id: str = field(default_factory=new_id)
    case_id: str
    kind: TrackKind
    stage: int = 0
    next_step: str = ""
    next_date: date | None = None
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something the person set out to do. ``letter_kind`` or ``script`` opens it when it is a letter or a call."""

    id: str = field(default_factory=new_id)
    case_id: str
    track_id: str | None = None
    party_id: str | None = None
    title: str
    position: int = 0
    due: date | None = None
    letter_kind: str = ""
    script: str = ""
    done_on: date | None = None
    snoozed_until: date | None = None
    snooze_reason: str = ""
