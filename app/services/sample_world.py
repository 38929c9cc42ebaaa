# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The people, the parties and the calendar of the fictional casebook."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from app.clock import Clock
from app.domain.coverage import Coverage
from app.domain.party import Contact, Party
from app.domain.person import Person
from app.knowledge import sample
from app.ports import PaperWriter, Transaction
from app.services.planning import Planner


class SampleWorld:
    """The people and parties that the sample's cases share, and its calendar."""

    def __init__(self, tx: Transaction, paper: PaperWriter, clock: Clock) -> None:
        self._tx = tx
        self._paper = paper
        self._clock = clock
        self._today = clock.today()
        self._planner = Planner(clock)
        self._people: dict[str, Person] = {}
        self._coverages: dict[str, Coverage] = {}
        self._parties: dict[str, Party] = {}

    def fill(self) -> None:
        """Save parties and people, parents first."""
        for key, party in sample.sample_parties().items():
            self._parties[key] = self._party(party)
        for key, person in sample.sample_people().items():
            self._people[key], self._coverages[key] = self._person(person)

    def day(self, offset: int) -> date:
        """Return the day so many days from today."""
        return self._today + timedelta(days=offset)

    def moment(self, offset: int) -> datetime:
        """Return ten in the morning of that day, UTC."""
        return datetime.combine(self.day(offset), time(10), UTC)

    def clock_at(self, offset: int) -> Clock:
        """Return a clock that stands at that day."""
        moment = self.moment(offset)
        return Clock(now=lambda: moment, today=moment.date)

    @property
    def planner(self) -> Planner:
        """Return the planner of the sample."""
        return self._planner

    @property
    def paper(self) -> PaperWriter:
        """Return the writer of the sample's documents."""
        return self._paper

    def party(self, key: str) -> Party | None:
        """Return a party by key; an empty key is nobody."""
        return self._parties[key] if key else None

    def person(self, key: str) -> tuple[Person, Coverage]:
        """Return a person and their plan by key."""
        return self._people[key], self._coverages[key]

    def _party(self, raw: sample.SampleParty) -> Party:
        party = Party(
            name=raw.name,
            kind=raw.kind,
            organization=raw.organization,
            address=raw.address,
            phone=raw.phone,
            fax=raw.fax,
        )
        self._tx.save(party)
        if raw.contact:
            self._tx.save(Contact(party_id=party.id, name=raw.contact, role=raw.contact_role))
        return party

    def _person(self, raw: sample.SamplePerson) -> tuple[Person, Coverage]:
        person = Person(
            name=raw.name,
            date_of_birth=date.fromisoformat(raw.born),
            address=raw.address,
            phone=raw.phone,
            email=raw.email,
            representative=raw.representative,
            representative_relationship=raw.representative_relationship,
            state=raw.state,
        )
        insurer = self.party(raw.insurer)
        coverage = Coverage(
            person_id=person.id,
            insurer_id=insurer.id if insurer else None,
            plan_name=raw.plan_name,
            plan_kind=raw.plan_kind,
            member_id=raw.member_id,
            group_number=raw.group_number,
            policyholder=raw.policyholder,
            employer=raw.employer,
            state=raw.state,
        )
        self._tx.save(person, coverage)
        return person, coverage
