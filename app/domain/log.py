# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The one log: what was done, with whom, when, under which reference, and by when an answer is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.ids import new_id


class Channel(StrEnum):
    """How it was said."""

    NONE = ""
    PHONE = "phone"
    LETTER = "letter"
    FAX = "fax"
    PORTAL = "portal"
    EMAIL = "email"
    IN_PERSON = "in_person"


CHANNEL_TITLES: dict[Channel, str] = {
    Channel.NONE: "Not said",
    Channel.PHONE: "Phone",
    Channel.LETTER: "Letter",
    Channel.FAX: "Fax",
    Channel.PORTAL: "Portal",
    Channel.EMAIL: "E-mail",
    Channel.IN_PERSON: "In person",
}

LOG_COLUMNS: tuple[str, ...] = ("Action", "Party", "Date", "Reference #", "Deadline")
"""The first five columns of every view and every export of the log, always in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of the log. ``deadline`` is by when someone owes the next step; ``created_at`` is UTC."""

    id: str = field(default_factory=new_id)
    case_id: str
    track_id: str | None = None
    party_id: str | None = None
    action: str
    date: dt.date
    reference: str = ""
    deadline: dt.date | None = None
    talked_to: str = ""
    channel: Channel = Channel.NONE
    notes: str = ""
    created_at: dt.datetime
    amended_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What an entry said before it was amended; never changed, never deleted. ``before`` is the record as JSON."""

    id: str = field(default_factory=new_id)
    entry_id: str
    amended_at: dt.datetime
    before: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A document that belongs to a log entry."""

    id: str = field(default_factory=new_id)
    entry_id: str
    document_id: str
