# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a screen reader is told about a letter: its parts in reading order, nothing drawn that belongs to none."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from app.domain.blocks import Block, ItemList, LetterPaper, PaperSize, Quote, Table
from exports.writer import Writer
from tests.exports.papers import changed, letter, para, spans, texts
from tests.support.tagged import outline, problems, read_out

WRITER = Writer()
TABLE = Table(
    (spans("Date of service"), spans("What was billed"), spans("Amount")),
    tuple(
        (spans(f"April {n}, 2026"), spans(f"Line {n}, " + "billed twice " * 9), spans(f"${n}.00")) for n in range(1, 31)
    ),
)
NESTED = ItemList(
    ((para("First"), ItemList(((para("Inner"),),)), Quote((para("Said"),))), (para("Second"),)), numbered=True
)


def with_body(*blocks: Block) -> LetterPaper:
    return letter(body=blocks)


@pytest.mark.parametrize(
    "paper",
    [
        letter(),
        letter(reference=(), enclosures=(), sent_by=()),
        letter(signatures=("Nora Ellingboe", "A. Holloway")),
        letter(size=PaperSize.A4, window=True),
        with_body(para("Before."), TABLE, para("After.")),
        with_body(NESTED, para("End.")),
    ],
)
def test_nothing_is_left_unmarked(paper: LetterPaper) -> None:
    assert problems(WRITER.letter(paper)) == []


def test_a_letter_is_read_in_its_order() -> None:
    said = outline(read_out(WRITER.letter(letter())))
    assert said[:2] == [
        "P: Nora Ellingboe",
        "P: 418 Juniper Court, Apartment 3, Tannersfield, OH 45000 · (555) 013-4472",
    ]
    assert said[6:9] == [
        "H1: Internal appeal: please reverse the denial and pay this claim",
        "TH: Patient",
        "TD: Nora Ellingboe",
    ]
    assert "P: 1. The six weeks were completed. I had 14 visits (Exhibit D, page 19)." in said
    assert said[-3:] == ["H2: Enclosures", "P: Index of exhibits", "P: Exhibits A to F"]
    assert not any("Page 1 of 2" in line for line in said)


def test_the_head_of_a_long_table_stands_again_but_is_read_once() -> None:
    made = WRITER.letter(with_body(para("Before."), TABLE, para("After.")))
    pages = texts(made)
    assert len(pages) > 2
    assert all("What was billed" in page for page in pages[:-1])
    said = outline(read_out(made))
    assert said.count("TH: What was billed") == 1
    assert [line for line in said if line.startswith("TD: $")] == [f"TD: ${n}.00" for n in range(1, 31)]


def test_a_paragraph_over_two_pages_is_one_part() -> None:
    long = para("A ground that is told at length, with what it rests on. " * 60)
    tree = read_out(WRITER.letter(with_body(long, long, para("End."))))
    whole = [part for part in tree.walk() if "".join(part.words.split()).count("Agroundthat") == 60]
    assert len(whole) == 2


def test_headings_are_bookmarks() -> None:
    with pikepdf.open(BytesIO(WRITER.letter(letter()))) as document, document.open_outline() as marks:
        (title,) = marks.root
        assert title.title.startswith("Internal appeal")
        assert [below.title for below in title.children][:2] == ["The reason you gave", "Why the denial is mistaken"]


def test_the_checker_finds_what_is_wrong() -> None:
    def spoil(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.Contents = document.make_stream(
            page.Contents.read_bytes().replace(b"/Artifact <</Type /Layout>>", b"/Span <<>>")
        )
        del document.Root.Lang

    found = problems(changed(WRITER.letter(letter()), spoil))
    assert "11: no language" in found
    assert "01: S on page 0 belongs to nothing" in found
