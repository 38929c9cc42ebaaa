# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The pages that a packet adds: the index of exhibits, cover sheets, and the page for what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.blocks import ExhibitPaper, PacketPaper
from app.ports import PacketProblem
from exports import fonts, text
from exports.packet_sections import Kind, Part, Section, part_of
from exports.pen import Pen
from exports.styles import (
    BODY,
    BODY_LEAD,
    BOTTOM,
    COLUMN_GAP,
    COLUMNS,
    FOOT_HAIR,
    HAIR,
    HEIGHT,
    NAME,
    NAME_LEAD,
    RULE,
    SIDE,
    SMALL,
    SMALL_LEAD,
    SOFT,
    TABLE,
    TABLE_LEAD,
    TEXT_WIDTH,
    TOP,
)

_ROW, _ROW_BASE, _ROW_LEAD = 28.08, 17.6, 13.0
_TITLE_X, _DATE_X, _PAGES_X = 46.0, 259.2, 401.8
_DATE_X_PARTS, _PART_X = 232.0, 358.0
_HEADER = 9.2
_LONGEST_IDENTIFIER = 5
"""Lines; 300 characters take four."""
_NOTE_ROOM = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the index, broken into lines; ``section`` is None for the last row, the whole packet."""

    section: Section | None
    title: list[str]
    dated: list[str]

    @property
    def height(self) -> float:
        """In points."""
        return _ROW + (max(len(self.title), len(self.dated)) - 1) * _ROW_LEAD


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the index: its rectangle on index page ``page`` (from 0), and the packet page it leads to."""

    page: int
    box: tuple[float, float, float, float]
    target: int


class Index:
    """The index of exhibits: laid out first (how many pages?), drawn when every number is known."""

    def __init__(self, paper: PacketPaper, sections: list[Section], *, parted: bool) -> None:
        self._paper = paper
        self._parted = parted
        self._date_x = _DATE_X_PARTS if parted else _DATE_X
        rows = [self._row(s, s.title, s.dated) for s in sections if s.kind is not Kind.COVER]
        covers = sum(s.kind is Kind.COVER for s in sections)
        self._pages = self._paged([*rows, self._row(None, _whole(covers), "")])

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return len(self._pages)

    def draw(self, pen: Pen, sections: list[Section], parts: tuple[Part, ...]) -> list[Link]:
        """Draw all pages of it and return its links."""
        placed = {(s.kind, s.at): s for s in sections}
        total = sections[-1].last
        links = []
        for number, rows in enumerate(self._pages):
            y = self._draw_head(pen, first=number == 0)
            for row in rows:
                known = row.section
                section = placed[known.kind, known.at] if known else None
                self._draw_row(pen, y, row, section, total, parts)
                if section:
                    box = (SIDE, y - row.height, SIDE + TEXT_WIDTH, y)
                    links.append(Link(number, box, section.first))
                y -= row.height
            if number == self.pages - 1:
                self._draw_note(pen, y - 38.1 + _ROW - _ROW_BASE, total)
            pen.end_page()
        return links

    def _row(self, section: Section | None, title: str, dated: str) -> Row:
        font = fonts.REGULAR if section else fonts.SEMIBOLD
        title_room = self._date_x - _TITLE_X - 8
        date_room = (_PART_X - 30 if self._parted else _PAGES_X - 40) - self._date_x
        return Row(
            section,
            text.wrap(text.plain(title), font, TABLE, title_room)[:12],
            text.wrap(text.plain(dated), fonts.REGULAR, TABLE, date_room)[:4],
        )

    def _paged(self, rows: list[Row]) -> list[list[Row]]:
        room = self._table_top(first=True) - BOTTOM
        pages: list[list[Row]] = [[]]
        for number, row in enumerate(rows):
            needed = row.height + (_NOTE_ROOM if number == len(rows) - 1 else 0.0)
            if needed > room and pages[-1]:
                pages.append([])
                room = self._table_top(first=False) - BOTTOM
            pages[-1].append(row)
            room -= row.height
        return pages

    def _table_top(self, *, first: bool) -> float:
        """Height of the rule under the table's header."""
        if not first:
            return HEIGHT - TOP - 24.0
        identifiers = self._identifiers()[1] * TABLE_LEAD
        subtitle = len(self._subtitle()) - 1
        return HEIGHT - 137.9 - identifiers - (3.2 if identifiers else -11.0) - subtitle * SMALL_LEAD

    def _identifiers(self) -> tuple[list[tuple[int, int, str, list[str]]], int]:
        """Return (row, column, label, lines) of each identifier, two a row, and how many rows they take.

        One too long for half a row, such as a long name, has a row of its own and goes on below: it is never cut.
        """
        placed: list[tuple[int, int, str, list[str]]] = []
        row = column = 0
        for label, value in self._paper.identifiers:
            shown = text.plain(value)
            room = (TEXT_WIDTH if column else COLUMNS[2] - COLUMN_GAP) - COLUMNS[column * 2 + 1]
            if fonts.width(shown, fonts.REGULAR, TABLE) <= room:
                placed.append((row, column, text.plain(label), [shown]))
                row, column = (row + 1, 0) if column else (row, 1)
                continue
            row += column
            lines = text.wrap(shown, fonts.REGULAR, TABLE, TEXT_WIDTH - COLUMNS[1])[:_LONGEST_IDENTIFIER]
            placed.append((row, 0, text.plain(label), lines))
            row, column = row + len(lines), 0
        return placed, row + column

    def _subtitle(self) -> list[str]:
        return text.wrap(text.plain(self._paper.subtitle), fonts.REGULAR, SMALL, TEXT_WIDTH)[:3]

    def _draw_head(self, pen: Pen, *, first: bool) -> float:
        top = self._table_top(first=first)
        if first:
            y = draw_title(pen, "Index of exhibits", self._subtitle())
            for row, column, label, lines in self._identifiers()[0]:
                base = y - 19.8 - row * TABLE_LEAD
                pen.lines(SIDE + COLUMNS[column * 2], base, [label], fonts.REGULAR, TABLE, 0, SOFT)
                pen.lines(SIDE + COLUMNS[column * 2 + 1], base, lines, fonts.REGULAR, TABLE, TABLE_LEAD)
        base = top + 7.6
        pen.lines(SIDE, base, ["Exhibit"], fonts.SEMIBOLD, _HEADER)
        pen.lines(SIDE + _TITLE_X, base, ["Title"], fonts.SEMIBOLD, _HEADER)
        pen.lines(SIDE + self._date_x, base, ["Date"], fonts.SEMIBOLD, _HEADER)
        if self._parted:
            pen.right(SIDE + _PART_X, base, "File", fonts.SEMIBOLD, _HEADER)
        pen.right(SIDE + _PAGES_X, base, "Pages", fonts.SEMIBOLD, _HEADER)
        pen.right(SIDE + TEXT_WIDTH, base, "Packet pages", fonts.SEMIBOLD, _HEADER)
        pen.rule(SIDE, top, TEXT_WIDTH, RULE)
        return top

    def _draw_row(
        self, pen: Pen, y: float, row: Row, section: Section | None, total: int, parts: tuple[Part, ...]
    ) -> None:
        base = y - _ROW_BASE
        font = fonts.REGULAR if section else fonts.SEMIBOLD
        if section and section.exhibit:
            pen.lines(SIDE, base, [section.exhibit], fonts.SEMIBOLD, TABLE, 0)
        pen.lines(SIDE + _TITLE_X, base, row.title, font, TABLE, _ROW_LEAD)
        pen.lines(SIDE + self._date_x, base, row.dated, font, TABLE, _ROW_LEAD)
        first, last = (section.first, section.last) if section else (1, total)
        if section and self._parted:
            pen.right(SIDE + _PART_X, base, f"part {part_of(parts, section.first)}", font, TABLE)
        pen.right(SIDE + _PAGES_X, base, str(last - first + 1), font, TABLE)
        pen.right(SIDE + TEXT_WIDTH, base, page_range(first, last), font, TABLE)
        if section:
            pen.rule(SIDE, y - row.height, TEXT_WIDTH, FOOT_HAIR)

    def _draw_note(self, pen: Pen, y: float, total: int) -> None:
        digits = max(3, len(str(total)))
        stamped = (
            "Every page carries its exhibit letter, its page within the exhibit, "
            f"and a number from {1:0{digits}} to {total:0{digits}}."
        )
        counted = "Pages are counted from the first page of the packet."
        numbers = "Page numbers in the letter are these numbers. All exhibits are copies."
        words = f"{stamped if self._paper.stamp else counted} {numbers}"
        lines = text.wrap(text.plain(words), fonts.REGULAR, TABLE, TEXT_WIDTH)
        pen.lines(SIDE, y, lines, fonts.REGULAR, TABLE, TABLE_LEAD, SOFT)


def draw_title(pen: Pen, title: str, below: list[str]) -> float:
    """Draw the head of a page and return the height of its rule."""
    base = HEIGHT - TOP - NAME * fonts.ASCENT
    pen.lines(SIDE, base, [title], fonts.SEMIBOLD, NAME, NAME_LEAD)
    base = pen.lines(
        SIDE, HEIGHT - TOP - NAME_LEAD - SMALL * fonts.ASCENT, below, fonts.REGULAR, SMALL, SMALL_LEAD, SOFT
    )
    y = base - 12.4
    pen.rule(SIDE, y, TEXT_WIDTH, RULE)
    return y


def page_range(first: int, last: int) -> str:
    """Return "6–8", or "3" for one page."""
    return str(first) if first == last else f"{first}–{last}"


def draw_cover(pen: Pen, paper: PacketPaper, exhibit: ExhibitPaper, section: Section) -> None:
    """Draw the cover sheet of an exhibit; ``section`` holds the exhibit's own pages."""
    pen.rule(SIDE, HEIGHT - 178.9, TEXT_WIDTH, RULE)
    pen.lines(SIDE, HEIGHT - 213.8, ["Exhibit"], fonts.REGULAR, 16.2, 0, SOFT)
    pen.lines(SIDE - 1.5, HEIGHT - 296.6, [section.exhibit], fonts.SEMIBOLD, 86.4, 0)
    title = text.wrap(text.plain(exhibit.title), fonts.SEMIBOLD, 15.84, TEXT_WIDTH)[:10]
    y = pen.lines(SIDE, HEIGHT - 345.6, title, fonts.SEMIBOLD, 15.84, 20.0)
    pages = "1 page" if section.pages == 1 else f"{section.pages} pages"
    parts = [text.plain(part) for part in (exhibit.byline, exhibit.dated) if part.strip()]
    byline = text.wrap(" · ".join([*parts, pages.replace(" ", text.NO_BREAK)]), fonts.REGULAR, 12.2, TEXT_WIDTH)
    y = pen.lines(SIDE, y - 19.4, byline[:4], fonts.REGULAR, 12.2, 16.0, SOFT)
    shows = [line for line in exhibit.shows if line.strip()]
    if shows:
        pen.rule(SIDE, y - 27.8, TEXT_WIDTH, HAIR)
        pen.lines(SIDE, y - 51.2, ["What it shows"], fonts.SEMIBOLD, BODY, 0)
        _draw_shows(pen, y - 69.2, shows)
    known = [(label, value) for label, value in paper.identifiers if label != "Date of service"]
    named = " · ".join(_named(label, value) for label, value in known)
    lines = text.wrap(text.plain(named), fonts.REGULAR, TABLE, TEXT_WIDTH)[:3]
    pen.lines(SIDE, 84.2 + (len(lines) - 1) * TABLE_LEAD, lines, fonts.REGULAR, TABLE, TABLE_LEAD, SOFT)
    pen.end_page()


def draw_unreadable(pen: Pen, section: Section, problem: PacketProblem) -> None:
    """Draw the page that stands in the place of an exhibit that could not be read."""
    draw_title(pen, f"Exhibit {section.exhibit} could not be included", [])
    words = f"{section.title}. The file {problem.file} could not be read when this packet was made: {problem.what}."
    lines = text.wrap(text.plain(words), fonts.REGULAR, BODY, TEXT_WIDTH)[:20]
    pen.lines(SIDE, HEIGHT - 150.0, lines, fonts.REGULAR, BODY, BODY_LEAD)
    pen.end_page()


def _draw_shows(pen: Pen, y: float, shows: list[str]) -> None:
    for line in shows:
        lines = text.wrap(text.plain(line), fonts.REGULAR, BODY, TEXT_WIDTH)
        if y - len(lines) * BODY_LEAD < 110.0:
            pen.lines(SIDE, y, ["…"], fonts.REGULAR, BODY, 0)
            return
        y = pen.lines(SIDE, y, lines, fonts.REGULAR, BODY, BODY_LEAD) - 19.5


def _named(label: str, value: str) -> str:
    if label == "Patient":
        return value
    return f"{'Claim' if label == 'Claim number' else label} {value}"


def _whole(covers: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    if not covers:
        return "Whole packet"
    count = words[covers] if covers < len(words) else str(covers)
    return f"Whole packet, with {count} cover sheet{'s' if covers > 1 else ''}"
