# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Packets, read back from the finished files: pages, stamps against index, links, bookmarks, parts, bytes."""

from __future__ import annotations

import gc
import random
import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from app.domain.packet import exhibit_letter, exhibit_names
from app.errors import Bug, Cancelled
from app.jobs import CancelFlag, drain
from exports import packet_pdf, packet_sections
from exports.errors import LimitTooSmall
from exports.writer import Writer
from tests.exports.papers import built, changed, exhibit, letter, packet, pdf, picture, texts

SIX = tuple(exhibit(f"Paper {n}", pdf(n, f"Paper {n} page")) for n in range(1, 7))


def stamp(words: str) -> str:
    """The last line of a page."""
    return words.strip().splitlines()[-1]


def test_the_index_tells_where_each_exhibit_is() -> None:
    files = built(packet(*SIX))
    pages = texts(files.parts[0])
    assert files.pages == (len(pages),) == (2 + 1 + 1 + 6 + 21,)
    for line in files.index:
        count = line.last_page - line.first_page + 1
        assert f"Exhibit {line.exhibit} · cover sheet" in pages[line.first_page - 2]
        for number in range(line.first_page, line.last_page + 1):
            within = number - line.first_page + 1
            left = f"Exhibit {line.exhibit} · page {within} of {count}"
            assert stamp(pages[number - 1]) == f"{left} Ellingboe {number:03} of 031"
            assert f"{line.title} page {within}" in pages[number - 1]
        last = "" if count == 1 else f"–{line.last_page}"
        assert re.search(rf"{line.exhibit} {line.title} June 3, 2026 {count} {line.first_page}{last}", pages[3])
    assert "Whole packet, with six cover sheets 31 1–31" in pages[3]
    assert [stamp(p)[:18] for p in pages[:4]] == [
        "Letter · page 1 of",
        "Letter · page 2 of",
        "Summary · page 1 o",
        "Index · page 1 of ",
    ]


def test_rebuilding_gives_the_same_bytes() -> None:
    paper = packet(*SIX, exhibit("Photo", picture(900, 1200)), max_pages=20)
    assert built(paper) == built(paper)


def test_the_rows_of_the_index_are_links() -> None:
    files = built(packet(*SIX))
    with pikepdf.open(BytesIO(files.parts[0])) as document:
        places = {page.obj.objgen: n for n, page in enumerate(document.pages, 1)}
        targets = [places[note.Dest[0].objgen] for note in document.pages[3].obj.Annots]
        outline = list(document.open_outline().root)
        opened = [places[item.destination[0].objgen] for item in outline]
    assert targets == [1, 3, 4, *(line.first_page for line in files.index)]
    assert [item.title for item in outline][:4] == [
        "Letter of appeal",
        "Summary on one page",
        "Index of exhibits",
        "Exhibit A: Paper 1",
    ]
    assert opened == [1, 3, 4, *(line.first_page - 1 for line in files.index)]


def test_names_are_escaped_everywhere() -> None:
    for name in ("O’Brien & <b>Søn</b>", '<img src="file:///x.png"/> {{ x }}', "Nguyễn Thị Hồng"):
        odd = exhibit(name, pdf(), byline=name, shows=(name,), dated=name)
        paper = packet(odd, surname=name, subtitle=name, identifiers=(("Patient", name), (name, name)))
        files = built(paper)
        pages = texts(files.parts[0])
        assert name in pages[4]
        assert files.index[0].title == name
        with pikepdf.open(BytesIO(files.parts[0])) as document:
            assert str(document.docinfo.Title) == name
            assert document.open_outline().root[-1].title == f"Exhibit A: {name}"


def test_titles_of_300_characters_stay_in_their_column() -> None:
    long = "Wolfeschlegelsteinhausen" * 12
    files = built(
        packet(exhibit(long, pdf(), dated=long, shows=(long,), byline=long), surname=long, identifiers=((long, long),))
    )
    assert files.pages == (6,)


def test_a_long_name_stands_whole_on_the_index() -> None:
    name = "Wilhelmina Featherstonehaugh-Cholmondeley of Marjoribanks and the Isles"
    numbers = (("Patient", name), ("Claim number", "LF-26-0419-7731"), ("Member ID", "LFK 204 118 53"))
    pages = texts(built(packet(exhibit("Paper", pdf()), identifiers=numbers)).parts[0])
    index = next(page for page in pages if page.startswith("Index of exhibits"))
    whole = " ".join(index.split())
    assert name in whole and "…" not in whole
    assert whole.index("Claim number") > whole.index(name)


def test_a_packet_of_many_exhibits_has_an_index_of_several_pages() -> None:
    files = built(packet(*(exhibit(f"Paper {n}", pdf()) for n in range(60)), cover_sheets=False))
    pages = texts(files.parts[0])
    assert "Index · page 3 of 4" in pages[5]
    assert files.index[0].first_page == 8
    assert files.index[59].exhibit == "BH"
    assert exhibit_letter(26) == "AA"


def test_exhibits_may_be_parts_of_the_one_before() -> None:
    parts = (SIX[0], replace(SIX[1], joined=True), replace(SIX[2], joined=True), SIX[3])
    files = built(packet(*parts))
    assert [line.exhibit for line in files.index] == ["A", "A-1", "A-2", "B"]
    pages = texts(files.parts[0])
    assert "Exhibit A-2 · page 3 of 3" in pages[files.index[2].last_page - 1]
    assert "\nA-1\n" in pages[3].replace(" Paper", "\nPaper") or "A-1 Paper 2" in pages[3]
    assert exhibit_names([True, False, True]) == ("A", "B", "B-1")


def test_exhibits_may_be_turned_wide_odd_or_cut() -> None:
    def turn(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Rotate = 90
        document.pages[1].obj.CropBox = pikepdf.Array([0, 400, 612, 792])
        document.pages[2].obj.UserUnit = 2
        document.pages[3].obj.MediaBox = pikepdf.Array([612, 792, 0, 0])

    odd = changed(pdf(4, "Turned"), turn)
    files = built(
        packet(
            exhibit("Odd", odd), exhibit("Wide", pdf(1, "Wide", (1224, 792))), exhibit("Tiny", pdf(1, "T", (90, 60)))
        )
    )
    pages = texts(files.parts[0])
    at = files.index[0].first_page - 1
    assert "Turned 1" in pages[at] and "lowest line" in pages[at]
    assert "Turned 2" in pages[at + 1] and "lowest line" not in pages[at + 1]
    with pikepdf.open(BytesIO(files.parts[0])) as document:
        sizes = {tuple(float(v) for v in page.obj.MediaBox) for page in document.pages}
        assert sizes == {(0, 0, 612, 792), (0, 0, 792, 612)}
        assert [float(v) for v in document.pages[at].obj.MediaBox] == [0, 0, 792, 612]


def test_a_stamp_never_covers_content() -> None:
    files = built(packet(exhibit("Full", pdf(1))))
    document = pypdfium2.PdfDocument(files.parts[0])
    words = document[5].get_textpage()
    assert words.get_text_bounded(top=52, bottom=0).strip().startswith("Exhibit A")
    assert "lowest line" in words.get_text_bounded(bottom=57)
    words.close()
    document.close()


def test_content_that_breaks_the_graphics_state_does_not_move_the_stamp() -> None:
    def spoil(document: pikepdf.Pdf) -> None:
        page = document.pages[0].obj
        page.Contents = pikepdf.Array([document.make_stream(b"Q Q Q 3 0 0 3 0 0 cm q q q"), page.Contents])

    files = built(packet(exhibit("Spoilt", changed(pdf(), spoil))))
    assert stamp(texts(files.parts[0])[-1]) == "Exhibit A · page 1 of 1 Ellingboe 006 of 006"


def test_page_ranges_are_taken_as_typed() -> None:
    files = built(packet(exhibit("Some", pdf(9, "Leaf"), pages="1-3, 7")))
    pages = texts(files.parts[0])
    assert [w.split("\n")[0].strip() for w in pages[-4:]] == ["Leaf 1", "Leaf 2", "Leaf 3", "Leaf 7"]
    assert files.index[0].last_page - files.index[0].first_page == 3


def test_without_stamps_nothing_is_stamped() -> None:
    files = built(packet(*SIX[:2], stamp=False))
    pages = texts(files.parts[0])
    assert "Ellingboe 00" not in "".join(pages)
    assert "Page 1 of 2" in pages[0]


@pytest.mark.parametrize("content", [None, pdf(2, "Own letter")])
def test_the_letter_may_be_missing_or_a_pdf(content: bytes | None) -> None:
    pages = texts(built(packet(SIX[0], letter=content)).parts[0])
    assert stamp(pages[0]).startswith("Letter · page 1 of 2" if content else "Summary · page 1 of 1")


def test_a_packet_may_be_a_letter_alone() -> None:
    files = built(packet(summary=()))
    assert files.pages == (2,)
    assert files.index == ()
    assert "Letter · page 2 of 2" in texts(files.parts[0])[1]


def test_the_stamp_prefix_is_used() -> None:
    assert "APPEAL 001 of" in texts(built(packet(SIX[0], stamp_prefix="APPEAL")).parts[0])[0]


def test_a_limit_of_pages_splits_between_exhibits() -> None:
    files = built(packet(*SIX, max_pages=10))
    assert len(files.parts) > 2
    assert files.part_covers and files.numbered == 31
    assert max(files.pages) <= 10
    covers = [texts(part)[0] for part in files.parts]
    assert [words.splitlines()[0] for words in covers] == [
        f"Part {n} of {len(covers)}" for n in range(1, len(covers) + 1)
    ]
    assert "This file holds pages 1 to" in " ".join(covers[0].split())
    assert "Exhibit A" in covers[0] and "Exhibit A" not in covers[-1] and "Exhibit F" in covers[-1]
    pages = [page for part in files.parts for page in texts(part)[1:]]
    for number, words in enumerate(pages, 1):
        assert f"Ellingboe {number:03} of 031" in words
    starts = [sum(files.pages[:n]) - n + 1 for n in range(len(files.pages))]
    for line in files.index:
        part = max(n for n, start in enumerate(starts, 1) if start <= line.first_page)
        assert line.file == part
        assert f"part {part}" in pages[3]


def test_an_exhibit_over_the_limit_is_split_by_pages() -> None:
    files = built(packet(exhibit("Long", pdf(30, "Leaf")), max_pages=12))
    assert files.numbered == 35
    assert max(files.pages) <= 12
    assert "Long (in part)" in texts(files.parts[1])[0]


def test_no_sheet_is_spent_on_parts_of_two_pages() -> None:
    files = built(packet(exhibit("Long", pdf(3, "Leaf")), max_pages=2))
    assert not files.part_covers and sum(files.pages) == 8


def test_a_limit_of_size_is_kept() -> None:
    noise = random.Random(1)

    def grain() -> bytes:
        out = BytesIO()
        Image.frombytes("L", (700, 900), noise.randbytes(700 * 900)).save(out, "JPEG", quality=70)
        return out.getvalue()

    photos = tuple(exhibit(f"Photo {n}", grain()) for n in range(5))
    whole = built(packet(*photos))
    assert len(whole.parts[0]) > 1_500_000
    files = built(packet(*photos, max_mb=1))
    assert len(files.parts) > 1
    assert all(len(part) <= 1_000_000 for part in files.parts)
    assert files.numbered == whole.pages[0]


def test_one_page_over_the_limit_is_told() -> None:
    def stuff(document: pikepdf.Pdf) -> None:
        noise = document.make_stream(random.Random(2).randbytes(1_500_000))
        noise.Type, noise.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        noise.Width, noise.Height, noise.BitsPerComponent = 1500, 1000, 8
        noise.ColorSpace = pikepdf.Name.DeviceGray
        document.pages[0].obj.Resources.XObject = pikepdf.Dictionary(N=noise)

    with pytest.raises(LimitTooSmall, match="page 6 of the packet alone is over the limit"):
        built(packet(exhibit("Heavy", changed(pdf(), stuff)), max_mb=1))


def test_cancelling_stops_between_exhibits() -> None:
    flag = CancelFlag()
    read = []

    def reading(number: int) -> bytes:
        read.append(number)
        if number == 2:
            flag.cancel()
        return pdf()

    paper = packet(*(exhibit(f"{n}", b"", read=lambda n=n: reading(n)) for n in range(6)))  # type: ignore[misc]
    with pytest.raises(Cancelled):
        drain(Writer().packet(paper, flag))
    assert read == [0, 1, 2]


def test_garbage_is_collected_again_afterwards() -> None:
    built(packet(SIX[0]))
    assert gc.isenabled()
    flag = CancelFlag()
    flag.cancel()
    with pytest.raises(Cancelled):
        drain(Writer().packet(packet(SIX[0]), flag))
    assert gc.isenabled()


def test_progress_names_the_exhibits() -> None:
    seen = []
    drain(Writer().packet(packet(*SIX[:2]), CancelFlag()), seen.append)
    assert [p.text for p in seen][1:3] == ["Exhibit A: Paper 1", "Exhibit B: Paper 2"]
    assert all(p.total == 5 and p.done <= 5 for p in seen)
    assert seen[-1].text == "Index checked against all 9 pages"


def test_a_wrong_index_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    right = packet_sections.index_lines

    def wrong(*given: object) -> object:
        lines = right(*given)  # type: ignore[arg-type]
        return (replace(lines[0], last_page=lines[0].last_page + 1), *lines[1:])

    monkeypatch.setattr(packet_pdf, "index_lines", wrong)
    with pytest.raises(Bug, match="exhibit A"):
        built(packet(*SIX))


def test_a_wrongly_stamped_page_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    right = packet_pdf.draw_stamp
    monkeypatch.setattr(
        packet_pdf, "draw_stamp", lambda pen, stamp, wide: right(pen, replace(stamp, left=("", "Letter")), wide=wide)
    )
    with pytest.raises(Bug, match="page 1 of the packet is stamped otherwise"):
        built(packet(*SIX))


def test_all_own_fonts_are_embedded() -> None:
    with pikepdf.open(BytesIO(built(packet(SIX[0], letter=letter())).parts[0])) as document:
        for page in list(document.pages)[:5]:
            for holder in (page.obj.Resources, page.obj.Resources.XObject.P.Resources):
                assert all("/FontFile2" in font.FontDescriptor for font in holder.Font.values())
