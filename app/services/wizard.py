# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The new-dispute wizard without its window: reading, planning, keeping every step, and Finish as one transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from app.clock import Clock
from app.domain.case import Case
from app.domain.coverage import Coverage, PlanKind
from app.domain.deadline import Deadline
from app.domain.document import Document, DocumentKind
from app.domain.facts import Facts
from app.domain.party import Party, PartyKind
from app.domain.person import Person
from app.domain.plan import ComputedDeadline, Plan, PlannedAction
from app.domain.reading import Problem, Reading
from app.domain.track import Task, Track, TrackKind
from app.domain.wizard import WizardSession
from app.errors import UserFixable
from app.intake.dates import date_from_text
from app.intake.facts_file import check_facts, facts_from_reading, facts_to_mapping, merge
from app.intake.reader import read_content
from app.ports import Casebook, Transaction
from app.services.deadlines import from_computed
from app.services.documents import keep_bytes, read_bytes
from app.services.errors import NeedsWords
from app.services.log import NewEntry, add_entry, party_named
from app.services.planning import Planner
from app.services.undo import Change, UndoStack
from app.services.wizard_state import WizardState, state_from_json, state_to_json

_KIND_OF_READING = {
    "denial_notice": DocumentKind.DENIAL_NOTICE,
    "eob": DocumentKind.EOB,
    "bill": DocumentKind.STATEMENT,
    "835": DocumentKind.EOB,
    "fhir": DocumentKind.EOB,
}

_DEADLINE_TRACKS = {
    "erisa_appeal": TrackKind.INSURER_APPEAL,
    "aca_internal": TrackKind.INSURER_APPEAL,
    "fed_ext": TrackKind.EXTERNAL_REVIEW,
    "hhs_admin": TrackKind.EXTERNAL_REVIEW,
    "state_ext": TrackKind.EXTERNAL_REVIEW,
    "hipaa": TrackKind.RECORDS,
    "fap": TrackKind.FINANCIAL_ASSISTANCE,
    "nsa": TrackKind.SURPRISE_BILL,
    "fdcpa": TrackKind.COLLECTIONS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What Finish made, and what to open first: a task with a letter kind or a script."""

    case: Case
    tasks: tuple[Task, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def first(self) -> Task | None:
        """Return the first task that opens a letter or a call."""
        return next((t for t in self.tasks if t.letter_kind or t.script), None)


class WizardService:
    """Wizards of a casebook, unfinished ones included."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack, planner: Planner) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self.planner = planner

    def start(self) -> WizardSession:
        """Begin a wizard; it is kept from its first moment."""
        now = self._clock.now()
        session = WizardSession(title="New dispute", started_at=now, changed_at=now)
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
        return session, state_from_json(session.state)

    def keep(self, session: WizardSession, step: int, state: WizardState) -> WizardSession:
        """Keep where the wizard stands; called after every change."""
        people = state.facts.people
        title = " · ".join(part for part in (people.patient, people.insurer or people.provider) if part)
        kept = replace(
            session,
            step=step,
            state=state_to_json(state),
            title=title or "New dispute",
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

    def read(self, path: Path, state: WizardState) -> tuple[WizardState, Reading]:
        """Read a dropped file and keep it inside the casebook.

        What was read never overwrites what was typed. A file that cannot be read at all (a scan, a locked PDF) is
        kept all the same, and its problem is in the reading; only an empty or unreachable file is refused.
        """
        content = read_bytes(path)
        try:
            reading = read_content(path.name, content, self._clock.today())
        except UserFixable as error:
            reading = Reading(file=path.name, problems=(_problem(path.name, error),))
        with self._casebook.transaction() as tx:
            kind = _KIND_OF_READING.get(reading.kind, DocumentKind.OTHER)
            document = keep_bytes(tx, self._clock, path.name, content, case_id=None, kind=kind)
            tx.commit()
        facts = merge(state.facts, facts_from_reading(reading))
        have = tuple(dict.fromkeys((*facts.have, *((kind.value,) if kind is not DocumentKind.OTHER else ()))))
        first = not state.read
        return replace(
            state,
            facts=replace(facts, have=have),
            document_ids=(*state.document_ids, document.id),
            read=reading.facts if first else state.read,
            problems=(*state.problems, *reading.problems),
        ), reading

    def plan(self, state: WizardState) -> Plan:
        """Plan from what is known so far."""
        return self.planner.plan(state.facts, state.types)

    def finish(self, session: WizardSession, state: WizardState) -> Finished:
        """Write case, tracks, log entries, tasks and deadlines in one transaction."""
        facts = state.facts
        check_facts(facts, today=self._clock.today())
        if not facts.people.patient.strip() and state.person_id is None:
            raise NeedsWords("The patient's name")
        plan = self.plan(state)
        with self._casebook.transaction() as tx:
            finished = _Finish(tx, self._clock, state, plan, self.planner).run()
            done = replace(session, case_id=finished.case.id, step=7, changed_at=self._clock.now())
            tx.save(done)
            tx.commit()
        return finished


class _Finish:
    """One run of Finish inside its transaction."""

    def __init__(self, tx: Transaction, clock: Clock, state: WizardState, plan: Plan, planner: Planner) -> None:
        self._tx = tx
        self._clock = clock
        self._state = state
        self._facts: Facts = state.facts
        self._plan = plan
        self._planner = planner

    def run(self) -> Finished:
        """Make everything, parents first."""
        case = self._case()
        tracks = self._tracks(case)
        tasks = self._tasks(case, tracks)
        deadlines = self._deadlines(case, tracks)
        self._log(case, tracks)
        for document_id in self._state.document_ids:
            document = self._tx.get(Document, document_id)
            self._tx.save(replace(document, case_id=case.id, person_id=case.person_id))
        return Finished(case=case, tasks=tasks, deadlines=deadlines)

    def _case(self) -> Case:
        people, amounts, dates = self._facts.people, self._facts.amounts, self._facts.dates
        person = self._person()
        insurer = party_named(self._tx, people.insurer, PartyKind.INSURER)
        if insurer and people.insurer_address and not insurer.address:
            insurer = replace(insurer, address=people.insurer_address, fax=people.insurer_fax)
            self._tx.save(insurer)
        provider = party_named(self._tx, people.provider or people.facility, PartyKind.PROVIDER_BILLING)
        if provider and people.provider_address and not provider.address:
            provider = replace(provider, address=people.provider_address)
            self._tx.save(provider)
        recommended = next((r for r in self._plan.routes if r.recommended), None)
        types = tuple(d.id for d in self._plan.denial_types if d.fit != "Not here")
        route_ids = {r.id for r in self._plan.routes if r.recommended}
        case = Case(
            person_id=person.id,
            coverage_id=self._coverage(person, insurer).id,
            provider_id=provider.id if provider else None,
            insurer_id=insurer.id if insurer else None,
            title=self._title(),
            problem=self._plan.denial_types[0].title if self._plan.denial_types else "",
            stage=recommended.title if recommended else "Open",
            denial_types=types,
            route=recommended.id if recommended else "",
            claim_number=people.claim_number,
            account_number=people.account_number,
            service_start=dates.service,
            service_end=dates.service_end,
            billed=amounts.billed,
            allowed=amounts.allowed,
            plan_paid=amounts.plan_paid,
            asked=amounts.asked_of_patient or amounts.patient_responsibility,
            disputed=amounts.in_dispute,
            corrected_eob_needed=bool(route_ids & {"corrected_claim", "provider_billing"}),
            corrected_eob_received=dates.corrected_eob,
            opened_on=self._clock.today(),
            facts=json.dumps(facts_to_mapping(self._facts), ensure_ascii=False),
        )
        self._tx.save(case)
        return case

    def _person(self) -> Person:
        if self._state.person_id:
            return self._tx.get(Person, self._state.person_id)
        people = self._facts.people
        person = Person(
            name=people.patient.strip(),
            date_of_birth=date_from_text(people.date_of_birth, self._clock.today()) if people.date_of_birth else None,
            address=people.patient_address,
            phone=people.patient_phone,
            email=people.patient_email,
            representative=people.representative,
            representative_relationship=people.representative_relationship,
            state=self._facts.state,
        )
        self._tx.save(person)
        return person

    def _coverage(self, person: Person, insurer: Party | None) -> Coverage:
        if self._state.coverage_id:
            return self._tx.get(Coverage, self._state.coverage_id)
        people = self._facts.people
        employer = party_named(self._tx, people.employer, PartyKind.PLAN_ADMINISTRATOR)
        coverage = Coverage(
            person_id=person.id,
            insurer_id=insurer.id if insurer else None,
            administrator_id=employer.id if employer else None,
            plan_name=people.plan_name,
            plan_kind=PlanKind(self._facts.plan_kind),
            member_id=people.member_id,
            group_number=people.group_number,
            policyholder=people.policyholder,
            employer=people.employer,
            state=self._facts.state,
        )
        self._tx.save(coverage)
        return coverage

    def _title(self) -> str:
        what = self._facts.people.service_description.strip()
        problem = self._plan.denial_types[0].title if self._plan.denial_types else "New dispute"
        return f"{what}: {problem[0].lower()}{problem[1:]}" if what else problem

    def _tracks(self, case: Case) -> dict[TrackKind, Track]:
        kinds = [k for k in self._plan.tracks if f"track:{k.value}" not in self._state.unticked]
        kinds += [a.track for a in self._actions() if a.track not in kinds]
        tracks = {k: Track(case_id=case.id, kind=k, opened_on=self._clock.today()) for k in dict.fromkeys(kinds)}
        self._tx.save(*tracks.values())
        return tracks

    def _actions(self) -> list[PlannedAction]:
        return [a for n, a in enumerate(self._plan.actions) if f"action:{n}" not in self._state.unticked]

    def _tasks(self, case: Case, tracks: dict[TrackKind, Track]) -> tuple[Task, ...]:
        tasks = []
        for position, action in enumerate(self._actions()):
            party = self._party_of(action.party)
            task = Task(
                case_id=case.id,
                track_id=tracks[action.track].id,
                party_id=party.id if party else None,
                title=action.action,
                position=position,
                due=action.due,
                letter_kind=action.letter_kind,
                script=action.script,
            )
            self._tx.save(task)
            tasks.append(task)
        return tuple(tasks)

    def _party_of(self, name: str) -> Party | None:
        """Return the party an action names; the person themselves are no party."""
        if not name or name == self._facts.people.patient or name.lower() in {"you", "yourself"}:
            return None
        return party_named(self._tx, name)

    def _deadlines(self, case: Case, tracks: dict[TrackKind, Track]) -> tuple[Deadline, ...]:
        made = []
        for computed in self._plan.deadlines:
            if computed.working is None or f"deadline:{computed.rule}" in self._state.unticked:
                continue
            track = tracks.get(_track_of(computed)) or self._more(case, tracks, _track_of(computed))
            party_id = case.insurer_id if computed.actor == "plan" else None
            made.append(from_computed(computed, case.id, track.id, party_id))
        self._tx.save(*made)
        return tuple(made)

    def _more(self, case: Case, tracks: dict[TrackKind, Track], kind: TrackKind) -> Track:
        track = Track(case_id=case.id, kind=kind, opened_on=self._clock.today())
        self._tx.save(track)
        tracks[kind] = track
        return track

    def _log(self, case: Case, tracks: dict[TrackKind, Track]) -> None:
        facts, today = self._facts, self._clock.today()
        insurer, provider = facts.people.insurer, facts.people.provider
        came = facts.dates.denial_received or facts.dates.denial_notice
        appeal = tracks.get(TrackKind.INSURER_APPEAL)
        entries = []
        if came is not None:
            codes = f": {', '.join(facts.codes)}" if facts.codes else ""
            entries.append(("Denial notice came" + codes, insurer, came, facts.people.claim_number, appeal))
        if facts.dates.correction_submitted is not None:
            entries.append(("Corrected claim sent", provider, facts.dates.correction_submitted, "", None))
        recommended = ", ".join(r.title for r in self._plan.routes if r.recommended)
        entries.append((f"Dispute opened. Plan: {recommended or 'gather documents'}", "", today, "", None))
        for action, party, day, reference, track in entries:
            new = NewEntry(
                case_id=case.id,
                action=action,
                party=party,
                party_kind=PartyKind.INSURER if party == insurer else PartyKind.PROVIDER_BILLING,
                date=day,
                reference=reference,
                track_id=track.id if track else None,
            )
            add_entry(self._tx, new, self._clock)


def _track_of(computed: ComputedDeadline) -> TrackKind:
    """Return the track a deadline belongs to, by the family of its rule; a program's own levels are one track."""
    for family, kind in _DEADLINE_TRACKS.items():
        if computed.rule.startswith(family):
            return kind
    return TrackKind.PROGRAM_APPEAL


def _problem(name: str, error: UserFixable) -> Problem:
    return Problem(where=name, what=str(error))
