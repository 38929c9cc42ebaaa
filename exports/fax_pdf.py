# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The cover sheet of a fax: to whom, from whom, and how many pages; nothing of what they are about."""

from __future__ import annotations

from reportlab.platypus import Flowable, PageBreak, Spacer

from app.domain.blocks import FaxCover, LetterPaper, Paragraph, Span
from app.domain.dates import long_date
from exports.blocks import flowables
from exports.letter_pdf import head, labelled, letter_story, line, typeset
from exports.tagging import Node

_ASK = (
    "These pages are meant for the office named above alone. If they reached you by mistake, please do not read or "
    "copy them: call the sender, and destroy them."
)
_COUNT = "If fewer pages arrived than are counted here, please call the sender before you file them."


def build(cover: FaxCover, letter: LetterPaper | None) -> bytes:
    """Return the cover sheet, and the letter behind it if there is one, as PDF bytes."""
    tree = Node("Document")
    story = _cover(cover, tree)
    if letter is not None:
        story += [PageBreak(), *letter_story(letter, tree)]
    # No word of the case stands on the first page, not in its foot either.
    return typeset(story, f"Fax to {cover.to}", letter.footer if letter else "", cover.size, tree, first="Fax")


def _cover(cover: FaxCover, tree: Node) -> list[Flowable]:
    pairs = (
        ("To", cover.to),
        ("Attention", cover.attention),
        ("Fax number", cover.fax),
        ("From", cover.sender),
        ("Date", long_date(cover.dated)),
        ("Pages", f"{cover.pages}, with this one"),
    )
    filled = tuple((label, (Span(value),)) for label, value in pairs if value)
    story = [*head(cover.sender, " · ".join(cover.sender_lines), tree), Spacer(0, 34.0)]
    story += [line("Fax", "title", tree, "H1"), Spacer(0, 12.0), *labelled(filled, tree), Spacer(0, 22.0)]
    return [*story, *flowables((Paragraph((Span(_COUNT),)), Paragraph((Span(_ASK),))), into=tree)]
