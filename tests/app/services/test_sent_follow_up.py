# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a sent letter leaves on the calendar: the answer it asks for, and the day on which a signed paper ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.case import Case
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.letter import Letter
from app.domain.party import Party, PartyKind
from app.services.desk import Desk
from app.services.sending import Sent
from tests.support.desks import TODAY, Bench, add_case, everything

FACTS: dict[str, Any] = {
    "plan_kind": "employer_insured",
    "dates": {"service": "2026-05-02"},
    "people": {
        "patient": "Nora Ellingboe",
        "patient_address": "418 Juniper Court",
        "insurer": "Larkfield Health",
        "insurer_address": "Appeals, Corran City",
        "member_id": "LFK 1",
        "provider": "Alder Ridge Hospital",
        "provider_address": "900 Alder Ridge Road",
        "clinician": "Dr. Amara Lindqvist",
        "collector": "Brightwater Recovery",
        "collector_address": "P.O. Box 4410",
        "representative": "Ingrid Ellingboe",
        "representative_relationship": "daughter",
    },
}
APPOINTMENT = "representative_appointment"


def _case(bench: Bench) -> Case:
    insurer = bench.desk.cases.save_party(Party(name="Larkfield Health", kind=PartyKind.INSURER))
    return add_case(bench, FACTS, insurer_id=insurer.id)


def _written(desk: Desk, case: Case, kind: str, **own: str) -> Letter:
    letter = desk.letters.create(case.id, kind)
    for key, value in own.items():
        letter = desk.letters.answer(letter.id, f"letter.{key}", value)
    return letter


def _send(desk: Desk, letter: Letter) -> None:
    desk.sending.mark_sent(letter, Sent(on=TODAY, method="mail"), b"%PDF-1.4 as it went out")


def _open(desk: Desk, case: Case, start: str) -> list[Deadline]:
    found = desk.deadlines.of_case(case.id)
    return [d for d in found if d.title.startswith(start) and d.status is DeadlineStatus.OPEN]


@pytest.mark.parametrize("typed", ["2027-11-19", "November 19, 2027", "11/19/2027"])
def test_the_end_of_an_appointment_goes_on_the_calendar(bench: Bench, desk: Desk, typed: str) -> None:
    case = _case(bench)
    letter = _written(desk, case, APPOINTMENT, expires=typed)
    before = everything(bench.casebook)
    _send(desk, letter)
    (ends,) = _open(desk, case, "Ends: ")
    assert (ends.title, ends.due, ends.owner) == ("Ends: Appointment of a representative", date(2027, 11, 19), Owner.US)
    assert ends.safe == date(2027, 10, 20)
    assert ends.source is DeadlineSource.OWN and "19 November 2027" in ends.counted
    desk.undo.undo()
    assert everything(bench.casebook) == before


def test_a_new_appointment_ends_the_old_date_and_one_to_somebody_else_does_not(bench: Bench, desk: Desk) -> None:
    case = _case(bench)
    _send(desk, _written(desk, case, APPOINTMENT, expires="2027-01-15"))
    _send(desk, _written(desk, case, "records_authorization", expires="2027-03-01"))
    _send(desk, _written(desk, case, APPOINTMENT, expires="2027-11-19"))
    assert [d.due for d in _open(desk, case, "Ends: ")] == [date(2027, 3, 1), date(2027, 11, 19)]


def test_a_paper_that_ends_with_an_event_is_looked_at_after_a_year(bench: Bench, desk: Desk) -> None:
    case = _case(bench)
    _send(desk, _written(desk, case, "records_authorization", expires="the day my appeal is decided"))
    (ends,) = _open(desk, case, "Ends: ")
    assert (ends.due - TODAY).days == 365
    assert "the day my appeal is decided" in ends.counted


@pytest.mark.parametrize(("ask_by", "due"), [("2026-12-01", date(2026, 12, 1)), ("", date(2026, 12, 7))])
def test_the_answer_to_a_question_is_tracked(bench: Bench, desk: Desk, ask_by: str, due: date) -> None:
    case = _case(bench)
    _send(desk, _written(desk, case, "clinician_query", ask_by=ask_by))
    (waits,) = _open(desk, case, "Answer: ")
    assert waits.owner is Owner.THEM and waits.source is DeadlineSource.OWN
    assert waits.due == due and "No law that Casewell knows" in waits.counted


def test_where_a_law_counts_the_answer_is_not_counted_twice(bench: Bench, desk: Desk) -> None:
    case = _case(bench)
    _send(desk, _written(desk, case, "records_access_request"))
    assert _open(desk, case, "Answer: ") == []
    assert [d.rule_id for d in _open(desk, case, "Office gives you the records")] == ["hipaa_access"]


@pytest.mark.parametrize(
    ("kind", "name", "party"),
    [
        ("debt_validation", "Brightwater Recovery", PartyKind.COLLECTOR),
        ("clinician_query", "Dr. Amara Lindqvist", PartyKind.CLINICIAN),
        ("credit_bureau_dispute", None, None),
    ],
)
def test_a_letter_belongs_to_whom_it_is_written(
    bench: Bench, desk: Desk, kind: str, name: str | None, party: PartyKind | None
) -> None:
    letter = desk.letters.create(_case(bench).id, kind)
    found = {p.id: p for p in desk.log.parties()}.get(letter.party_id or "")
    assert (found.name if found else None, found.kind if found else None) == (name, party)
