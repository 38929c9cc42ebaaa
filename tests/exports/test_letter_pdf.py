# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters, read back from their PDFs."""

from __future__ import annotations

import difflib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.domain.blocks import Span
from app.ports import PaperWriter
from exports.writer import Writer
from tests.exports.papers import letter, para, rendered, spans, texts

WRITER: PaperWriter = Writer()
GOLDEN = Path(__file__).parents[1] / "golden" / "letter_appeal.txt"


def test_the_letter_reads_as_it_did() -> None:
    found = "\n\f\n".join(texts(WRITER.letter(letter()))) + "\n"
    wanted = GOLDEN.read_text(encoding="utf-8")
    assert found == wanted, "\n".join(difflib.unified_diff(wanted.splitlines(), found.splitlines(), lineterm=""))


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert WRITER.letter(letter()) == WRITER.letter(letter())


def test_every_page_says_which_it_is() -> None:
    pages = texts(WRITER.letter(letter()))
    assert len(pages) == 2
    for number, words in enumerate(pages, 1):
        assert f"Page {number} of 2" in words
        assert "Nora Ellingboe · Claim LF-26-0419-7731" in words


def test_all_fonts_are_embedded() -> None:
    with pikepdf.open(BytesIO(WRITER.letter(letter()))) as document:
        fonts = {str(f.BaseFont): f for page in document.pages for f in page.obj.Resources.Font.values()}
        assert len(fonts) >= 4
        assert all("/FontFile2" in font.FontDescriptor for font in fonts.values())
        assert all("CasewellSerif" in name.replace(" ", "") for name in fonts)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Hồng",
        "Łukasz O’Żak",
        "Ελένη Παππά",
        "Жанна Щукина",
        "A & B <c> </para>",
        '<img src="file:///x.png"/>',
    ],
)
def test_names_print_as_typed(name: str) -> None:
    words = texts(WRITER.letter(letter(sender=name, signer=name, title=name, footer=name, body=(para(name),))))
    assert "".join(words).count(name) >= 5


def test_a_name_of_300_characters_stays_on_the_paper() -> None:
    name = "Wolfeschlegelstein" * 17
    content = WRITER.letter(
        letter(
            sender=name,
            sender_lines=(name,),
            recipient_lines=(spans(name),),
            title=name,
            reference=(("Patient", spans(name)), (name, spans("x"))),
            body=(para(name),),
            signer=name,
            footer=name,
        )
    )
    for number in range(len(texts(content))):
        margin = rendered(content, number).crop((545, 0, 612, 792))
        assert margin.getextrema()[0] > 200, f"page {number + 1} has ink in its right margin"
    assert "".join(texts(content)).replace("\n", "").replace("\ufffe", "").count("Wolfeschlegelstein") > 17 * 4


def test_a_missing_blank_is_shown_in_colour_only_in_its_place() -> None:
    marked = WRITER.letter(letter(body=(para("Claim ", Span("claim number", missing=True), "."),)))
    assert "Claim claim number." in texts(marked)[0]
    with pikepdf.open(BytesIO(marked)) as document:
        drawn = document.pages[0].obj.Contents.read_bytes()
    assert b".968627 .890196 .705882 rg" in drawn


def test_long_letters_keep_headings_and_signature_with_their_text() -> None:
    for count in range(8, 16):
        body = tuple(
            para(f"Paragraph {n}. " + "Words that fill a line and a half of this page. " * 3) for n in range(count)
        )
        pages = texts(WRITER.letter(letter(body=body, enclosures=())))
        assert f"Paragraph {count - 1}." in next(p for p in pages if "Sincerely," in p)


def test_what_cannot_be_printed_is_told_before() -> None:
    assert WRITER.unprintable("Claim of 王小明") == "王小明"
    assert WRITER.unprintable("Nguyễn") == ""
    assert "Claim of ???" in texts(WRITER.letter(letter(title="Claim of 王小明")))[0]


def test_the_emergency_sheet_spells_the_passphrase() -> None:
    words = "\n".join(texts(WRITER.emergency_sheet("Ellingboe family", "Oak l1 ế王", letter().dated)))
    assert "Casebook Ellingboe family · November 21, 2026" in words
    assert "capital O, a, k, space, l, digit 1, space, ế (latin small letter e with circumflex and acute)" in words
    assert "cjk unified ideograph-738b" in words
    long = WRITER.emergency_sheet("x" * 300, "W" * 2000, letter().dated)
    assert "".join(texts(long)).count("capital W") == 2000
