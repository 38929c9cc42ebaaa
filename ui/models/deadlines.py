# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The columns of a case's deadlines: what, when, whose clock, the law, how it was counted, and how it stands."""

from __future__ import annotations

from datetime import date

from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.services.deadlines import Offer
from app.services.law_reading import aged, reading_words
from ui.format import days_away, due_role, due_text, long_date, plain_date, short_date
from ui.models.table import Column

_SOURCES = {
    DeadlineSource.LAW: "The law",
    DeadlineSource.NOTICE: "The notice",
    DeadlineSource.PROMISE: "Their promise",
    DeadlineSource.OWN: "You",
}


def standing(deadline: Deadline, today: date) -> tuple[str, str]:
    """Return how a deadline stands, in a word, and the badge's tone."""
    if deadline.status is DeadlineStatus.DONE:
        return f"Done {short_date(deadline.closed_on)}".strip(), "green"
    if deadline.status is DeadlineStatus.VOID:
        return "No longer applies", "neutral"
    if deadline.snoozed_until is not None and deadline.snoozed_until > today:
        return f"Put off to {short_date(deadline.snoozed_until)}", "neutral"
    role = due_role(deadline.due, today)
    if role == "amber" and deadline.owner is Owner.THEM:
        role = "text"
    late = "They are late" if deadline.owner is Owner.THEM else "Overdue"
    words = {"red": late, "amber": "Soon"}.get(role, "Open")
    return words, role if role in {"red", "amber"} else "info"


def sort_key(deadline: Deadline) -> tuple[bool, date, str]:
    """Return the order of a case's deadlines: open ones first, the nearest date first."""
    return deadline.status is not DeadlineStatus.OPEN, deadline.due, deadline.id


def deadline_columns(today: date) -> tuple[Column[Deadline], ...]:
    """Return the columns, for this day."""

    def due(deadline: Deadline) -> str:
        open_now = deadline.status is DeadlineStatus.OPEN
        return due_text(deadline.due, today, year=True) if open_now else long_date(deadline.due)

    def tone(deadline: Deadline) -> str:
        role = due_role(deadline.due, today)
        quiet = deadline.status is not DeadlineStatus.OPEN or (role == "amber" and deadline.owner is Owner.THEM)
        return "text" if quiet else role

    return (
        Column(
            "What is due",
            lambda d: d.title,
            kind="strong",
            sub=lambda d: d.counted,
            tip=_story,
            width=360,
            stretch=True,
        ),
        Column("Due", due, kind="date", sort=lambda d: d.due, tone=tone, sub=_second_date, width=210),
        Column("Who acts", lambda d: "They" if d.owner is Owner.THEM else "You", width=88),
        Column("Law", lambda d: d.citation, sub=_checked, tip=lambda d: _law_tip(d, today), width=270),
        Column("Date from", lambda d: _SOURCES[d.source], width=104),
        Column(
            "Standing", lambda d: standing(d, today)[0], kind="badge", tone=lambda d: standing(d, today)[1], width=170
        ),
    )


def _checked(deadline: Deadline) -> str:
    read = reading_words(deadline.rule_id)[0]
    checked = f"Checked {plain_date(deadline.checked)}" if deadline.checked else ""
    return f"{read}. {checked}" if read else checked


def _law_tip(deadline: Deadline, today: date) -> str:
    parts = (aged(deadline.rule_id, deadline.checked, today), _checked(deadline), _story(deadline))
    return "\n".join(part for part in parts if part)


def _second_date(deadline: Deadline) -> str:
    """Return the date that does not govern, for the second line."""
    notice, law = deadline.notice_due, deadline.law_due
    if notice is None or law is None or notice == law:
        return f"Safe: {short_date(deadline.safe)}" if deadline.safe and deadline.safe != deadline.due else ""
    other, name = (law, "Law") if deadline.due == notice else (notice, "Notice")
    return f"{name}: {long_date(other)}"


def _story(deadline: Deadline) -> str:
    parts = (
        deadline.citation,
        deadline.counted,
        deadline.notes,
        f"Put off: {deadline.snooze_reason}" if deadline.snooze_reason else "",
        deadline.closed_reason,
    )
    return "\n".join(part for part in parts if part)


def offer_words(offer: Offer, today: date) -> str:
    """Return what an offer changes in a line: a moved date with how far it is, a new one, or one that would end."""
    proposed = offer.proposed
    when = f"{long_date(proposed.due)}, {days_away(proposed.due, today)}"
    if offer.present is None:
        return f"New: {proposed.title}, {when}"
    if offer.is_dropped:
        return f"No longer applies: {proposed.title}, {long_date(proposed.due)}. It stays unless you take this over."
    return f"{offer.present.title}: {long_date(offer.present.due)} becomes {when}"
