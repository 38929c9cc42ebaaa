# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Finish: a plan as records, all inside one transaction; what was unticked is left out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from app.clock import Clock
from app.domain.case import Case
from app.domain.coverage import Coverage, PlanKind
from app.domain.deadline import Deadline
from app.domain.document import DOCUMENT_KIND_TITLES, Document, DocumentKind
from app.domain.facts import Facts
from app.domain.party import Party, PartyKind
from app.domain.person import Person
from app.domain.plan import ComputedDeadline, Plan, PlannedAction
from app.domain.reading import ReadClaim
from app.domain.track import Task, Track, TrackKind
from app.intake.facts_file import facts_to_mapping
from app.intake.typed_dates import date_from_text
from app.ports import Transaction
from app.services.deadlines import from_computed
from app.services.documents import title_of
from app.services.log import NewEntry, add_entry
from app.services.wizard_claims import keep_claim
from app.services.wizard_parties import Parties
from app.services.wizard_state import WizardState
from app.services.wizard_ticks import action_on, deadline_on, track_on

Kept = TypeVar("Kept", Person, Coverage)

_FROM_INSURER = frozenset({DocumentKind.DENIAL_NOTICE, DocumentKind.EOB, DocumentKind.CORRECTED_EOB})
_FROM_PROVIDER = frozenset({DocumentKind.ITEMIZED_BILL, DocumentKind.STATEMENT, DocumentKind.ESTIMATE})
_DEADLINE_TRACKS: Mapping[str, TrackKind] = {
    "erisa_claim_file": TrackKind.RECORDS,
    "erisa_plan_document": TrackKind.RECORDS,
    "erisa": TrackKind.INSURER_APPEAL,
    "mhpaea": TrackKind.INSURER_APPEAL,
    "aca": TrackKind.INSURER_APPEAL,
    "appeal_by_notice": TrackKind.INSURER_APPEAL,
    "fed_ext": TrackKind.EXTERNAL_REVIEW,
    "hhs_admin": TrackKind.EXTERNAL_REVIEW,
    "state_ext": TrackKind.EXTERNAL_REVIEW,
    "hipaa": TrackKind.RECORDS,
    "fap": TrackKind.FINANCIAL_ASSISTANCE,
    "nsa": TrackKind.SURPRISE_BILL,
    "fdcpa": TrackKind.COLLECTIONS,
    "fcra": TrackKind.COLLECTIONS,
    "card": TrackKind.PROVIDER_BILLING,
    "medicare_physician_refund": TrackKind.PROVIDER_BILLING,
}
"""The track of a rule by the beginning of its id, the longest first; a program's own levels are one track."""


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


class Finish:
    """One run of Finish inside its transaction."""

    def __init__(
        self,
        tx: Transaction,
        clock: Clock,
        state: WizardState,
        plan: Plan,
        claims: Sequence[tuple[str, ReadClaim]] = (),
    ) -> None:
        self._claims = claims
        self._tx = tx
        self._clock = clock
        self._state = state
        self._facts: Facts = state.facts
        self._plan = plan
        self._parties = Parties(tx, state.facts)

    def run(self) -> Finished:
        """Make everything, parents first."""
        case = self._case()
        tracks = self._tracks(case)
        tasks = self._tasks(case, tracks)
        deadlines = self._deadlines(case, tracks)
        self._documents(case)
        for document_id, claim in self._claims:
            keep_claim(self._tx, case.id, document_id, claim)
        self._log(case, tracks)
        return Finished(case=case, tasks=tasks, deadlines=deadlines)

    # -- the case and whom it concerns ---------------------------------------------------------------------------

    def _case(self) -> Case:
        people, amounts, dates = self._facts.people, self._facts.amounts, self._facts.dates
        person = self._person()
        insurer, provider = self._parties.insurer(), self._parties.provider()
        recommended = next((r for r in self._plan.routes if r.recommended), None)
        route_ids = {r.id for r in self._plan.routes if r.recommended}
        case = Case(
            person_id=person.id,
            coverage_id=self._coverage(person, insurer).id,
            provider_id=provider.id if provider else None,
            insurer_id=insurer.id if insurer else None,
            title=self._title(),
            problem=self._plan.denial_types[0].title if self._plan.denial_types else "",
            stage=recommended.title if recommended else "Open",
            denial_types=tuple(d.id for d in self._plan.denial_types if d.fit == "Fits"),
            route=recommended.id if recommended else "",
            claim_number=people.claim_number,
            account_number=people.account_number,
            service_start=dates.service,
            service_end=dates.service_end,
            billed=amounts.billed,
            allowed=amounts.allowed,
            plan_paid=amounts.plan_paid,
            asked=amounts.asked_of_patient if amounts.asked_of_patient is not None else amounts.patient_responsibility,
            disputed=amounts.in_dispute,
            corrected_eob_needed=bool(route_ids & {"corrected_claim", "provider_billing", "coverage_update"}),
            corrected_eob_received=dates.corrected_eob,
            opened_on=self._clock.today(),
            facts=json.dumps(facts_to_mapping(self._facts), ensure_ascii=False),
        )
        self._tx.save(case)
        return case

    def _person(self) -> Person:
        """Return the known person, with the gaps of their record filled, or a new one."""
        people = self._facts.people
        today = self._clock.today()
        born = date_from_text(people.date_of_birth, today) if people.date_of_birth.strip() else None
        typed = Person(
            name=" ".join(people.patient.split()),
            date_of_birth=born if born is not None and born <= today else None,
            address=people.patient_address.strip(),
            phone=people.patient_phone.strip(),
            email=people.patient_email.strip(),
            representative=people.representative.strip(),
            representative_relationship=people.representative_relationship.strip(),
            state=self._facts.state,
        )
        known = self._tx.get(Person, self._state.person_id) if self._state.person_id else None
        person = typed if known is None else _with_gaps_filled(known, typed)
        if person != known:
            self._tx.save(person)
        return person

    def _coverage(self, person: Person, insurer: Party | None) -> Coverage:
        people = self._facts.people
        employer = self._parties.employer()
        typed = Coverage(
            person_id=person.id,
            insurer_id=insurer.id if insurer else None,
            administrator_id=employer.id if employer else None,
            plan_name=people.plan_name.strip(),
            plan_kind=self._facts.plan_kind,
            member_id=people.member_id.strip(),
            group_number=people.group_number.strip(),
            policyholder=people.policyholder.strip(),
            employer=people.employer.strip(),
            state=self._facts.state,
        )
        known = self._tx.get(Coverage, self._state.coverage_id) if self._state.coverage_id else None
        coverage = typed if known is None else _with_gaps_filled(known, typed)
        if coverage != known:
            self._tx.save(coverage)
        return coverage

    def _title(self) -> str:
        """Return "MRI of the lower back: medical necessity": what was done, or by whom, and what is wrong."""
        people = self._facts.people
        named = (people.service_description, people.provider, people.facility, people.insurer, people.plan_name)
        what = next((" ".join(words.split()) for words in named if words.strip()), "")
        routes = [r.title for r in self._plan.routes if r.recommended]
        problem = next(iter([*(d.title for d in self._plan.denial_types), *routes]), "new dispute")
        if not what:
            return f"{problem[:1].upper()}{problem[1:]}"
        return f"{what[:1].upper()}{what[1:]}: {_lower(problem)}"

    # -- what is to be done --------------------------------------------------------------------------------------

    def _actions(self) -> list[PlannedAction]:
        return [action for action in self._plan.actions if action_on(action, self._state.unticked)]

    def _tracks(self, case: Case) -> dict[TrackKind, Track]:
        kinds = [kind for kind in self._plan.tracks if track_on(kind, self._state.unticked)]
        kinds += [action.track for action in self._actions()]
        today = self._clock.today()
        tracks = {kind: Track(case_id=case.id, kind=kind, opened_on=today) for kind in dict.fromkeys(kinds)}
        for action in reversed(self._actions()):
            track = tracks[action.track]
            tracks[action.track] = replace(track, next_step=action.action, next_date=action.due)
        self._tx.save(*tracks.values())
        return tracks

    def _tasks(self, case: Case, tracks: dict[TrackKind, Track]) -> tuple[Task, ...]:
        tasks = []
        for position, action in enumerate(self._actions()):
            party = self._parties.of_action(action)
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

    def _deadlines(self, case: Case, tracks: dict[TrackKind, Track]) -> tuple[Deadline, ...]:
        made = []
        for computed in self._plan.deadlines:
            if not deadline_on(computed, self._state.unticked):
                continue
            track = self._track_for(computed, case, tracks)
            party = {"plan": case.insurer_id, "provider": case.provider_id}.get(computed.actor)
            made.append(from_computed(computed, case.id, track.id if track else None, party))
        self._tx.save(*made)
        return tuple(made)

    def _track_for(self, computed: ComputedDeadline, case: Case, tracks: dict[TrackKind, Track]) -> Track | None:
        """Return the track of a date, opened for it; a date of an unticked track stays, on no track."""
        kind = track_of(computed.rule)
        if kind in tracks or not track_on(kind, self._state.unticked):
            return tracks.get(kind)
        track = Track(case_id=case.id, kind=kind, opened_on=self._clock.today())
        self._tx.save(track)
        tracks[kind] = track
        return track

    # -- papers and log ------------------------------------------------------------------------------------------

    def _documents(self, case: Case) -> None:
        for document_id in self._state.document_ids:
            document = self._tx.get(Document, document_id)
            day = self._facts.dates.denial_notice if document.kind is DocumentKind.DENIAL_NOTICE else document.date
            self._tx.save(
                replace(
                    document,
                    title=self._paper_title(document),
                    case_id=case.id,
                    person_id=case.person_id,
                    date=document.date or day,
                )
            )

    def _paper_title(self, document: Document) -> str:
        """Name a paper by what it is while it is called like its file: the index of a packet prints its title."""
        people = self._facts.people
        sender = people.insurer if document.kind in _FROM_INSURER else people.provider
        if document.kind not in _FROM_INSURER | _FROM_PROVIDER or document.title != title_of(document.file_name):
            return document.title
        return DOCUMENT_KIND_TITLES[document.kind] + (f" from {sender}" if sender else "")

    def _log(self, case: Case, tracks: dict[TrackKind, Track]) -> None:
        facts, people = self._facts, self._facts.people
        came = facts.dates.denial_received or facts.dates.denial_notice
        appeal = tracks.get(TrackKind.INSURER_APPEAL) or tracks.get(TrackKind.PROGRAM_APPEAL)
        billing = tracks.get(TrackKind.CORRECTED_CLAIM) or tracks.get(TrackKind.PROVIDER_BILLING)
        notices = tuple(p.document_id for p in self._state.papers if p.kind == "denial_notice")
        papers = tuple(p.document_id for p in self._state.papers if p.document_id not in notices)
        if came is not None:
            what = "Denial notice came" if facts.dates.denial_received else "Denial notice issued"
            codes = f": {', '.join(facts.codes)}" if facts.codes else ""
            self._note(
                NewEntry(
                    case_id=case.id,
                    action=what + codes,
                    party=people.insurer,
                    party_kind=PartyKind.INSURER,
                    date=came,
                    reference=people.claim_number,
                    track_id=appeal.id if appeal else None,
                    document_ids=notices,
                )
            )
        else:
            papers = (*notices, *papers)
        if facts.dates.correction_submitted is not None:
            self._note(
                NewEntry(
                    case_id=case.id,
                    action="Corrected claim sent",
                    party=people.provider,
                    party_kind=PartyKind.PROVIDER_BILLING,
                    date=facts.dates.correction_submitted,
                    reference=people.corrected_claim_number,
                    track_id=billing.id if billing else None,
                )
            )
        recommended = ", ".join(r.title for r in self._plan.routes if r.recommended)
        self._note(
            NewEntry(
                case_id=case.id,
                action=f"Dispute opened. Plan: {recommended or 'gather documents'}",
                date=self._clock.today(),
                document_ids=papers,
            )
        )

    def _note(self, entry: NewEntry) -> None:
        add_entry(self._tx, entry, self._clock)


def track_of(rule: str) -> TrackKind:
    """Return the track a deadline belongs to, by the family of its rule."""
    families = sorted(_DEADLINE_TRACKS, key=len, reverse=True)
    family = next((family for family in families if rule.startswith(family)), "")
    return _DEADLINE_TRACKS.get(family, TrackKind.PROGRAM_APPEAL)


def _lower(words: str) -> str:
    """Begin in the middle of a sentence; abbreviations keep their capitals."""
    return words if words[:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _with_gaps_filled(known: Kept, typed: Kept) -> Kept:
    """Return the record that is there already, with what it lacks taken from what was typed."""
    nothing = (None, "", PlanKind.UNKNOWN)
    gaps = {f.name: getattr(typed, f.name) for f in fields(known) if getattr(known, f.name) in nothing}
    return replace(known, **gaps)
