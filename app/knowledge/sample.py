# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The fictional casebook as data: people, parties, and cases whose days count from today, so that it never ages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.case import CaseStatus, Outcome
from app.domain.coverage import PlanKind
from app.domain.document import DocumentKind
from app.domain.log import Channel
from app.domain.party import PartyKind
from app.domain.track import TrackKind
from app.knowledge.reader import shipped_folder, shipped_records


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """One invented person with the plan they have. ``born`` is an ISO date."""

    id: str
    name: str
    born: str
    address: str
    phone: str
    state: str
    email: str = ""
    representative: str = ""
    representative_relationship: str = ""
    insurer: str = ""
    plan_name: str = ""
    plan_kind: PlanKind = PlanKind.UNKNOWN
    member_id: str = ""
    group_number: str = ""
    policyholder: str = ""
    employer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleParty:
    """One invented office; its key is how cases name it."""

    id: str
    name: str
    kind: PartyKind
    organization: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    contact: str = ""
    contact_role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEntry:
    """One log line. ``day`` and ``deadline`` count from today (-12 is twelve days ago); a missing deadline is none."""

    day: int
    action: str
    party: str = ""
    reference: str = ""
    deadline: int | None = None
    ours: bool = False
    track: TrackKind | None = None
    channel: Channel = Channel.NONE
    talked_to: str = ""
    notes: str = ""
    documents: tuple[str, ...] = ()
    amended_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTrack:
    """One lane and the stage it has reached (from 0)."""

    kind: TrackKind
    stage: int
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTask:
    """Something still to do."""

    title: str
    due: int | None = None
    track: TrackKind | None = None
    party: str = ""
    letter_kind: str = ""
    script: str = ""
    done: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleClock:
    """A deadline counted by a rule from events (days from today), or a plain one with ``due``.

    ``done`` says on which day it was met. ``notice_due`` is the date on the notice.
    """

    rule: str = ""
    events: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    due: int | None = None
    notice_due: int | None = None
    track: TrackKind | None = None
    party: str = ""
    ours: bool = True
    done: int | None = None
    promised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDocument:
    """A document that is printed as a real PDF: who sent it, its lines of reference, its paragraphs."""

    id: str
    title: str
    kind: DocumentKind
    day: int
    sender: str = ""
    sender_address: str = ""
    heading: str
    reference: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLetter:
    """A letter drafted from the case's facts. ``sent`` is the day it went out; ``own`` are its own facts."""

    kind: str
    day: int
    sent: int | None = None
    method: str = "certified_mail"
    tracking: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    versions: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleExhibit:
    """An exhibit of the case's packet; ``document`` is a document's id, ``shows`` the lines of its cover sheet."""

    document: str
    title: str = ""
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCase:
    """One invented case. All days count from today. Amounts are dollars as text."""

    id: str
    person: str
    title: str
    problem: str
    stage: str
    provider: str = ""
    insurer: str = ""
    status: CaseStatus = CaseStatus.OPEN
    outcome: Outcome = Outcome.NONE
    route: str = ""
    opened: int
    closed: int | None = None
    denial_types: tuple[str, ...] = ()
    corrected_eob_needed: bool = False
    corrected_eob: int | None = None
    saved: str = ""
    asked: str = ""
    service_timing: str = "post_service"
    urgent: bool = False
    codes: tuple[str, ...] = ()
    reason: str = ""
    signals: tuple[str, ...] = ()
    dates: Mapping[str, int] = field(default_factory=dict)
    amounts: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    tracks: tuple[SampleTrack, ...] = ()
    log: tuple[SampleEntry, ...] = ()
    tasks: tuple[SampleTask, ...] = ()
    clocks: tuple[SampleClock, ...] = ()
    documents: tuple[SampleDocument, ...] = ()
    letters: tuple[SampleLetter, ...] = ()
    packet: tuple[SampleExhibit, ...] = ()


def sample_people() -> Mapping[str, SamplePerson]:
    """Return the people by key."""
    return shipped_records("sample/people.toml", SamplePerson)


def sample_parties() -> Mapping[str, SampleParty]:
    """Return the parties by key."""
    return shipped_records("sample/parties.toml", SampleParty)


def sample_cases() -> Mapping[str, SampleCase]:
    """Return the cases by file name."""
    return shipped_folder("sample/cases", SampleCase)
