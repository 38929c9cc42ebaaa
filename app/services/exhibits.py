# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The exhibits of a packet by their letters, and how the letter on top of it lists them among its enclosures."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.packet import Exhibit, Packet, exhibit_names
from app.ports import Transaction

LISTED = "letter.exhibits"
_MOST = 12
"""So many exhibits are listed one by one; more would push the letter onto another page, and the index lists them."""


def exhibits_of(tx: Transaction, letter_id: str) -> str:
    """Return the exhibits of a letter's packet, a line each; empty where it is in none, or the packet has none."""
    packets = tx.find(Packet, order_by="created_at", letter_id=letter_id)
    if not packets:
        return ""
    return listed(tx.find(Exhibit, order_by="position", packet_id=packets[-1].id))


def listed(exhibits: Sequence[Exhibit]) -> str:
    """Return exhibits in order as a letter lists them: "Exhibit A, Denial notice, June 3, 2026"."""
    names = exhibit_names(exhibit.joined for exhibit in exhibits)
    if len(exhibits) > _MOST:
        return f"Exhibits A to {names[-1]}, as the index lists them"
    lines = []
    for name, exhibit in zip(names, exhibits, strict=True):
        dated = f", {exhibit.dated}" if exhibit.dated.strip() and exhibit.dated not in exhibit.title else ""
        lines.append(f"Exhibit {name}, {exhibit.title}{dated}")
    return "\n".join(lines)
