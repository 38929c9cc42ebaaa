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

from app.domain.blocks import PacketPaper
from app.domain.dates import long_date
from app.errors import Bug
from app.jobs import CancelFlag, Job, Progress
from app.ports import PacketFiles, PacketProblem, PageEye
from exports.errors import LimitTooSmall
from exports.exhibit_pages import Leaf, Shelf, drawn_page
from exports.packet_assembly import Book, assemble, weight
from exports.packet_front import Index, Link, draw_cover, draw_unreadable
from exports.packet_masks import masked_paper
from exports.packet_part import draw_part_cover
from exports.packet_proof import prove
from exports.packet_reading import Contents
from exports.packet_sections import Kind, Part, Section, front_lines, index_lines, numbered, split
from exports.packet_stamps import Stamp, draw_stamp, stamps_of
from exports.pen import Pen
from exports.redaction import prove_gone

_MEGABYTE = 1_000_000
"""Portals do not say which megabyte they mean; this is the smaller one."""
_OWN_BYTES = 120_000
"""What a part needs for itself: fonts of index, covers and stamps, bookmarks."""
_STAMP_BYTES = 700
_TRIES = 6
_LEAST_PAGES = 3
"""Where a part may have fewer pages, none is spent on a sheet that says which they are."""


def build(paper: PacketPaper, flag: CancelFlag, eye: PageEye | None = None) -> Job[PacketFiles]:
    """Build a packet; the same paper gives the same bytes. UnreadableExhibit names every exhibit in the way.

    ``eye`` looks at pages where something is to be blacked out. Raises PagesUnsearched, LimitTooSmall, Bug (the
    finished file does not say what its index says, or still holds what was to be blacked out).
    """
    if paper.letter is None and not paper.exhibits:
        raise Bug("a packet without letter and exhibits was to be built")
    with _collector_resting():
        return (yield from _built(masked_paper(paper), flag, eye))


def _built(paper: PacketPaper, flag: CancelFlag, eye: PageEye | None) -> Job[PacketFiles]:
    steps = len(paper.exhibits) + 3
    yield Progress(0, steps, "Letter")
    shelf = Shelf()
    contents = Contents(paper, shelf, flag, eye)
    for number, (name, exhibit) in enumerate(zip(contents.names, paper.exhibits, strict=True), 1):
        flag.check()
        yield Progress(number, steps, f"Exhibit {name}: {exhibit.title}")
        contents.read(exhibit)
    contents.refuse()
    flag.check()
    yield Progress(steps - 2, steps, "Index, cover sheets and stamps")
    built = yield from _Maker(paper, shelf, contents).files(flag, steps)
    if eye is not None and paper.blackout.wanted:
        yield Progress(steps - 1, steps, "Looking for what was blacked out")
        prove_gone(built.parts, eye, paper.blackout, flag.check)
    yield Progress(steps, steps, f"Index checked against all {built.numbered} pages")
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
    """Where everything stands, before the front is drawn. ``covers``: each part begins with a sheet of its own."""

    sections: list[Section]
    index: Index
    parts: tuple[Part, ...]
    covers: bool


class _Maker:
    """Puts what was read of one packet together."""

    def __init__(self, paper: PacketPaper, shelf: Shelf, contents: Contents) -> None:
        self._paper, self._shelf, self._contents = paper, shelf, contents

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
                parts.append(assemble(book, number, part, whole if len(plan.parts) == 1 else None, flag.check))
            if limit is None or all(len(part) <= limit for part in parts):
                return self._proven(plan, tuple(parts), stamps if self._paper.stamp else None, flag)
            room = int((room or limit) * 0.85)
        raise LimitTooSmall("what belongs on one page", f"{self._paper.max_mb} MB")

    def _proven(
        self, plan: _Plan, parts: tuple[bytes, ...], stamps: list[Stamp] | None, flag: CancelFlag
    ) -> PacketFiles:
        index = index_lines(plan.sections, plan.parts)
        prove(parts, plan.sections, stamps, index, covers=plan.covers, check=flag.check)
        return PacketFiles(
            parts=parts,
            pages=tuple(part.last - part.first + 1 + plan.covers for part in plan.parts),
            index=index,
            problems=tuple(self._contents.problems),
            front=front_lines(plan.sections, plan.parts),
            unsearched=tuple(self._contents.unsearched),
            part_covers=plan.covers,
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

        most = self._paper.max_pages
        covers = parted and (most is None or most >= _LEAST_PAGES)
        return _Plan(sections, index, split(sections, most - covers if most else None, room, weigh), covers)

    def _sections(self) -> list[Section]:
        paper, contents, day = self._paper, self._contents, long_date(self._paper.dated)
        sections = []
        if contents.letter:
            pages = len(contents.letter)
            sections.append(Section(kind=Kind.LETTER, title=paper.letter_title, dated=day, pages=pages))
        if contents.summary:
            pages = len(contents.summary)
            title = "Summary on one page" if pages == 1 else "Summary"
            sections.append(Section(kind=Kind.SUMMARY, title=title, dated=day, pages=pages))
        if contents.chronology:
            pages = len(contents.chronology)
            sections.append(Section(kind=Kind.CHRONOLOGY, title="Chronology", dated=day, pages=pages))
        if paper.exhibits:
            sections.append(Section(kind=Kind.INDEX, title="Index of exhibits", dated=day, pages=1))
        for at, (exhibit, opened) in enumerate(zip(paper.exhibits, contents.opened, strict=True)):
            body = Section(
                kind=Kind.EXHIBIT,
                title=exhibit.title,
                dated=exhibit.dated,
                pages=len(opened.leaves) if opened else 1,
                exhibit=contents.names[at],
                at=at,
            )
            if paper.cover_sheets:
                sections.append(replace(body, kind=Kind.COVER, pages=1))
            sections.append(body)
        return sections

    def _leaves_of(self, section: Section) -> tuple[Leaf, ...]:
        """Return the leaves of a section that were read; none for what is drawn here."""
        if section.kind is Kind.LETTER:
            return self._contents.letter
        if section.kind is Kind.SUMMARY:
            return self._contents.summary
        if section.kind is Kind.CHRONOLOGY:
            return self._contents.chronology
        opened = self._contents.opened[section.at] if section.kind is Kind.EXHIBIT else None
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
        if plan.covers:
            for number in range(1, len(plan.parts) + 1):
                draw_part_cover(pen, self._paper, number, plan.parts, plan.sections)
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
            covers=list(own),
            stamps=drawn or None,
            fonts=fonts,
            links=links,
            hidden=tuple(layer for opened in self._contents.opened if opened for layer in opened.hidden),
        )

    def _problem_of(self, section: Section) -> PacketProblem:
        return next(p for p in self._contents.problems if p.exhibit == section.exhibit)
