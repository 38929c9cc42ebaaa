# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lines of a bill in a letter: typed in parts or as sentences, and the table that they become."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.blocks import Table
from app.rules.letter_blocks import block_text, blocks_of, spans_text
from app.rules.letter_gate import escape, one_line
from app.rules.letter_lines import LetterLine, lines_markdown, read_lines, typed_lines
from tests.app.rules.test_letters_typed import ZOO

WORDS = st.one_of(st.sampled_from(ZOO), st.text("a1|\\*_[]:- \n", max_size=12))
LINES = st.lists(st.builds(LetterLine, number=WORDS, date=WORDS, code=WORDS, amount=WORDS, reason=WORDS), min_size=1)


def table_of(markdown: str) -> Table:
    (table,) = blocks_of(markdown, lambda _: None)
    assert isinstance(table, Table)
    return table


def test_lines_become_a_table_without_the_columns_that_nobody_filled() -> None:
    parted, said = read_lines(
        "April 21, 2026 | 72148 | $2,450.00 | Billed twice\n\n- The EOB lists nothing as my share.\n| | | A | b"
    )
    assert said == ("The EOB lists nothing as my share.",)
    table = table_of(lines_markdown(parted))
    assert [spans_text(head) for head in table.head] == ["Date", "Code", "Amount", "What is wrong"]
    assert [[spans_text(cell) for cell in row] for row in table.rows] == [
        ["April 21, 2026", "72148", "$2,450.00", "Billed twice"],
        ["", "", "A", "b"],
    ]


def test_the_last_part_is_what_is_wrong_and_keeps_its_own_bars() -> None:
    ((one,), _) = read_lines("3 | May 1 | 99213 | $80.00 | level | too high")
    assert one == LetterLine(number="3", date="May 1", code="99213", amount="$80.00", reason="level | too high")
    ((short,), _) = read_lines("$80.00 | never given")
    assert short == LetterLine(amount="$80.00", reason="never given")


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_whatever_a_line_holds_it_is_one_row_that_says_the_same(lines: list[LetterLine]) -> None:
    filled = [line for line in lines if any(one_line(part) for part in astuple(line))]
    parted, said = read_lines(typed_lines(filled))
    assert said == () and len(parted) == len(filled)
    if not filled:
        return
    table = table_of(lines_markdown(parted))
    assert len(table.rows) == len(parted)
    for line, row in zip(parted, table.rows, strict=True):
        expected = " ".join(part for part in astuple(line) if part)
        assert "".join("".join(map(spans_text, row)).split()) == "".join(expected.split())


@pytest.mark.parametrize("typed", ["a | b\n:---:", "a | b\n--- | ---", "| a |\n|:-:|", ":--\n| x |"])
def test_a_table_typed_into_a_field_stays_text(typed: str) -> None:
    (block,) = blocks_of(escape(typed), lambda _: None)
    assert not isinstance(block, Table)
    assert "".join(block_text([block]).split()) == "".join(typed.split())
