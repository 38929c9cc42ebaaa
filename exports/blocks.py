# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Blocks of text as ReportLab flowables: paragraphs, headings, quotes, lists and tables, nested as they come."""

from __future__ import annotations

import functools

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from app.domain import blocks as data
from exports import fonts
from exports.block_tables import table_flowables
from exports.styles import BODY, BODY_LEAD, HAIR, sheet, style
from exports.tagging import Node, Words, artifact
from exports.text import spans_markup

_LIST_INDENT, _QUOTE_INDENT, _QUOTE_RULE = 18.7, 26.0, 15.1
_ITEM_GAP, _AFTER = 4.4, 7.2


class _Ruled(Words):
    """A paragraph with the rule of a quote at its left; parts of it split over pages keep theirs."""

    def draw(self) -> None:
        """Draw the rule, then the words."""
        x = self.style.leftIndent - _QUOTE_INDENT + _QUOTE_RULE
        with artifact(self.canv):
            self.canv.setStrokeColor(HAIR)
            self.canv.setLineWidth(1.1)
            self.canv.line(x, 0, x, self.height + getattr(self, "rule_above", 0.0))
        super().draw()


def flowables(blocks: tuple[data.Block, ...], indent: float = 0.0, into: Node | None = None) -> list[Flowable]:
    """Return the blocks as flowables, ``indent`` points in from the left, as parts of the node ``into``."""
    tree = into if into is not None else Node("Document")
    story: list[Flowable] = []
    for place, block in enumerate(blocks):
        if isinstance(block, data.Heading):
            story.append(Words(spans_markup(block.spans), sheet()["heading"], node=tree.add("H2")))
        elif isinstance(block, data.Paragraph):
            # "Please send me:" is never the last line of a page.
            leads = place + 1 < len(blocks) and "".join(span.text for span in block.spans).rstrip().endswith(":")
            story.append(Words(spans_markup(block.spans), _body(indent, _AFTER, leads), node=tree.add("P")))
        elif isinstance(block, data.Quote):
            story += _quote(block, indent, tree.add("BlockQuote"))
        elif isinstance(block, data.Table):
            story += table_flowables(block, indent, tree)
        else:
            story += _list(block, indent, tree)
    return story


def _quote(quote: data.Quote, indent: float, tree: Node) -> list[Flowable]:
    story: list[Flowable] = []
    for number, block in enumerate(quote.blocks):
        if not isinstance(block, data.Paragraph):
            story += flowables((block,), indent + _QUOTE_INDENT, tree)
            continue
        ruled = _Ruled(spans_markup(block.spans), _quoted(indent + _QUOTE_INDENT), node=tree.add("P"))
        ruled.rule_above = _ITEM_GAP if number else 0.0
        story.append(ruled)
    return story


def _list(items: data.ItemList, indent: float, into: Node) -> list[Flowable]:
    tree = into.add("L", O="List", ListNumbering="Decimal" if items.numbered else "Disc")
    story: list[Flowable] = []
    inner = indent + _LIST_INDENT
    for number, item in enumerate(items.items, 1):
        sign = f"{number}." if items.numbered else "•"
        body = tree.add("LI").add("LBody")
        for place, block in enumerate(item):
            last = place == len(item) - 1
            gap = _AFTER if last and number == len(items.items) else _ITEM_GAP
            if not isinstance(block, data.Paragraph):
                story += flowables((block,), inner, body)
                continue
            form, more = (_item(inner, gap, sign), {"bulletText": sign}) if place == 0 else (_body(inner, gap), {})
            story.append(Words(spans_markup(block.spans), form, node=body.add("P"), **more))
    return story


@functools.cache
def _body(indent: float, after: float, leads: bool = False) -> ParagraphStyle:
    return style(f"body-{indent}", BODY, BODY_LEAD, leftIndent=indent, spaceAfter=after, keepWithNext=int(leads))


@functools.cache
def _quoted(indent: float) -> ParagraphStyle:
    return style(f"quote-{indent}", BODY, BODY_LEAD, leftIndent=indent, spaceBefore=3.7, spaceAfter=_ITEM_GAP)


@functools.cache
def _item(indent: float, after: float, sign: str) -> ParagraphStyle:
    start = indent - 6.6 - fonts.width(sign, fonts.REGULAR, BODY)  # ReportLab wants 0.6 em between sign and words
    return style(
        f"item-{indent}-{sign}",
        BODY,
        BODY_LEAD,
        leftIndent=indent,
        spaceAfter=after,
        bulletFontName=fonts.REGULAR,
        bulletFontSize=BODY,
        bulletIndent=max(start, 0.0),
    )
