# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The timeline of a complaint: what happened on which day, with its reference, from the facts or as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.dates import long_date
from app.domain.facts import Facts
from app.rules.letter_gate import as_markdown, clean, one_line

TIMELINE = "letter.timeline"
SIGN = "|"
"""Stands between date, action and reference of a typed line."""
MOST = 14
"""So many rows of a timeline leave room for the rest of a letter on three pages."""

_HEADS = ("Date", "What happened", "Reference")
_DASH = re.compile(r"^\s*[-*•–]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One row: the day, what was done, under which reference. ``ours`` is an act of the patient's own side."""

    day: date
    action: str
    reference: str = ""
    ours: bool = False


def facts_rows(facts: Facts) -> tuple[Happened, ...]:
    """Return what the dates of a dispute tell, the oldest first."""
    dates, people = facts.dates, facts.people
    insurer = one_line(people.insurer) or "The insurer"
    provider = one_line(people.provider) or "The provider"
    collector = one_line(people.collector) or "The collector"
    service = one_line(people.service_description)
    care = "The care is planned" if facts.service_timing == "pre_service" else "The care was given"
    claim, account = one_line(people.claim_number), one_line(people.account_number)
    told: tuple[tuple[date | None, str, str, bool], ...] = (
        (dates.estimate, f"{provider} gave an estimate", account, False),
        (dates.service, f"{care}: {service}" if service else care, "", False),
        (dates.original_submission, f"{provider} sent the claim", claim, False),
        (dates.first_bill, f"{provider} sent the first bill", account, False),
        (dates.denial_notice, f"{insurer} denied it", claim, False),
        (dates.denial_received, "The denial notice came", "", False),
        (dates.records_requested, "The records were asked for", "", True),
        (dates.correction_submitted, "A corrected claim was sent", one_line(people.corrected_claim_number), True),
        (dates.corrected_eob, "The corrected explanation of benefits", "", False),
        (dates.appeal_filed, "The appeal was sent", claim, True),
        (dates.appeal_received, f"{insurer} received the appeal", "", False),
        (dates.appeal_decided, f"{insurer} decided the appeal", claim, False),
        (dates.final_denial_notice, f"{insurer} sent its final denial", claim, False),
        (dates.final_denial_received, "The final denial came", "", False),
        (dates.collector_notice_sent, f"{collector} sent its first notice", account, False),
        (dates.collector_notice_received, "The collector’s notice came", "", False),
        (dates.eca_notice, f"{provider} gave notice of collection steps", account, False),
    )
    rows = [
        Happened(day=day, action=action, reference=reference, ours=ours)
        for day, action, reference, ours in told
        if day is not None
    ]
    return tuple(sorted(rows, key=lambda row: row.day))


def facts_timeline(facts: Facts) -> str:
    """Return the timeline that the facts alone give, as a letter's own fact; empty where no date is known."""
    return typed_timeline(facts_rows(facts))


def merged(known: Iterable[Happened], logged: Iterable[Happened]) -> tuple[Happened, ...]:
    """Return facts and log in one, the oldest first, at most MOST rows: of a long log the newest entries are kept.

    An act of one's own that the log tells on its day is not told twice.
    """
    entries = sorted(logged, key=lambda row: row.day)
    days = {row.day for row in entries}
    told = [row for row in known if not (row.ours and row.day in days)]
    room = max(1, MOST - len(told))
    return tuple(sorted([*told, *entries[-room:]], key=lambda row: row.day))


def typed_timeline(rows: Iterable[Happened]) -> str:
    """Return rows as the text of the letter's fact: "June 3, 2026 | Larkfield denied it | LF-26-0419"."""
    lines = ([long_date(row.day), row.action, row.reference] for row in rows)
    return "\n".join(f" {SIGN} ".join(_part(part) for part in line).strip(f"{SIGN} ") for line in lines)


def timeline_markdown(text: str) -> str:
    """Return a typed timeline as a table in Markdown, without the column that nobody filled."""
    rows = [_row(line) for line in clean(text).split("\n") if line.strip(f"{SIGN} \t")]
    columns = [number for number in range(len(_HEADS)) if any(row[number] for row in rows)]
    lines = [[_HEADS[number] for number in columns], ["---"] * len(columns)]
    # A dash, for an empty cell is one to be filled in by hand.
    lines += [[as_markdown(row[number] or "–") for number in columns] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) if rows else ""


def _row(line: str) -> tuple[str, str, str]:
    """Read a typed line: date and action, and a reference after them; one without a sign is all action."""
    parts = [one_line(part) for part in line.split(SIGN, len(_HEADS) - 1)]
    if len(parts) == 1:
        return "", _DASH.sub("", parts[0]), ""
    return parts[0], parts[1], parts[2] if len(parts) == len(_HEADS) else ""


def _part(text: str) -> str:
    return one_line(text).replace(SIGN, "/")
