# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command that says what a notice leaves out: notice-check."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.clock import Clock
from app.command_shape import Add, NothingRead, WrongUse
from app.domain.coverage import PLAN_KIND_TITLES
from app.domain.facts import Facts
from app.intake.reader import read_file
from app.knowledge.notices import notice_kinds
from app.rules.notice_check import NoticeCheck
from app.rules.notice_json import notice_json
from app.services.letter_file import read_facts_file
from app.services.notice_reading import check_reading

CLOCK = Clock()


def add_to(add: Add) -> None:
    """Add this command to the parser."""
    check = add("notice-check", _check, "say what a denial or another notice fails to say")
    check.add_argument("file", nargs="?", type=Path, help="the notice, as casewell read takes it")
    check.add_argument("--facts", type=Path, help="a FACTS file: kind of plan, state, urgent and so on")
    check.add_argument("--notice", metavar="KIND", help="which kind of notice it is, where its words do not tell")
    check.add_argument("--list", action="store_true", help="name the kinds of notice")


def _check(arguments: argparse.Namespace) -> tuple[str, object]:
    kinds = notice_kinds()
    if arguments.list:
        return "\n".join(f"{kind.id}: {kind.title}" for kind in kinds.values()), [
            {"notice": kind.id, "title": kind.title} for kind in kinds.values()
        ]
    if arguments.file is None:
        raise WrongUse("Name the notice, or use --list to see the kinds of notice")
    if arguments.notice and arguments.notice not in kinds:
        raise WrongUse(f"There is no kind of notice called “{arguments.notice}”; --list names them")
    facts = read_facts_file(arguments.facts, CLOCK.today()).facts if arguments.facts else Facts()
    reading = read_file(arguments.file)
    checked = check_reading(reading, facts, notice=arguments.notice or "")
    answer = notice_json(str(arguments.file), checked)
    if not reading.text.strip():
        what = " ".join(problem.what for problem in reading.problems)
        raise NothingRead(what or "No words could be read from this file.", answer)
    return check_text(checked), answer


def check_text(checked: NoticeCheck) -> str:
    """Write a checked notice for people."""
    lines = [
        f"Checked as: {', '.join(kind.title for kind in checked.notices) or 'a notice of an unknown kind'}",
        f"Kind of plan: {PLAN_KIND_TITLES[checked.plan_kind]}",
    ]
    lines += [f"Note: {problem}" for problem in checked.problems]
    lines += ["", "What this notice leaves out"] if checked.missing else []
    for lack in checked.missing:
        law = f"{lack.citation} (read in: {lack.element.verified}; checked {lack.element.checked.isoformat()})"
        lines += [f"  {lack.element.element}", f"    {law}", f"    {lack.element.what_follows}"]
        lines += [f"    For a letter: {lack.paragraph}"] if lack.paragraph else []
    lines += ["", "Not to be told from its words"] if checked.unsure else []
    lines += [f"  {one.element.element}: {one.why}" for one in checked.unsure]
    lines += ["", "What it says"] if checked.found else []
    lines += [f"  {one.element.element}: page {one.page}, “{one.words}”" for one in checked.found]
    if not checked.missing:
        lines += ["", "Nothing is surely missing."]
    return "\n".join(lines)
