# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The packet's own words without what is to be blacked out: index, cover sheets, stamps, bookmarks and title."""

from __future__ import annotations

from dataclasses import replace

from app.domain.blackout import Blackout, masked
from app.domain.blocks import ExhibitPaper, PacketPaper


def masked_paper(paper: PacketPaper) -> PacketPaper:
    """Return the packet with its own words masked. Letter and summary are whole pages, and are blacked out as pages."""
    hide = paper.blackout
    if not hide.wanted:
        return paper
    return replace(
        paper,
        letter_title=masked(paper.letter_title, hide),
        subtitle=masked(paper.subtitle, hide),
        surname=_name(paper.surname, hide),
        stamp_prefix=_name(paper.stamp_prefix, hide),
        identifiers=tuple((label, masked(value, hide)) for label, value in paper.identifiers),
        exhibits=tuple(_masked_exhibit(exhibit, hide) for exhibit in paper.exhibits),
    )


def _masked_exhibit(exhibit: ExhibitPaper, hide: Blackout) -> ExhibitPaper:
    return replace(
        exhibit,
        title=masked(exhibit.title, hide),
        dated=masked(exhibit.dated, hide),
        byline=masked(exhibit.byline, hide),
        shows=tuple(masked(line, hide) for line in exhibit.shows),
        file_name=masked(exhibit.file_name, hide),
    )


def _name(name: str, hide: Blackout) -> str:
    """Return the name on the stamps; where it must go, they say "Page" instead."""
    return name if masked(name, hide) == name else "Page"
