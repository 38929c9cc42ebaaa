# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The cover sheet of a fax, alone and with its letter."""

from __future__ import annotations

from app.domain.blocks import FaxCover
from exports.writer import Writer
from tests.exports.papers import DAY, letter, texts
from tests.support.tagged import outline, problems, read_out

WRITER = Writer()
COVER = FaxCover(
    sender="Nora Ellingboe",
    sender_lines=("418 Juniper Court", "(555) 013-4472"),
    to="Larkfield Health Plan",
    attention="Member Appeals Department",
    fax="(555) 014-2210",
    dated=DAY,
    pages=3,
)


def test_the_sheet_names_both_sides_and_counts_the_pages() -> None:
    said = outline(read_out(WRITER.fax(COVER, None)))
    assert "H1: Fax" in said
    assert said[said.index("TH: Pages") + 1] == "TD: 3, with this one"
    assert said[said.index("TH: Fax number") + 1] == "TD: (555) 014-2210"


def test_the_letter_follows_and_no_word_of_it_is_on_the_sheet() -> None:
    made = WRITER.fax(COVER, letter())
    assert made == WRITER.fax(COVER, letter())
    assert problems(made) == []
    first, *rest = texts(made)
    assert len(rest) == 2 == COVER.pages - 1
    assert "LF-26-0419-7731" not in first and "denial" not in first and "MRI" not in first
    assert "Page 1 of 3" in first and "Page 2 of 3" in rest[0]
    assert "LF-26-0419-7731" in rest[0]


def test_an_empty_line_is_left_out() -> None:
    bare = FaxCover(sender="N. E.", sender_lines=(), to="Office", fax="1", dated=DAY, pages=1)
    assert not any("Attention" in line for line in outline(read_out(WRITER.fax(bare, None))))
