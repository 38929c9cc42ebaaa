# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a call leaves behind: the words typed while it went on, and how they read in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.services.call_sheet import CallSheet


class Outcome(StrEnum):
    """How a call ended."""

    SPOKE = "spoke"
    MESSAGE = "message"
    NO_ANSWER = "no_answer"


OUTCOME_TITLES: Mapping[Outcome, str] = {
    Outcome.SPOKE: "I spoke with someone",
    Outcome.MESSAGE: "I left a message",
    Outcome.NO_ANSWER: "Nobody answered",
}

_ACTIONS: Mapping[Outcome, str] = {
    Outcome.SPOKE: "Called: {}",
    Outcome.MESSAGE: "Left a message: {}",
    Outcome.NO_ANSWER: "Called, no answer: {}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question of the script: whether it was asked, and what they said."""

    question: str
    asked: bool = False
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReport:
    """What is known when the call is over. ``by`` is by when they act, or the day to call again."""

    outcome: Outcome = Outcome.SPOKE
    party: str = ""
    talked_to: str = ""
    reference: str = ""
    promised: str = ""
    by: date | None = None
    notes: str = ""
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDraft:
    """What was typed and ticked so far, as it stands in the fields; ``asked`` and ``answers`` go by question."""

    outcome: str = Outcome.SPOKE.value
    party: str = ""
    talked_to: str = ""
    reference: str = ""
    promised: str = ""
    by: str = ""
    notes: str = ""
    asked: tuple[bool, ...] = ()
    answers: tuple[str, ...] = ()

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> CallDraft:
        """Return a draft from its kept form; what is not known any more is passed over."""
        words = {name: str(kept.get(name, "")) for name in ("party", "talked_to", "reference", "promised", "by")}
        return cls(
            **words,
            notes=str(kept.get("notes", "")),
            outcome=str(kept.get("outcome", Outcome.SPOKE.value)),
            asked=tuple(bool(one) for one in kept.get("asked", ())),
            answers=tuple(str(one) for one in kept.get("answers", ())),
        )


def action_of(sheet: CallSheet, report: CallReport) -> str:
    """Return the action of the log entry: what the call was for, and whether anyone was reached."""
    return _ACTIONS[report.outcome].format(_lower(sheet.title))


def next_title(sheet: CallSheet, report: CallReport) -> str:
    """Return what the clock after the call is called: what they promised, or the call to be made again."""
    if report.outcome is not Outcome.SPOKE:
        return f"Call again: {_lower(sheet.title)}"
    promised = " ".join(report.promised.split())
    return promised or f"Answer to the call: {_lower(sheet.title)}"


def notes_of(report: CallReport) -> str:
    """Return the notes of the log entry: each question that was asked with its answer, then the rest."""
    lines = []
    for item in report.answers:
        answer = item.answer.strip()
        if item.asked or answer:
            lines.append(f"Asked: {item.question}")
            lines.append(f"Answer: {answer or 'none noted'}")
    if report.promised.strip():
        lines.append(f"Promised: {report.promised.strip()}")
    if report.notes.strip():
        lines += [*([""] if lines else []), report.notes.strip()]
    return "\n".join(lines)


def _lower(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"
