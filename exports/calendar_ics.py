# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Deadlines as a calendar file (RFC 5545) with alarms; no health details unless asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from app.domain.deadline import REMINDER_DAYS, Deadline, DeadlineStatus

_ALARM_HOUR = 9
_LINE = 75
"""Octets a line may have before it is folded (RFC 5545, 3.1)."""


def ics_bytes(
    deadlines: Iterable[Deadline], stamped: datetime, *, details: bool = False, leads: tuple[int, ...] = REMINDER_DAYS
) -> bytes:
    """Return the open deadlines as an .ics file.

    ``stamped`` is the aware moment of export. Without ``details`` an entry says only that something is due: phones
    and calendars share what is in them. With them it has the deadline's title, how it was counted, and the law.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Casewell//Deadlines//EN", "CALSCALE:GREGORIAN"]
    for deadline in deadlines:
        if deadline.status is DeadlineStatus.OPEN:
            lines += _event(deadline, stamped, details=details, leads=leads)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(deadline: Deadline, stamped: datetime, *, details: bool, leads: tuple[int, ...]) -> list[str]:
    title = deadline.title if details else "A deadline in Casewell"
    lines = ["BEGIN:VEVENT", f"UID:{deadline.id}@casewell", f"DTSTAMP:{_utc(stamped)}"]
    if deadline.due_at is not None:
        lines.append(f"DTSTART:{_utc(deadline.due_at)}")
    else:
        lines.append(f"DTSTART;VALUE=DATE:{deadline.due:%Y%m%d}")
        lines.append(f"DTEND;VALUE=DATE:{deadline.due + timedelta(days=1):%Y%m%d}")
    lines += [f"SUMMARY:{_escaped(title)}", "TRANSP:TRANSPARENT"]
    words = "\n".join(part for part in (deadline.counted, deadline.citation) if part)
    if details and words:
        lines.append(f"DESCRIPTION:{_escaped(words)}")
    if not details:
        lines.append("CLASS:PRIVATE")
    for days in sorted(set(leads), reverse=True):
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(title)}"]
        lines += [f"TRIGGER:{_before(days, whole_day=deadline.due_at is None)}", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _before(days: int, *, whole_day: bool) -> str:
    """Return the time of an alarm: for a day that many days before at nine; for a moment that many days before."""
    if not whole_day:
        return f"-P{days}D"
    hours = days * 24 - _ALARM_HOUR
    if hours <= 0:
        return f"PT{-hours}H"
    left, rest = divmod(hours, 24)
    return f"-P{left}DT{rest}H" if left else f"-PT{rest}H"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    text = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line into pieces of at most 75 octets, never inside a character."""
    pieces, piece, size = [], "", 0
    for c in line:
        octets = len(c.encode("utf-8", errors="replace"))
        if size + octets > _LINE:
            pieces.append(piece)
            piece, size = "", 1  # the space that marks a continued line
        piece += c
        size += octets
    return "\r\n ".join([*pieces, piece])
