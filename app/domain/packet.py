# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Packets: a letter with its index and exhibits, as one file that an appeals office can use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """The plan of a packet. ``dated`` is printed on it, so that building it again gives the same bytes."""

    id: str = field(default_factory=new_id)
    case_id: str
    letter_id: str | None = None
    title: str
    dated: date
    stamp_prefix: str = ""
    summary: bool = True
    cover_sheets: bool = True
    stamp: bool = True
    max_mb: int | None = None
    max_pages: int | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One exhibit of a packet. ``pages`` is "1-3,7" or empty for all; ``dated`` is printed as typed."""

    id: str = field(default_factory=new_id)
    packet_id: str
    document_id: str
    position: int
    title: str
    dated: str = ""
    pages: str = ""
    shows: str = ""
