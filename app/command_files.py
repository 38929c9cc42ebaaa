# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The commands that read and write files beside any casebook: read and letter."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from app.bootstrap import make_workshop
from app.command_shape import PDF, WORD, Add, NothingRead, WrongUse, named_as
from app.domain.dates import screen_date
from app.domain.money import dollars
from app.domain.reading import Problem, ReadClaim, ReadFact, Reading
from app.errors import UserFixable
from app.intake.reader import read_file
from app.intake.reading_json import reading_json
from app.knowledge.reading_copies import LANGUAGES
from app.rules.letter_errors import LetterHasBlanks
from app.rules.letter_json import draft_json, list_json
from app.rules.reading_copy import ReadingCopy
from app.services.letter_file import FactsFile, letter_draft, letter_paper, read_facts_file
from app.services.planning import Planner
from app.services.reading_copies import copy_of


def add_to(add: Add) -> None:
    """Add these commands to the parser."""
    read = add("read", _read, "read letters, EOBs, bills and remittances (835)")
    read.add_argument("file", nargs="+", type=Path)
    letter = add("letter", _letter, "write a letter from facts, or say which facts are missing")
    letter.add_argument("kind", nargs="?", help="a kind that --list names")
    letter.add_argument("--facts", type=Path, help="a FACTS file; the letter's own facts in its table [letter]")
    letter.add_argument("--out", type=Path, help="the PDF or DOCX to write")
    letter.add_argument("--reading-copy", choices=LANGUAGES, help="the copy to read in Spanish (es), not the letter")
    letter.add_argument("--list", action="store_true", help="name the kinds of letter")
    letter.add_argument("--replace", action="store_true", help="write over a file that is there")


def _read(arguments: argparse.Namespace) -> tuple[str, object]:
    """Read file by file. Status 1 only where nothing came out of any: one bad file never hides the good ones."""
    readings = [_reading(path) for path in arguments.file]
    answer = [reading_json(r) for r in readings]
    if not any(r.facts or r.claims for r in readings):
        raise NothingRead(_nothing(readings), answer)
    return "\n".join(line for reading in readings for line in _lines(reading)), answer


def _reading(path: Path) -> Reading:
    """Read one file, known by the path that was typed; what makes it unreadable becomes its problem."""
    try:
        return replace(read_file(path), file=str(path))
    except UserFixable as error:
        return Reading(file=str(path), problems=(Problem(where=path.name, what=str(error)),))


def _nothing(readings: list[Reading]) -> str:
    stopped = [f"{r.file}: {p.what}" if len(readings) > 1 else p.what for r in readings for p in r.problems]
    first = [f"None of these {len(readings)} files could be read."] if len(readings) > 1 else []
    return "\n".join([*first, *stopped])


def _lines(reading: Reading) -> list[str]:
    lines = [f"{reading.file}: {reading.kind}"]
    lines += [_fact_line(fact) for fact in reading.facts]
    lines += [_claim_line(claim) for claim in reading.claims if len(reading.claims) > 1 or not reading.facts]
    return lines + [f"  Problem at {p.where}: {p.what}" for p in reading.problems]


def _claim_line(claim: ReadClaim) -> str:
    """Say a claim in one line: the facts of a file with several stand in ``--json``."""
    days = screen_date(claim.service_from) if claim.service_from else "no date"
    amounts = {"billed": claim.billed, "paid": claim.paid, "you owe": claim.patient_responsibility}
    money = [f"{name} {dollars(cents)}" for name, cents in amounts.items() if cents is not None]
    said = [claim.patient or "no name", days, *money, "denied" if claim.denied else "", claim.status]
    number = claim.payer_claim_number or claim.claim_number
    return f"  Claim {number} ({claim.place}): " + ", ".join(part for part in said if part)


def _fact_line(fact: ReadFact) -> str:
    value = ", ".join(fact.value.splitlines())
    return f"  {fact.field}: {value}  (“{fact.words}”, page {fact.page}, {fact.confidence.value})"


def _letter(arguments: argparse.Namespace) -> tuple[str, object]:
    shop = make_workshop()
    planner = Planner(shop.clock)
    if arguments.list:
        kinds = planner.letter_kinds()
        return "\n".join(f"{k.kind}: {k.title}" for k in kinds), list_json(kinds)
    if not arguments.kind:
        raise WrongUse("Name the kind of letter, or use --list to see the kinds")
    kind = planner.letter_kind(arguments.kind)
    given = read_facts_file(arguments.facts, shop.clock.today()) if arguments.facts else FactsFile()
    if arguments.reading_copy:
        return _reading_copy(arguments, copy_of(kind, given.facts, given.own, planner, shop.clock, final=False))
    draft = letter_draft(kind, given, planner, shop.clock)
    if arguments.out is None:
        missing = "\n".join(f"Missing {m.key}: {m.question}" for m in draft.missing)
        cautions = "\n".join(f"Caution: {c}" for c in draft.cautions)
        return "\n\n".join(part for part in (missing, cautions, draft.text) if part), draft_json(draft)
    if draft.missing:
        raise LetterHasBlanks(kind.title, tuple(m.key for m in draft.missing))
    named_as(arguments.out, "Letters are written", PDF, WORD)
    paper = letter_paper(kind, given, planner, shop.clock)
    odd = shop.paper.unprintable(draft.text)
    write = shop.paper.letter_docx if arguments.out.suffix.lower() == WORD else shop.paper.letter
    shop.files.write(arguments.out.absolute(), write(paper), replace=arguments.replace)
    said = f"Written: {arguments.out}"
    if odd:
        said += f"\nThese characters cannot be printed and are marked in the letter: {' '.join(odd)}"
    return said, {**draft_json(draft), "file": str(arguments.out), "unprintable": list(odd)}


def _reading_copy(arguments: argparse.Namespace, copy: ReadingCopy) -> tuple[str, object]:
    """Write the copy that the person reads; the letter that goes out stays English."""
    said = {**draft_json(copy.draft), "language": arguments.reading_copy}
    if arguments.out is None:
        return copy.draft.text, said
    if copy.draft.missing:
        raise LetterHasBlanks(copy.draft.title, tuple(m.key for m in copy.draft.missing))
    named_as(arguments.out, "Reading copies are written", PDF)
    shop = make_workshop()
    shop.files.write(arguments.out.absolute(), shop.paper.letter(copy.page), replace=arguments.replace)
    return f"Written: {arguments.out}", {**said, "file": str(arguments.out)}
