# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A casebook's packet as plain data, ready to build: its letter, its own pages, its exhibits, what is blacked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.blackout import Blackout
from app.domain.blocks import Block, ExhibitPaper, LetterPaper, PacketPaper
from app.domain.dates import long_date
from app.domain.facts import Facts
from app.domain.packet import Packet
from app.services.packet_summary import summary_of
from app.services.packet_views import ExhibitLine, PacketView


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """What a packet is made from besides its plan. ``passwords`` are by the SHA-256 of the locked file."""

    letter: LetterPaper | None
    chronology: tuple[Block, ...]
    read: Callable[[str], Callable[[], bytes]]
    passwords: Mapping[str, str]


def packet_paper(view: PacketView, facts: Facts, materials: Materials, *, skip: bool) -> PacketPaper:
    """Return the packet, ready to build.

    Pages that cannot be looked through for words never stop it here: the window asks about them before it saves.
    """
    packet = view.packet
    pairs = [
        ("Patient", view.person.name),
        ("Claim number", view.case.claim_number),
        ("Member ID", facts.people.member_id),
        ("Date of service", long_date(view.case.service_start) if view.case.service_start else ""),
    ]
    insurer = facts.people.insurer or facts.people.provider
    subtitle = f"{packet.title} of {view.person.name}" + (f" to {insurer}" if insurer else "")
    return PacketPaper(
        letter=materials.letter,
        letter_title=view.letter.title if view.letter else "Letter",
        subtitle=f"{subtitle} · {long_date(packet.dated)}",
        surname=packet.stamp_prefix or view.person.name.split()[-1],
        dated=packet.dated,
        identifiers=tuple((label, value) for label, value in pairs if value),
        summary=summary_of(view, facts) if packet.summary else (),
        chronology=materials.chronology,
        exhibits=tuple(_exhibit(line, materials) for line in view.exhibits),
        stamp=packet.stamp,
        cover_sheets=packet.cover_sheets,
        max_mb=packet.max_mb,
        max_pages=packet.max_pages,
        skip_unreadable=skip,
        blackout=blackout_of(packet, facts.people.member_id),
        looked_through=True,
    )


def blackout_of(packet: Packet, member_id: str) -> Blackout:
    """Return what a packet's plan wants blacked out."""
    return Blackout(words=packet.redact, ssn=packet.hide_ssn, member_id=member_id if packet.hide_member_id else "")


def _exhibit(line: ExhibitLine, materials: Materials) -> ExhibitPaper:
    exhibit, document = line.exhibit, line.document
    return ExhibitPaper(
        title=exhibit.title,
        dated=exhibit.dated,
        shows=tuple(s for s in exhibit.shows.splitlines() if s.strip()),
        pages=exhibit.pages,
        file_name=document.file_name,
        media_type=document.media_type,
        read=materials.read(document.sha256),
        password=materials.passwords.get(document.sha256, ""),
        joined=exhibit.joined,
    )
