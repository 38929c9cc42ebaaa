# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A packet as a screen shows it: its exhibits in order, to whom it goes, and how it would look now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.case import Case
from app.domain.document import Document
from app.domain.letter import Letter
from app.domain.packet import Exhibit, Packet
from app.domain.person import Person
from app.ports import PacketFiles
from app.services.packet_lacks import Lack
from app.services.previews import IndexRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitLine:
    """An exhibit with its letter and its document."""

    letter: str
    exhibit: Exhibit
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketView:
    """A packet with its exhibits in order, to whom it goes, and by when the deadline it meets wants it there.

    ``dated_talks``: the log names entries with a party, so that a chronology has something to tell.
    """

    packet: Packet
    case: Case
    person: Person
    letter: Letter | None
    exhibits: tuple[ExhibitLine, ...]
    to: str
    due: date | None
    dated_talks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPreview:
    """A packet as it would be saved now, its clickable index, and what it lacks."""

    files: PacketFiles
    rows: tuple[IndexRow, ...]
    lacks: tuple[Lack, ...]
