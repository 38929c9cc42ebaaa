# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Financial assistance: where a household stands, which clocks run, and beginning the way there in one step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.clock import Clock
from app.domain.case import Case
from app.domain.coverage import PlanKind
from app.domain.facts import Facts
from app.domain.log import LogEntry
from app.domain.money import Cents, dollars
from app.domain.plan import ComputedDeadline
from app.domain.track import Task, Track, TrackKind
from app.intake.facts_file import check_facts
from app.knowledge.assistance import (
    Application,
    FederalDuty,
    Guideline,
    application,
    federal_duties,
    guidelines,
    state_programs,
)
from app.knowledge.states import states
from app.ports import Casebook, Transaction
from app.rules.assistance import (
    MOST_PEOPLE,
    PERIOD_TITLES,
    Fit,
    Household,
    Period,
    ProgramFit,
    Standing,
    standing,
    yearly,
)
from app.services.log import NewEntry, add_entry
from app.services.planning import Planner
from app.services.undo import Change, UndoStack

__all__ = [
    "LETTERS",
    "MOST_PEOPLE",
    "PERIOD_TITLES",
    "AssistanceService",
    "AssistanceView",
    "Duty",
    "Fit",
    "Household",
    "Period",
    "ProgramFit",
    "state_names",
    "summary",
    "yearly",
]

LETTERS = ("assistance_policy_request", "assistance_application_cover")
"""The letters of this way, in the order in which they are written."""

_TASKS = (
    ("Ask the hospital for its assistance policy and application", "assistance_policy_request"),
    ("Send the application with its papers", "assistance_application_cover"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a nonprofit hospital must do, with its date where the first bill is known."""

    duty: FederalDuty
    deadline: ComputedDeadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistanceView:
    """Everything about assistance for one household. ``duties`` hold for nonprofit hospitals alone."""

    household: Household
    standing: Standing
    guideline: Guideline
    duties: tuple[Duty, ...]
    papers: Application
    letters: tuple[str, ...]


class AssistanceService:
    """Assistance for a case, or for nobody's case at all."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack, planner: Planner) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self._planner = planner

    def household_of(self, case_id: str) -> Household:
        """Return what a case knows of the household."""
        facts = self._facts(case_id)
        insured = {PlanKind.SELF_PAY: False, PlanKind.UNKNOWN: None}.get(facts.plan_kind, True)
        return Household(
            size=facts.answers.household_size,
            income=facts.answers.household_income,
            state=facts.state,
            insured=insured,
            nonprofit=facts.answers.hospital_nonprofit,
        )

    def look(self, household: Household, case_id: str | None = None) -> AssistanceView:
        """Return where a household stands; with a case, its clocks too. Raises ValueError for an impossible size."""
        today = self._clock.today()
        known = guidelines()
        guideline = known.get(str(today.year)) or known[max(known)]
        kinds = {kind.kind for kind in self._planner.letter_kinds()}
        return AssistanceView(
            household=household,
            standing=standing(household, guideline, state_programs().values(), today),
            guideline=guideline,
            duties=self._duties(case_id),
            papers=application(),
            letters=tuple(kind for kind in LETTERS if kind in kinds),
        )

    def begin(self, case_id: str, household: Household) -> Track:
        """Keep the answers, open the track with its first steps, and log where the household stands.

        Steps that are on the track already are not made twice. One press of undo takes all of it back.
        """
        view = self.look(household, case_id)
        with self._casebook.transaction() as tx:
            before = tx.get(Case, case_id)
            after = self._planner.with_facts(before, _answered(self._planner.facts_of(before), household))
            tx.save(after)
            track, opened = self._track(tx, case_id)
            tasks = self._tasks(tx, track)
            entry = self._note(tx, track, view)
            tx.commit()
        made = (entry, *tasks, *((track,) if opened else ()))
        self._undo.push(Change(text="start of financial assistance", restore=(before,), remove=made))
        return track

    def _facts(self, case_id: str) -> Facts:
        with self._casebook.reading() as tx:
            return self._planner.facts_of(tx.get(Case, case_id))

    def _duties(self, case_id: str | None) -> tuple[Duty, ...]:
        first_bill = self._facts(case_id).dates.first_bill if case_id else None
        found = []
        for duty in federal_duties().values():
            counted = None
            if duty.rule and first_bill and "first_bill_provided" in self._planner.rules()[duty.rule].starts:
                counted = self._planner.deadline(duty.rule, {"first_bill_provided": first_bill})
            found.append(Duty(duty=duty, deadline=counted))
        return tuple(found)

    def _track(self, tx: Transaction, case_id: str) -> tuple[Track, bool]:
        known = tx.find(Track, case_id=case_id, kind=TrackKind.FINANCIAL_ASSISTANCE)
        if known:
            return known[0], False
        track = Track(case_id=case_id, kind=TrackKind.FINANCIAL_ASSISTANCE, opened_on=self._clock.today())
        tx.save(track)
        return track, True

    def _tasks(self, tx: Transaction, track: Track) -> tuple[Task, ...]:
        present = tx.find(Task, case_id=track.case_id)
        known = {task.letter_kind for task in present if task.letter_kind}
        kinds = {kind.kind for kind in self._planner.letter_kinds()}
        place = max((task.position for task in present), default=-1) + 1
        tasks = tuple(
            Task(
                case_id=track.case_id,
                track_id=track.id,
                title=title,
                position=place + number,
                letter_kind=kind if kind in kinds else "",
            )
            for number, (title, kind) in enumerate(_TASKS)
            if kind not in known and title not in {task.title for task in present}
        )
        tx.save(*tasks)
        return tasks

    def _note(self, tx: Transaction, track: Track, view: AssistanceView) -> LogEntry:
        new = NewEntry(
            case_id=track.case_id,
            action="Financial assistance: looked at what may fit",
            date=self._clock.today(),
            track_id=track.id,
            notes=summary(view),
        )
        return add_entry(tx, new, self._clock)


def state_names() -> tuple[tuple[str, str], ...]:
    """Return the name and the two letters of every state and territory, by name."""
    return tuple(sorted((state.name, state.id) for state in states().values()))


def summary(view: AssistanceView) -> str:
    """Return where a household stands in two or three sentences, for the log and for screen readers."""
    found = view.standing
    home = view.household
    parts = []
    if home.size is not None and home.income is not None:
        people = "1 person" if home.size == 1 else f"{home.size} people"
        parts.append(f"A household of {people} with {dollars(home.income)} a year.")
    if found.percent and found.guideline is not None:
        line = f"{found.percent} percent of the {found.year} poverty guideline ({dollars(found.guideline)})"
        parts.append(f"That is {line}.")
    return " ".join([*parts, *found.unknown])


def _answered(facts: Facts, household: Household) -> Facts:
    answers = replace(
        facts.answers,
        household_size=household.size,
        household_income=None if household.income is None else Cents(household.income),
        hospital_nonprofit=household.nonprofit,
    )
    changed = replace(facts, answers=answers, state=household.state or facts.state)
    check_facts(changed)
    return changed
