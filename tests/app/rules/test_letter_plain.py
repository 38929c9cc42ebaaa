# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters as plain text: every word is there, and no sign that only formatting or paper needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.blocks import Heading, ItemList, Paragraph, Quote, Span, Spans, Table
from app.rules.letter_blocks import blocks_of
from app.rules.letter_gate import escape
from app.rules.letter_plain import plain_blocks, plain_letter
from app.services.letter_changes import Piece, changes, summary
from tests.exports.papers import letter

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=40)


def spans(text: str) -> Spans:
    return (Span(text),)


def test_every_block_reads_as_text() -> None:
    blocks = (
        Heading(spans("What happened")),
        Paragraph((Span("It was "), Span("done", bold=True), Span(" on June\u00a03."))),
        Quote((Paragraph(spans("Not necessary")),)),
        ItemList(((Paragraph(spans("One")), Paragraph(spans("More"))), (Paragraph(spans("Two")),)), numbered=True),
        ItemList(((Paragraph(spans("Dash")),),)),
        Table((spans("Line"), spans("Amount")), ((spans("Visit"), spans("$40.00")), (spans("Scan"), spans("")))),
    )
    assert plain_blocks(blocks) == (
        "What happened\n\nIt was done on June 3.\n\n   Not necessary\n\n1. One\n\n   More\n2. Two\n\n- Dash\n\n"
        "- Line: Visit; Amount: $40.00\n- Line: Scan"
    )


def test_the_whole_letter_has_its_addresses_and_enclosures() -> None:
    whole = plain_letter(letter(), whole=True)
    assert whole.startswith("Nora Ellingboe\n418 Juniper Court")
    assert "Claim number: LF-26-0419-7731" in whole
    assert whole.endswith("Enclosures:\n- Index of exhibits\n- Exhibits A to F\n")
    words = plain_letter(letter(), whole=False)
    assert words.startswith("Dear Appeals Reviewer:")
    assert words.endswith("Sincerely,\nNora Ellingboe\n")


@given(WORDS)
def test_what_was_typed_comes_out_as_typed(words: str) -> None:
    plain = plain_blocks(blocks_of(f"A{escape(words)}Z", lambda _: None))
    assert plain.split() == f"A{words.strip()}Z".split()


@given(st.text(max_size=200), st.text(max_size=200))
def test_differences_hold_both_texts(before: str, after: str) -> None:
    found = changes(before, after)
    assert "".join(c.words for c in found if c.piece is not Piece.NEW) == before
    assert "".join(c.words for c in found if c.piece is not Piece.GONE) == after
    assert (summary(found) == "No difference") >= (before == after)


def test_one_changed_word_is_one_change() -> None:
    found = changes("Please pay the claim.\nThank you.\n", "Please deny the claim.\nThank you.\n")
    assert [(c.piece.value, c.words) for c in found if c.piece is not Piece.SAME] == [("gone", "pay"), ("new", "deny")]
    assert summary(found) == "1 word gone, 1 new"
