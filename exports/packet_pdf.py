# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Building a packet: letter, summary, index, cover sheets and exhibits, stamped, bookmarked, split and proven.

Exhibits are read one at a time. What stays in memory until the end are their pages as they are packed (never the
decoded ones), and the finished files.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from app.domain.blocks import ExhibitPaper, LetterPaper, PacketPaper
from app.domain.dates import long_date
from app.errors import Bug
from app.jobs import CancelFlag, Job, Progress
from app.ports import PacketFiles, PacketProblem
from exports import letter_pdf
from exports.blocks import flowables
from exports.errors import LETTER, LimitTooSmall, RedactionUnavailable, UnreadableExhibit
from exports.exhibit_pages import (
    CannotRead,
    Leaf,
    OpenExhibit,
    Shelf,
    drawn_page,
    open_exhibit,
    read_pages,
    whole_pages,
)
from exports.packet_assembly import Book, assemble, weight
from exports.packet_front import Index, Link, draw_cover, draw_unreadable
from exports.packet_proof import prove
from exports.packet_sections import Kind, Part, Section, exhibit_letter, front_lines, index_lines, numbered, split
from exports.packet_stamps import Stamp, draw_stamp, stamps_of
from exports.pen import Pen

_MEGABYTE = 1_000_000
"""Portals do not say which megabyte they mean; this is the smaller one."""
_OWN_BYTES = 120_000
"""What a part needs for itself: fonts of index, covers and stamps, bookmarks."""
_STAMP_BYTES = 700
_TRIES = 6


def build(paper: PacketPaper, flag: CancelFlag) -> Job[PacketFiles]:
    """Build a packet; the same paper gives the same bytes. UnreadableExhibit names every exhibit in the way.

    Raises RedactionUnavailable, LimitTooSmall, Bug (the finished file does not say what its index says).
    """
    if any(word.strip() for word in paper.redact):
        raise RedactionUnavailable
    if paper.letter is None and not paper.exhibits:
        raise Bug("a packet without letter and exhibits was to be built")
    with _collector_resting():
        return (yield from _built(paper, flag))


def _built(paper: PacketPaper, flag: CancelFlag) -> Job[PacketFiles]:
    steps = len(paper.exhibits) + 3
    yield Progress(0, steps, "Letter")
    maker = _Maker(paper)
    for number, exhibit in enumerate(paper.exhibits):
        flag.check()
        yield Progress(number + 1, steps, f"Exhibit {exhibit_letter(number)}: {exhibit.title}")
        maker.read(exhibit)
    maker.refuse_unreadable()
    flag.check()
    yield Progress(steps - 2, steps, "Index, cover sheets and stamps")
    built = yield from maker.files(flag, steps)
    yield Progress(steps, steps, f"Index checked against all {sum(built.pages)} pages")
    return built


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Rest the search for rings of garbage: a packet makes thousands of small objects, all kept until its end."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands, before the front is drawn."""

    sections: list[Section]
    index: Index
    parts: tuple[Part, ...]


class _Maker:
    """Holds what was read of one packet while it is built."""

    def __init__(self, paper: PacketPaper) -> None:
        self._paper = paper
        self._problems: list[PacketProblem] = []
        self._opened: list[OpenExhibit | None] = []
        self._shelf = Shelf()
        self._letter = self._letter_leaves()
        self._summary: tuple[Leaf, ...] = ()
        if paper.summary:
            story = [*letter_pdf.head("Summary", paper.subtitle), *flowables(paper.summary)]
            self._summary = whole_pages(self._shelf, letter_pdf.build_blocks(story, "Summary"))

    def _letter_leaves(self) -> tuple[Leaf, ...]:
        letter = self._paper.letter
        if letter is None:
            return ()
        if isinstance(letter, LetterPaper):
            return whole_pages(self._shelf, letter_pdf.build(letter, footer=not self._paper.stamp))
        try:
            return read_pages(self._shelf, letter, "", band=self._paper.stamp).leaves
        except CannotRead as error:
            what = str(error)
            self._problems.append(PacketProblem(exhibit=LETTER, file=self._paper.letter_title, what=what))
            return ()

    def read(self, exhibit: ExhibitPaper) -> None:
        """Read the next exhibit, or note why it cannot be read."""
        try:
            self._opened.append(open_exhibit(self._shelf, exhibit, band=self._paper.stamp))
        except CannotRead as error:
            name = exhibit_letter(len(self._opened))
            self._problems.append(PacketProblem(exhibit=name, file=exhibit.file_name, what=str(error)))
            self._opened.append(None)

    def refuse_unreadable(self) -> None:
        """Stop when something could not be read and no page may stand in its place."""
        letter_lost = any(p.exhibit == LETTER for p in self._problems)
        if self._problems and (letter_lost or not self._paper.skip_unreadable):
            raise UnreadableExhibit(tuple(self._problems))

    def files(self, flag: CancelFlag, steps: int) -> Job[PacketFiles]:
        """Draw the front, put the parts together and prove them; smaller parts when one came out over the limit."""
        limit = self._paper.max_mb * _MEGABYTE if self._paper.max_mb else None
        room = limit - _OWN_BYTES if limit else None
        whole = self._shelf.pdf if limit is None else None
        for _ in range(_TRIES):
            plan = self._plan(room)
            stamps = stamps_of(plan.sections, self._paper.stamp_prefix or self._paper.surname)
            book = self._book(plan, stamps if self._paper.stamp else None)
            parts = []
            for number, part in enumerate(plan.parts, 1):
                flag.check()
                yield Progress(steps - 2, steps, f"Putting file {number} of {len(plan.parts)} together")
                parts.append(assemble(book, part, whole if len(plan.parts) == 1 else None))
            if limit is None or all(len(part) <= limit for part in parts):
                return self._proven(plan, tuple(parts), stamps if self._paper.stamp else None)
            room = int((room or limit) * 0.85)
        raise LimitTooSmall("what belongs on one page", f"{self._paper.max_mb} MB")

    def _proven(self, plan: _Plan, parts: tuple[bytes, ...], stamps: list[Stamp] | None) -> PacketFiles:
        index = index_lines(plan.sections, plan.parts)
        prove(parts, plan.sections, stamps, index)
        return PacketFiles(
            parts=parts,
            pages=tuple(part.last - part.first + 1 for part in plan.parts),
            index=index,
            problems=tuple(self._problems),
            front=front_lines(plan.sections, plan.parts),
        )

    def _plan(self, room: int | None) -> _Plan:
        """Number the pages; try with one file first, for the index of a split packet has a column more."""
        plan = self._numbered(room, parted=False)
        return plan if len(plan.parts) == 1 else self._numbered(room, parted=True)

    def _numbered(self, room: int | None, *, parted: bool) -> _Plan:
        sections = self._sections()
        index = Index(self._paper, sections, parted=parted)
        sections = numbered([replace(s, pages=index.pages) if s.kind is Kind.INDEX else s for s in sections])
        leaves = [leaf for s in sections for leaf in self._leaves_of(s) or [None] * s.pages]

        def weigh(first: int, last: int) -> int:
            known = [leaf for leaf in leaves[first - 1 : last] if leaf is not None]
            return weight(known) + (last - first + 1) * _STAMP_BYTES

        return _Plan(sections, index, split(sections, self._paper.max_pages, room, weigh))

    def _sections(self) -> list[Section]:
        paper, day = self._paper, long_date(self._paper.dated)
        sections = []
        if self._letter:
            sections.append(Section(kind=Kind.LETTER, title=paper.letter_title, dated=day, pages=len(self._letter)))
        if self._summary:
            pages = len(self._summary)
            title = "Summary on one page" if pages == 1 else "Summary"
            sections.append(Section(kind=Kind.SUMMARY, title=title, dated=day, pages=pages))
        if paper.exhibits:
            sections.append(Section(kind=Kind.INDEX, title="Index of exhibits", dated=day, pages=1))
        for at, (exhibit, opened) in enumerate(zip(paper.exhibits, self._opened, strict=True)):
            body = Section(
                kind=Kind.EXHIBIT,
                title=exhibit.title,
                dated=exhibit.dated,
                pages=len(opened.leaves) if opened else 1,
                exhibit=exhibit_letter(at),
                at=at,
            )
            if paper.cover_sheets:
                sections.append(replace(body, kind=Kind.COVER, pages=1))
            sections.append(body)
        return sections

    def _leaves_of(self, section: Section) -> tuple[Leaf, ...]:
        """Return the leaves of a section that were read; none for what is drawn here."""
        if section.kind is Kind.LETTER:
            return self._letter
        if section.kind is Kind.SUMMARY:
            return self._summary
        opened = self._opened[section.at] if section.kind is Kind.EXHIBIT else None
        return opened.leaves if opened else ()

    def _book(self, plan: _Plan, stamps: list[Stamp] | None) -> Book:
        """Draw index, covers and stamps in one document, so that they share their fonts."""
        pen, links = Pen(), list[Link]()
        for place, section in enumerate(plan.sections):
            if section.kind is Kind.INDEX:
                links = plan.index.draw(pen, plan.sections, plan.parts)
            elif section.kind is Kind.COVER:
                draw_cover(pen, self._paper, self._paper.exhibits[section.at], plan.sections[place + 1])
            elif not self._leaves_of(section):
                draw_unreadable(pen, section, self._problem_of(section))
        read = [(section, self._leaves_of(section)) for section in plan.sections]
        wide = [lies for s, known in read for lies in [leaf.wide for leaf in known] or [False] * s.pages]
        drawn = [draw_stamp(pen, stamp, wide=lies) for stamp, lies in zip(stamps or (), wide, strict=False)]
        fonts = pen.fonts(self._shelf.pdf)
        own = (drawn_page(self._shelf, content, fonts) for content in pen.pages)
        return Book(
            title=self._paper.subtitle,
            dated=self._paper.dated,
            sections=plan.sections,
            leaves=[leaf for s, known in read for leaf in known or [next(own) for _ in range(s.pages)]],
            stamps=drawn or None,
            fonts=fonts,
            links=links,
            hidden=tuple(layer for opened in self._opened if opened for layer in opened.hidden),
        )

    def _problem_of(self, section: Section) -> PacketProblem:
        return next(p for p in self._problems if p.exhibit == section.exhibit)
