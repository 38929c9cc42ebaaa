# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Marking a letter or packet as sent: the log entry, the proof, and the other side's clock, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.clock import Clock
from app.domain.case import Case
from app.domain.dates import said_date
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.document import Document, DocumentKind
from app.domain.letter import Letter, LetterStatus, Sending
from app.domain.log import Channel, LogEntry
from app.domain.packet import Packet
from app.domain.track import TRACK_STAGES, Task, Track
from app.ports import Casebook, Transaction
from app.services.deadlines import from_computed
from app.services.documents import keep_bytes
from app.services.errors import ImpossibleDates
from app.services.log import NewEntry, add_entry
from app.services.planning import Planner
from app.services.undo import Change, UndoStack

METHODS: dict[str, tuple[str, Channel]] = {
    "certified_mail": ("Certified mail", Channel.LETTER),
    "mail": ("Mail", Channel.LETTER),
    "fax": ("Fax", Channel.FAX),
    "portal": ("Portal upload", Channel.PORTAL),
    "email": ("E-mail", Channel.EMAIL),
    "in_person": ("Handed over in person", Channel.IN_PERSON),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the person says about a sending. ``received`` is the day it is known to have arrived, when known."""

    on: date
    method: str
    tracking: str = ""
    received: date | None = None
    proof: tuple[str, bytes] | None = None


class SendingService:
    """Letters and packets that went out."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack, planner: Planner) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self._planner = planner

    def of_letter(self, letter_id: str) -> list[Sending]:
        """Return when and how a letter was sent."""
        with self._casebook.reading() as tx:
            return tx.find(Sending, order_by="sent_on", letter_id=letter_id)

    def of_packet(self, packet_id: str) -> list[Sending]:
        """Return when and how a packet was sent."""
        with self._casebook.reading() as tx:
            return tx.find(Sending, order_by="sent_on", packet_id=packet_id)

    def mark_sent(
        self, letter: Letter, sent: Sent, paper: bytes | tuple[bytes, ...], packet: Packet | None = None
    ) -> LogEntry:
        """Keep the bytes as sent, log it, end the deadline it answers, and start the other side's clock.

        ``paper`` is one file, or the parts of a packet that was split.

        The other side's clock starts at receipt. While receipt is not known it is counted from the day of sending and
        says so, for an earlier date can be chased and a later one cannot be missed.
        """
        for what, day in (("sent", sent.on), ("received", sent.received)):
            if day is not None and day > self._clock.today():
                raise ImpossibleDates(f"it was {what} on {day.isoformat()}, which has not come yet")
        if sent.received is not None and sent.received < sent.on:
            raise ImpossibleDates(f"it was received on {sent.received.isoformat()}, before it was sent")
        with self._casebook.transaction() as tx:
            papers = paper if isinstance(paper, tuple) else (paper,)
            entry, change = _mark(tx, self._clock, self._planner, letter, sent, papers, packet)
            tx.commit()
        self._undo.push(change)
        return entry


def _mark(
    tx: Transaction,
    clock: Clock,
    planner: Planner,
    letter: Letter,
    sent: Sent,
    papers: tuple[bytes, ...],
    packet: Packet | None,
) -> tuple[LogEntry, Change]:
    title = packet.title if packet else letter.title
    method, channel = METHODS[sent.method]
    copies = _keep_papers(tx, clock, letter, sent, title, papers)
    documents = [*copies, *_keep_proof(tx, clock, letter, sent)]
    entry = _log_sending(tx, clock, letter, sent, f"Sent: {title} ({method.lower()})", channel, documents)
    sending = Sending(
        case_id=letter.case_id,
        letter_id=letter.id,
        packet_id=packet.id if packet else None,
        sent_on=sent.on,
        method=sent.method,
        tracking=sent.tracking.strip(),
        document_id=copies[0].id,
        log_entry_id=entry.id,
    )
    before_letter = tx.get(Letter, letter.id)
    tx.save(sending, replace(before_letter, status=LetterStatus.SENT, changed_at=clock.now()))
    ended = _end_clocks(tx, letter, sent, planner.letter_kind(letter.kind).head.meets)
    started = _start_their_clock(tx, planner, letter, sent)
    moved = _move_track(tx, letter)
    restore = (before_letter, *ended, *moved)
    return entry, Change(
        text=f"sending of “{title}”", restore=restore, remove=(*started, sending, entry, *reversed(documents))
    )


def _keep_papers(
    tx: Transaction, clock: Clock, letter: Letter, sent: Sent, title: str, papers: tuple[bytes, ...]
) -> list[Document]:
    """Keep what went out: one file, or each part of a packet that was split."""
    kept = []
    for number, paper in enumerate(papers, 1):
        part = f", part {number} of {len(papers)}" if len(papers) > 1 else ""
        document = keep_bytes(
            tx,
            clock,
            f"{title}{part}.pdf",
            paper,
            case_id=letter.case_id,
            kind=DocumentKind.LETTER_SENT,
            title=f"{title}{part}, as sent",
        )
        document = replace(document, date=sent.on)
        tx.save(document)
        kept.append(document)
    return kept


def _keep_proof(tx: Transaction, clock: Clock, letter: Letter, sent: Sent) -> list[Document]:
    if sent.proof is None:
        return []
    name, content = sent.proof
    kind = DocumentKind.PROOF_OF_SENDING
    return [keep_bytes(tx, clock, name, content, case_id=letter.case_id, kind=kind, title=f"Proof: {letter.title}")]


def _log_sending(
    tx: Transaction,
    clock: Clock,
    letter: Letter,
    sent: Sent,
    action: str,
    channel: Channel,
    documents: list[Document],
) -> LogEntry:
    new = NewEntry(
        case_id=letter.case_id,
        action=action,
        date=sent.on,
        reference=sent.tracking,
        track_id=letter.track_id,
        channel=channel,
        document_ids=tuple(d.id for d in documents),
    )
    entry = replace(add_entry(tx, new, clock), party_id=letter.party_id)
    tx.save(entry)
    return entry


def _end_clocks(tx: Transaction, letter: Letter, sent: Sent, meets: tuple[str, ...]) -> list[Deadline | Task]:
    """End our deadlines that this letter meets, and the tasks to write it; return them as they were."""
    before: list[Deadline | Task] = []
    for clock in tx.find(Deadline, case_id=letter.case_id):
        answers = clock.rule_id in meets or clock.letter_kind == letter.kind
        if answers and clock.status is DeadlineStatus.OPEN and clock.owner is Owner.US:
            before.append(clock)
            tx.save(replace(clock, status=DeadlineStatus.DONE, closed_on=sent.on, closed_reason="Sent"))
    for task in tx.find(Task, case_id=letter.case_id, letter_kind=letter.kind):
        if task.done_on is None:
            before.append(task)
            tx.save(replace(task, done_on=sent.on))
    return before


def _start_their_clock(tx: Transaction, planner: Planner, letter: Letter, sent: Sent) -> list[Deadline]:
    case = tx.get(Case, letter.case_id)
    computed = planner.their_clock(letter.kind, planner.facts_of(case), sent.received or sent.on)
    if computed is None or computed.working is None:
        return []
    started = from_computed(computed, letter.case_id, letter.track_id, letter.party_id)
    if sent.received is None:
        said = (
            f"The day it arrives is not known yet, so this counts from the day it was sent, {said_date(sent.on)}. "
            "Count it again from the day of receipt, once you know it."
        )
        started = replace(started, counted=f"{said} {started.counted}")
    tx.save(started)
    return [started]


def _move_track(tx: Transaction, letter: Letter) -> list[Track]:
    """Put the letter's track at its "Sent" or "Asked" stage, when it is not past it."""
    if letter.track_id is None:
        return []
    track = tx.get(Track, letter.track_id)
    stages = TRACK_STAGES[track.kind]
    target = next((stages.index(name) for name in ("Sent", "Asked", "Disputed") if name in stages), None)
    if target is None or track.stage >= target + 1:
        return []
    tx.save(replace(track, stage=max(track.stage, target)))
    return [track]
