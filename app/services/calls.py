# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Calls: a script filled in from a case, its draft kept while the call goes on, and at its end one line of the log."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from app.clock import Clock
from app.domain.case import Case
from app.domain.coverage import Coverage
from app.domain.deadline import Deadline
from app.domain.facts import Facts
from app.domain.log import Channel, LogEntry
from app.domain.party import Party, PartyKind
from app.domain.person import Person
from app.domain.preference import Preference
from app.domain.track import Task, Track, TrackKind
from app.knowledge.scripts import ROLE_TITLES, Script, scripts
from app.ports import Casebook, Transaction
from app.services.call_notes import CallDraft, CallReport, Outcome, action_of, next_title, notes_of
from app.services.call_sheet import (
    PARTY_OF_ROLE,
    TRACK_OF_ROLE,
    CallSheet,
    SheetReply,
    passage,
    unknown_facts,
)
from app.services.errors import ImpossibleDates
from app.services.letter_facts import Typed, typed_value, with_fact
from app.services.log import NewEntry, add_entry, find_promises, move_on
from app.services.planning import Planner, UnknownName
from app.services.undo import Change, UndoStack

__all__ = ["CallChoice", "CallDraft", "CallReport", "CallService", "Outcome"]

_DRAFT = "call."


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChoice:
    """A call that can be made for a case; ``task_id`` and ``due`` where the plan asks for it."""

    script_id: str
    title: str
    office: str
    task_id: str | None = None
    due: date | None = None


class CallService:
    """The calls of a casebook."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack, planner: Planner) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self._planner = planner

    def offered(self, case_id: str) -> tuple[CallChoice, ...]:
        """Return the calls for a case: those that its plan still asks for by date, then every other by name."""
        with self._casebook.reading() as tx:
            open_tasks = [t for t in tx.find(Task, case_id=case_id) if t.script in scripts() and t.done_on is None]
        open_tasks.sort(key=lambda task: (task.due or date.max, task.position))
        wanted = [_choice(scripts()[task.script], task) for task in open_tasks]
        named = {choice.script_id for choice in wanted}
        others = sorted((s for s in scripts().values() if s.id not in named), key=lambda script: script.title)
        return (*wanted, *(_choice(script) for script in others))

    def next_task(self, case_id: str) -> Task | None:
        """Return the call that the plan of a case asks for next; None when there is none."""
        first = next((choice for choice in self.offered(case_id) if choice.task_id), None)
        if first is None:
            return None
        with self._casebook.reading() as tx:
            return tx.get(Task, str(first.task_id))

    def sheet(self, case_id: str, script_id: str, task_id: str | None = None) -> CallSheet:
        """Return a script with the case's facts filled in. Without ``task_id`` the open task of that script counts."""
        script = scripts().get(script_id)
        if script is None:
            raise UnknownName("call script", script_id, "The library lists them all.", scripts())
        with self._casebook.reading() as tx:
            case = tx.get(Case, case_id)
            person = tx.get(Person, case.person_id)
            facts = _completed(tx, self._planner.facts_of(case), case, person)
            task = _task(tx, case_id, script_id, task_id)
            party = _party(tx, script, case, facts, task)
            track = self._track(tx, case_id, script, task)
        promise_by = self._clock.today() + timedelta(days=script.promise_days) if script.promise_days else None
        return CallSheet(
            case_id=case_id,
            case_title=case.title,
            person=person.name,
            script_id=script_id,
            title=script.title,
            purpose=script.purpose,
            office=ROLE_TITLES[script.role],
            party=party.name,
            party_kind=party.kind,
            phone=party.phone,
            have_ready=script.have_ready,
            opening=passage(script.opening, facts),
            ask=tuple(passage(text, facts) for text in script.ask),
            replies=tuple(SheetReply(they_say=r.they_say, answer=passage(r.answer, facts)) for r in script.replies),
            end=passage(script.end, facts),
            unknown=unknown_facts(script, facts),
            track_id=track.id if track else None,
            task_id=task.id if task else None,
            promise_by=promise_by,
        )

    def typed(self, case_id: str, key: str) -> Typed:
        """Return one fact of a case as its input shows it."""
        with self._casebook.reading() as tx:
            return typed_value(self._planner.facts_of(tx.get(Case, case_id)), {}, key)

    def answer(self, case_id: str, key: str, value: Typed) -> None:
        """Put one typed fact into the case; its letters and dates use it too.

        Raises FactsContradict and FactsValueWrong, which say what cannot be right; then nothing is saved.
        """
        with self._casebook.transaction() as tx:
            case = tx.get(Case, case_id)
            facts, _ = with_fact(self._planner.facts_of(case), {}, key, value)
            tx.save(self._planner.with_facts(case, facts))
            tx.commit()
        self._undo.push(Change(text="filled-in fact", restore=(case,)))

    def finish(self, sheet: CallSheet, report: CallReport) -> LogEntry:
        """Write the call into the log, with what was promised as a clock of theirs and the task done, in one step.

        A call that reached nobody leaves the task open; its day is when to call again, and that clock is ours.
        """
        today = self._clock.today()
        if report.by is not None and report.by < today:
            raise ImpossibleDates(f"the day {report.by.isoformat()} is before the call of {today.isoformat()}")
        with self._casebook.transaction() as tx:
            known = bool(tx.find(Party, name=" ".join(report.party.split())))
            entry = add_entry(tx, self._new_entry(sheet, report), self._clock)
            clocks = _name_clocks(tx, entry, next_title(sheet, report))
            before = (*move_on(tx, entry), *_end_task(tx, sheet, report, today))
            tx.delete(*tx.find(Preference, id=_draft_id(sheet.case_id, sheet.script_id)))
            party = () if known or entry.party_id is None else (tx.get(Party, entry.party_id),)
            tx.commit()
        self._undo.push(Change(text=f"call “{sheet.title}”", restore=before, remove=(*clocks, entry), if_unused=party))
        return entry

    # -- what was typed while the call goes on -------------------------------------------------------------------

    def draft(self, case_id: str, script_id: str) -> CallDraft:
        """Return what was typed for a call that is not in the log yet; an empty draft when there is none."""
        with self._casebook.reading() as tx:
            found = tx.find(Preference, id=_draft_id(case_id, script_id))
        return CallDraft.read(json.loads(found[0].value)) if found else CallDraft()

    def keep(self, case_id: str, script_id: str, draft: CallDraft) -> None:
        """Keep what was typed, inside the casebook, until the call is in the log; an empty draft is forgotten."""
        kept = Preference(id=_draft_id(case_id, script_id), value=json.dumps(asdict(draft), ensure_ascii=False))
        with self._casebook.transaction() as tx:
            if draft == CallDraft():
                tx.delete(*tx.find(Preference, id=kept.id))
            else:
                tx.save(kept)
            tx.delete(*_left_behind(tx))
            tx.commit()

    def _new_entry(self, sheet: CallSheet, report: CallReport) -> NewEntry:
        return NewEntry(
            case_id=sheet.case_id,
            action=action_of(sheet, report),
            party=report.party,
            party_kind=sheet.party_kind,
            date=self._clock.today(),
            reference=report.reference,
            deadline=report.by,
            we_owe=report.outcome is not Outcome.SPOKE,
            track_id=sheet.track_id,
            talked_to=report.talked_to,
            channel=Channel.PHONE,
            notes=notes_of(report),
        )

    def _track(self, tx: Transaction, case_id: str, script: Script, task: Task | None) -> Track | None:
        if task is not None and task.track_id is not None:
            return tx.get(Track, task.track_id)
        of_plan = next((row.track for row in self._planner.guide.actions.values() if row.script == script.id), None)
        wanted: TrackKind | None = of_plan or TRACK_OF_ROLE.get(script.role)
        return next((track for track in tx.find(Track, case_id=case_id) if track.kind is wanted), None)


def _choice(script: Script, task: Task | None = None) -> CallChoice:
    return CallChoice(
        script_id=script.id,
        title=script.title,
        office=ROLE_TITLES[script.role],
        task_id=task.id if task else None,
        due=task.due if task else None,
    )


def _draft_id(case_id: str, script_id: str) -> str:
    return f"{_DRAFT}{case_id}.{script_id}"


def _left_behind(tx: Transaction) -> list[Preference]:
    """Return the drafts of cases that are there no more."""
    drafts = [kept for kept in tx.find(Preference) if kept.id.startswith(_DRAFT)]
    return [kept for kept in drafts if not tx.find(Case, id=kept.id.split(".")[1])]


def _completed(tx: Transaction, facts: Facts, case: Case, person: Person) -> Facts:
    """Fill the gaps of the facts from the records of the case: names and numbers that were typed there."""
    coverage = tx.get(Coverage, case.coverage_id) if case.coverage_id else None
    insurer = tx.get(Party, case.insurer_id).name if case.insurer_id else ""
    provider = tx.get(Party, case.provider_id) if case.provider_id else None
    people, dates, amounts = facts.people, facts.dates, facts.amounts
    return replace(
        facts,
        people=replace(
            people,
            patient=people.patient or person.name,
            claim_number=people.claim_number or case.claim_number,
            account_number=people.account_number or case.account_number,
            member_id=people.member_id or (coverage.member_id if coverage else ""),
            insurer=people.insurer or insurer,
            provider=people.provider or ((provider.organization or provider.name) if provider else ""),
        ),
        dates=replace(
            dates, service=dates.service or case.service_start, service_end=dates.service_end or case.service_end
        ),
        amounts=replace(
            amounts,
            billed=case.billed if amounts.billed is None else amounts.billed,
            in_dispute=case.disputed if amounts.in_dispute is None else amounts.in_dispute,
        ),
    )


def _task(tx: Transaction, case_id: str, script_id: str, task_id: str | None) -> Task | None:
    tasks = tx.find(Task, order_by="position", case_id=case_id, script=script_id)
    still = [task for task in tasks if task.done_on is None]
    return next((task for task in still if task.id == task_id), still[0] if still else None)


def _party(tx: Transaction, script: Script, case: Case, facts: Facts, task: Task | None) -> Party:
    """Return whom to call: the task's party, else whoever of the case has this role, by name."""
    kind = PARTY_OF_ROLE.get(script.role, PartyKind.OTHER)
    if task is not None and task.party_id is not None:
        return tx.get(Party, task.party_id)
    people = facts.people
    if kind is PartyKind.INSURER:
        return tx.get(Party, case.insurer_id) if case.insurer_id else Party(name=people.insurer, kind=kind)
    if kind is PartyKind.PROVIDER_BILLING and case.provider_id:
        return tx.get(Party, case.provider_id)
    name = {
        PartyKind.PROVIDER_BILLING: people.provider,
        PartyKind.CODING: people.provider and f"{people.provider}, coding office",
        PartyKind.RECORDS_OFFICE: people.provider and f"{people.provider}, records office",
        PartyKind.FINANCIAL_ASSISTANCE: people.provider and f"{people.provider}, financial assistance",
        PartyKind.CLINICIAN: people.clinician,
        PartyKind.PLAN_ADMINISTRATOR: people.employer,
        PartyKind.COLLECTOR: people.collector,
    }.get(kind, "")
    known = [party for party in tx.find(Party, name=name) if party.kind is kind] if name else []
    return known[0] if known else Party(name=name, kind=kind)


def _name_clocks(tx: Transaction, entry: LogEntry, title: str) -> tuple[Deadline, ...]:
    """Call the clock of the entry by what was promised; return it."""
    named = tuple(replace(clock, title=title) for clock in find_promises(tx, entry.id))
    tx.save(*named)
    return named


def _end_task(tx: Transaction, sheet: CallSheet, report: CallReport, today: date) -> tuple[Task, ...]:
    if sheet.task_id is None or report.outcome is not Outcome.SPOKE:
        return ()
    task = tx.get(Task, sheet.task_id)
    if task.done_on is not None:
        return ()
    tx.save(replace(task, done_on=today))
    return (task,)
