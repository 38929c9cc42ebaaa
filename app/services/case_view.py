# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the Case page shows: one case with its people, money, lanes and clocks, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.case import Case
from app.domain.coverage import Coverage
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.party import Party
from app.domain.person import Person
from app.domain.track import TRACK_STAGES, TRACK_TITLES, Task, Track
from app.ports import Casebook, LogFilter, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One track as a lane: its stages, where it stands, and what comes next by when."""

    track: Track
    title: str
    stages: tuple[str, ...]
    next_step: str
    next_date: date | None
    they_owe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything on the Case page but the rows of its tabs; ``counts`` are the numbers beside the tabs."""

    case: Case
    person: Person
    coverage: Coverage | None
    provider: Party | None
    insurer: Party | None
    lanes: tuple[Lane, ...]
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]
    counts: dict[str, int]


def read_case(casebook: Casebook, case_id: str) -> CaseView:
    """Read one case for its page."""
    with casebook.reading() as tx:
        case = tx.get(Case, case_id)
        tasks = tuple(tx.find(Task, order_by="position", case_id=case_id))
        deadlines = tuple(tx.find(Deadline, order_by="due", case_id=case_id))
        return CaseView(
            case=case,
            person=tx.get(Person, case.person_id),
            coverage=tx.get(Coverage, case.coverage_id) if case.coverage_id else None,
            provider=tx.get(Party, case.provider_id) if case.provider_id else None,
            insurer=tx.get(Party, case.insurer_id) if case.insurer_id else None,
            lanes=_lanes(tx, case_id, tasks, deadlines),
            tasks=tasks,
            deadlines=deadlines,
            counts={
                "log": tx.log_count(LogFilter(case_id=case_id)),
                "documents": len(tx.documents(case_id=case_id)),
                "letters": len(tx.letters(case_id=case_id)),
                "deadlines": sum(d.status is DeadlineStatus.OPEN for d in deadlines),
            },
        )


def _lanes(tx: Transaction, case_id: str, tasks: tuple[Task, ...], deadlines: tuple[Deadline, ...]) -> tuple[Lane, ...]:
    lanes = []
    for track in tx.find(Track, order_by="id", case_id=case_id):
        step, when, theirs = _next(track, tasks, deadlines)
        lanes.append(
            Lane(
                track=track,
                title=TRACK_TITLES[track.kind],
                stages=TRACK_STAGES[track.kind],
                next_step=step,
                next_date=when,
                they_owe=theirs,
            )
        )
    return tuple(lanes)


def _next(track: Track, tasks: tuple[Task, ...], deadlines: tuple[Deadline, ...]) -> tuple[str, date | None, bool]:
    """Return the next step of a track: the nearest open clock or task, else what the track itself says."""
    open_clocks = [
        (d.due, d.title, d.owner is Owner.THEM)
        for d in deadlines
        if d.track_id == track.id and d.status is DeadlineStatus.OPEN
    ]
    open_tasks = [(t.due, t.title, False) for t in tasks if t.track_id == track.id and t.done_on is None and t.due]
    if open_clocks or open_tasks:
        due, title, theirs = min((*open_clocks, *open_tasks), key=lambda item: item[0])
        return (f"They owe: {title}" if theirs else title), due, theirs
    undated = next((t.title for t in tasks if t.track_id == track.id and t.done_on is None), "")
    return track.next_step or undated, track.next_date, False
