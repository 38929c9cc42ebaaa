# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The parts of a case report: where it stands, money, chronology, deadlines, letters, documents and the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.blocks import Block, Heading, Paragraph, Span, Spans, Table
from app.domain.case import Case
from app.domain.dates import long_date, screen_date
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.document import DOCUMENT_KIND_TITLES, Document
from app.domain.facts import Facts
from app.domain.letter import Letter, Sending
from app.domain.log import CHANNEL_TITLES, LOG_COLUMNS, Amendment, Attachment, Channel, LogEntry
from app.domain.money import dollars
from app.domain.packet import Packet
from app.domain.party import Party
from app.ports import Transaction
from app.rules.letter_timeline import facts_rows
from app.services.case_view import CaseView, Lane
from app.services.sending import METHODS

_STATUS = {DeadlineStatus.OPEN: "Open", DeadlineStatus.DONE: "Done", DeadlineStatus.VOID: "No longer applies"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecords:
    """What a report lists of a case."""

    entries: tuple[LogEntry, ...]
    amendments: tuple[Amendment, ...]
    attachments: tuple[Attachment, ...]
    letters: tuple[Letter, ...]
    packets: tuple[Packet, ...]
    sendings: tuple[Sending, ...]
    documents: tuple[Document, ...]
    parties: dict[str, str]


def records_of(tx: Transaction, case: Case) -> CaseRecords:
    """Read what belongs to a case, the oldest first."""
    entries = tuple(tx.find(LogEntry, order_by="date", case_id=case.id))
    known = {entry.id for entry in entries}
    amended = {entry.id for entry in entries if entry.amended_at is not None}
    return CaseRecords(
        entries=entries,
        amendments=tuple(a for a in tx.find(Amendment, order_by="amended_at") if a.entry_id in amended)
        if amended
        else (),
        attachments=tuple(a for a in tx.find(Attachment) if a.entry_id in known),
        letters=tuple(tx.find(Letter, order_by="created_at", case_id=case.id)),
        packets=tuple(tx.find(Packet, order_by="created_at", case_id=case.id)),
        sendings=tuple(tx.find(Sending, order_by="sent_on", case_id=case.id)),
        documents=tuple(tx.find(Document, order_by="added_at", case_id=case.id)),
        parties={party.id: party.name for party in tx.find(Party)},
    )


def standing_part(view: CaseView) -> tuple[Block, ...]:
    """Return what it is about, and each track with its stage and what comes next."""
    story: list[Block] = [_heading("Where it stands")]
    if view.case.problem.strip():
        story.append(_says(view.case.problem.strip()))
    if not view.lanes:
        return (*story, _says("No track has been opened."))
    rows = [
        (lane.title, _stage(lane), lane.next_step, long_date(lane.next_date) if lane.next_date else "")
        for lane in view.lanes
    ]
    return (*story, _table(("Track", "Stage", "What comes next", "By"), rows, (0.23, 0.17, 0.37, 0.23)))


def money_part(case: Case) -> tuple[Block, ...]:
    """Return the amounts that are known."""
    known = (
        ("Billed", case.billed),
        ("Allowed by the plan", case.allowed),
        ("Paid by the plan", case.plan_paid),
        ("Asked of the patient", case.asked),
        ("In dispute", case.disputed),
        ("Saved so far", case.saved),
    )
    rows = [(label, dollars(value)) for label, value in known if value is not None]
    if not rows:
        return (_heading("Money"), _says("No amount is known yet."))
    return (_heading("Money"), _table(("Amount", "Dollars"), rows, (0.30, 0.20)))


def chronology(facts: Facts, records: CaseRecords) -> tuple[Block, ...]:
    """Return the dates that the case turns on: what the papers say, and what was sent."""
    titles = {letter.id: letter.title for letter in records.letters} | {p.id: p.title for p in records.packets}
    rows = [(row.day, row.action, row.reference) for row in facts_rows(facts)]
    for sending in records.sendings:
        title = titles.get(sending.packet_id or "") or titles.get(sending.letter_id or "") or "A letter"
        rows.append((sending.sent_on, f"Sent: {title} ({_way(sending)})", sending.tracking))
        if sending.received_on is not None:
            rows.append((sending.received_on, f"Received by the other side: {title}", ""))
    if not rows:
        return ()
    told = [(long_date(day), what, reference) for day, what, reference in sorted(rows, key=lambda row: row[0])]
    return (_heading("Chronology"), _table(("Date", "What happened", "Reference"), told, (0.23, 0.49, 0.28)))


def deadline_part(deadlines: Sequence[Deadline]) -> tuple[Block, ...]:
    """Return every deadline with the law or promise behind it, how it was counted, and what became of it."""
    if not deadlines:
        return (_heading("Deadlines"), _says("No deadline has been noted."))
    rows = [
        (
            _plain(long_date(d.due)),
            _with_small(d.title, _counted(d)),
            _plain("Ours" if d.owner is Owner.US else "Theirs"),
            _plain(_ended(d)),
        )
        for d in deadlines
    ]
    return (
        _heading("Deadlines"),
        _spans_table(("Date", "What is due", "Whose", "Status"), rows, (0.23, 0.47, 0.10, 0.20)),
    )


def letter_part(records: CaseRecords) -> tuple[Block, ...]:
    """Return letters and packets, and how each was sent, with the proof that is kept."""
    made = [(letter.id, "Letter", letter.title) for letter in records.letters]
    made += [(packet.id, "Packet", packet.title) for packet in records.packets]
    if not made:
        return ()
    titles = {document.id: document.title for document in records.documents}
    rows = []
    for record_id, kind, title in made:
        sent = [s for s in records.sendings if record_id in (s.packet_id or s.letter_id, s.letter_id)]
        rows.append((_plain(kind), _plain(title), _plain("\n".join(_sent(s, titles) for s in sent) or "Not sent")))
    return (_heading("Letters and packets"), _spans_table(("Kind", "Title", "Sent"), rows, (0.12, 0.40, 0.48)))


def document_part(records: CaseRecords, *, checksums: bool) -> tuple[Block, ...]:
    """Return the documents kept with the case; ``checksums`` tells the SHA-256 of each."""
    if not records.documents:
        return (_heading("Documents"), _says("No document is kept with the case."))
    rows = [
        (
            _plain(long_date(d.date) if d.date else ""),
            _with_small(d.title, f"SHA-256 {d.sha256}" if checksums else ""),
            _plain(DOCUMENT_KIND_TITLES[d.kind]),
            _plain(str(d.pages or "")),
        )
        for d in records.documents
    ]
    return (_heading("Documents"), _spans_table(("Date", "Title", "Kind", "Pages"), rows, (0.23, 0.44, 0.23, 0.10)))


def log_part(records: CaseRecords, *, notes: bool) -> tuple[Block, ...]:
    """Return the log, its five columns in their order; ``notes`` adds what was noted, and what was amended."""
    if not records.entries:
        return (_heading("Log"), _says("Nothing has been logged."))
    attached = [a.entry_id for a in records.attachments]
    rows = [
        (
            _with_small(entry.action, _told(entry, attached.count(entry.id), records, notes=notes)),
            _plain(records.parties.get(entry.party_id or "", "")),
            _plain(_day(entry.date)),
            _plain(entry.reference),
            _plain(_day(entry.deadline) if entry.deadline else ""),
        )
        for entry in records.entries
    ]
    return (_heading("Log"), _spans_table(LOG_COLUMNS, rows, (0.33, 0.17, 0.16, 0.18, 0.16)))


def _told(entry: LogEntry, attached: int, records: CaseRecords, *, notes: bool) -> str:
    parts = [
        CHANNEL_TITLES[entry.channel] if entry.channel is not Channel.NONE else "",
        f"talked to {entry.talked_to}" if entry.talked_to else "",
        f"{attached} attached" if attached else "",
    ]
    said = " · ".join(part for part in parts if part)
    lines = [said[:1].upper() + said[1:]]
    if notes:
        lines += [line.strip() for line in entry.notes.splitlines()]
        lines += [_before(a) for a in records.amendments if a.entry_id == entry.id]
    elif entry.amended_at is not None:
        lines.append(f"Amended on {long_date(entry.amended_at.date())}; what it said before is kept.")
    return "\n".join(line for line in lines if line)


def _before(amendment: Amendment) -> str:
    """Return what an entry said before it was amended, with the reason."""
    before = json.loads(amendment.before)
    said = [str(before.get(key) or "").strip() for key in ("action", "notes")]
    words = ". ".join(part for part in said if part)
    why = f" ({amendment.reason})" if amendment.reason else ""
    return f"Amended on {long_date(amendment.amended_at.date())}{why}. Before: “{words}”"


def _stage(lane: Lane) -> str:
    stage = lane.track.stage
    return lane.stages[stage] if stage < len(lane.stages) else "Done"


def _counted(deadline: Deadline) -> str:
    checked = f" (checked on {long_date(deadline.checked)}; {deadline.verified})" if deadline.checked else ""
    law = f"{deadline.citation}{checked}" if deadline.citation else ""
    return "\n".join(part for part in (deadline.counted, law) if part)


def _ended(deadline: Deadline) -> str:
    on = f", {long_date(deadline.closed_on)}" if deadline.closed_on else ""
    why = f": {deadline.closed_reason}" if deadline.closed_reason else ""
    return f"{_STATUS[deadline.status]}{on}{why}"


def _way(sending: Sending) -> str:
    return METHODS[sending.method][0].lower() if sending.method in METHODS else sending.method


def _sent(sending: Sending, titles: dict[str, str]) -> str:
    parts = (
        f"{long_date(sending.sent_on)}, {_way(sending)}",
        sending.tracking,
        f"received {long_date(sending.received_on)}" if sending.received_on else "",
        f"proof: {titles[sending.proof_id]}" if sending.proof_id in titles else "",
    )
    return ", ".join(part for part in parts if part)


def _heading(words: str) -> Heading:
    return Heading((Span(words),))


def _says(words: str) -> Paragraph:
    return Paragraph((Span(words),))


def _day(day: date) -> str:
    """Write "30 Nov 2026": the log has five columns, and the month's whole name does not fit."""
    return screen_date(day).partition(" ")[2]


def _plain(words: str) -> Spans:
    return (Span(words),)


def _with_small(words: str, below: str) -> Spans:
    return (Span(words), Span(f"\n{below}", italic=True)) if below else (Span(words),)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], shares: tuple[float, ...]) -> Table:
    return _spans_table(head, [tuple(_plain(cell) for cell in row) for row in rows], shares)


def _spans_table(head: Sequence[str], rows: Iterable[tuple[Spans, ...]], shares: tuple[float, ...]) -> Table:
    return Table(tuple((Span(words),) for words in head), tuple(rows), shares)
