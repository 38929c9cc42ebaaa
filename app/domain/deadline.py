# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Deadlines: a date that governs, the law or promise it comes from, and how it was counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.ids import new_id

REMINDER_DAYS = (30, 14, 7, 3, 1)
"""Days before a deadline on which it is told: by the system while the program runs, and by the phone's calendar."""


class Owner(StrEnum):
    """Whose clock it is: the person's own, or the other side's."""

    US = "us"
    THEM = "them"


class DeadlineSource(StrEnum):
    """Where a date comes from."""

    LAW = "law"
    NOTICE = "notice"
    PROMISE = "promise"
    OWN = "own"


class DeadlineStatus(StrEnum):
    """Open until done; one that no longer applies is void, with the reason kept."""

    OPEN = "open"
    DONE = "done"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One clock of a case.

    ``due`` is the working date: the earlier of ``law_due`` and ``notice_due``. ``due_at`` is set as well where the
    law counts hours (aware moment). ``safe`` is the working day to act by where the law gives no roll.
    ``log_entry_id`` names the log entry whose deadline this is, for a promise noted there.
    ``events`` is the JSON of the events it was counted from, so that it can be offered again when one changes.
    """

    id: str = field(default_factory=new_id)
    case_id: str
    track_id: str | None = None
    party_id: str | None = None
    log_entry_id: str | None = None
    title: str
    owner: Owner = Owner.US
    source: DeadlineSource = DeadlineSource.OWN
    rule_id: str = ""
    trigger: str = ""
    trigger_date: date | None = None
    due: date
    due_at: datetime | None = None
    safe: date | None = None
    law_due: date | None = None
    notice_due: date | None = None
    events: str = "{}"
    citation: str = ""
    counted: str = ""
    checked: date | None = None
    verified: str = ""
    notes: str = ""
    letter_kind: str = ""
    status: DeadlineStatus = DeadlineStatus.OPEN
    closed_on: date | None = None
    closed_reason: str = ""
    snoozed_until: date | None = None
    snooze_reason: str = ""
