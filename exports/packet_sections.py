# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The order of a packet: its sections, the page numbers they get, and into which parts it is split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.ports import IndexLine
from exports.errors import LimitTooSmall


class Kind(Enum):
    """What a section is."""

    LETTER = "letter"
    SUMMARY = "summary"
    CHRONOLOGY = "chronology"
    INDEX = "index"
    COVER = "cover"
    EXHIBIT = "exhibit"


_FRONT = frozenset({Kind.LETTER, Kind.SUMMARY, Kind.CHRONOLOGY, Kind.INDEX})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Pages that belong together. ``exhibit`` is its letter ("" for the front), ``at`` its place among exhibits."""

    kind: Kind
    title: str
    dated: str
    pages: int
    exhibit: str = ""
    at: int = -1
    first: int = 0
    """The packet's own number of its first page."""

    @property
    def last(self) -> int:
        """The packet's own number of its last page."""
        return self.first + self.pages - 1

    def stamp(self, page: int) -> tuple[str, str]:
        """Return the left stamp of the section's page (from 1): the bold words, the rest."""
        if self.kind is Kind.COVER:
            return f"Exhibit {self.exhibit}", " · cover sheet"
        of = f" · page {page} of {self.pages}"
        return (f"Exhibit {self.exhibit}", of) if self.exhibit else ("", self.kind.value.capitalize() + of)


@dataclass(frozen=True, slots=True)
class Part:
    """Pages ``first`` to ``last`` (the packet's own numbers) that make one file."""

    first: int
    last: int


def numbered(sections: list[Section]) -> list[Section]:
    """Return the sections with their first pages, counted from 1 without a gap."""
    counted, page = [], 1
    for s in sections:
        counted.append(
            Section(kind=s.kind, title=s.title, dated=s.dated, pages=s.pages, exhibit=s.exhibit, at=s.at, first=page)
        )
        page += s.pages
    return counted


def part_of(parts: tuple[Part, ...], page: int) -> int:
    """Return the number (from 1) of the part that holds a page."""
    return next(n for n, part in enumerate(parts, 1) if part.first <= page <= part.last)


def index_lines(sections: list[Section], parts: tuple[Part, ...]) -> tuple[IndexLine, ...]:
    """Return where each exhibit stands."""
    return tuple(_line(s, parts) for s in sections if s.kind is Kind.EXHIBIT)


def front_lines(sections: list[Section], parts: tuple[Part, ...]) -> tuple[IndexLine, ...]:
    """Return where letter, summary, chronology and index stand."""
    return tuple(_line(s, parts) for s in sections if s.kind in _FRONT)


def _line(s: Section, parts: tuple[Part, ...]) -> IndexLine:
    return IndexLine(
        exhibit=s.exhibit,
        title=s.title,
        dated=s.dated,
        first_page=s.first,
        last_page=s.last,
        file=part_of(parts, s.first),
    )


Weigh = Callable[[int, int], int]
"""Bytes that pages first to last need in a file of their own."""


def split(sections: list[Section], max_pages: int | None, max_bytes: int | None, weigh: Weigh) -> tuple[Part, ...]:
    """Split into parts within the limits: front and exhibits stay whole where they can, else they break by pages."""
    groups = _groups(sections)
    if max_pages is None and max_bytes is None:
        return (Part(1, groups[-1][1]),)
    pieces = [piece for group in groups for piece in _pieces(group, max_pages, max_bytes, weigh)]
    parts: list[Part] = []
    first, last, weight = pieces[0][0], pieces[0][1], pieces[0][2]
    for start, stop, more in pieces[1:]:
        if _within(stop - first + 1, weight + more, max_pages, max_bytes):
            last, weight = stop, weight + more
        else:
            parts.append(Part(first, last))
            first, last, weight = start, stop, more
    return (*parts, Part(first, last))


def _groups(sections: list[Section]) -> list[tuple[int, int]]:
    """Return what should stay together: the front; each exhibit with its cover sheet."""
    groups: list[tuple[int, int]] = []
    before: int | None = None
    for s in sections:
        if groups and s.at == before:
            groups[-1] = (groups[-1][0], s.last)
        else:
            groups.append((s.first, s.last))
        before = s.at
    return groups


def _pieces(
    group: tuple[int, int], max_pages: int | None, max_bytes: int | None, weigh: Weigh
) -> list[tuple[int, int, int]]:
    first, last = group
    weight = weigh(first, last) if max_bytes is not None else 0
    if _within(last - first + 1, weight, max_pages, max_bytes):
        return [(first, last, weight)]
    pages = []
    for page in range(first, last + 1):
        alone = weigh(page, page) if max_bytes is not None else 0
        if not _within(1, alone, max_pages, max_bytes):
            limit = f"{max_bytes / 1_000_000:.1f} MB" if max_bytes else f"{max_pages} pages"
            raise LimitTooSmall(f"page {page} of the packet", limit)
        pages.append((page, page, alone))
    return pages


def _within(pages: int, weight: int, max_pages: int | None, max_bytes: int | None) -> bool:
    return (max_pages is None or pages <= max_pages) and (max_bytes is None or weight <= max_bytes)
