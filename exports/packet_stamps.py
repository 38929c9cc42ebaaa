# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The stamp of every page: which exhibit and which of its pages at the left, the continuous number at the right."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from exports import fonts, text
from exports.packet_sections import Section
from exports.styles import FAINT, FOOT, FOOT_BASE, FOOT_HAIR, FOOT_RULE, HEIGHT, LINE, SIDE, WIDTH

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


class Stamper:
    """Writes stamps as page content, in the fonts of one canvas; the words of a packet repeat, so pieces are kept.

    Drawing each stamp as a page of its own would take most of a large packet's time.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._document = canvas._doc
        self._pieces: dict[tuple[str, str], tuple[str, float]] = {}

    def content(self, stamp: Stamp, *, wide: bool) -> bytes:
        """Return the operators that draw a stamp on an upright or wide sheet: hairline, left words, right words."""
        width = HEIGHT if wide else WIDTH
        bold, rest = stamp.left
        left = [self._piece(fonts.SEMIBOLD, bold)] * bool(bold) + [self._piece(fonts.REGULAR, rest)]
        plain, number, of = stamp.right
        right = [self._piece(fonts.REGULAR, plain), self._piece(fonts.SEMIBOLD, number), self._piece(fonts.REGULAR, of)]
        right_x = width - SIDE - sum(piece[1] for piece in right)
        return (
            f"q {_grey(FOOT_HAIR)} RG {LINE} w {SIDE:g} {FOOT_RULE:g} m {width - SIDE:g} {FOOT_RULE:g} l S "
            f"{_grey(FAINT)} rg "
            f"BT {SIDE:g} {FOOT_BASE:g} Td {' '.join(piece[0] for piece in left)} ET "
            f"BT {right_x:.3f} {FOOT_BASE:g} Td {' '.join(piece[0] for piece in right)} ET Q"
        ).encode("latin-1")

    def _piece(self, name: str, words: str) -> tuple[str, float]:
        """Return the operators that show some words, and their width in points."""
        known = self._pieces.get((name, words))
        if known is None:
            font = getFont(name)
            shown = []
            for subset, codes in font.splitString(words, self._document):
                inner = font.getSubsetInternalName(subset, self._document)
                shown.append(f"{inner} {FOOT:g} Tf <{codes.hex()}> Tj")
            known = self._pieces[name, words] = (" ".join(shown), fonts.width(words, name, FOOT))
        return known


def _grey(colour: Color) -> str:
    return " ".join(f"{part:.3f}" for part in colour.rgb())
