# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters of a case: their text, their versions, and how they were sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.ids import new_id


class LetterStatus(StrEnum):
    """A letter is written, then sent; a sent one is never changed."""

    DRAFT = "draft"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. ``text`` is Markdown with facts filled in; ``facts`` are this letter's own facts as JSON."""

    id: str = field(default_factory=new_id)
    case_id: str
    track_id: str | None = None
    party_id: str | None = None
    kind: str
    title: str
    text: str
    facts: str = "{}"
    version: int = 1
    status: LetterStatus = LetterStatus.DRAFT
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterVersion:
    """What a letter said at an earlier save."""

    id: str = field(default_factory=new_id)
    letter_id: str
    number: int
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """That a letter or packet went out: how, when, under which number, and the bytes that were sent.

    ``proof_id`` is the receipt, confirmation or screenshot that proves it; ``received_on`` the day they had it.
    """

    id: str = field(default_factory=new_id)
    case_id: str
    letter_id: str | None = None
    packet_id: str | None = None
    sent_on: date
    method: str
    tracking: str = ""
    document_id: str | None = None
    log_entry_id: str | None = None
    proof_id: str | None = None
    received_on: date | None = None
