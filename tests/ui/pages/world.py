# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A person with one case in a real casebook, a page shown over it, and where the page wanted to go."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.clock import Clock, fixed_clock
from app.domain.case import Case
from app.domain.coverage import Coverage, PlanKind
from app.domain.deadline import Deadline, DeadlineSource, Owner
from app.domain.money import Cents
from app.domain.party import Party, PartyKind
from app.domain.person import Person
from app.domain.track import Task, Track, TrackKind
from app.ports import Casebook, LogFilter, LogRow
from app.services.log import NewEntry
from tests.support.prompts import FakePrompts
from tests.support.window import house_in, make_context
from ui.context import Context
from ui.pages.base import Page

TODAY = date(2026, 11, 21)
_numbers = itertools.count(1)


def days(count: int) -> date:
    """Return the day that many days from today."""
    return TODAY + timedelta(days=count)


@dataclass
class World:
    """What a test of a page stands on."""

    context: Context
    prompts: FakePrompts
    person: Person
    case: Case
    appeal: Track
    billing: Track
    office: Party
    insurer: Party
    went: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def show(self, page: Page, **args: object) -> None:
        """Show a page as the window does."""
        self.pages.append(page)
        self.context.changed.connect(page.refresh)
        page.resize(1152, 776)
        page.show_args(**args)
        page.refresh()
        page.show()
        self.settle()

    def settle(self) -> None:
        """Let everything that runs come to its end."""
        for _ in range(3):
            assert self.context.jobs.wait()
            QApplication.processEvents()

    def save(self, *records: object) -> None:
        """Put records into the casebook."""
        with self.context.desk.casebook.transaction() as tx:
            tx.save(*records)
            tx.commit()

    def deadline(self, title: str, due: date, **fields: Any) -> Deadline:
        """Add an open deadline to the case."""
        made = Deadline(case_id=self.case.id, track_id=self.appeal.id, title=title, due=due, **fields)
        self.save(made)
        return made

    def law(self, title: str = "File the internal appeal", **fields: Any) -> Deadline:
        """Add a deadline by the law whose notice prints an earlier day."""
        return self.deadline(
            title,
            days(9),
            source=DeadlineSource.NOTICE,
            rule_id="internal_appeal",
            trigger="the denial came",
            trigger_date=date(2026, 6, 8),
            law_due=days(14),
            notice_due=days(9),
            citation="29 CFR 2560.503-1(h)(3)(i)",
            counted="8 June + 180 days is 5 December.",
            checked=TODAY,
            **fields,
        )

    def they_owe(self, title: str, due: date) -> Deadline:
        """Add a deadline of the other side."""
        return self.deadline(title, due, owner=Owner.THEM, source=DeadlineSource.PROMISE)

    def task(self, title: str, due: date | None) -> Task:
        """Add a task to the case."""
        made = Task(case_id=self.case.id, track_id=self.billing.id, title=title, due=due)
        self.save(made)
        return made

    def log(self, action: str, on: date = TODAY, **fields: Any) -> str:
        """Add a log entry; return its id."""
        return self.context.desk.log.add(NewEntry(case_id=self.case.id, action=action, date=on, **fields)).id

    def entries(self) -> list[LogRow]:
        """Return the log of the case, newest first."""
        return self.context.desk.log.page(LogFilter(case_id=self.case.id))

    def undo(self) -> str | None:
        """Take the last change back, as Ctrl+Z does."""
        text = self.context.act(self.context.desk.undo.undo)
        self.settle()
        return text


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Make one casebook for the tests of a file; each test has its own person in it."""
    clock = fixed_clock(TODAY)
    folder = tmp_path_factory.mktemp("casebook")
    made = house_in(folder, clock).store.create(folder / "Tests.casewell", "four words in a row")
    yield made
    made.close()


@pytest.fixture
def world(casebook: Casebook, clock: Clock, prompts: FakePrompts, theme: object) -> Iterator[World]:
    """Make a person with one case, and the context of a window that shows this person alone."""
    person = Person(name="Nora Ellingboe")
    number = next(_numbers)  # so that no two tests share a party
    office = Party(name=f"Alder Ridge billing {number}", kind=PartyKind.PROVIDER_BILLING)
    insurer = Party(name=f"Larkfield Health Plan {number}", kind=PartyKind.INSURER)
    plan = Coverage(
        person_id=person.id, plan_kind=PlanKind.EMPLOYER_INSURED, member_id="LFK 204", insurer_id=insurer.id
    )
    case = Case(
        person_id=person.id,
        coverage_id=plan.id,
        provider_id=office.id,
        insurer_id=insurer.id,
        title="MRI denied as not medically necessary",
        problem="Medical necessity",
        stage="Drafting the appeal",
        claim_number="LF-26-0419",
        billed=Cents(396200),
        disputed=Cents(245000),
        saved=Cents(48600),
        service_start=date(2026, 4, 21),
        opened_on=date(2026, 6, 8),
    )
    appeal = Track(case_id=case.id, kind=TrackKind.INSURER_APPEAL, stage=2, opened_on=TODAY)
    billing = Track(case_id=case.id, kind=TrackKind.PROVIDER_BILLING, stage=1, opened_on=TODAY)
    with casebook.transaction() as tx:
        tx.save(person, office, insurer, plan, case, appeal, billing)
        tx.commit()
    context = make_context(casebook, clock, prompts)
    context.person_id = person.id
    made = World(context, prompts, person, case, appeal, billing, office, insurer)
    context.navigate.connect(lambda page, args: made.went.append((page, args)))
    yield made
    for page in made.pages:
        context.changed.disconnect(page.refresh)
        page.close()
        page.deleteLater()
    context.jobs.close()
    context.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a page left alive slows every later one
