# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The stamp of every page: which exhibit and which of its pages at the left, the continuous number at the right."""

from __future__ import annotations

from dataclasses import dataclass

from exports import fonts, text
from exports.packet_sections import Section
from exports.pen import Pen
from exports.styles import FAINT, FOOT, FOOT_BASE, FOOT_HAIR, FOOT_RULE, HEIGHT, SIDE, WIDTH

_PREFIX_ROOM = 260.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """The words of one page's stamp: (bold, plain) at the left, (plain, bold, plain) at the right."""

    left: tuple[str, str]
    right: tuple[str, str, str]

    @property
    def words(self) -> tuple[str, str]:
        """What is read at the left and at the right."""
        return "".join(self.left), "".join(self.right)


def stamps_of(sections: list[Section], prefix: str) -> list[Stamp]:
    """Return the stamps of all pages in order."""
    total = sections[-1].last
    digits = max(3, len(str(total)))
    shown = text.shorten(text.clean(prefix).strip() or "Page", fonts.REGULAR, FOOT, _PREFIX_ROOM)
    stamps = []
    for section in sections:
        for page in range(1, section.pages + 1):
            number = section.first + page - 1
            right = (f"{shown} ", f"{number:0{digits}}", f" of {total:0{digits}}")
            stamps.append(Stamp(section.stamp(page), right))
    return stamps


def draw_stamp(pen: Pen, stamp: Stamp, *, wide: bool) -> bytes:
    """Return the operators that draw a stamp on an upright or wide sheet: hairline, left words, right words."""
    width = HEIGHT if wide else WIDTH
    pen.rule(SIDE, FOOT_RULE, width - 2 * SIDE, FOOT_HAIR)
    bold, rest = stamp.left
    left = ((fonts.SEMIBOLD, bold), (fonts.REGULAR, rest)) if bold else ((fonts.REGULAR, rest),)
    pen.runs(SIDE, FOOT_BASE, left, FOOT, FAINT)
    plain, number, of = stamp.right
    right = ((fonts.REGULAR, plain), (fonts.SEMIBOLD, number), (fonts.REGULAR, of))
    pen.runs_right(width - SIDE, FOOT_BASE, right, FOOT, FAINT)
    return pen.taken()
