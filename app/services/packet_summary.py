# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a packet says of itself: on one page who asks for what and what each exhibit proves; and the chronology."""

from __future__ import annotations

from app.domain.blocks import Block, Heading, Paragraph, Span, Table
from app.domain.case import Case
from app.domain.dates import long_date
from app.domain.facts import Facts
from app.domain.log import LogEntry
from app.domain.party import Party
from app.ports import Transaction
from app.services.packet_views import PacketView


def summary_of(view: PacketView, facts: Facts) -> tuple[Heading | Paragraph, ...]:
    """The one-page summary: who, what was denied, why, and what each exhibit proves."""
    blocks: list[Heading | Paragraph] = [Heading((Span("What is asked"),)), Paragraph((Span(_asked(view)),))]
    if facts.reason:
        blocks += [Heading((Span("The reason given"),)), Paragraph((Span(f"“{facts.reason}”", italic=True),))]
    served = _served(view.case, facts)
    if served:
        blocks += [Heading((Span("The service"),)), Paragraph((Span(served),))]
    shows = [(line, s) for line in view.exhibits for s in line.exhibit.shows.splitlines() if s.strip()]
    if shows:
        blocks.append(Heading((Span("What the exhibits show"),)))
        blocks += [Paragraph((Span(f"Exhibit {line.letter}. ", bold=True), Span(text))) for line, text in shows]
    return tuple(blocks)


def chronology_of(tx: Transaction, case: Case) -> tuple[Block, ...]:
    """Return what the log tells of both sides, the oldest first; empty where it tells nothing.

    Only entries that name a party: the packet goes to the other side, and one's own notes and plans are not for it.
    """
    entries = [entry for entry in tx.find(LogEntry, order_by="date", case_id=case.id) if entry.party_id]
    if not entries:
        return ()
    names = {party.id: party.name for party in tx.find(Party)}
    rows = tuple(
        (
            (Span(long_date(entry.date)),),
            (Span(_with_whom(entry, names.get(entry.party_id or "", ""))),),
            (Span(entry.reference),),
        )
        for entry in entries
    )
    said = "What was done and said, day by day, as it was noted at the time."
    head = tuple((Span(title),) for title in ("Date", "What happened", "Reference"))
    return (Paragraph((Span(said),)), Table(head, rows, (0.23, 0.51, 0.26)))


def _with_whom(entry: LogEntry, party: str) -> str:
    named = party if party and party.casefold() not in entry.action.casefold() else ""
    told = ", ".join(part for part in (named, entry.talked_to) if part)
    return f"{entry.action} ({told})" if told else entry.action


def _served(case: Case, facts: Facts) -> str:
    """Return "MRI of the lower back, at Alder Ridge Hospital, on April 21, 2026.", as far as it is known."""
    people = facts.people
    where = people.facility or people.provider
    parts = (
        people.service_description,
        f"at {where}" if where else "",
        f"on {long_date(case.service_start)}" if case.service_start else "",
    )
    words = ", ".join(part for part in parts if part)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _asked(view: PacketView) -> str:
    insurer = view.case.insurer_id is not None
    claim = f" for claim {view.case.claim_number}" if view.case.claim_number else ""
    return f"{'Reverse the denial and pay' if insurer else 'Correct the account'}{claim}, {view.person.name}."
