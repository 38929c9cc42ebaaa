# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The sheet before each part of a packet that was split: which part it is, and what it holds. It has no number."""

from __future__ import annotations

from app.domain.blocks import PacketPaper
from exports import fonts, text
from exports.packet_front import draw_title, page_range
from exports.packet_sections import Kind, Part, Section
from exports.pen import Pen
from exports.styles import BODY, BODY_LEAD, BOTTOM, HAIR, HEIGHT, SIDE, SOFT, TABLE, TABLE_LEAD, TEXT_WIDTH

_FIRST = HEIGHT - 150.0
_ROW = 22.0


def draw_part_cover(
    pen: Pen, paper: PacketPaper, number: int, parts: tuple[Part, ...], sections: list[Section]
) -> None:
    """Draw the sheet that goes before part ``number`` (from 1)."""
    part, total = parts[number - 1], sections[-1].last
    named = " · ".join(value for label, value in paper.identifiers if label in {"Patient", "Claim number"})
    below = [line for line in (paper.subtitle, named) if line]
    top = draw_title(
        pen,
        f"Part {number} of {len(parts)}",
        [line for words in below for line in text.wrap(text.plain(words), fonts.REGULAR, 9.4, TEXT_WIDTH)[:2]],
    )
    words = (
        f"One packet of {total} pages was sent in {len(parts)} files, because of the limits of the way it was sent. "
        f"This file holds {_pages(part.first, part.last)}. This sheet itself is not counted."
    )
    y = min(top - 30.0, _FIRST)
    y = pen.lines(
        SIDE, y, text.wrap(text.plain(words), fonts.REGULAR, BODY, TEXT_WIDTH), fonts.REGULAR, BODY, BODY_LEAD
    )
    y -= 2 * _ROW
    held = [s for s in sections if s.kind is not Kind.COVER and s.first <= part.last and part.first <= s.last]
    for at, section in enumerate(held):
        if y < BOTTOM + _ROW:
            pen.lines(SIDE, y, [f"and {len(held) - at} more, as the index lists them"], fonts.REGULAR, TABLE, 0, SOFT)
            break
        _draw_row(pen, y, section, part)
        y -= _ROW
    pen.end_page()


def _draw_row(pen: Pen, y: float, section: Section, part: Part) -> None:
    name = f"Exhibit {section.exhibit}" if section.exhibit else ""
    pages = page_range(max(section.first, part.first), min(section.last, part.last))
    cut = " (in part)" if section.first < part.first or section.last > part.last else ""
    pen.lines(SIDE, y, [text.plain(name)], fonts.SEMIBOLD, TABLE, TABLE_LEAD)
    room = TEXT_WIDTH - 90.0 - 80.0 - fonts.width(cut, fonts.REGULAR, TABLE)
    title = text.shorten(text.plain(section.title), fonts.REGULAR, TABLE, room)
    pen.lines(SIDE + 90.0, y, [title + cut], fonts.REGULAR, TABLE, TABLE_LEAD)
    pen.right(SIDE + TEXT_WIDTH, y, pages, fonts.REGULAR, TABLE)
    pen.rule(SIDE, y - 7.0, TEXT_WIDTH, HAIR)


def _pages(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first} to {last}"
