# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Cases: editing them in place, moving their tracks, and closing them only when the rules allow it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.clock import Clock
from app.domain.bill import BillMark
from app.domain.case import Case, CaseStatus, Outcome
from app.domain.claim import Adjustment, Claim, ClaimLine
from app.domain.coverage import Coverage
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.document import Document
from app.domain.letter import Letter, LetterVersion, Sending
from app.domain.log import Amendment, Attachment, LogEntry
from app.domain.money import Cents, dollars
from app.domain.packet import Exhibit, Packet
from app.domain.party import Party
from app.domain.person import Person
from app.domain.track import TRACK_STAGES, TRACK_TITLES, Task, Track, TrackKind
from app.domain.wizard import WizardSession
from app.ports import Casebook, CaseRow, Transaction
from app.services.case_view import CaseView, read_case
from app.services.errors import AmountBelowNothing, CaseNotClosable, ImpossibleDates, NeedsWords
from app.services.log import NewEntry, add_entry
from app.services.undo import Change, UndoStack

Editable = TypeVar("Editable", Person, Coverage, Party)
_CLOSED_WITH_CASE = "Case closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingItem:
    """One line of the closing checklist. ``blocks`` means the case cannot be closed while it is not done."""

    id: str
    text: str
    done: bool
    blocks: bool


class CaseService:
    """The cases of a casebook, their people and parties."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo

    def rows(self, person_id: str | None = None, status: str | None = None) -> list[CaseRow]:
        """Return the lines of the Cases page."""
        with self._casebook.reading() as tx:
            return tx.cases(person_id, status)

    def view(self, case_id: str) -> CaseView:
        """Return everything on the Case page."""
        return read_case(self._casebook, case_id)

    def people(self) -> list[Person]:
        """Return the people of the casebook, by name."""
        with self._casebook.reading() as tx:
            return tx.find(Person, order_by="name")

    def coverages(self, person_id: str) -> list[Coverage]:
        """Return the plans of one person."""
        with self._casebook.reading() as tx:
            return tx.find(Coverage, person_id=person_id)

    def save(self, case: Case) -> Case:
        """Keep an edited case."""
        if not case.title.strip():
            raise NeedsWords("The case's title")
        if case.service_start and case.service_end and case.service_end < case.service_start:
            raise ImpossibleDates("the service ends before it starts")
        with self._casebook.transaction() as tx:
            before = tx.get(Case, case.id)
            tx.save(case)
            tx.commit()
        self._undo.push(Change(text=f"change of “{before.title}”", restore=(before,)))
        return case

    def save_party(self, record: Editable) -> Editable:
        """Keep a new or edited person, plan or party."""
        name = record.plan_name if isinstance(record, Coverage) else record.name
        if not isinstance(record, Coverage) and not name.strip():
            raise NeedsWords("The name")
        with self._casebook.transaction() as tx:
            before = tx.find(type(record), id=record.id)
            tx.save(record)
            tx.commit()
        if before:
            self._undo.push(Change(text=f"change of {name or 'a plan'}", restore=tuple(before)))
        else:
            self._undo.push(Change(text=f"adding {name or 'a plan'}", remove=(record,)))
        return record

    def move_track(self, track_id: str, stage: int) -> Track:
        """Put a track at a stage (0 to the number of stages; that number means done) and log it."""
        with self._casebook.transaction() as tx:
            before = tx.get(Track, track_id)
            stages = TRACK_STAGES[before.kind]
            stage = max(0, min(stage, len(stages)))
            if stage == before.stage:
                return before
            after = replace(before, stage=stage, closed_on=self._clock.today() if stage == len(stages) else None)
            tx.save(after)
            where = stages[stage] if stage < len(stages) else "done"
            entry = self._note(tx, before.case_id, f"{TRACK_TITLES[before.kind]}: now at “{where}”", before.id)
            tx.commit()
        self._undo.push(Change(text=f"stage of {TRACK_TITLES[before.kind]}", restore=(before,), remove=(entry,)))
        return after

    def add_track(self, case_id: str, kind: TrackKind) -> Track:
        """Open another track of a case; the one already there is returned when the case has it."""
        with self._casebook.transaction() as tx:
            known = tx.find(Track, case_id=case_id, kind=kind)
            if known:
                return known[0]
            track = Track(case_id=case_id, kind=kind, opened_on=self._clock.today())
            tx.save(track)
            tx.commit()
        self._undo.push(Change(text=f"track {TRACK_TITLES[kind]}", remove=(track,)))
        return track

    def corrected_eob_came(self, case_id: str, on: date) -> Case:
        """Note that the corrected EOB is in hand."""
        if on > self._clock.today():
            raise ImpossibleDates(f"the corrected EOB came on {on.isoformat()}, which has not come yet")
        with self._casebook.transaction() as tx:
            before = tx.get(Case, case_id)
            after = replace(before, corrected_eob_received=on)
            tx.save(after)
            entry = self._note(tx, case_id, "The corrected EOB came", None)
            tx.commit()
        self._undo.push(Change(text="corrected EOB", restore=(before,), remove=(entry,)))
        return after

    def closing_checklist(self, case_id: str) -> tuple[ClosingItem, ...]:
        """Return what must be true before a case is closed.

        A case that asked for a correction stays open until the corrected EOB is in: a zero-balance letter beside an
        old EOB is not the end, for the insurer's record still shows money owed.
        """
        with self._casebook.reading() as tx:
            return _checklist(tx, tx.get(Case, case_id))

    def close(self, case_id: str, outcome: Outcome, saved: Cents | None, note: str = "") -> Case:
        """Close a case; its open clocks become void. CaseNotClosable says what is missing.

        ``saved`` is what the person no longer owes, in cents, never below nothing; None where it is not known.
        """
        if outcome is Outcome.NONE:
            raise NeedsWords("How the case ended")
        if saved is not None and saved < 0:
            raise AmountBelowNothing("What was saved")
        with self._casebook.transaction() as tx:
            before = tx.get(Case, case_id)
            missing = tuple(i.text for i in _checklist(tx, before) if i.blocks and not i.done)
            if missing:
                raise CaseNotClosable(missing)
            today = self._clock.today()
            clocks = [d for d in tx.find(Deadline, case_id=case_id) if d.status is DeadlineStatus.OPEN]
            for clock in clocks:
                tx.save(replace(clock, status=DeadlineStatus.VOID, closed_on=today, closed_reason=_CLOSED_WITH_CASE))
            after = replace(
                before, status=CaseStatus.CLOSED, outcome=outcome, saved=saved, closed_on=today, stage="Closed"
            )
            tx.save(after)
            kept = f", {dollars(saved)} saved" if saved else ""
            entry = self._note(tx, case_id, f"Case closed: {outcome.value.replace('_', ' ')}{kept}", None, note)
            tx.commit()
        self._undo.push(Change(text=f"closing of “{before.title}”", restore=(before, *clocks), remove=(entry,)))
        return after

    def reopen(self, case_id: str) -> Case:
        """Open a closed case again, with the clocks that its closing ended: none may be lost by it."""
        with self._casebook.transaction() as tx:
            before = tx.get(Case, case_id)
            clocks = tx.find(Deadline, case_id=case_id, status=DeadlineStatus.VOID, closed_reason=_CLOSED_WITH_CASE)
            tx.save(*(replace(c, status=DeadlineStatus.OPEN, closed_on=None, closed_reason="") for c in clocks))
            after = replace(before, status=CaseStatus.OPEN, outcome=Outcome.NONE, closed_on=None, stage="Open")
            tx.save(after)
            entry = self._note(tx, case_id, "Case opened again", None)
            tx.commit()
        self._undo.push(Change(text=f"reopening of “{before.title}”", restore=(before, *clocks), remove=(entry,)))
        return after

    def delete(self, case_id: str) -> None:
        """Delete a case with everything of its own; undo brings all of it back. Documents stay in the casebook."""
        with self._casebook.transaction() as tx:
            family = _family(tx, case_id)
            documents = tx.find(Document, case_id=case_id)
            wizards = tx.find(WizardSession, case_id=case_id)
            for document in documents:
                tx.save(replace(document, case_id=None))
            tx.delete(*reversed(family))
            tx.commit()
        case = family[0]
        title = case.title if isinstance(case, Case) else ""
        self._undo.push(Change(text=f"deletion of “{title}”", restore=(*family, *documents, *wizards)))

    def _note(self, tx: Transaction, case_id: str, action: str, track_id: str | None, notes: str = "") -> LogEntry:
        new = NewEntry(case_id=case_id, action=action, date=self._clock.today(), track_id=track_id, notes=notes)
        return add_entry(tx, new, self._clock)


def _checklist(tx: Transaction, case: Case) -> tuple[ClosingItem, ...]:
    clocks = [d for d in tx.find(Deadline, case_id=case.id) if d.status is DeadlineStatus.OPEN]
    ours = [d for d in clocks if d.owner is Owner.US]
    items = [
        ClosingItem(
            id="clocks",
            text=f"{len(ours)} of your deadlines are still open; closing ends them." if ours else "No open deadline.",
            done=not ours,
            blocks=False,
        )
    ]
    if case.corrected_eob_needed:
        came = case.corrected_eob_received is not None
        text = (
            "The corrected EOB is in."
            if came
            else "The corrected EOB has not come. A zero balance with an old EOB is not the end: "
            "the insurer's record still shows the old charge. Ask the insurer for the new EOB, "
            "then note the day it came."
        )
        items.insert(0, ClosingItem(id="corrected_eob", text=text, done=came, blocks=True))
    return tuple(items)


def _family(tx: Transaction, case_id: str) -> tuple[object, ...]:
    """Return the case and everything that belongs to it, parents first."""
    case = tx.get(Case, case_id)
    tracks = tx.find(Track, case_id=case_id)
    entries = tx.find(LogEntry, case_id=case_id)
    of_entries = [r for e in entries for k in (Amendment, Attachment) for r in tx.find(k, entry_id=e.id)]
    letters = tx.find(Letter, case_id=case_id)
    versions = [v for letter in letters for v in tx.find(LetterVersion, letter_id=letter.id)]
    packets = tx.find(Packet, case_id=case_id)
    exhibits = [e for packet in packets for e in tx.find(Exhibit, packet_id=packet.id)]
    claims = tx.find(Claim, case_id=case_id)
    of_claims = [r for c in claims for k in (ClaimLine, Adjustment) for r in tx.find(k, claim_id=c.id)]
    loose = (Task, Deadline, Sending, BillMark)
    rest = [r for kind in loose for r in tx.find(kind, case_id=case_id)]
    return (case, *tracks, *entries, *of_entries, *letters, *versions, *packets, *exhibits, *claims, *of_claims, *rest)
