# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Pages that are pictures: scanned pages of a PDF and photos become pages of words, like those that have text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.reading import Box, Confidence, Problem, ReadFact
from app.intake.found import Found
from app.intake.ocr import Ocr, OcrPage, Picture
from app.intake.pages import PageText, PageTexts, Word
from app.intake.text import FACT_PAGES, PAPER_WIDTH, PICTURE_PAGE, Eye, Sheets
from app.jobs import CancelFlag, Job, Progress

SURE = 0.90
"""A fact whose least certain word is below this is likely at most."""
CHECK = 0.80
"""Below this it is to be checked."""
LEFT_OUT = 0.50
"""Below this nothing is said: a wrong number is worse than none."""
MOST_PAGES = 200
"""Scanned pages of one file that are read; the rest is kept unread."""

NO_WORDS = "No words could be read from this picture. Type what it says; the picture is kept beside it."
COMPARE = "These lines were read from a picture. Compare every amount with the page before you rely on it."


def read_scans(data: bytes, name: str, pages: PageTexts, ocr: Ocr, flag: CancelFlag | None = None) -> Job[PageTexts]:
    """Read the pages of a PDF that hold no text, and leave the others as they are; Cancelled by ``flag``."""
    wanted = [page for page in pages.pages if page.scanned or (page.number > FACT_PAGES and not page.text.strip())]
    if not wanted:
        return pages
    sizes = {page.number: (page.width, page.height) for page in wanted}
    numbers = list(sizes)[:MOST_PAGES]
    with Eye().open(data, name) as sheets:
        read = yield from _read(ocr, _pictures(sheets, numbers), len(numbers), flag)
    new = {page.page: _page_of(page, *sizes[page.page]) for page in read if not page.problem}
    problems = [p for p in pages.problems if p.what != PICTURE_PAGE]
    for page in read:
        if page.problem:
            problems.append(Problem(where=f"page {page.page}", what=page.problem))
        elif not page.words and page.page <= FACT_PAGES:
            problems.append(Problem(where=f"page {page.page}", what=NO_WORDS))
    if len(sizes) > MOST_PAGES:
        what = f"The first {MOST_PAGES} scanned pages were read. The file itself is kept whole."
        problems.append(Problem(where="later pages", what=what))
    joined = tuple(new.get(page.number, page) for page in pages.pages)
    return PageTexts(pages=joined, count=pages.count, problems=tuple(problems))


def read_photo(data: bytes, ocr: Ocr, flag: CancelFlag | None = None) -> Job[PageTexts]:
    """Read a picture as one page, PAPER_WIDTH points wide as it is shown; Cancelled by ``flag``."""
    (page,) = yield from _read(ocr, iter([Picture(page=1, data=data)]), 1, flag)
    problem = page.problem or ("" if page.words else NO_WORDS)
    problems = (Problem(where="page 1", what=problem),) if problem else ()
    if page.problem:
        return PageTexts(pages=(), count=1, problems=problems)
    wide, high = page.shown
    return PageTexts(pages=(_page_of(page, PAPER_WIDTH, PAPER_WIDTH * high / wide),), count=1, problems=problems)


def fact_of(found: Found, page: PageText) -> ReadFact | None:
    """Return a fact, marked on the page as it is shown and no surer than its words; None when they are a guess."""
    if not page.back:
        return found.fact(placed=page.placed)
    sure = found.passage.sure(found.start, found.end)
    if sure < LEFT_OUT:
        return None
    fact = found.fact(placed=page.placed)
    boxes = tuple(_shown(box, page) for box in fact.boxes)
    if sure >= SURE:
        return replace(fact, boxes=boxes)
    doubt = Confidence.CHECK if sure < CHECK or fact.confidence is Confidence.CHECK else Confidence.LIKELY
    note = f"{fact.note} Read from a picture; compare it with the page.".strip()
    return replace(fact, boxes=boxes, confidence=doubt, note=note)


def _read(ocr: Ocr, pictures: Iterator[Picture], count: int, flag: CancelFlag | None) -> Job[list[OcrPage]]:
    """Read pictures with progress, and return them in their order."""
    done: list[OcrPage] = []
    said = "Reading the picture" if count == 1 else f"Reading {count} scanned pages"
    yield Progress(0, count, said)
    for page in ocr.read(pictures, flag):
        if page is not None:
            done.append(page)
        yield Progress(len(done), count, said)
    return sorted(done, key=lambda page: page.page)


def _pictures(sheets: Sheets, numbers: list[int]) -> Iterator[Picture]:
    """Draw page after page, as they are asked for."""
    for number in numbers:
        width, height, grey = sheets.grey(number)
        yield Picture(page=number, data=grey, width=width, height=height)


def _page_of(read: OcrPage, width: float, height: float) -> PageText:
    """Place the words in points of the cleaned sheet, as wide as a sheet of paper; ``back`` leads to the page shown."""
    scale = PAPER_WIDTH / read.width
    words = tuple(Word(word.text, _scaled(word.box, scale), word.sure) for word in read.words)
    a, b, c, d, e, f, g, h, i = read.back
    matrix = (a * width / scale, b * width / scale, c * width, d * height / scale, e * height / scale, f * height)
    return PageText(
        number=read.page,
        width=PAPER_WIDTH,
        height=read.height * scale,
        words=words if read.page <= FACT_PAGES else (),
        text=read.text,
        back=(*matrix, g / scale, h / scale, i),
        shown=(width, height),
    )


def _scaled(box: Box, scale: float) -> Box:
    return Box(left=box.left * scale, top=box.top * scale, right=box.right * scale, bottom=box.bottom * scale)


def _shown(box: Box, page: PageText) -> Box:
    """Return the rectangle on the page as it is shown that holds a rectangle of the cleaned sheet."""
    a, b, c, d, e, f, g, h, i = page.back
    across, down = [], []
    for x, y in ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)):
        depth = g * x + h * y + i
        across.append(min(max((a * x + b * y + c) / depth, 0.0), page.shown[0]))
        down.append(min(max((d * x + e * y + f) / depth, 0.0), page.shown[1]))
    return Box(
        left=round(min(across), 2), top=round(min(down), 2), right=round(max(across), 2), bottom=round(max(down), 2)
    )
