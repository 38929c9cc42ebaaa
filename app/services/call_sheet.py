# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A call sheet: a call script with the facts of one case filled in, and what is not known yet, with where to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.facts import Facts
from app.domain.party import PartyKind
from app.domain.track import TrackKind
from app.knowledge.letters import blanks
from app.knowledge.routes import Role
from app.knowledge.scripts import Script, pieces
from app.rules.letter_gate import Blank, one_line, written
from app.rules.letter_values import value_of

_LOOK: Mapping[str, str] = {
    "account_number": "on the bill",
    "claim_number": "on the EOB or the denial",
    "member_id": "on the insurance card",
    "group_number": "on the insurance card",
    "plan_name": "on the insurance card",
    "policyholder": "on the insurance card",
    "insurer": "on the card or the EOB",
    "provider": "on the bill",
    "facility": "on the bill",
    "clinician": "who ordered it",
    "service": "on the bill or the EOB",
    "service_end": "on the bill",
    "service_codes": "on the itemized bill",
    "service_description": "in a few words of your own",
    "denial_reason": "in the denial's own words",
    "policy_reference": "in the denial, if it names one",
    "reference_number": "in the log of the earlier call",
    "patient_responsibility": "on the EOB",
    "asked_of_patient": "on the bill",
    "in_dispute": "what you say is wrong",
    "billed": "on the bill",
    "allowed": "on the EOB",
    "plan_paid": "on the EOB",
    "estimate": "on the estimate",
    "care_ends": "in the notice",
    "coverage_start": "on the card or the enrollment letter",
}
"""Where to look for a fact that a script names, by the last word of its key."""

TRACK_OF_ROLE: Mapping[Role, TrackKind] = {
    "billing": TrackKind.PROVIDER_BILLING,
    "coding": TrackKind.CORRECTED_CLAIM,
    "records": TrackKind.RECORDS,
    "clinician": TrackKind.INSURER_APPEAL,
    "insurer": TrackKind.PROVIDER_BILLING,
    "appeals": TrackKind.INSURER_APPEAL,
    "program": TrackKind.PROGRAM_APPEAL,
    "employer": TrackKind.PROVIDER_BILLING,
    "assistance": TrackKind.FINANCIAL_ASSISTANCE,
    "collector": TrackKind.COLLECTIONS,
    "credit_bureau": TrackKind.COLLECTIONS,
    "regulator": TrackKind.REGULATOR,
}
"""The track that a call belongs to, where no task and no action of the plan says it."""

PARTY_OF_ROLE: Mapping[Role, PartyKind] = {
    "billing": PartyKind.PROVIDER_BILLING,
    "coding": PartyKind.CODING,
    "records": PartyKind.RECORDS_OFFICE,
    "clinician": PartyKind.CLINICIAN,
    "insurer": PartyKind.INSURER,
    "appeals": PartyKind.INSURER,
    "program": PartyKind.INSURER,
    "employer": PartyKind.PLAN_ADMINISTRATOR,
    "assistance": PartyKind.FINANCIAL_ASSISTANCE,
    "collector": PartyKind.COLLECTOR,
    "credit_bureau": PartyKind.CREDIT_BUREAU,
    "regulator": PartyKind.REGULATOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A stretch of what is said. ``key`` names the fact that it stands for; ``known`` is False for a blank."""

    words: str
    key: str = ""
    known: bool = True


Passage = tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReply:
    """What they may say, and what to answer."""

    they_say: str
    answer: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A fact that the script names and the case does not know: what it is called, and where to look for it."""

    key: str
    name: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """One call, ready to be made.

    ``office`` is the kind of office, ``party`` its name as far as it is known. ``promise_by`` is the day by which an
    answer may be expected; None where the script has none.
    """

    case_id: str
    case_title: str
    person: str
    script_id: str
    title: str
    purpose: str
    office: str
    party: str
    party_kind: PartyKind
    phone: str
    have_ready: tuple[str, ...]
    opening: Passage
    ask: tuple[Passage, ...]
    replies: tuple[SheetReply, ...]
    end: Passage
    unknown: tuple[Unknown, ...]
    track_id: str | None
    task_id: str | None
    promise_by: date | None


def plain(passage: Passage) -> str:
    """Return a passage as it is read aloud; a blank stands in brackets with where to look."""
    return "".join(part.words if part.known else f"[{part.words}]" for part in passage)


def passage(text: str, facts: Facts) -> Passage:
    """Fill the blanks of a text of a script from the facts; what is not known keeps its name."""
    found: list[Said] = []
    for words, key in pieces(text):
        if not key:
            ends_twice = found and found[-1].key and found[-1].words.endswith(".") and words.startswith(".")
            found.append(Said(words=words[1:] if ends_twice else words))
            continue
        value = value_of(facts, {}, key)
        known = not isinstance(value, Blank)
        found.append(Said(words=one_line(written(value)) if known else blank_words(key), key=key, known=known))
    return tuple(part for part in found if part.words)


def unknown_facts(script: Script, facts: Facts) -> tuple[Unknown, ...]:
    """Return the facts that a script names and the case does not know, each once, in the order of reading."""
    texts = (script.opening, *script.ask, *(reply.answer for reply in script.replies), script.end)
    keys = [key for text in texts for _, key in pieces(text) if key and isinstance(value_of(facts, {}, key), Blank)]
    return tuple(Unknown(key=key, name=_name(key), look=look_for(key)) for key in dict.fromkeys(keys))


def look_for(key: str) -> str:
    """Return where to look for a fact."""
    return _LOOK.get(key.rpartition(".")[2], "")


def blank_words(key: str) -> str:
    """Return what stands in place of a fact that is not known: its name and where to look for it."""
    look = look_for(key)
    return f"{_name(key)}: {look}" if look else _name(key)


def _name(key: str) -> str:
    """Return what a fact is called inside a sentence."""
    known = blanks().get(key)
    label = known.label if known else key.rpartition(".")[2].replace("_", " ")
    return label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
