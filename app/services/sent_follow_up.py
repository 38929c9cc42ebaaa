# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a sent letter leaves on the calendar where no law counts: the answer it asks for, and the day a paper ends."""

from __future__ import annotations

import json
from datetime import date, timedelta

from app.domain.dates import said_date
from app.domain.deadline import Deadline, DeadlineSource, Owner
from app.domain.letter import Letter
from app.intake.typed_dates import date_from_text
from app.knowledge.letters import LetterHead
from app.rules.counting import last_working_day, next_working_day

ASK_BY = "letter.ask_by"
ENDS_TRIGGER = "the day that the paper itself names as its last"
_RENEW = timedelta(days=30)
_YEAR = timedelta(days=365)


def awaited_answer(letter: Letter, head: LetterHead, sent_on: date) -> Deadline | None:
    """Return the day to ask for their answer: the one the letter names, else some days after it was sent.

    None for a letter that asks for no answer by a day.
    """
    if not head.answer_days:
        return None
    named = _day(letter, ASK_BY, sent_on)
    if named is not None and named >= sent_on:
        due = named
        counted = f"The letter asks for an answer by {said_date(named)}. No law that Casewell knows sets this day."
    else:
        due = next_working_day(sent_on + timedelta(days=head.answer_days))
        counted = (
            f"{head.answer_days} days after it was sent on {said_date(sent_on)}. No law that Casewell knows sets this "
            "day: it is the one to ask again."
        )
    return Deadline(
        case_id=letter.case_id,
        track_id=letter.track_id,
        party_id=letter.party_id,
        title=f"Answer: {letter.title}",
        owner=Owner.THEM,
        source=DeadlineSource.OWN,
        trigger="the letter",
        trigger_date=sent_on,
        due=due,
        counted=counted,
    )


def end_of_authority(letter: Letter, head: LetterHead, sent_on: date) -> Deadline | None:
    """Return the day on which a signed paper ends, to be renewed a month before; None for what does not end.

    Where the paper names an event and no day, it is looked at again after a year.
    """
    if not head.ends:
        return None
    words = _said(letter, head.ends)
    ends = _day(letter, head.ends, sent_on)
    due = ends or sent_on + _YEAR
    if ends is not None:
        counted = (
            f"The paper itself says that it ends on {said_date(ends)}. Sign and send a new one before, if it is still "
            "needed."
        )
    else:
        counted = (
            f"The paper ends with an event: {words}. This is the day to see whether it still stands, a year after it "
            "was sent."
        )
    renew = last_working_day(due - _RENEW)
    return Deadline(
        case_id=letter.case_id,
        track_id=letter.track_id,
        party_id=letter.party_id,
        title=f"Ends: {letter.title}",
        source=DeadlineSource.OWN,
        trigger=ENDS_TRIGGER,
        trigger_date=sent_on,
        due=due,
        safe=renew if renew > sent_on else None,
        counted=counted,
        letter_kind=letter.kind,
    )


def other_paper(deadline: Deadline, letter: Letter) -> bool:
    """Return whether a deadline is the end of a paper that went to somebody else: a new one here does not renew it."""
    return deadline.trigger == ENDS_TRIGGER and deadline.party_id != letter.party_id


def _said(letter: Letter, key: str) -> str:
    facts: dict[str, str] = json.loads(letter.facts)
    return " ".join(facts.get(key, "").split())


def _day(letter: Letter, key: str, today: date) -> date | None:
    words = _said(letter, key)
    return date_from_text(words, today) if words else None
