# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Logging an action, amending it with its history kept, and taking it back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from app.clock import Clock
from app.domain.dates import said_date
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.letter import Sending
from app.domain.log import Amendment, Attachment, Channel, LogEntry
from app.domain.party import Party, PartyKind
from app.domain.track import FIRST_ASKED, TRACK_STAGES, Track
from app.ports import Casebook, LogFilter, LogRow, Transaction
from app.services.errors import ImpossibleDates, NeedsWords
from app.services.undo import Change, UndoStack

_TAKEN_AWAY = "Log entry amended"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What the quick-entry row holds. ``party`` is a name: a new one becomes a party of its own.

    ``we_owe`` says whose clock the deadline is: theirs (they answer by then) unless it is True.
    """

    case_id: str
    action: str
    party: str = ""
    party_kind: PartyKind = PartyKind.OTHER
    date: dt.date
    reference: str = ""
    deadline: dt.date | None = None
    we_owe: bool = False
    track_id: str | None = None
    talked_to: str = ""
    channel: Channel = Channel.NONE
    notes: str = ""
    document_ids: tuple[str, ...] = ()


class LogService:
    """The log of a casebook."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo

    def page(self, wanted: LogFilter, after: LogRow | None = None, limit: int = 200) -> list[LogRow]:
        """Return a page of the log, newest first."""
        with self._casebook.reading() as tx:
            return tx.log_page(wanted, after, limit)

    def count(self, wanted: LogFilter) -> int:
        """Return how many entries the filter holds."""
        with self._casebook.reading() as tx:
            return tx.log_count(wanted)

    def entry(self, entry_id: str) -> LogEntry:
        """Return one entry."""
        with self._casebook.reading() as tx:
            return tx.get(LogEntry, entry_id)

    def add(self, new: NewEntry) -> LogEntry:
        """Write a log entry, its deadline and its attachments in one transaction."""
        if not new.action.strip():
            raise NeedsWords("The action")
        self._check_dates(new.date, new.deadline)
        with self._casebook.transaction() as tx:
            named = " ".join(new.party.split())
            known = not named or bool(tx.find(Party, name=named))
            entry = add_entry(tx, new, self._clock)
            moved = move_on(tx, entry)
            made = find_promises(tx, entry.id)
            party = () if known or entry.party_id is None else (tx.get(Party, entry.party_id),)
            tx.commit()
        self._undo.push(
            Change(text=f"log entry “{entry.action}”", restore=moved, remove=(*made, entry), if_unused=party)
        )
        return entry

    def amend(self, entry_id: str, changed: LogEntry, reason: str = "") -> LogEntry:
        """Change an entry; what it said before is kept as an amendment and can be shown."""
        if not changed.action.strip():
            raise NeedsWords("The action")
        self._check_dates(changed.date, changed.deadline)
        with self._casebook.transaction() as tx:
            before = tx.get(LogEntry, entry_id)
            if replace(changed, amended_at=before.amended_at) == before:
                return before
            amendment = Amendment(
                entry_id=entry_id, amended_at=self._clock.now(), before=entry_as_json(before), reason=reason.strip()
            )
            after = replace(changed, id=entry_id, created_at=before.created_at, amended_at=self._clock.now())
            old_promises = find_promises(tx, entry_id)
            tx.save(after, amendment)
            made = _move_promises(tx, before, after, old_promises, self._clock.today())
            tx.commit()
        self._undo.push(
            Change(text="amendment of a log entry", restore=(before, *old_promises), remove=(amendment, *made))
        )
        return after

    def history(self, entry_id: str) -> tuple[Amendment, ...]:
        """Return what the entry said before, the oldest first."""
        with self._casebook.reading() as tx:
            return tuple(tx.find(Amendment, order_by="amended_at", entry_id=entry_id))

    def delete(self, entry_id: str) -> None:
        """Delete an entry with its history; undo brings everything back."""
        with self._casebook.transaction() as tx:
            entry = tx.get(LogEntry, entry_id)
            kept = (
                *tx.find(Amendment, entry_id=entry_id),
                *tx.find(Attachment, entry_id=entry_id),
            )
            promises = find_promises(tx, entry_id)
            sent = tx.find(Sending, log_entry_id=entry_id)  # they outlive the entry, and point at it again after undo
            tx.delete(*promises, *kept, entry)
            tx.commit()
        self._undo.push(Change(text=f"deletion of “{entry.action}”", restore=(entry, *promises, *kept, *sent)))

    def parties(self) -> list[Party]:
        """Return every party, by name, for the suggestions of the party field."""
        with self._casebook.reading() as tx:
            return tx.find(Party, order_by="name")

    def references(self, case_id: str) -> list[str]:
        """Return the reference numbers already used in a case, the newest first."""
        rows = self.page(LogFilter(case_id=case_id), limit=500)
        return list(dict.fromkeys(row.reference for row in rows if row.reference))

    def _check_dates(self, done: date, deadline: date | None) -> None:
        today = self._clock.today()
        if done > today + timedelta(days=1):
            raise ImpossibleDates(f"the action is dated {done.isoformat()}, which has not come yet")
        if deadline is not None and deadline < done:
            raise ImpossibleDates(f"the deadline {deadline.isoformat()} is before the action of {done.isoformat()}")


def add_entry(tx: Transaction, new: NewEntry, clock: Clock) -> LogEntry:
    """Write an entry inside a transaction that another service has opened."""
    party = party_named(tx, new.party, new.party_kind)
    entry = LogEntry(
        case_id=new.case_id,
        track_id=new.track_id,
        party_id=party.id if party else None,
        action=new.action.strip(),
        date=new.date,
        reference=new.reference.strip(),
        deadline=new.deadline,
        talked_to=new.talked_to.strip(),
        channel=new.channel,
        notes=new.notes,
        created_at=clock.now(),
    )
    tx.save(entry)
    for document_id in new.document_ids:
        tx.save(Attachment(entry_id=entry.id, document_id=document_id))
    if new.deadline is not None:
        tx.save(promise_of(entry, new.deadline, Owner.US if new.we_owe else Owner.THEM))
    return entry


def move_on(tx: Transaction, entry: LogEntry) -> tuple[Track, ...]:
    """Bring the track of a call or a letter from its beginning to "Asked"; return it as it was."""
    if entry.track_id is None or entry.channel is Channel.NONE:
        return ()
    track = tx.get(Track, entry.track_id)
    stages = TRACK_STAGES[track.kind]
    if track.stage or FIRST_ASKED not in stages[:2]:
        return ()
    tx.save(replace(track, stage=stages.index(FIRST_ASKED)))
    return (track,)


def party_named(tx: Transaction, name: str, kind: PartyKind = PartyKind.OTHER) -> Party | None:
    """Return the party of that name, made when it is new; None for an empty name."""
    name = " ".join(name.split())
    if not name:
        return None
    known = tx.find(Party, name=name)
    if known:
        return next((p for p in known if p.kind == kind), known[0])
    party = Party(name=name, kind=kind)
    tx.save(party)
    return party


def find_promises(tx: Transaction, entry_id: str) -> tuple[Deadline, ...]:
    """Return the deadlines that a log entry made."""
    return tuple(tx.find(Deadline, log_entry_id=entry_id))


def entry_as_json(entry: LogEntry) -> str:
    """Write an entry as JSON, for the history."""
    return json.dumps(asdict(entry), default=str, ensure_ascii=False)


def promise_of(entry: LogEntry, due: date, owner: Owner) -> Deadline:
    """Return the clock that the deadline of a log entry starts: a promise of theirs, or a follow-up of ours."""
    return Deadline(
        case_id=entry.case_id,
        track_id=entry.track_id,
        party_id=entry.party_id,
        log_entry_id=entry.id,
        title=entry.action,
        owner=owner,
        source=DeadlineSource.OWN if owner is Owner.US else DeadlineSource.PROMISE,
        due=due,
        trigger="the log entry",
        trigger_date=entry.date,
        counted=_counted(entry),
    )


def _counted(entry: LogEntry) -> str:
    return f"Set in the log on {said_date(entry.date)}; no law behind it."


def awake_by(snoozed_until: date | None, due: date) -> date | None:
    """Return until when something stays out of sight; never past its new due date."""
    return None if snoozed_until is not None and snoozed_until > due else snoozed_until


def _move_promises(
    tx: Transaction, before: LogEntry, entry: LogEntry, promises: tuple[Deadline, ...], today: date
) -> tuple[Deadline, ...]:
    """Let the entry's deadline follow an amendment; return those made new.

    One that is done stays as it is: what was kept was kept. One that an earlier amendment took away comes back.
    """
    still = [p for p in promises if p.status is DeadlineStatus.OPEN or p.closed_reason == _TAKEN_AWAY]
    if entry.deadline is None:
        ended = [p for p in still if p.status is DeadlineStatus.OPEN]
        tx.save(
            *(replace(p, status=DeadlineStatus.VOID, closed_on=today, closed_reason=_TAKEN_AWAY) for p in ended),
        )
        return ()
    if still:
        tx.save(*(_following(entry, entry.deadline, old) for old in still))
        return ()
    if promises and entry.deadline == before.deadline:
        return ()
    made = promise_of(entry, entry.deadline, promises[0].owner if promises else Owner.THEM)
    tx.save(made)
    return (made,)


def _following(entry: LogEntry, due: date, old: Deadline) -> Deadline:
    return replace(
        old,
        title=entry.action,
        due=due,
        trigger_date=entry.date,
        counted=_counted(entry),
        party_id=entry.party_id,
        track_id=entry.track_id,
        status=DeadlineStatus.OPEN,
        closed_on=None,
        closed_reason="",
        snoozed_until=awake_by(old.snoozed_until, due),
    )
