# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter's Markdown as blocks of paper: paragraphs, headings, quotes, lists, tables, bold and italic."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.domain.blocks import Block, Heading, ItemList, Paragraph, Quote, Span, Spans, Table
from app.rules.letter_gate import KEY

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Filler = Callable[[str], Span | None]
"""Turns a blank's key into the span that prints for it, or None when it is no blank of this letter."""

_BLANK = re.compile(rf"\[\[({KEY})\]\]")
_RULES = ["heading", "blockquote", "list", "paragraph", "lheading", "hr", "table"]
_INLINE_RULES = ["text", "newline", "escape", "emphasis", "balance_pairs", "fragments_join", "blank"]


def blocks_of(text: str, fill: Filler) -> tuple[Block, ...]:
    """Parse a letter's Markdown. Images, links, HTML and code are not known here and print as typed."""
    reader = _Reader(_parser().parse(text), fill)
    return reader.blocks("")


def spans_text(spans: Spans) -> str:
    """Return the words of some spans."""
    return "".join(span.text for span in spans)


def block_text(blocks: Sequence[Block]) -> str:
    """Return the words of some blocks, a paragraph a line."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Quote):
            lines.append(block_text(block.blocks))
        elif isinstance(block, ItemList):
            lines.extend(block_text(item) for item in block.items)
        elif isinstance(block, Table):
            lines.extend("  ".join(spans_text(cell) for cell in row) for row in (block.head, *block.rows))
        else:
            lines.append(spans_text(block.spans))
    return "\n".join(lines)


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # delayed: the parser is not needed to start the window

    parser = MarkdownIt("zero")
    parser.inline.ruler.before("escape", "blank", _blank_rule)
    parser.enable(_RULES + [rule for rule in _INLINE_RULES if rule != "blank"])
    parser.enable("blank")
    return parser


def _blank_rule(state: StateInline, silent: bool) -> bool:
    """Read ``[[people.claim_number]]`` as a blank; a typed one is escaped and never comes here."""
    found = _BLANK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("blank", "", 0).content = found.group(1)
    state.pos = found.end()
    return True


class _Reader:
    """Walks the parser's tokens once, from the first to the last."""

    def __init__(self, tokens: Sequence[Token], fill: Filler) -> None:
        self._tokens = tokens
        self._fill = fill
        self._at = 0

    def blocks(self, until: str) -> tuple[Block, ...]:
        """Return the blocks up to the closing token of that type (the end, when empty)."""
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == until:
                break
            block = self._block(token)
            if block is not None:
                found.append(block)
        return tuple(found)

    def _block(self, token: Token) -> Block | None:
        if token.type == "paragraph_open":
            return Paragraph(self._line())
        if token.type == "heading_open":
            return Heading(self._line())
        if token.type == "blockquote_open":
            return Quote(self.blocks("blockquote_close"))
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            return self._list(token.type.replace("open", "close"))
        if token.type == "table_open":
            return self._table()
        if token.type == "hr":
            return Paragraph((Span(token.markup),))  # a line of dashes is text: letters have no rules
        return None

    def _line(self) -> Spans:
        """Return the spans of the inline token that follows, and step over the closing token."""
        inline = self._tokens[self._at]
        self._at += 2
        return _spans(inline.children or (), self._fill)

    def _list(self, until: str) -> ItemList:
        items: list[tuple[Block, ...]] = []
        while self._tokens[self._at].type != until:
            self._at += 1  # the item's opening token
            items.append(self.blocks("list_item_close"))
        self._at += 1
        return ItemList(tuple(items), numbered=until.startswith("ordered"))

    def _table(self) -> Table:
        rows: list[list[Spans]] = []
        while self._tokens[self._at].type != "table_close":
            token = self._tokens[self._at]
            self._at += 1
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_spans(token.children or (), self._fill))
        self._at += 1
        head, *below = (tuple(row) for row in rows)
        return Table(head, tuple(below))


def _spans(tokens: Sequence[Token], fill: Filler) -> Spans:
    """Turn inline tokens into spans; neighbours of one style are joined, a hard line break is a line feed."""
    found: list[Span] = []
    bold = italic = 0
    for token in tokens:
        step = token.nesting
        if token.type.startswith("strong"):
            bold += step
        elif token.type.startswith("em_"):
            italic += step
        else:
            span = _span(token, fill)
            styled = Span(span.text, bold=bold > 0, italic=italic > 0, missing=span.missing)
            _append(found, styled)
    return tuple(found) or (Span(""),)


def _span(token: Token, fill: Filler) -> Span:
    if token.type == "blank":
        return fill(token.content) or Span(f"[[{token.content}]]")
    if token.type == "softbreak":
        return Span(" ")
    if token.type == "hardbreak":
        return Span("\n")
    return Span(token.content)


def _append(found: list[Span], span: Span) -> None:
    last = found[-1] if found else None
    if last and (last.bold, last.italic, last.missing) == (span.bold, span.italic, span.missing):
        found[-1] = Span(last.text + span.text, bold=span.bold, italic=span.italic, missing=span.missing)
    elif span.text:
        found.append(span)
