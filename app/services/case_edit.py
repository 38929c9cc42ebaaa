# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Editing what a case says at its head: one transaction for the case, its facts, its plan and its parties."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.case import Case
from app.domain.coverage import Coverage, PlanKind
from app.domain.facts import Dates, Facts
from app.domain.party import Party, PartyKind
from app.domain.person import Person
from app.domain.plan import ComputedDeadline
from app.domain.track import Track
from app.ports import Casebook, Transaction
from app.services.deadlines import DeadlineService, Offer
from app.services.errors import ImpossibleDates, NeedsWords
from app.services.log import party_named
from app.services.planning import Planner
from app.services.undo import Change, UndoStack
from app.services.wizard_finish import track_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEdit:
    """A case as the person wants it. ``provider`` and ``insurer`` are names; new ones become parties."""

    case: Case
    provider: str
    insurer: str
    plan_kind: PlanKind
    member_id: str
    dates: Dates


class CaseEditor:
    """Keeps edited cases, so that letters and deadlines say the same as the page."""

    def __init__(self, casebook: Casebook, undo: UndoStack, planner: Planner, deadlines: DeadlineService) -> None:
        self._casebook = casebook
        self._undo = undo
        self._planner = planner
        self._deadlines = deadlines

    def exists(self, case_id: str) -> bool:
        """Return whether the case is still there; undo may have taken a new one back."""
        with self._casebook.reading() as tx:
            return bool(tx.find(Case, id=case_id))

    def save(self, edit: CaseEdit) -> Case:
        """Keep the case, its facts, its plan and new parties; NeedsWords and ImpossibleDates say what to mend."""
        _check(edit)
        with self._casebook.transaction() as tx:
            before = tx.get(Case, edit.case.id)
            old_plans = tuple(tx.find(Coverage, id=before.coverage_id)) if before.coverage_id else ()
            known = {party.id for party in tx.find(Party)}
            provider = party_named(tx, edit.provider, PartyKind.PROVIDER_BILLING)
            insurer = party_named(tx, edit.insurer, PartyKind.INSURER)
            coverage = _coverage(tx, edit, old_plans[0] if old_plans else None, insurer)
            linked = replace(
                edit.case,
                provider_id=provider.id if provider else None,
                insurer_id=insurer.id if insurer else None,
                coverage_id=coverage.id if coverage else None,
            )
            facts = _facts(self._planner.facts_of(before), edit, tx.get(Person, before.person_id))
            after = self._planner.with_facts(linked, facts)
            tx.save(after)
            tx.commit()
        made = [party for party in (provider, insurer) if party is not None and party.id not in known]
        new_plan = [coverage] if coverage is not None and not old_plans else []
        self._undo.push(
            Change(
                text=f"change of “{before.title}”",
                restore=(*old_plans, before),
                remove=(*new_plan, *dict.fromkeys(made)),
            )
        )
        return after

    def facts(self, case_id: str) -> Facts:
        """Return the facts of a case as they stand now."""
        with self._casebook.reading() as tx:
            return self._planner.facts_of(tx.get(Case, case_id))

    def offers(self, case_id: str, before: Facts | None = None) -> tuple[Offer, ...]:
        """Return what the facts of a case would change on its calendar: moved dates, new clocks, those that left.

        ``before`` are the facts before an edit: then only what the edit brought or took away is offered as new or gone.
        """
        with self._casebook.reading() as tx:
            case = tx.get(Case, case_id)
            tracks = {track.kind: track.id for track in tx.find(Track, case_id=case_id)}

        def place(computed: ComputedDeadline) -> tuple[str | None, str | None]:
            party = {"plan": case.insurer_id, "provider": case.provider_id}.get(computed.actor)
            return tracks.get(track_of(computed.rule)), party

        now = self._planner.deadlines(self._planner.facts_of(case))
        then = None if before is None else self._planner.deadlines(before)
        return self._deadlines.offers(case_id, now, then, place)


def _check(edit: CaseEdit) -> None:
    if not edit.case.title.strip():
        raise NeedsWords("The case's title")
    start, end = edit.case.service_start, edit.case.service_end
    if start and end and end < start:
        raise ImpossibleDates("the service ends before it starts")
    notice, received = edit.dates.denial_notice, edit.dates.denial_received
    if notice and received and received < notice:
        raise ImpossibleDates("the denial came before the day that stands on it")


def _coverage(tx: Transaction, edit: CaseEdit, old: Coverage | None, insurer: Party | None) -> Coverage | None:
    """Keep the plan as edited; make one when there was none and there is something to say."""
    if old is None:
        if edit.plan_kind is PlanKind.UNKNOWN and not edit.member_id.strip():
            return None
        old = Coverage(person_id=edit.case.person_id)
    plan = replace(
        old,
        plan_kind=edit.plan_kind,
        member_id=edit.member_id.strip(),
        insurer_id=insurer.id if insurer else old.insurer_id,
    )
    tx.save(plan)
    return plan


def _facts(facts: Facts, edit: CaseEdit, person: Person) -> Facts:
    """Return the facts as edited; what the head of a case does not show stays as it was."""
    case = edit.case
    people = replace(
        facts.people,
        patient=facts.people.patient or person.name,
        provider=edit.provider.strip(),
        insurer=edit.insurer.strip(),
        claim_number=case.claim_number,
        account_number=case.account_number,
        member_id=edit.member_id.strip(),
    )
    amounts = replace(
        facts.amounts,
        billed=case.billed,
        allowed=case.allowed,
        plan_paid=case.plan_paid,
        asked_of_patient=case.asked,
        in_dispute=case.disputed,
    )
    dates = replace(edit.dates, service=case.service_start, service_end=case.service_end)
    return replace(facts, plan_kind=edit.plan_kind, people=people, amounts=amounts, dates=dates)
