# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A reading copy: a letter's Spanish text filled with the same facts, on a page that says that it is only a copy."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.blocks import LetterPaper
from app.domain.dates import SpanishDay, long_date, spanish_day
from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline
from app.knowledge.letters import LetterKind
from app.knowledge.reading_copies import copy_words, reading_copies
from app.rules import letter_text
from app.rules.letter_errors import LetterHasBlanks
from app.rules.letter_text import LetterDraft

LANGUAGE = "es-US"
_HEADS = re.compile(r"(?m)^\| (.+) \|$(?=\n\| ---)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingCopy:
    """A letter's Spanish draft, its blanks marked, and its page."""

    draft: LetterDraft
    page: LetterPaper


def reading_copy(
    kind: LetterKind,
    facts: Facts,
    extra: Mapping[str, str],
    today: date,
    deadlines: Sequence[ComputedDeadline] = (),
    *,
    final: bool = True,
) -> ReadingCopy:
    """Return the Spanish copy of a letter that has one (KeyError else); what people typed stays as they typed it.

    A final copy with facts missing is refused as the letter itself is: LetterHasBlanks names them.
    """
    spoken = reading_copies()[kind.kind]
    said, own, day = _facts(facts), {key: _typed_day(value) for key, value in extra.items()}, spanish_day(today)
    drafted = letter_text.draft(spoken, said, own, day, [_deadline(d) for d in deadlines])
    if final and drafted.missing:
        raise LetterHasBlanks(kind.title, tuple(m.key for m in drafted.missing))
    drafted = replace(drafted, text=_HEADS.sub(_columns, drafted.text))
    page = letter_text.paper(spoken, drafted.text, said, own, day, final=final)
    words = copy_words().page
    note = words["signed_for"].format(patient=facts.people.patient.strip()) if page.signer_note else ""
    page = replace(page, banner=words["banner"], language=LANGUAGE, signer_note=note)
    return ReadingCopy(draft=replace(drafted, paper=page), page=page)


def _facts(facts: Facts) -> Facts:
    """Return the facts with every day written in Spanish."""
    days = {f.name: getattr(facts.dates, f.name) for f in dataclasses.fields(facts.dates)}
    spoken = {name: spanish_day(day) for name, day in days.items() if day is not None}
    born = _typed_day(facts.people.date_of_birth)
    return replace(facts, dates=replace(facts.dates, **spoken), people=replace(facts.people, date_of_birth=born))


def _typed_day(text: str) -> str:
    """Return a typed ISO date in Spanish words; anything else as it is."""
    try:
        return long_date(SpanishDay.fromisoformat(text.strip()))
    except ValueError:
        return text


def _deadline(deadline: ComputedDeadline) -> ComputedDeadline:
    law = deadline.due.date() if isinstance(deadline.due, datetime) else deadline.due
    return replace(deadline, due=spanish_day(law) if law else None)


def _columns(found: re.Match[str]) -> str:
    """Put the Spanish heads over a table of bill lines."""
    columns = copy_words().columns
    return f"| {' | '.join(columns.get(head, head) for head in found.group(1).split(' | '))} |"
