# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The log as a table on paper: Letter, landscape, the five columns first, what was noted below each action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.domain.dates import screen_date
from app.ports import LogRow
from exports import fonts, text
from exports.page import draw_lines, new_canvas, rule
from exports.styles import FAINT, FOOT, HAIR, HEIGHT, INK, NAME, RULE, SMALL, SOFT, WIDTH

_ACROSS, _DOWN = HEIGHT, WIDTH  # the sheet lies on its side
_SIDE, _TOP, _BOTTOM = 40.0, 42.0, 44.0
_SIZE, _LEAD, _GAP = 8.6, 11.4, 4.0
_ROOM = _ACROSS - 2 * _SIDE
_HEAD, _TABLE_HEAD = 44.0, 16.0
_BETWEEN = 8.0  # from one column to the next
_COLUMNS = (
    ("Action", 190.0),
    ("Party", 112.0),
    ("Date", 78.0),
    ("Reference #", 84.0),
    ("Deadline", 78.0),
    ("Person and case", 108.0),
    ("Track", 62.0),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a row: its cells, or a note across all columns; ``first`` has the hairline above it."""

    cells: tuple[str, ...] = ()
    note: str = ""
    first: bool = False


def pdf_bytes(rows: Iterable[LogRow], about: str, dated: str) -> bytes:
    """Return the rows as a PDF. ``about`` says in words what is shown, ``dated`` stands beside it."""
    fonts.ready()
    pages = _pages([line for row in rows for line in _lines(row)])
    out = BytesIO()
    canvas = new_canvas(out, "Log")
    canvas.setPageSize((_ACROSS, _DOWN))
    for number, lines in enumerate(pages, 1):
        y = _draw_head(canvas, about, dated) if number == 1 else _DOWN - _TOP
        _draw_table(canvas, y, lines)
        _draw_foot(canvas, about, f"Page {number} of {len(pages)}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _lines(row: LogRow) -> Iterator[_Line]:
    """Break a row into lines: its cells side by side, then who was talked to and the notes."""
    said = (
        row.action,
        row.party,
        screen_date(row.date),
        row.reference,
        screen_date(row.deadline) if row.deadline else "",
        " · ".join(part for part in (row.person, row.case) if part),
        row.track,
    )
    cells = [
        text.wrap(text.plain(words), fonts.REGULAR, _SIZE, width - _BETWEEN)
        for words, (_, width) in zip(said, _COLUMNS, strict=True)
    ]
    for number in range(max(map(len, cells))):
        yield _Line(tuple(cell[number] if number < len(cell) else "" for cell in cells), first=number == 0)
    told = " · ".join(
        part
        for part in (
            row.channel,
            f"Talked to {row.talked_to}" if row.talked_to else "",
            f"Attached: {row.attachments}" if row.attachments else "",
            "Amended; what it said before is kept" if row.amended else "",
        )
        if part
    )
    for part in (text.plain(words).strip() for words in (told, *row.notes.splitlines())):
        for line in text.wrap(part, fonts.REGULAR, _SIZE, _ROOM - _BETWEEN) if part else ():
            yield _Line(note=line)


def _pages(lines: list[_Line]) -> list[list[_Line]]:
    """Share the lines out; a row is not begun on the last line of a page."""
    pages: list[list[_Line]] = [[]]
    left = _DOWN - _TOP - _BOTTOM - _HEAD - _TABLE_HEAD
    for line in lines:
        needed = _LEAD + (_GAP if line.first else 0)
        if left < needed + (_LEAD if line.first else 0):
            pages.append([])
            left = _DOWN - _TOP - _BOTTOM - _TABLE_HEAD
        pages[-1].append(line)
        left -= needed
    return pages


def _draw_head(canvas: Canvas, about: str, dated: str) -> float:
    draw_lines(canvas, _SIDE, _DOWN - _TOP - 8, ["Log"], fonts.SEMIBOLD, NAME, 0)
    words = text.plain(f"{about} · {dated}" if about else dated)
    said = text.shorten(words, fonts.REGULAR, SMALL, _ROOM)
    draw_lines(canvas, _SIDE, _DOWN - _TOP - 24, [said], fonts.REGULAR, SMALL, 0, SOFT)
    return _DOWN - _TOP - _HEAD


def _draw_table(canvas: Canvas, y: float, lines: list[_Line]) -> None:
    left = _SIDE
    for title, width in _COLUMNS:
        draw_lines(canvas, left, y, [title], fonts.SEMIBOLD, _SIZE, 0)
        left += width
    rule(canvas, _SIDE, y - 4, _ROOM, RULE)
    y -= _TABLE_HEAD
    for number, line in enumerate(lines):
        if line.first:
            if number:
                rule(canvas, _SIDE, y + _LEAD - 4, _ROOM, HAIR)
            y -= _GAP
        if not line.cells:
            draw_lines(canvas, _SIDE + _BETWEEN, y, [line.note], fonts.REGULAR, _SIZE, 0, SOFT)
        else:
            left = _SIDE
            for cell, (_, width) in zip(line.cells, _COLUMNS, strict=True):
                if cell:
                    draw_lines(canvas, left, y, [cell], fonts.REGULAR, _SIZE, 0, INK)
                left += width
        y -= _LEAD


def _draw_foot(canvas: Canvas, about: str, number: str) -> None:
    wide = fonts.width(number, fonts.REGULAR, FOOT)
    said = text.shorten(text.plain(f"Log · {about}" if about else "Log"), fonts.REGULAR, FOOT, _ROOM - wide - 18)
    draw_lines(canvas, _SIDE, 26, [said], fonts.REGULAR, FOOT, 0, FAINT)
    draw_lines(canvas, _ACROSS - _SIDE - wide, 26, [number], fonts.REGULAR, FOOT, 0, FAINT)
