# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The look of paper: measures in points, greys, and the paragraph styles made of them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from app.domain.blocks import PaperSize
from exports import fonts

WIDTH, HEIGHT = 612.0, 792.0
SIDE, TOP = 72.0, 57.6
BOTTOM = 64.8
TEXT_WIDTH = WIDTH - 2 * SIDE


@dataclass(frozen=True, slots=True)
class PageShape:
    """A sheet in points: its size, its side margins, and where a window envelope shows the recipient.

    The text is as wide on every sheet, so that lines break alike; ``address`` is measured from the upper edge.
    """

    width: float
    height: float
    side: float
    address: float


_SHAPES = {
    # No. 10 envelope, window 7/8 inch from the left and 1/2 inch from below, 4 1/2 by 1 1/8 inches: folded in three
    # and lying on its lower edge, the letter shows what stands 2.04 to 3.17 inches below its upper edge.
    PaperSize.LETTER: PageShape(WIDTH, HEIGHT, SIDE, 151.0),
    # DL envelope, window 20 mm from the left and 15 mm from below, 90 by 35 mm: 50 to 82 mm below the upper edge.
    PaperSize.A4: PageShape(595.28, 841.89, (595.28 - TEXT_WIDTH) / 2, 144.0),
}


def page_shape(size: PaperSize) -> PageShape:
    """Return the shape of a sheet."""
    return _SHAPES[size]


FOOT_RULE, FOOT_BASE = 50.8, 37.4
"""The hairline above the footer and the footer's baseline, above the lower edge."""

INK, SOFT, FAINT = HexColor("#161616"), HexColor("#3B3B3B"), HexColor("#4A4A4A")
RULE, HAIR, FOOT_HAIR = HexColor("#161616"), HexColor("#9A9A9A"), HexColor("#C4C4C4")
LINE = 0.72

BODY, BODY_LEAD = 10.8, 15.1
SMALL, SMALL_LEAD = 9.4, 13.0
TABLE, TABLE_LEAD = 10.0, 14.4
NAME, NAME_LEAD = 15.0, 20.0
TITLE, TITLE_LEAD = 12.2, 17.0
FOOT = 8.6

COLUMNS = (0.0, 89.3, 238.3, 327.6)
"""Left edges of the four columns of the RE block: label, value, label, value."""
COLUMN_GAP = 10.0


def style(
    name: str, size: float, leading: float, font: str = fonts.REGULAR, colour: Color = INK, **more: object
) -> ParagraphStyle:
    """Return a paragraph style of the house: ragged right, no widows or orphans, long words cut."""
    fonts.ready()
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        **more,
    )


@functools.cache
def sheet() -> dict[str, ParagraphStyle]:
    """Return the styles by name."""
    styles = [
        style("name", NAME, NAME_LEAD, fonts.SEMIBOLD),
        style("small", SMALL, SMALL_LEAD, colour=SOFT),
        style("small-right", SMALL, SMALL_LEAD, colour=SOFT, alignment=TA_RIGHT),
        style("line", BODY, BODY_LEAD),
        style("line-right", BODY, BODY_LEAD, alignment=TA_RIGHT),
        style("title", TITLE, TITLE_LEAD, fonts.BOLD),
        style("label", TABLE, TABLE_LEAD, colour=SOFT),
        style("value", TABLE, TABLE_LEAD),
        style("note", TABLE, TABLE_LEAD, colour=SOFT),
        style("body", BODY, BODY_LEAD, spaceAfter=7.2),
        style("heading", BODY, BODY_LEAD, fonts.SEMIBOLD, spaceBefore=10.3, spaceAfter=1.9, keepWithNext=1),
        style("enclosure", TABLE, TABLE_LEAD, leftIndent=18.7),
    ]
    return {s.name: s for s in styles}
