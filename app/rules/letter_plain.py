# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter as plain text, for the text box of a portal: no signs of formatting, and nothing that only paper needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.blocks import Block, Heading, ItemList, LetterPaper, Paragraph, Quote, Spans, Table
from app.domain.dates import long_date

_INDENT = "   "


def plain_letter(paper: LetterPaper, *, whole: bool) -> str:
    """Return the letter's words; ``whole`` adds what stands around them: addresses, RE block, enclosures."""
    body = plain_blocks(paper.body)
    signed = [paper.closing, paper.signer, paper.signer_note]
    if paper.signatures:
        signed = list(paper.signatures)
    end = "\n".join(line for line in signed if line)
    if not whole:
        return f"{body}\n\n{end}\n"
    parts = [
        "\n".join([paper.sender, *paper.sender_lines]),
        long_date(paper.dated),
        "\n".join(map(_words, paper.recipient_lines)),
        paper.title,
        "\n".join(f"{label}: {_words(value)}" for label, value in paper.reference),
        body,
        end,
        "\n".join(["Enclosures:", *(f"- {line}" for line in paper.enclosures)]) if paper.enclosures else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as paragraphs with an empty line between them."""
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph | Heading):
        return _words(block.spans)
    if isinstance(block, Quote):
        return _indented(plain_blocks(block.blocks), _INDENT)
    if isinstance(block, ItemList):
        return "\n".join(_items(block))
    return "\n".join(_rows(block))


def _items(items: ItemList) -> Iterator[str]:
    for number, item in enumerate(items.items, 1):
        sign = f"{number}. " if items.numbered else "- "
        yield sign + _indented(plain_blocks(item), " " * len(sign)).lstrip(" ")


def _rows(table: Table) -> Iterator[str]:
    """Yield the rows of a table, each cell with its head: columns do not survive a text box."""
    heads = [_words(spans) for spans in table.head]
    for row in table.rows:
        cells = [(head, _words(spans)) for head, spans in zip(heads, row, strict=True)]
        yield "- " + "; ".join(f"{head}: {words}" if head else words for head, words in cells if words)


def _indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}" if line else "" for line in text.split("\n"))


def _words(spans: Spans) -> str:
    return "".join(span.text for span in spans).replace("\u00a0", " ")
