# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The one-page summary of a packet: who asks for what, why it was denied, and what each exhibit proves."""

from __future__ import annotations

from app.domain.blocks import Heading, Paragraph, Span
from app.domain.case import Case
from app.domain.dates import long_date
from app.domain.facts import Facts
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
