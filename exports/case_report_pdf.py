# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A case report as PDF: its head, labelled values, and tables that repeat their heads on every page they run over."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.domain.blocks import Block, Heading, ReportPaper
from exports.blocks import flowables
from exports.letter_pdf import head, reference_block, typeset
from exports.tagging import Node

_AFTER_REFERENCE = 10.0
_BELOW_HEADING = 150.0
"""A heading stands on the page where the head of its table and a row of usual height have room."""


def build(paper: ReportPaper) -> bytes:
    """Return the report as PDF bytes; the same paper gives the same bytes."""
    tree = Node("Document")
    story: list[Flowable] = [
        *head(paper.title, paper.subtitle, tree, "H1"),
        *reference_block(paper.reference, tree),
        Spacer(0, _AFTER_REFERENCE),
        *[part for block in paper.body for part in _part(block, tree)],
    ]
    return typeset(story, paper.title, paper.footer, tree=tree)


def _part(block: Block, tree: Node) -> list[Flowable]:
    story = flowables((block,), into=tree)
    return [CondPageBreak(_BELOW_HEADING), *story] if isinstance(block, Heading) else story
