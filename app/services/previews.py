# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Pictures of pages that exist only in memory: a letter as it will print, a packet before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.pages import PageText, Word
from app.intake.text import page_sizes, read_text, render_page
from app.ports import IndexLine, PacketFiles

_SAME_LINE = 4.0  # points: words of one line stand no further apart than this, up or down


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """A line of the printed index: where it stands on its page, and the page of the packet it names.

    Pages count from 1; the edges are shares of the page's height, from its top.
    """

    page: int
    top: float
    bottom: float
    target: int


def render_pdf(data: bytes, page: int, width: int) -> tuple[int, int, bytes]:
    """Return a page (from 1) as (width, height, RGBA bytes), ``width`` pixels wide."""
    return render_page(data, page, width, "The page")


def pdf_page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page, in points."""
    return page_sizes(data, "The page")


def packet_page(files: PacketFiles, page: int, width: int) -> tuple[int, int, bytes]:
    """Return a page of a packet by the packet's own number (from 1), whichever of its files holds it."""
    rest, before = page, int(files.part_covers)  # the sheet before each part has no number of the packet
    for content, count in zip(files.parts, files.pages, strict=True):
        if rest <= count - before:
            return render_pdf(content, rest + before, width)
        rest -= count - before
    raise IndexError(f"the packet has {files.numbered} pages, and page {page} was asked for")


def index_rows(files: PacketFiles) -> tuple[IndexRow, ...]:
    """Return the lines of the printed index, to be clicked; empty when the packet has none.

    The index stands among the first pages of the first file, whose words are read with their places.
    """
    if not files.index or not files.front:
        return ()
    index = files.front[-1]
    wanted = [*files.front, *files.index]
    rows: list[IndexRow] = []
    before = int(files.part_covers)
    for page in read_text(files.parts[0]).pages[index.first_page - 1 + before : index.last_page + before]:
        for line in _lines(page):
            found = next((entry for entry in wanted if _names(line, entry)), None)
            if found is not None:
                wanted.remove(found)
                rows.append(_row(page, line, found, page.number - before))
    return tuple(rows)


def _lines(page: PageText) -> list[list[Word]]:
    """Return the words of a page line by line, from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(page.words, key=lambda w: (w.box.bottom, w.box.left)):
        if lines and abs(lines[-1][0].box.bottom - word.box.bottom) < _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.box.left) for line in lines]


def _names(line: Sequence[Word], entry: IndexLine) -> bool:
    """Whether a printed line is this entry's: it begins with its exhibit, or its title, and ends with its pages."""
    words = " ".join(word.text for word in line)
    pages = str(entry.first_page) if entry.first_page == entry.last_page else f"{entry.first_page}–{entry.last_page}"
    start = entry.exhibit or entry.title.split()[0]
    return words.startswith(f"{start} ") and words.split()[-1] in {pages, pages.replace("–", "-")}


def _row(page: PageText, line: Sequence[Word], entry: IndexLine, number: int) -> IndexRow:
    top = min(word.box.top for word in line) - _SAME_LINE
    bottom = max(word.box.bottom for word in line) + _SAME_LINE
    return IndexRow(page=number, top=top / page.height, bottom=bottom / page.height, target=entry.first_page)
