# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A sent appeal is in the facts of its case from that day: the plan waits for the answer, and later clocks count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.case import Case
from app.domain.deadline import DeadlineStatus, Owner
from app.domain.facts import Facts
from app.domain.party import Party, PartyKind
from app.services.case_edit import CaseEditor
from app.services.deadlines import from_computed
from app.services.desk import Desk
from app.services.sending import Sent
from tests.support.desks import Bench, add_case

FACTS: dict[str, Any] = {
    "plan_kind": "employer_self_funded",
    "service_timing": "post_service",
    "codes": ["CO-50"],
    "dates": {"service": "2026-05-02", "denial_notice": "2026-06-03", "denial_received": "2026-06-08"},
    "people": {"patient": "Nora Ellingboe", "insurer": "Larkfield Health"},
}
APPEAL, ON, IN = "internal_appeal_medical_necessity", date(2026, 11, 18), date(2026, 11, 20)


def _case(bench: Bench, **facts: Any) -> Case:
    party = bench.desk.cases.save_party(Party(name="Larkfield Health", kind=PartyKind.INSURER))
    return add_case(bench, {**FACTS, **facts}, insurer_id=party.id)


def _send(desk: Desk, case: Case, kind: str, received: date | None = None) -> None:
    letter = desk.letters.create(case.id, kind)
    desk.sending.mark_sent(letter, Sent(on=ON, method="certified_mail", received=received), b"%PDF-1.4 as it went out")


def _facts(desk: Desk, case: Case) -> Facts:
    with desk.casebook.reading() as tx:
        return desk.planner.facts_of(tx.get(Case, case.id))


def test_a_sent_appeal_is_filed_and_the_plan_waits_for_its_answer(bench: Bench, desk: Desk) -> None:
    case = _case(bench)
    _send(desk, case, APPEAL)
    facts = _facts(desk, case)
    assert (facts.dates.appeal_filed, facts.dates.appeal_received) == (ON, None)
    (appeal,) = [c for c in desk.planner.plan(facts).routes if c.id == "internal_appeal"]
    assert appeal.recommended and appeal.why.startswith("The appeal is with")
    assert [d.rule for d in desk.planner.deadlines(facts)] == ["erisa_appeal_postservice_decision_one_level"]
    desk.undo.undo()
    assert _facts(desk, case).dates.appeal_filed is None


def test_the_day_it_came_in_is_noted_too(bench: Bench, desk: Desk) -> None:
    case = _case(bench)
    filing = next(d for d in desk.planner.deadlines(desk.planner.facts_of(case)) if d.rule == "erisa_appeal_filing")
    desk.deadlines.add(from_computed(filing, case.id, None, None))
    _send(desk, case, APPEAL)
    (waits,) = [d for d in desk.deadlines.of_case(case.id) if d.owner is Owner.US and d.status is DeadlineStatus.OPEN]
    editor = CaseEditor(desk.casebook, desk.undo, desk.planner, desk.deadlines)
    assert editor.offers(case.id) == (), "the clock that the sending started is the one that the facts give"
    desk.owed.arrived(waits.id, IN)
    assert _facts(desk, case).dates.appeal_received == IN
    desk.undo.undo()
    assert _facts(desk, case).dates.appeal_received is None


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "claim_file_request"),
        ({"signals": ["internal_appeal_lost"]}, APPEAL),
        ({"dates": {**FACTS["dates"], "appeal_filed": "2026-07-01"}}, APPEAL),
        ({"dates": {**FACTS["dates"], "denial_notice": "2026-11-19", "denial_received": "2026-11-20"}}, APPEAL),
    ],
    ids=["a request is no appeal", "a later level", "known already", "dated before the denial"],
)
def test_no_other_letter_touches_the_facts(bench: Bench, desk: Desk, facts: dict[str, Any], kind: str) -> None:
    case = _case(bench, **facts)
    before = _facts(desk, case)
    _send(desk, case, kind, received=IN)
    assert _facts(desk, case) == before
