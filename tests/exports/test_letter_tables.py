# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Tables and signature lines of letters on paper, read back from the finished PDF."""

from __future__ import annotations

import pypdfium2

from app.domain.blocks import Block, ItemList, Quote, Table
from exports.letter_pdf import build
from tests.exports.papers import letter, para, spans, texts


def lines(count: int, reason: str = "Billed twice; the record shows it once.") -> Table:
    rows = tuple((spans(str(n)), spans("April 21, 2026"), spans(f"${n},450.00"), spans(reason)) for n in range(count))
    return Table(tuple(map(spans, ("Line", "Date", "Amount", "What is wrong"))), rows)


def pages(*body: Block) -> list[str]:
    return texts(build(letter(body=body)))


def test_a_table_runs_over_pages_and_repeats_its_head() -> None:
    told = pages(para("Dear Manager:"), lines(70))
    assert len(told) >= 3
    with_rows = [page for page in told if "Billed twice" in page]
    assert len(with_rows) >= 3 and all(page.count("What is wrong") == 1 for page in with_rows)
    assert all(f"${n},450.00" in " ".join(told) for n in range(70))


def test_dates_and_amounts_are_never_broken() -> None:
    (told,) = pages(lines(3, "word " * 40))
    assert told.count("April 21, 2026") == 3 and "$2,450.00" in told


def test_a_row_higher_than_a_page_is_split_and_nothing_is_lost() -> None:
    words = [f"w{n}" for n in range(1500)]
    told = " ".join(pages(lines(1, " ".join(words)))).split()
    assert [word for word in told if word in set(words)] == words


def test_cells_are_text_and_an_empty_one_has_room_to_write() -> None:
    asked = Table((spans("Question"), spans("Your answer")), ((spans("<b>Was & it</b>?"), spans("")),) * 3)
    (told,) = pages(asked, para("after"))
    assert told.count("<b>Was & it</b>?") == 3
    page = pypdfium2.PdfDocument(build(letter(body=(asked, para("after")))))[0].get_textpage()
    tops = [page.get_charbox(place)[3] for place in _places(page.get_text_range(), "Was")]
    assert tops[0] - tops[1] >= 40


def test_a_table_may_stand_in_a_list_or_a_quote_and_columns_of_any_width() -> None:
    wide = Table(tuple(spans("x" * 60) for _ in range(6)), (tuple(spans("y" * 60) for _ in range(6)),))
    (told,) = pages(ItemList(((para("item"), lines(2)),), numbered=True), Quote((lines(1),)), wide)
    assert told.count("Billed twice") == 3 and "yyyy" in told


def test_each_who_signs_has_a_line_and_a_line_for_the_day() -> None:
    paper = letter(signatures=("Nora Ellingboe", "Ingrid Ellingboe"), enclosures=())
    told = " ".join(texts(build(paper)))
    assert "Nora Ellingboe, signature" in told and "Ingrid Ellingboe, signature" in told
    assert told.count("Date") == 2 and "Sincerely" not in told


def _places(text: str, word: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(word, at)]


def test_words_that_lead_to_a_list_stand_on_its_page() -> None:
    asked = ItemList(tuple((para(f"Paper {number}"),) for number in range(4)))
    for filling in range(18, 46):
        told = pages(*(para(f"Line {number}") for number in range(filling)), para("Please send me:"), asked)
        (page,) = [page for page in told if "Please send me:" in page]
        assert "Paper 0" in page
