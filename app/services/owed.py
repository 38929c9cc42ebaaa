# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What they owe: which of their clocks ran out, taking one up for the next letter, and noting that a paper arrived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.clock import Clock
from app.domain.case import Case
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.facts import Facts
from app.domain.letter import Letter, Sending
from app.domain.log import LogEntry
from app.domain.party import Party, PartyKind
from app.ports import Casebook, Transaction
from app.rules.missed_clocks import SENT_TRIGGER, Missed, is_missed, missed
from app.services.deadlines import from_computed
from app.services.errors import ImpossibleDates
from app.services.log import NewEntry, add_entry
from app.services.planning import Planner
from app.services.sent_appeal import note_received
from app.services.undo import Change, UndoStack

SIGNAL = "insurer_missed_deadline"
MISSED = "letter.missed_clocks"
"""The blank of a letter that takes the dates they missed."""
_TO_ANYONE = frozenset({PartyKind.REGULATOR, PartyKind.REVIEW_ORGANIZATION})
_TAKEN_UP = "They missed a date: "


class OwedService:
    """Their clocks."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack, planner: Planner) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self._planner = planner

    def of_case(self, case_id: str) -> tuple[Missed, ...]:
        """Return the clocks of a case that they let run out, the oldest first."""
        with self._casebook.reading() as tx:
            return missed_of(tx, tx.get(Case, case_id), self._planner, self._clock.today())

    def look(self, deadline_id: str) -> Missed | None:
        """Return what a missed clock means; None while it is not missed."""
        with self._casebook.reading() as tx:
            deadline = tx.get(Deadline, deadline_id)
            if not is_missed(deadline, self._clock.today()):
                return None
            facts = self._planner.facts_of(tx.get(Case, deadline.case_id))
            return missed(deadline, facts, _party(tx, deadline), self._clock.today())

    def taken_up(self, deadline_id: str) -> bool:
        """Return whether a missed clock was already noted for the next letter."""
        with self._casebook.reading() as tx:
            deadline = tx.get(Deadline, deadline_id)
            return bool(tx.find(LogEntry, case_id=deadline.case_id, action=_TAKEN_UP + deadline.title))

    def take_up(self, deadline_id: str) -> Missed | None:
        """Note a missed clock in the log and in the case's facts, so that the next letters say it; None if not missed.

        It stays open: they still owe it.
        """
        with self._casebook.transaction() as tx:
            deadline = tx.get(Deadline, deadline_id)
            today = self._clock.today()
            if not is_missed(deadline, today):
                return None
            case = tx.get(Case, deadline.case_id)
            facts = self._planner.facts_of(case)
            found = missed(deadline, facts, _party(tx, deadline), today)
            action = _TAKEN_UP + deadline.title
            if SIGNAL in facts.signals and tx.find(LogEntry, case_id=case.id, action=action):
                return found
            signals = tuple(dict.fromkeys([*facts.signals, SIGNAL]))
            tx.save(self._planner.with_facts(case, replace(facts, signals=signals)))
            new = NewEntry(case_id=case.id, action=action, date=today, track_id=deadline.track_id, notes=found.sentence)
            entry = replace(add_entry(tx, new, self._clock), party_id=deadline.party_id)
            tx.save(entry)
            tx.commit()
        self._undo.push(Change(text=f"missed date “{deadline.title}”", restore=(case,), remove=(entry,)))
        return found

    def arrived(self, deadline_id: str, on: date) -> tuple[Deadline, ...]:
        """Note the day on which a sent paper arrived: the follow-up is done, and their clock counts from that day."""
        today = self._clock.today()
        if on > today:
            raise ImpossibleDates(f"it arrived on {on.isoformat()}, which has not come yet")
        with self._casebook.transaction() as tx:
            follow_up = tx.get(Deadline, deadline_id)
            sending = sending_of(tx, follow_up)
            if sending is None:
                return ()
            if on < sending.sent_on:
                raise ImpossibleDates(f"it arrived on {on.isoformat()}, before it was sent")
            done = replace(follow_up, status=DeadlineStatus.DONE, closed_on=today, closed_reason="Arrived")
            before = [
                d
                for d in tx.find(Deadline, case_id=follow_up.case_id, trigger=SENT_TRIGGER)
                if d.status is DeadlineStatus.OPEN and d.trigger_date == sending.sent_on and d.law_due is not None
            ]
            after = [counted for d in before if (counted := _from_receipt(self._planner, d, on)) is not None]
            entry = replace(
                add_entry(
                    tx,
                    NewEntry(
                        case_id=follow_up.case_id,
                        action=follow_up.title.replace("See that it arrived", "It arrived"),
                        date=on,
                        reference=sending.tracking,
                        track_id=follow_up.track_id,
                    ),
                    self._clock,
                ),
                party_id=follow_up.party_id,
            )
            tx.save(done, entry, replace(sending, received_on=on), *after)
            noted = _noted(tx, self._planner, sending, on)
            tx.commit()
        restore = (follow_up, sending, *before, *noted)
        self._undo.push(Change(text=f"“{follow_up.title}” arrived", restore=restore, remove=(entry,)))
        return (done, *after)

    def waits_for_receipt(self, deadline: Deadline) -> bool:
        """Return whether a deadline asks to see that a paper arrived."""
        with self._casebook.reading() as tx:
            return sending_of(tx, deadline) is not None


def missed_of(tx: Transaction, case: Case, planner: Planner, today: date) -> tuple[Missed, ...]:
    """Return the clocks of a case that they let run out, the oldest first."""
    facts = planner.facts_of(case)
    clocks = [d for d in tx.find(Deadline, order_by="due", case_id=case.id) if is_missed(d, today)]
    return tuple(missed(clock, facts, _party(tx, clock), today) for clock in clocks)


def missed_words(
    tx: Transaction, case: Case, facts: Facts, planner: Planner, to: PartyKind, party: Party | None, today: date
) -> str:
    """Return the sentences on missed dates for a letter to this party; empty unless the person took one up.

    A letter to the one who is late speaks of its own dates alone; a regulator hears of all of them.
    """
    if SIGNAL not in facts.signals:
        return ""
    taken = [
        m
        for m in missed_of(tx, case, planner, today)
        if tx.find(LogEntry, case_id=case.id, action=_TAKEN_UP + m.deadline.title)
    ]
    if to not in _TO_ANYONE:
        owner = party.id if party else None
        taken = [m for m in taken if m.deadline.party_id in (owner, None)]
    return "\n".join(m.sentence for m in taken)


def sending_of(tx: Transaction, deadline: Deadline) -> Sending | None:
    """Return the sending whose arrival a follow-up waits for; None for every other deadline."""
    if not deadline.events.startswith(ARRIVAL) or deadline.owner is not Owner.US:
        return None
    sending_id = deadline.events.removeprefix(ARRIVAL).removesuffix('"}')
    return next(iter(tx.find(Sending, id=sending_id)), None)


ARRIVAL = '{"sending": "'
"""How the events of a follow-up begin that waits for proof of receipt."""


def _from_receipt(planner: Planner, clock: Deadline, on: date) -> Deadline | None:
    """Count a clock of theirs again from the day of receipt; None where its rule is there no more."""
    computed = planner.from_start(clock.rule_id, on)
    if computed is None or computed.working is None:
        return None
    new = from_computed(computed, clock.case_id, clock.track_id, clock.party_id)
    return replace(new, id=clock.id, title=clock.title, snoozed_until=None)


def _noted(tx: Transaction, planner: Planner, sending: Sending, on: date) -> tuple[Case, ...]:
    if sending.letter_id is None:
        return ()
    return note_received(tx, planner, tx.get(Letter, sending.letter_id), sending.sent_on, on)


def _party(tx: Transaction, deadline: Deadline) -> str:
    return tx.get(Party, deadline.party_id).name if deadline.party_id else ""
