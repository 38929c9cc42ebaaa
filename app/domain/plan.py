# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard's plan: what to do, why, by when, and what not to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.deadline import Owner
from app.domain.track import TrackKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedDeadline:
    """One rule counted from its events.

    ``due`` is a date, an aware datetime where the law counts hours, or None where no date can be computed: then
    ``notes`` say why, and where the date is printed. ``notice_due`` is the notice's own date, when known;
    ``working`` is the day to act on. ``owner`` says whose clock it is; ``actor`` names who owes it. ``stand_in`` says
    which date it was counted from where the one that the law names is not known.
    """

    rule: str
    title: str
    due: date | datetime | None
    safe: date | None
    actor: str
    owner: Owner
    action: str
    citation: str
    counted: str
    checked: date | None
    verified: str = ""
    notes: tuple[str, ...] = ()
    trigger: str = ""
    trigger_date: date | None = None
    events: tuple[tuple[str, str], ...] = ()
    notice_due: date | None = None
    letter_kind: str = ""
    stand_in: str = ""

    @property
    def law_date(self) -> date | None:
        """Return the law's date, without its time of day."""
        return self.due.date() if isinstance(self.due, datetime) else self.due

    @property
    def working(self) -> date | None:
        """Return the date that governs: the earlier of the law's and the notice's own."""
        dates = [d for d in (self.law_date, self.notice_due) if d is not None]
        return min(dates) if dates else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """An id with the sentence that says why: a denial type, or a warning's text."""

    id: str
    title: str
    why: str
    fit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteChoice:
    """A route that was considered: recommended or not, and why."""

    id: str
    title: str
    recommended: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """A first action: on which track, of which party, by when; a letter or a call where it is one."""

    track: TrackKind
    action: str
    party: str
    due: date | None
    letter_kind: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the wizard recommends. Order is the order to act in. ``playbooks`` extend the denial types."""

    denial_types: tuple[Reasoned, ...] = ()
    routes: tuple[RouteChoice, ...] = ()
    tracks: tuple[TrackKind, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    deadlines: tuple[ComputedDeadline, ...] = ()
    evidence: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    warnings: tuple[Reasoned, ...] = ()
    playbooks: tuple[Reasoned, ...] = ()
