# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Marking a letter or packet as sent: the log entry, the proof, and the other side's clock, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.clock import Clock
from app.domain.case import Case
from app.domain.dates import said_date
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.document import Document, DocumentKind
from app.domain.letter import Letter, LetterStatus, Sending
from app.domain.log import Channel, LogEntry
from app.domain.packet import Packet
from app.domain.plan import ComputedDeadline
from app.domain.track import TRACK_STAGES, Task, Track
from app.knowledge.deadlines import Filed, deadline_rules
from app.knowledge.letters import LetterHead
from app.ports import Casebook, Transaction
from app.rules.counting import next_working_day
from app.rules.missed_clocks import SENT_TRIGGER
from app.services.deadlines import from_computed
from app.services.documents import keep_bytes
from app.services.errors import ImpossibleDates
from app.services.log import NewEntry, add_entry
from app.services.owed import ARRIVAL
from app.services.planning import Planner
from app.services.sent_appeal import note_sent
from app.services.sent_follow_up import awaited_answer, end_of_authority, other_paper
from app.services.undo import Change, UndoStack

_ASK_AGAIN = timedelta(days=14)
_LATE_CHECK = timedelta(days=3)
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
    proofs = _keep_proof(tx, clock, letter, sent)
    documents = [*copies, *proofs]
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
        proof_id=proofs[0].id if proofs else None,
        received_on=sent.received,
    )
    before_letter = tx.get(Letter, letter.id)
    tx.save(sending, replace(before_letter, status=LetterStatus.SENT, changed_at=clock.now()))
    head = planner.letter_kind(letter.kind).head
    ended = _end_clocks(tx, letter, sent, head.meets)
    started = _start_their_clocks(tx, planner, letter, sent)
    started += _follow_up(tx, letter, head, sent, law_counts=bool(started))
    started += _await_arrival(tx, letter, sending, sent, [d for d in ended if isinstance(d, Deadline)])
    moved = _move_track(tx, letter)
    noted = note_sent(tx, planner, letter, sent.on, sent.received)
    restore = (before_letter, *ended, *moved, *noted)
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
        answers = clock.rule_id in meets or (clock.letter_kind == letter.kind and not other_paper(clock, letter))
        if answers and clock.status is DeadlineStatus.OPEN and clock.owner is Owner.US:
            before.append(clock)
            tx.save(replace(clock, status=DeadlineStatus.DONE, closed_on=sent.on, closed_reason="Sent"))
    for task in tx.find(Task, case_id=letter.case_id, letter_kind=letter.kind):
        if task.done_on is None:
            before.append(task)
            tx.save(replace(task, done_on=sent.on))
    return before


def _start_their_clocks(tx: Transaction, planner: Planner, letter: Letter, sent: Sent) -> list[Deadline]:
    """Start what they owe now: an answer, and where the rule has one an acknowledgment."""
    case = tx.get(Case, letter.case_id)
    counted = planner.their_clocks(letter.kind, planner.facts_of(case), sent.received or sent.on)
    started = [_their_clock(letter, sent, computed) for computed in counted]
    tx.save(*started)
    return started


def _follow_up(tx: Transaction, letter: Letter, head: LetterHead, sent: Sent, *, law_counts: bool) -> list[Deadline]:
    """Put on the calendar what no law counts: the answer that the letter asks for, and the day a signed paper ends."""
    answer = None if law_counts else awaited_answer(letter, head, sent.on)
    found = [one for one in (answer, end_of_authority(letter, head, sent.on)) if one is not None]
    tx.save(*found)
    return found


def _their_clock(letter: Letter, sent: Sent, computed: ComputedDeadline) -> Deadline:
    if computed.working is None:
        return _ask_again(letter, sent, computed)
    started = from_computed(computed, letter.case_id, letter.track_id, letter.party_id)
    if sent.received is not None:
        return started
    said = (
        f"The day it arrives is not known yet, so this counts from the day it was sent, {said_date(sent.on)}. "
        "Enter the day of receipt once you know it, and it is counted again."
    )
    return replace(started, counted=f"{said} {started.counted}", trigger=SENT_TRIGGER)


def _ask_again(letter: Letter, sent: Sent, computed: ComputedDeadline) -> Deadline:
    """Make the day to ask again where the law names a duty but no number of days; never shown as a legal date."""
    return Deadline(
        case_id=letter.case_id,
        track_id=letter.track_id,
        party_id=letter.party_id,
        title=computed.title,
        owner=Owner.THEM,
        source=DeadlineSource.OWN,
        rule_id=computed.rule,
        trigger=computed.trigger,
        trigger_date=sent.on,
        due=next_working_day(sent.on + _ASK_AGAIN),
        counted=(
            f"The law ({computed.citation}) sets no number of days. This is only a day to ask again, two weeks after "
            f"it was sent on {said_date(sent.on)}."
        ),
        checked=computed.checked,
        verified=computed.verified,
        notes="\n".join(computed.notes),
    )


def _await_arrival(
    tx: Transaction, letter: Letter, sending: Sending, sent: Sent, ended: list[Deadline]
) -> list[Deadline]:
    """Keep the date of each deadline that mailing has met until it is known to have arrived, where arrival counts."""
    if _arrived(sent):
        return []
    waiting = [_see_that_it_arrived(letter, sending, sent, met) for met in ended if _counts_arrival(met)]
    tx.save(*waiting[:1])
    return waiting[:1]


def _arrived(sent: Sent) -> bool:
    """Return whether it is known to be there: a day of receipt, a hand that took it, or a confirmation kept."""
    confirmed = sent.method in {"fax", "portal"} and bool(sent.tracking.strip() or sent.proof)
    return sent.received is not None or sent.method == "in_person" or confirmed


def _counts_arrival(met: Deadline) -> bool:
    """Return whether the day of receipt may be the one that counts; where a notice prints a date, it may be."""
    rule = deadline_rules().get(met.rule_id)
    if met.notice_due is not None:
        return True
    return rule is not None and rule.filed is not Filed.POSTMARKED


def _see_that_it_arrived(letter: Letter, sending: Sending, sent: Sent, met: Deadline) -> Deadline:
    rule = deadline_rules().get(met.rule_id)
    if rule is not None and rule.filed is Filed.RECEIVED:
        why = f"By the law ({met.citation}) it counts on the day they receive it."
    elif met.notice_due is not None:
        why = "The notice prints a date, and it may mean the day they must have it."
    else:
        why = "No text we know says whether the day of sending or of receipt counts, so receipt is the safe one."
    late = met.due < sent.on
    due = next_working_day(sent.on + _LATE_CHECK) if late else met.due
    kept = "The date had passed when it was sent." if late else f"So the date, {said_date(met.due)}, stays open."
    return Deadline(
        case_id=letter.case_id,
        track_id=met.track_id or letter.track_id,
        party_id=letter.party_id,
        title=f"See that it arrived: {letter.title}",
        source=DeadlineSource.OWN if late else met.source,
        trigger="the sending, until there is proof of receipt",
        trigger_date=sent.on,
        due=due,
        safe=None if late else met.safe,
        events=f'{ARRIVAL}{sending.id}"}}',
        citation="" if late else met.citation,
        counted=f"Sent on {said_date(sent.on)}. {why} {kept} Look at the tracking, or call and ask.",
    )


def _move_track(tx: Transaction, letter: Letter) -> list[Track]:
    """Put the letter's track at its "Sent" or "Asked" stage, when it is not past it."""
    if letter.track_id is None:
        return []
    track = tx.get(Track, letter.track_id)
    stages = TRACK_STAGES[track.kind]
    target = next((stages.index(name) for name in ("Sent", "Asked", "Disputed") if name in stages), None)
    if target is None or track.stage >= target:
        return []
    tx.save(replace(track, stage=target))
    return [track]
