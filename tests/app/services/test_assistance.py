# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Financial assistance of a case: what it knows already, its clocks, and beginning it in one change."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.log import LogEntry
from app.domain.money import Cents
from app.domain.track import Task, Track, TrackKind
from app.services.assistance import AssistanceService, Household, summary
from tests.support.desks import Bench, add_case, everything

HOME = Household(size=3, income=Cents(5_230_000), state="WA", insured=True, nonprofit=True)


@pytest.fixture
def service(bench: Bench) -> AssistanceService:
    return AssistanceService(bench.casebook, bench.house.clock, bench.desk.undo, bench.desk.planner)


def test_a_case_tells_what_it_knows_of_the_household(bench: Bench, service: AssistanceService) -> None:
    known = {"household_size": 3, "household_income": "52300", "hospital_nonprofit": True}
    case = add_case(bench, {"plan_kind": "individual", "state": "WA", "answers": known})
    assert service.household_of(case.id) == HOME
    assert service.household_of(add_case(bench, {"plan_kind": "self_pay"}).id).insured is False
    assert service.household_of(add_case(bench).id) == Household()


def test_clocks_are_counted_from_the_first_bill(bench: Bench, service: AssistanceService) -> None:
    case = add_case(bench, {"dates": {"first_bill": "2026-10-01"}})
    found = {one.duty.id: one.deadline.law_date for one in service.look(HOME, case.id).duties if one.deadline}
    assert found == {"apply": date(2027, 5, 29), "wait": date(2027, 1, 30)}
    assert not any(one.deadline for one in service.look(HOME).duties)


def test_the_summary_says_where_the_household_stands(service: AssistanceService) -> None:
    said = summary(service.look(HOME))
    assert said == (
        "A household of 3 people with $52,300.00 a year. "
        "That is 191.4 percent of the 2026 poverty guideline ($27,320.00)."
    )
    assert "not known" in summary(service.look(Household(state="AK", size=1)))


def test_beginning_keeps_answers_track_steps_and_log_in_one_change(bench: Bench, service: AssistanceService) -> None:
    case = add_case(bench, {"plan_kind": "individual"})
    before = everything(bench.casebook)
    track = service.begin(case.id, HOME)
    assert service.household_of(case.id) == HOME
    with bench.casebook.reading() as tx:
        assert [t.kind for t in tx.find(Track, case_id=case.id)] == [TrackKind.FINANCIAL_ASSISTANCE]
        assert [t.track_id for t in tx.find(Task, case_id=case.id)] == [track.id, track.id]
        assert "191.4 percent" in tx.find(LogEntry, case_id=case.id)[0].notes
    bench.desk.undo.undo()
    assert everything(bench.casebook) == before


def test_beginning_twice_makes_nothing_twice(bench: Bench, service: AssistanceService) -> None:
    case = add_case(bench)
    assert service.begin(case.id, HOME) == service.begin(case.id, HOME)
    with bench.casebook.reading() as tx:
        assert len(tx.find(Task, case_id=case.id)) == 2
        assert len(tx.find(LogEntry, case_id=case.id)) == 2
