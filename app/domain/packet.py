# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Packets: a letter with its index and exhibits, as one file that an appeals office can use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """The plan of a packet. ``dated`` is printed on it, so that building it again gives the same bytes.

    ``redact`` are words to be blacked out on every page; ``hide_ssn`` and ``hide_member_id`` black out identifiers, the
    latter all but its last four characters. ``manifest`` writes a list of checksums beside the packet.
    """

    id: str = field(default_factory=new_id)
    case_id: str
    letter_id: str | None = None
    title: str
    dated: date
    stamp_prefix: str = ""
    summary: bool = True
    cover_sheets: bool = True
    stamp: bool = True
    chronology: bool = False
    redact: tuple[str, ...] = ()
    hide_ssn: bool = False
    hide_member_id: bool = False
    manifest: bool = False
    max_mb: int | None = None
    max_pages: int | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One exhibit of a packet. ``pages`` is "1-3,7" or empty for all; ``dated`` is printed as typed.

    ``joined`` makes it a part of the exhibit before it, with that one's letter and a number: A-1, A-2.
    """

    id: str = field(default_factory=new_id)
    packet_id: str
    document_id: str
    position: int
    title: str
    dated: str = ""
    pages: str = ""
    shows: str = ""
    joined: bool = False


def exhibit_letter(position: int) -> str:
    """Return A, B, ... Z, AA, AB for positions from 0."""
    name, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return name


def exhibit_names(joined: Iterable[bool]) -> tuple[str, ...]:
    """Return the names of exhibits in order: A, B, B-1, B-2, C. The first one is never a part of another."""
    names: list[str] = []
    letters, parts = 0, 0
    for is_part in joined:
        if is_part and letters:
            parts += 1
            names.append(f"{exhibit_letter(letters - 1)}-{parts}")
        else:
            names.append(exhibit_letter(letters))
            letters, parts = letters + 1, 0
    return tuple(names)
