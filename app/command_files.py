# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The commands that read and write files beside any casebook: read, letter, packet."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from app.bootstrap import make_house
from app.command_knowledge import facts_from
from app.domain.facts import Facts
from app.domain.reading import Problem, Reading
from app.errors import UserFixable
from app.intake.packet_plan import read_plan
from app.intake.reader import read_file
from app.intake.reading_json import reading_json
from app.jobs import CancelFlag, drain
from app.rules.letter_json import draft_json, list_json
from app.services.errors import LetterIncomplete
from app.services.letter_file import letter_draft, letter_paper
from app.services.packet_file import PacketBuilder
from app.services.planning import Planner

Add = Callable[[str, Callable[[argparse.Namespace], tuple[str, object]], str], argparse.ArgumentParser]


class _WrongUse(UserFixable):
    """Arguments that do not go together."""


def add_to(add: Add) -> None:
    """Add these commands to the parser."""
    read = add("read", _read, "read letters, EOBs and bills")
    read.add_argument("file", nargs="+", type=Path)
    letter = add("letter", _letter, "write a letter from facts, or say which facts are missing")
    letter.add_argument("kind", nargs="?", help="a kind that --list names")
    letter.add_argument("--facts", type=Path)
    letter.add_argument("--out", type=Path, help="the PDF to write")
    letter.add_argument("--list", action="store_true", help="name the kinds of letter")
    letter.add_argument("--replace", action="store_true", help="write over a file that is there")
    packet = add("packet", _packet, "build a packet from a plan")
    packet.add_argument("plan", type=Path)
    packet.add_argument("--out", type=Path, required=True)
    packet.add_argument("--skip-unreadable", action="store_true", help="put a page in place of an unreadable exhibit")
    packet.add_argument("--replace", action="store_true", help="write over a file that is there")


def _read(arguments: argparse.Namespace) -> tuple[str, object]:
    readings = [_reading(path) for path in arguments.file]
    lines = []
    for reading in readings:
        lines.append(f"{reading.file}: {reading.kind}")
        for fact in reading.facts:
            where = f"page {fact.page}"
            lines.append(f"  {fact.field}: {fact.value}  (“{fact.words}”, {where}, {fact.confidence.value})")
        lines += [f"  Problem at {p.where}: {p.what}" for p in reading.problems]
    if all(not r.facts and r.problems for r in readings):
        raise _WrongUse(" ".join(p.what for r in readings for p in r.problems))
    return "\n".join(lines), [reading_json(r) for r in readings]


def _reading(path: Path) -> Reading:
    """Read one file; what makes it unreadable becomes its problem, so that the others are still read."""
    try:
        return read_file(path)
    except UserFixable as error:
        return Reading(file=str(path), problems=(Problem(where=path.name, what=str(error)),))


def _letter(arguments: argparse.Namespace) -> tuple[str, object]:
    house = make_house()
    planner = Planner(house.clock)
    if arguments.list:
        kinds = planner.letter_kinds()
        return "\n".join(f"{k.kind}: {k.title}" for k in kinds), list_json(kinds)
    if not arguments.kind:
        raise _WrongUse("Name the kind of letter, or use --list to see the kinds.")
    kind = planner.letter_kind(arguments.kind)
    facts = facts_from(arguments.facts) if arguments.facts else Facts()
    draft = letter_draft(kind, facts, planner, house.clock)
    if arguments.out is None:
        missing = "\n".join(f"Missing {m.key}: {m.question}" for m in draft.missing)
        cautions = "\n".join(f"Caution: {c}" for c in draft.cautions)
        return "\n\n".join(part for part in (missing, cautions, draft.text) if part), draft_json(draft)
    if draft.missing:
        raise LetterIncomplete(tuple(m.key for m in draft.missing))
    _pdf_only(arguments.out)
    paper = letter_paper(kind, facts, planner, house.clock)
    odd = house.paper.unprintable(draft.text)
    house.files.write(arguments.out, house.paper.letter(paper), replace=arguments.replace)
    said = f"Written: {arguments.out}"
    if odd:
        said += f"\nThese characters cannot be printed and are marked in the letter: {' '.join(odd)}"
    return said, {**draft_json(draft), "file": str(arguments.out), "unprintable": list(odd)}


def _pdf_only(path: Path) -> None:
    if path.suffix.lower() != ".pdf":
        raise _WrongUse(f"Letters are written as PDF. Name a file ending in .pdf instead of “{path.name}”.")


def _packet(arguments: argparse.Namespace) -> tuple[str, object]:
    house = make_house()
    _pdf_only(arguments.out)
    builder = PacketBuilder(planner=Planner(house.clock), paper=house.paper, files=house.files, clock=house.clock)
    built = drain(builder.build(read_plan(arguments.plan), CancelFlag(), skip=arguments.skip_unreadable))
    saved = builder.save(built, arguments.out, replace_file=arguments.replace)
    lines = [f"Written: {f.file}, {f.pages} pages" for f in saved.files]
    lines += [f"Exhibit {p.exhibit} ({p.file}) could not be read: {p.what}" for p in saved.problems]
    names = [str(f.file) for f in saved.files]
    return "\n".join(lines), {
        "files": [{"file": str(f.file), "pages": f.pages, "bytes": f.size, "sha256": f.sha256} for f in saved.files],
        "index": [
            {
                "exhibit": line.exhibit,
                "title": line.title,
                "date": line.dated,
                "first_page": line.first_page,
                "last_page": line.last_page,
                "file": names[line.file],
            }
            for line in saved.index
        ],
        "problems": [{"exhibit": p.exhibit, "file": p.file, "what": p.what} for p in saved.problems],
    }
