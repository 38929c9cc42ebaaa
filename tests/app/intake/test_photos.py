# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Photos and scans of notices: what is read from them, and what a bad picture or a broken process costs."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from app.domain.reading import Box, Confidence, ReadFact, Reading
from app.errors import Cancelled
from app.intake.found import Found
from app.intake.layout import passage
from app.intake.ocr import CRASHED, REFUSED, TOO_LONG, OcrPage, OcrPool, Picture
from app.intake.pages import PageText, Word
from app.intake.reader import open_reading, read_bytes
from app.intake.scans import fact_of
from app.jobs import CancelFlag, drain
from tests.support import notices, photos

KEY = {
    "notice_date": "2026-06-03",
    "service_date": "2026-04-21",
    "claim_number": "LF-26-0419-7731",
    "billed": "2450.00",
    "denied": "2450.00",
    "appeal_days": "180",
    "service_code": "72148",
}
SHORT = {*KEY, "appeal_fax", "member_id", "member_name", "provider", "insurer", "code", "phone", "appeal_by"}


@cache
def sheet() -> photos.Points:
    return photos.drawn(notices.larkfield()[0])


@cache
def paper() -> Reading:
    return read_bytes("n.pdf", notices.larkfield()[0])


def values(reading: Reading) -> dict[str, str]:
    return {fact.field: fact.value for fact in reading.facts}


def box(reading: Reading, field: str) -> Box:
    return next(fact for fact in reading.facts if fact.field == field).boxes[0]


PHOTOS: dict[str, Callable[[], bytes]] = {
    "straight": lambda: photos.png(sheet()),
    "sideways": lambda: photos.jpeg(np.rot90(sheet())),
    "sideways the other way": lambda: photos.jpeg(np.rot90(sheet(), 3)),
    "upside down": lambda: photos.jpeg(np.rot90(sheet(), 2)),
    "turned by the camera": lambda: photos.jpeg(np.rot90(sheet()), orientation=6),
    "leaning": lambda: photos.jpeg(photos.leaning(sheet(), -3)),
    "shadow": lambda: photos.jpeg(photos.shaded(sheet())),
    "on a table": lambda: photos.jpeg(photos.noisy(photos.on_a_table(photos.shaded(sheet()))), quality=60),
    "small": lambda: photos.png(photos.smaller(sheet(), 0.5)),
    "heic": lambda: photos.heic(photos.smaller(sheet(), 0.6)),
}


@cache
def photographed(name: str) -> Reading:
    return read_bytes("photo", PHOTOS[name]())


@pytest.mark.parametrize("name", PHOTOS)
def test_a_photo_is_read_like_its_paper(name: str) -> None:
    reading = photographed(name)
    assert (reading.kind, reading.how, reading.pages) == ("denial_notice", "ocr", 1)
    assert values(reading).items() >= KEY.items()
    said = {(f.field, f.value) for f in reading.facts if f.confidence is Confidence.SURE and f.field in SHORT}
    assert said <= {(f.field, f.value) for f in paper().facts}, "nothing wrong is said as sure"
    assert "Imaging Policy IM-207" in " ".join(reading.text.split())


def test_facts_are_marked_on_the_picture_as_it_is_shown() -> None:
    upright = box(paper(), "claim_number")
    flat = box(photographed("straight"), "claim_number")
    assert flat.left == pytest.approx(upright.left, abs=3)
    assert flat.bottom == pytest.approx(upright.bottom, abs=5)
    turned = box(photographed("upside down"), "claim_number")
    assert 612 - turned.right == pytest.approx(upright.left, abs=3)
    assert 792 - turned.top == pytest.approx(upright.bottom, abs=5)
    bent = box(photographed("on a table"), "claim_number")
    height, width = photos.on_a_table(sheet()).shape
    across, down = photos.place_on_a_table(sheet(), upright.left / 612, upright.bottom / 792)
    assert bent.left == pytest.approx(across / width * 612, abs=6)
    assert bent.bottom == pytest.approx(down / width * 612, abs=8)
    assert height > width


def test_only_the_scanned_pages_of_a_pdf_are_recognised() -> None:
    reading = read_bytes("mixed.pdf", photos.scan(sheet(), "A page that has its text", sheet()))
    assert (reading.how, reading.pages) == ("ocr", 3)
    assert values(reading).items() >= KEY.items()
    assert {fact.page for fact in reading.facts if fact.field in KEY} == {1}
    assert box(reading, "claim_number").left == pytest.approx(box(paper(), "claim_number").left, abs=3)
    assert reading.text.split("\f")[1].strip() == "A page that has its text"
    assert "LF-26-0419-7731" in reading.text.split("\f")[2]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (photos.claims_to_be(20_000, 15_000), REFUSED["large"]),
        (notices.png()[:60], REFUSED["damaged"]),
        (b"\xff\xd8\xff\xe0 a photo", REFUSED["damaged"]),
        (photos.claims_to_be(400, 300), REFUSED["damaged"]),
    ],
    ids=["300 megapixels", "cut off", "no photo", "little in it"],
)
def test_a_picture_that_cannot_be_read_says_why(data: bytes, problem: str) -> None:
    reading = read_bytes("photo.png", data)
    assert [one.what for one in reading.problems] == [problem]
    assert reading.facts == ()


def test_a_jpeg_of_300_megapixels_is_read() -> None:
    data = photos.huge_jpeg(sheet())
    assert "LF-26-0419-7731" in read_bytes("huge.jpg", data).text


@pytest.fixture
def pool() -> Iterator[OcrPool]:
    made = OcrPool(workers=1)
    yield made
    made.close()


def pictures(count: int) -> Iterator[Picture]:
    height, width = sheet().shape
    return (Picture(page=n, data=sheet().tobytes(), width=width, height=height) for n in range(1, count + 1))


def pages(found: Iterator[OcrPage | None]) -> list[OcrPage]:
    return [page for page in found if page is not None]


def test_a_process_that_dies_costs_its_page_and_no_other(pool: OcrPool) -> None:
    running = pool.read(pictures(2))
    assert next(running) is None, "the first page is being read"
    os.kill(pool.busy()[0], signal.SIGSEGV)
    first, second = pages(running)
    assert (first.page, first.problem, first.words) == (1, CRASHED, ())
    assert (second.page, second.problem) == (2, "")
    assert len(second.words) > 100


def test_a_process_that_died_while_waiting_is_replaced(pool: OcrPool) -> None:
    assert pages(pool.read(pictures(1)))[0].words
    (number,) = pool.processes()
    os.kill(number, signal.SIGKILL)
    time.sleep(0.2)
    assert pages(pool.read(pictures(1)))[0].words
    assert pool.processes() != (number,)


def test_a_page_that_takes_too_long_is_stopped() -> None:
    hasty = OcrPool(workers=1, page_seconds=0.3)
    started = time.monotonic()
    (page,) = pages(hasty.read(pictures(1)))
    assert page.problem == TOO_LONG
    assert time.monotonic() - started < 3
    assert hasty.processes() == ()


def test_cancel_stops_at_once_and_leaves_no_process(pool: OcrPool) -> None:
    flag = CancelFlag()
    running = pool.read(pictures(3), flag)
    next(running)
    (number,) = pool.busy()
    flag.cancel()
    with pytest.raises(Cancelled):
        next(running)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert pages(pool.read(pictures(1)))[0].words, "the place is free again"


def test_a_reading_is_cancelled_between_pages() -> None:
    flag = CancelFlag()
    flag.cancel()
    with pytest.raises(Cancelled):
        drain(open_reading("p", PHOTOS["straight"](), flag))


@pytest.mark.parametrize(
    ("sure", "confidence"),
    [(0.95, Confidence.SURE), (0.85, Confidence.LIKELY), (0.6, Confidence.CHECK), (0.4, None)],
)
def test_no_fact_is_surer_than_its_least_certain_word(sure: float, confidence: Confidence | None) -> None:
    place = Box(left=10, top=10, right=50, bottom=20)
    said = passage(1, (Word("Claim:", place, 0.2), Word("A", place, 0.99), Word("77", place, sure)))
    page = PageText(number=1, width=612, height=792, back=(1, 0, 0, 0, 1, 0, 0, 0, 1), shown=(612, 792))
    found = Found(field="claim_number", value="A 77", passage=said, start=7, end=11, words_from=0)
    fact = fact_of(found, page)
    assert (fact.confidence if fact else None) == confidence
    assert isinstance(fact_of(found, replace(page, back=())), ReadFact), "words of a text layer are not doubted"
