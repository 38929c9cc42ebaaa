# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The timeline of a case for a letter to those who watch over the other side: its facts and its log in one."""

from __future__ import annotations

from app.domain.case import Case
from app.domain.facts import Facts
from app.domain.log import LogEntry
from app.domain.party import Party
from app.ports import Transaction
from app.rules.letter_timeline import Happened, facts_rows, merged, typed_timeline


def case_timeline(tx: Transaction, case: Case, facts: Facts) -> str:
    """Return the timeline as the text of a letter's fact. Notes of the log stay where they are: they are one's own."""
    entries = tx.find(LogEntry, order_by="date", case_id=case.id)
    names = {party.id: party.name for party in tx.find(Party)} if entries else {}
    return typed_timeline(merged(facts_rows(facts), [_row(entry, names) for entry in entries]))


def _row(entry: LogEntry, names: dict[str, str]) -> Happened:
    party = names.get(entry.party_id or "", "")
    named = party and party.casefold() not in entry.action.casefold()
    return Happened(
        day=entry.date,
        action=f"{entry.action} ({party})" if named else entry.action,
        reference=entry.reference,
    )
