# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters as Word documents, read back as Word reads them."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.blocks import ItemList, LetterPaper, PaperSize, Quote, Span, Table
from exports.writer import Writer
from tests.exports.papers import letter, para, spans

WRITER = Writer()
TABLE = Table((spans("Date"), spans("Amount")), tuple((spans(f"April {n}"), spans(f"${n}.00")) for n in range(1, 60)))


def read(paper: LetterPaper) -> Document:
    return docx.Document(BytesIO(WRITER.letter_docx(paper)))


def lines(document: Document) -> list[str]:
    return [f"{p.style.name if p.style else ''}: {p.text}" for p in document.paragraphs if p.text]


def test_it_says_what_the_pdf_says() -> None:
    said = lines(read(letter()))
    assert said[0] == "Title: Nora Ellingboe"
    assert "Normal: Larkfield Health Plan\tNovember\u00a021,\u00a02026" in said
    assert "Heading 1: Internal appeal: please reverse the denial and pay this claim" in said
    assert "Heading 2: The reason you gave" in said
    assert any(line.startswith("Quote: “The service is not") for line in said)
    assert any(line.startswith("List Number: The six weeks were completed.") for line in said)
    assert said[-2:] == ["Table Text: Index of exhibits", "Table Text: Exhibits\u00a0A to F"]


def test_the_re_block_is_a_table() -> None:
    (table,) = read(letter()).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Patient", "Nora Ellingboe", "Claim number", "LF-26-0419-7731"]
    assert cells[-1][0] == "Service"
    assert cells[-1][1].startswith("MRI of the lower back")


def test_pages_are_counted_by_word_itself() -> None:
    foot = read(letter()).sections[0].footer.paragraphs[0]
    codes = [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]
    words = "".join(text.text or "" for text in foot._p.iter(qn("w:t")))
    assert words.startswith("Nora Ellingboe · Claim LF-26-0419-7731")
    assert words.endswith("Page 1 of 1")


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    table = read(letter(body=(TABLE,))).tables[-1]
    heads = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True] + [False] * 59
    assert all(row._tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in table.rows)


def test_each_numbered_list_begins_at_one() -> None:
    two = ItemList(((para("One"),), (para("Two"),)), numbered=True)
    document = read(letter(body=(two, para("Between."), two)))
    numbered = [p for p in document.paragraphs if p.style and p.style.name == "List Number"]
    used = [int(number.get(qn("w:val"), "0")) for p in numbered for number in p._p.iter(qn("w:numId"))]
    assert used[0] == used[1] != used[2] == used[3]
    for number in set(used):
        num = next(n for n in document.part.numbering_part.element.num_lst if n.numId == number)
        assert num.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val")) == "1"


def test_title_and_language_stand_in_the_file_and_no_name_of_the_machine() -> None:
    document = read(letter())
    about = document.core_properties
    assert (about.title, about.language) == (letter().title, "en-US")
    assert (about.author, about.last_modified_by) == ("", "")
    assert about.created is not None and about.created.date() == letter().dated
    (language,) = document.styles["Normal"].element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-US"


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = WRITER.letter_docx(letter())
    assert made == WRITER.letter_docx(letter())
    with zipfile.ZipFile(BytesIO(made)) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}
        assert not any("thumbnail" in name for name in file.namelist())


def test_no_picture_is_promised_that_is_not_there() -> None:
    with zipfile.ZipFile(BytesIO(WRITER.letter_docx(letter()))) as file:
        assert b"thumbnail" not in file.read("_rels/.rels")


@pytest.mark.parametrize(("size", "width"), [(PaperSize.LETTER, 612.0), (PaperSize.A4, 595.3)])
def test_the_sheet_is_the_one_that_was_chosen(size: PaperSize, width: float) -> None:
    section = read(letter(size=size)).sections[0]
    assert section.page_width is not None
    assert section.page_width.pt == pytest.approx(width, abs=0.1)


def test_a_quote_in_a_quote_and_several_who_sign() -> None:
    said = lines(read(letter(body=(Quote((Quote((para("They said"),)),)),), signatures=("N. E.", "A. H."))))
    assert "Quote: They said" in said
    assert [line for line in said if "signature" in line] == [
        "Small: N. E., signature\tDate",
        "Small: A. H., signature\tDate",
    ]


@settings(max_examples=10, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_whatever_is_typed_is_text(words: str) -> None:
    """No sign breaks the file or becomes structure; only signs that are not seen are left out."""
    document = read(letter(sender=words, body=(para(Span(words)),), footer=words))
    seen = {c for c in words if c.isalnum()}
    body = "".join(p.text for p in document.paragraphs)
    assert sum(p.style is not None and p.style.name == "Heading 2" for p in document.paragraphs) == 1
    assert {c for c in seen if c.isascii()} <= set(body)
