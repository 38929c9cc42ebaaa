# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A log that people kept as a spreadsheet: action, party, date, reference, deadline, and what stands beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.log import CHANNEL_TITLES, Channel
from app.domain.reading import Problem
from app.intake.table_columns import HEADING_WITHIN, heading_key
from app.intake.table_files import Grid, NoTable
from app.intake.typed_dates import date_from_text

MOST_PROBLEMS = 30
_WORDS: Mapping[str, str] = {
    "action": "action|actions|what|what i did|what happened|activity|task|event|step|description|summary|subject|type",
    "party": "party|who|contact|company|organization|office|with whom|to whom|called|provider|insurer|entity|agency",
    "date": "date|day|when|date of call|call date|date of contact|contact date|log date|entry date",
    "reference": "reference|reference number|ref|ref number|ref no|reference no|confirmation|confirmation number|call "
    "reference|ticket|ticket number|tracking|tracking number|case number",
    "deadline": "deadline|due|due date|follow up|follow up date|follow up by|next date|respond by|by when|answer by",
    "talked_to": "talked to|spoke with|spoke to|person|representative|rep|name|rep name|agent|contact person",
    "channel": "channel|how|method|by|medium|contact method",
    "notes": "notes|note|comments|comment|details|outcome|result|remarks|what they said|response",
}
_BY_WORDS: Mapping[str, str] = {word: role for role, words in _WORDS.items() for word in words.split("|")}
_CHANNELS: Mapping[str, Channel] = {
    **{title.lower(): channel for channel, title in CHANNEL_TITLES.items()},
    "call": Channel.PHONE, "telephone": Channel.PHONE, "mail": Channel.LETTER, "certified mail": Channel.LETTER,
    "email": Channel.EMAIL, "online": Channel.PORTAL, "website": Channel.PORTAL, "visit": Channel.IN_PERSON,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """One row as an entry of the log. ``row`` is its number in the file."""

    row: int
    action: str
    date: dt.date
    party: str = ""
    reference: str = ""
    deadline: dt.date | None = None
    talked_to: str = ""
    channel: Channel = Channel.NONE
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLog:
    """What was read, what was not and why, and the headings that mean nothing here."""

    entries: tuple[ReadEntry, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()


def read_log(name: str, grids: Sequence[Grid], today: dt.date) -> ReadLog:
    """Read the first table that has an action and a date; NoTable says what is missing where none has.

    A date without its year is the one nearest to today, as in every field of the program.
    """
    for grid in grids:
        found = _columns(grid)
        if found is not None:
            heading, roles = found
            return _read(grid, heading, roles, today)
    raise NoTable(name, "A log needs a column for the action and one for the date: name them Action and Date.")


def _columns(grid: Grid) -> tuple[int, list[str]] | None:
    best: tuple[int, int, list[str]] = (0, -1, [])
    for number, row in enumerate(grid.rows[:HEADING_WITHIN]):
        roles: list[str] = []
        for cell in row:
            role = _BY_WORDS.get(heading_key(cell), "")
            roles.append("" if role in roles else role)
        count = sum(bool(role) for role in roles)
        if {"action", "date"} <= set(roles) and count > best[0]:
            best = (count, number, roles)
    return (best[1], best[2]) if best[1] >= 0 else None


def _read(grid: Grid, heading: int, roles: list[str], today: dt.date) -> ReadLog:
    entries: list[ReadEntry] = []
    problems = list(grid.problems)
    names = grid.rows[heading]
    for at in range(heading + 1, len(grid.rows)):
        row = grid.rows[at]
        cells = {role: cell for role, cell in zip(roles, row, strict=False) if role and cell}
        if not cells or row == names:
            continue
        number = grid.first_row + at
        entry, wrong = _entry(number, cells, today)
        entries += [entry] if entry else []
        problems += [Problem(where=f"row {number}", what=what) for what in wrong]
    if len(problems) > MOST_PROBLEMS:
        more = len(problems) - MOST_PROBLEMS
        problems = [
            *problems[:MOST_PROBLEMS],
            Problem(where="the rows after", what=f"{more} more things were unclear."),
        ]
    left = tuple(name for name, role in zip(names, roles, strict=False) if name and not role)
    return ReadLog(entries=tuple(entries), problems=tuple(problems), left_out=left)


def _entry(number: int, cells: Mapping[str, str], today: dt.date) -> tuple[ReadEntry | None, list[str]]:
    wrong: list[str] = []
    day = date_from_text(cells.get("date", ""), today)
    if "action" not in cells or day is None:
        missing = "an action" if "action" not in cells else f"a date that can be read (“{cells.get('date', '')[:30]}”)"
        return None, [f"Not taken: the row lacks {missing}."]
    deadline = date_from_text(cells.get("deadline", ""), today)
    if cells.get("deadline") and deadline is None:
        wrong.append(f"The deadline “{cells['deadline'][:30]}” is no date: it stands in the notes.")
    elif deadline is not None and deadline < day:
        wrong.append("The deadline is before the day of the entry: it stands in the notes.")
        deadline = None
    notes = list(_notes(cells, deadline))
    return (
        ReadEntry(
            row=number,
            action=cells["action"],
            date=day,
            party=cells.get("party", ""),
            reference=cells.get("reference", ""),
            deadline=deadline,
            talked_to=cells.get("talked_to", ""),
            channel=_CHANNELS.get(cells.get("channel", "").lower(), Channel.NONE),
            notes="\n".join(notes),
        ),
        wrong,
    )


def _notes(cells: Mapping[str, str], deadline: dt.date | None) -> Iterator[str]:
    """Yield the notes, and beside them what has no other place: nothing that was written is lost."""
    if cells.get("notes"):
        yield cells["notes"]
    if cells.get("deadline") and deadline is None:
        yield f"Deadline: {cells['deadline']}"
    if cells.get("channel") and cells["channel"].lower() not in _CHANNELS:
        yield f"How: {cells['channel']}"
