# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The new-dispute wizard without its window: reading, planning, keeping every step, and Finish as one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from app.clock import Clock
from app.domain.coverage import Coverage, PlanKind
from app.domain.document import Document, DocumentKind
from app.domain.facts import Facts, People
from app.domain.party import Party
from app.domain.person import Person
from app.domain.plan import Plan
from app.domain.reading import Problem, ReadClaim, Reading
from app.domain.wizard import WizardSession
from app.errors import UserFixable
from app.intake.claim_facts import facts_of_claim
from app.intake.facts_file import check_facts, facts_from_reading, merge
from app.intake.reader import doubting_to_come, open_reading
from app.intake.text import page_sizes
from app.jobs import CancelFlag, Job, Progress
from app.ports import Casebook, Transaction
from app.services.documents import keep_bytes, read_bytes
from app.services.errors import NeedsWords
from app.services.planning import Planner
from app.services.undo import Change, UndoStack
from app.services.wizard_claims import KINDS, chosen_claims, without_claim
from app.services.wizard_facts import settled, typed
from app.services.wizard_finish import Finish, Finished
from app.services.wizard_rows import without_reading
from app.services.wizard_state import Paper, WizardState, state_from_json, state_to_json

__all__ = ["Finished", "ReadPaper", "WizardService", "WizardState"]

NEW = "New dispute"
MOST_PROBLEMS = 5
_KIND_OF_READING = {
    "denial_notice": DocumentKind.DENIAL_NOTICE,
    "eob": DocumentKind.EOB,
    "bill": DocumentKind.STATEMENT,
    "835": DocumentKind.EOB,
    "fhir": DocumentKind.EOB,
}
_READ_FIRST = ("denial_notice", "eob", "835", "fhir", "bill", "unknown")
"""Whose facts the fourth step shows, where several papers were given: the notice before all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPaper:
    """A file that was read and kept, and what it says."""

    paper: Paper
    reading: Reading


class WizardService:
    """Wizards of a casebook, unfinished ones included."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack, planner: Planner) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self.planner = planner

    # -- sessions ------------------------------------------------------------------------------------------------

    def start(self) -> WizardSession:
        """Begin a wizard; it is kept from its first moment."""
        now = self._clock.now()
        session = WizardSession(title=NEW, started_at=now, changed_at=now)
        with self._casebook.transaction() as tx:
            tx.save(session)
            tx.commit()
        return session

    def unfinished(self) -> list[WizardSession]:
        """Return the wizards that were not finished, the newest first."""
        with self._casebook.reading() as tx:
            return sorted(tx.find(WizardSession, case_id=None), key=lambda s: s.changed_at, reverse=True)

    def resume(self, session_id: str) -> tuple[WizardSession, WizardState]:
        """Return a wizard as it was left."""
        with self._casebook.reading() as tx:
            session = tx.get(WizardSession, session_id)
        return session, settled(state_from_json(session.state), self._clock.today())

    def keep(self, session: WizardSession, step: int, state: WizardState) -> WizardSession:
        """Keep where the wizard stands; called after every change."""
        people = state.facts.people
        title = " · ".join(part for part in (people.patient, people.insurer or people.provider) if part)
        kept = replace(
            session,
            step=step,
            state=state_to_json(state),
            title=title or NEW,
            document_id=state.read_from,
            changed_at=self._clock.now(),
        )
        with self._casebook.transaction() as tx:
            tx.save(kept)
            tx.commit()
        return kept

    def discard(self, session_id: str) -> None:
        """Throw an unfinished wizard away; undo brings it back."""
        with self._casebook.transaction() as tx:
            session = tx.get(WizardSession, session_id)
            tx.delete(session)
            tx.commit()
        self._undo.push(Change(text=f"discarded wizard “{session.title}”", restore=(session,)))

    def forget_empty(self, session_id: str) -> None:
        """Take away a wizard in which nothing was typed or given; there is nothing to bring back."""
        with self._casebook.transaction() as tx:
            tx.delete(tx.get(WizardSession, session_id))
            tx.commit()

    # -- papers --------------------------------------------------------------------------------------------------

    def read_job(self, path: Path, flag: CancelFlag) -> Job[ReadPaper]:
        """Read a file with progress, and keep it inside the casebook.

        A file that cannot be read (an empty photo, a locked or damaged PDF) is kept all the same, and its problem is in
        the paper; only an empty or unreachable file is refused, with WrongFile.
        """
        yield Progress(0, 0, f"Opening {path.name}")
        content = read_bytes(path)
        try:
            reading = doubting_to_come((yield from open_reading(path.name, content, flag)), self._clock.today())
        except UserFixable as error:
            reading = Reading(file=path.name, problems=(Problem(where=path.name, what=str(error)),))
        flag.check()
        return ReadPaper(paper=self._keep_paper(path.name, content, reading), reading=reading)

    def _keep_paper(self, name: str, content: bytes, reading: Reading) -> Paper:
        kind = _KIND_OF_READING.get(reading.kind, DocumentKind.OTHER)
        with self._casebook.transaction() as tx:
            found = (reading.pages, reading.text) if reading.how == "ocr" else None
            document = keep_bytes(tx, self._clock, name, content, case_id=None, kind=kind, found=found)
            tx.commit()
        return Paper(
            document_id=document.id,
            name=name,
            kind=reading.kind,
            pages=document.pages or reading.pages,
            facts=len(reading.facts),
            problems=_told(reading),
            claims=len(reading.claims) if reading.kind in KINDS else 0,
            claim=0 if reading.kind in KINDS and len(reading.claims) == 1 else None,
        )

    def claims_job(self, document_id: str, flag: CancelFlag) -> Job[Sequence[ReadClaim]]:
        """Read the claims of a paper again, to choose from."""
        with self._casebook.reading() as tx:
            document = tx.get(Document, document_id)
            content = tx.file_bytes(document.sha256)
        reading = yield from open_reading(document.file_name, content, flag)
        return reading.claims

    def with_paper(self, state: WizardState, read: ReadPaper) -> WizardState:
        """Add a paper that was read. What it says fills gaps, and never overwrites what was typed."""
        return self._taken(replace(state, papers=(*state.papers, read.paper)), read.paper, read.reading)

    def with_claim(
        self, state: WizardState, paper: Paper, place: int, claim: ReadClaim, before: ReadClaim | None = None
    ) -> WizardState:
        """Choose the claim that the dispute is about; what ``before``, chosen until now, gave goes with it."""
        facts = facts_of_claim(claim)
        if before is not None:
            cleared = without_claim(state, paper, facts_of_claim(before))
            mine = state.read_from == paper.document_id
            state = replace(
                state,
                facts=cleared,
                read=() if mine else state.read,
                read_from=None if mine else state.read_from,
                confirmed=() if mine else state.confirmed,
            )
        chosen = replace(paper, claim=place, facts=len(facts))
        papers = tuple(chosen if p.document_id == paper.document_id else p for p in state.papers)
        reading = Reading(file=paper.name, kind=paper.kind, how="structured", facts=facts)
        reading = doubting_to_come(reading, self._clock.today())
        return self._taken(replace(state, papers=papers), chosen, reading)

    def _taken(self, state: WizardState, paper: Paper, reading: Reading) -> WizardState:
        today = self._clock.today()
        others = [p for p in state.papers if p.document_id != paper.document_id]
        rank = {p.document_id: _READ_FIRST.index(p.kind) for p in others}
        shown = rank.get(state.read_from or "", len(_READ_FIRST))
        first = bool(reading.facts or not state.read) and _READ_FIRST.index(reading.kind) < shown
        merged = _merged(state, facts_from_reading(reading), today)
        added = replace(
            merged,
            read_from=paper.document_id if first else state.read_from,
            read=reading.facts if first else state.read,
            confirmed=() if first else state.confirmed,
        )
        return settled(self._recognized(added), today)

    def without_paper(self, state: WizardState, document_id: str) -> WizardState:
        """Take a paper out of the wizard and the casebook; what was read from it and not changed goes with it."""
        with self._casebook.transaction() as tx:
            document = tx.get(Document, document_id)
            tx.delete(document)
            tx.commit()
        self._undo.push(Change(text=f"deletion of “{document.title}”", restore=(document,)))
        papers = tuple(p for p in state.papers if p.document_id != document_id)
        if document_id != state.read_from:
            return replace(state, papers=papers)
        kind = next((p.kind for p in state.papers if p.document_id == document_id), "unknown")
        facts = without_reading(state.facts, state.read, kind)
        return replace(state, papers=papers, facts=facts, read_from=None, read=(), confirmed=())

    def page_sizes(self, document_id: str) -> list[tuple[float, float]]:
        """Return width and height of every page of a paper in points; empty when it cannot be shown."""
        with self._casebook.reading() as tx:
            document = tx.get(Document, document_id)
            content = tx.file_bytes(document.sha256)
        try:
            return page_sizes(content, document.file_name)
        except UserFixable:
            return []

    # -- people --------------------------------------------------------------------------------------------------

    def with_person(self, state: WizardState, person: Person | None) -> WizardState:
        """Choose a known person, whose particulars fill the facts; None begins a new one."""
        if person is None:
            return replace(state, person_id=None, coverage_id=None)
        known = {
            "patient": person.name,
            "date_of_birth": person.date_of_birth.isoformat() if person.date_of_birth else "",
            "patient_address": person.address,
            "patient_phone": person.phone,
            "patient_email": person.email,
            "representative": person.representative,
            "representative_relationship": person.representative_relationship,
        }
        facts = _with_people(state.facts, known)
        facts = replace(facts, state=person.state or facts.state)
        same = state.person_id == person.id
        return replace(state, facts=facts, person_id=person.id, coverage_id=state.coverage_id if same else None)

    def with_coverage(self, state: WizardState, coverage: Coverage | None) -> WizardState:
        """Choose a known plan of the person, whose particulars fill the facts; None begins a new one."""
        if coverage is None:
            return replace(state, coverage_id=None)
        insurer: Party | None = None
        if coverage.insurer_id:
            with self._casebook.reading() as tx:
                insurer = tx.get(Party, coverage.insurer_id)
        known = {
            "plan_name": coverage.plan_name,
            "member_id": coverage.member_id,
            "group_number": coverage.group_number,
            "policyholder": coverage.policyholder,
            "employer": coverage.employer,
            "insurer": insurer.name if insurer else "",
            "insurer_address": "" if state.facts.people.insurer_address else (insurer.address if insurer else ""),
            "insurer_fax": "" if state.facts.people.insurer_fax else (insurer.fax if insurer else ""),
        }
        facts = _with_people(state.facts, known)
        kind = coverage.plan_kind if coverage.plan_kind is not PlanKind.UNKNOWN else facts.plan_kind
        facts = replace(facts, plan_kind=kind, state=facts.state or coverage.state)
        return replace(state, facts=facts, coverage_id=coverage.id)

    def _recognized(self, state: WizardState) -> WizardState:
        """Choose the one known person, and the plan, that a paper names; never over a choice."""
        name = state.facts.people.patient.casefold().split()
        if state.person_id is not None or not name:
            return state
        with self._casebook.reading() as tx:
            people = [p for p in tx.find(Person) if p.name.casefold().split() == name]
            plans = tx.find(Coverage, person_id=people[0].id) if len(people) == 1 else []
        if len(people) != 1:
            return state
        state = self.with_person(state, people[0])
        number = "".join(state.facts.people.member_id.split())
        same = [c for c in plans if number and "".join(c.member_id.split()) == number]
        return self.with_coverage(state, same[0]) if len(same) == 1 else state

    # -- plan and finish -----------------------------------------------------------------------------------------

    def plan(self, state: WizardState) -> Plan:
        """Plan from what is known so far."""
        return self.planner.plan(state.facts, state.types)

    def finish(self, session: WizardSession, state: WizardState) -> Finished:
        """Write case, tracks, log entries, tasks and deadlines in one transaction."""
        check_facts(state.facts, today=self._clock.today())
        if not state.facts.people.patient.strip() and state.person_id is None:
            raise NeedsWords("The patient's name")
        plan = self.plan(state)
        with self._casebook.reading() as tx:
            claims = chosen_claims(tx, state.papers)
        with self._casebook.transaction() as tx:
            finished = Finish(tx, self._clock, state, plan, claims).run()
            self._close(tx, session, state, finished)
            tx.commit()
        return finished

    def _close(self, tx: Transaction, session: WizardSession, state: WizardState, finished: Finished) -> None:
        now = self._clock.now()
        tx.save(replace(session, case_id=finished.case.id, step=7, state=state_to_json(state), changed_at=now))


def _merged(state: WizardState, read: Facts, today: date) -> WizardState:
    """Fill gaps from a paper; a date of it that contradicts what is known waits, for the person to mend."""
    merged = replace(state, facts=replace(merge(state.facts, read), dates=state.facts.dates))
    waiting = dict(state.pending)
    for field in fields(read.dates):
        day = getattr(read.dates, field.name)
        if day is not None and getattr(state.facts.dates, field.name) is None and f"dates.{field.name}" not in waiting:
            merged = typed(merged, f"dates.{field.name}", day.isoformat(), today)
    return merged


def _with_people(facts: Facts, known: dict[str, str]) -> Facts:
    """Fill in what a record knows; an empty field of the record leaves what was typed or read."""
    people: People = replace(facts.people, **{key: value for key, value in known.items() if value})
    return replace(facts, people=people)


def _told(reading: Reading) -> tuple[str, ...]:
    """Say what could not be read; of a long list the first, for ``casewell read`` tells them all."""
    told = [_in_words(problem) for problem in reading.problems]
    more = len(told) - MOST_PROBLEMS
    return (*told[:MOST_PROBLEMS], f"{more} more places of this file do not agree.") if more > 1 else tuple(told)


def _in_words(problem: Problem) -> str:
    """Say a problem with its place, where the sentence does not name it itself."""
    return (
        f"{problem.where[:1].upper()}{problem.where[1:]}: {problem.what}"
        if problem.where.startswith(("page", "segment"))
        else (problem.what)
    )
