# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""To whom a letter goes, as a party of the casebook, and the track of the case that it belongs to."""

from __future__ import annotations

from datetime import date

from app.domain.case import Case
from app.domain.facts import Facts
from app.domain.party import Party, PartyKind
from app.domain.track import Track, TrackKind
from app.knowledge.letters import LetterKind, letter_kinds
from app.ports import Transaction
from app.rules.letter_paper import office_name
from app.services.log import party_named


def recipient_of(tx: Transaction, kind: LetterKind, case: Case, facts: Facts, today: date) -> Party | None:
    """Return the party that a kind of letter goes to in this case, made when it is new; None while nobody is named."""
    to = PartyKind(kind.to)
    if to is PartyKind.REGULATOR:
        return party_named(tx, office_name(kind, facts, today), to)
    if to is PartyKind.COLLECTOR:
        return party_named(tx, facts.people.collector, to)
    if to is PartyKind.CLINICIAN:
        return party_named(tx, facts.people.clinician, to)
    if to in {PartyKind.CREDIT_BUREAU, PartyKind.REVIEW_ORGANIZATION, PartyKind.OTHER}:
        return None  # no fact names them: who they are is typed into the letter
    if to is PartyKind.PLAN_ADMINISTRATOR:
        return party_named(tx, facts.people.employer, to)
    if to is PartyKind.INSURER:
        return tx.get(Party, case.insurer_id) if case.insurer_id else party_named(tx, facts.people.insurer, to)
    return tx.get(Party, case.provider_id) if case.provider_id else party_named(tx, facts.people.provider, to)


def track_of(tx: Transaction, case_id: str, kind: LetterKind) -> Track | None:
    """Return the track of a case that a kind of letter belongs to, its first one where it has no such track."""
    wanted = kind.head.track
    tracks = tx.find(Track, case_id=case_id)
    return next((t for t in tracks if t.kind is wanted), tracks[0] if tracks else None)


def track_kind_of(letter_kind: str) -> TrackKind | None:
    """Return the track a kind of letter belongs to, None when it may be any."""
    kind = letter_kinds().get(letter_kind)
    return kind.head.track if kind else None
