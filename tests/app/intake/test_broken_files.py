# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The zoo: files that cannot be read, or hardly, and what the person is told."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.errors import Cancelled, UserFixable
from app.intake import errors, text
from app.intake.reader import open_reading, read_bytes, read_file
from app.jobs import CancelFlag, Progress, drain
from tests.support import notices

NOTICE = "Claim Number: AB-1001\nWe denied this claim because it is not medically necessary (CO-50)."


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", errors.FileEmpty, "is empty"),
        (b" \n\n ", errors.FileEmpty, "is empty"),
        (b"%PDF-1.7\nnot a PDF at all", errors.FileDamaged, "damaged"),
        (notices.larkfield()[0][:700], errors.FileDamaged, "damaged"),
        (notices.encrypted_pdf(), errors.FileEncrypted, "password"),
        (b"MZ\x90\x00\x03\x00\x00\x00 a program", errors.TypeUnknown, "not a kind of file"),
        (b"PK\x03\x04\x14\x00\x00\x00 a document", errors.TypeUnknown, "not a kind of file"),
    ],
    ids=["empty", "blank", "no PDF", "cut off", "locked", "program", "zip"],
)
def test_what_cannot_be_opened_says_why(data: bytes, error: type[UserFixable], words: str) -> None:
    with pytest.raises(error) as caught:
        read_bytes("letter.pdf", data)
    assert words in str(caught.value)
    assert "letter.pdf" in str(caught.value)


def test_missing_and_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(errors.FileMissing):
        read_file(tmp_path / "nowhere.pdf")
    with pytest.raises(errors.FileMissing):
        read_file(tmp_path)
    monkeypatch.setattr("app.intake.text.MAX_MB", 0)
    with pytest.raises(errors.FileTooLarge):
        text.page_sizes(notices.larkfield()[0])


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (notices.png(), "unknown", "picture"),
        (b"\xff\xd8\xff\xe0 a photo", "unknown", "picture"),
    ],
)
def test_what_is_known_but_not_read_is_kept(data: bytes, kind: str, words: str) -> None:
    reading = read_bytes("file", data)
    assert reading.kind == kind
    assert reading.facts == ()
    assert words in reading.problems[0].what


def test_a_scan_without_text() -> None:
    reading = read_bytes("scan.pdf", notices.scan_pdf(2))
    assert reading.pages == 2
    assert [(problem.where, problem.what[:23]) for problem in reading.problems] == [
        ("page 1", "No words could be read "),
        ("page 2", "No words could be read "),
    ]


def test_one_scanned_page_hides_no_other() -> None:
    sheet = notices.Sheet()
    sheet.canvas.drawImage(notices.ImageReader(notices.BytesIO(notices.png())), 0, 0, 600, 700)
    sheet.page()
    for line in NOTICE.splitlines():
        sheet.line(line)
    reading = read_bytes("mixed.pdf", sheet.pdf())
    assert [f.value for f in reading.facts if f.field == "claim_number"] == ["AB-1001"]
    assert [(p.where, "picture" in p.what) for p in reading.problems] == [("page 1", True)]


def test_a_blank_page_is_no_scan() -> None:
    reading = read_bytes("blank.pdf", notices.text_pdf(""))
    assert [p.what for p in reading.problems] == ["No fact could be read from this file. Type what it says."]


def test_four_hundred_pages() -> None:
    pages = [NOTICE, *(f"Record page {n}. Claim Number: ZZ-9{n:03}" for n in range(2, 401))]
    pages[1:40] = ["Record"] * 39
    steps: list[Progress] = []
    reading = drain(open_reading("big.pdf", notices.text_pdf(*pages)), steps.append)
    assert reading.pages == 400
    assert len(steps) == 401
    assert [f.value for f in reading.facts if f.field == "claim_number"] == ["AB-1001"]
    assert reading.problems[0].where == "pages 41 to 400"
    assert "Record page 400" in reading.text, "all pages are known to the search"


def test_reading_can_be_cancelled() -> None:
    flag = CancelFlag()
    job = open_reading("big.pdf", notices.text_pdf(*["page"] * 5), flag)
    next(job)
    flag.cancel()
    with pytest.raises(Cancelled):
        next(job)


def test_huge_words_and_markup_are_only_text() -> None:
    markup = '<b>Claim Number:</b> <script>alert(1)</script> {{ 7*7 }} %s \\x00 <para color="red">'
    reading = read_bytes("x.txt", f"{'A' * 300_000}\n{'9' * 90_000}\n{markup}\n{NOTICE}".encode())
    assert [f.value for f in reading.facts if f.field == "code"] == ["CO-50"]
    assert markup in reading.text
    assert read_bytes("x.pdf", notices.text_pdf("W" * 5000 + "\n" + NOTICE)).facts


def test_long_text_without_an_end_is_quick() -> None:
    for unit in (
        "a b c ",
        "1 2 3 ",
        "Member Member ",
        "the date of ",
        "( ",
        "claim number claim number ",
        "- - ",
        "A, ",
    ):
        read_bytes("x.txt", (unit * (20_000 // len(unit))).encode())


def test_pages_are_drawn_and_measured() -> None:
    data = notices.larkfield()[0]
    assert text.page_sizes(data) == [(612.0, 792.0)]
    width, height, pixels = text.render_page(data, 1, 300)
    assert (width, height) == (300, 389)
    assert len(pixels) == 4 * width * height
    assert pixels[:4] == b"\xff\xff\xff\xff"
    assert min(pixels) < 100, "there is ink"
    assert text.page_sizes(notices.larkfield(90)[0]) == [(612.0, 792.0)]
    with pytest.raises(errors.PageUnknown):
        text.render_page(data, 2, 300)


def test_images_are_drawn_upright_and_in_their_colours() -> None:
    width, height, pixels = text.render_page(notices.png(60, 80), 1, 30)
    assert (width, height, pixels[:4]) == (30, 40, bytes((230, 200, 60, 255)))
    turned = _jpeg_with_orientation(6)
    assert text.page_sizes(turned)[0][1] > text.page_sizes(turned)[0][0], "lying on its side in the file"
    with pytest.raises(errors.FileDamaged):
        text.render_page(notices.png()[:60], 1, 30)


def test_many_threads_may_draw() -> None:
    data = notices.larkfield()[0]
    drawn: list[int] = []
    threads = [threading.Thread(target=lambda: drawn.append(len(text.render_page(data, 1, 120)[2]))) for _ in range(6)]
    for thread in threads:
        thread.start()
    read_bytes("n.pdf", data)
    for thread in threads:
        thread.join()
    assert len(drawn) == 6
    assert len(set(drawn)) == 1


def _jpeg_with_orientation(orientation: int) -> bytes:
    from PIL import Image

    picture = Image.new("RGB", (80, 40), (10, 20, 30))
    exif = picture.getexif()
    exif[0x0112] = orientation
    buffer = notices.BytesIO()
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()
