# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A call filled in from its case, and the one line of the log, clock and ended task that it leaves behind."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.case import Case
from app.domain.deadline import Deadline, DeadlineSource, Owner
from app.domain.log import Channel, LogEntry
from app.domain.party import Party
from app.domain.preference import Preference
from app.domain.track import Task, Track, TrackKind
from app.errors import UserFixable
from app.knowledge.scripts import blanks, scripts
from app.services.call_notes import Answered, CallDraft, CallReport, Outcome
from app.services.call_sheet import look_for, plain
from app.services.errors import ImpossibleDates
from app.services.planning import UnknownName
from tests.support.desks import TODAY, Bench, add_case, everything

FACTS = {
    "people": {
        "patient": "Nora Ellingboe",
        "claim_number": "LF-26-0419",
        "account_number": "88120",
        "insurer": "Larkfield Health Plan",
        "provider": "Alder Ridge Hospital",
        "denial_reason": "The claim came after the filing limit.",
    },
    "dates": {"service": "2026-04-21"},
    "amounts": {"patient_responsibility": "0.00", "asked_of_patient": "2450.00"},
}


@pytest.fixture
def late(bench: Bench) -> Case:
    return add_case(bench, FACTS)


def track(bench: Bench, case: Case, kind: TrackKind = TrackKind.PROVIDER_BILLING) -> Track:
    made = Track(case_id=case.id, kind=kind, opened_on=TODAY)
    with bench.casebook.transaction() as tx:
        tx.save(made)
        tx.commit()
    return made


def task(bench: Bench, case: Case, script: str, due: date | None = TODAY, track_id: str | None = None) -> Task:
    made = Task(case_id=case.id, track_id=track_id, title="Call them", script=script, due=due)
    with bench.casebook.transaction() as tx:
        tx.save(made)
        tx.commit()
    return made


def test_a_script_speaks_with_the_facts_of_the_case(bench: Bench, late: Case) -> None:
    sheet = bench.desk.calls.sheet(late.id, "timely_filing_proof")
    said = plain(sheet.opening)
    assert "account 88120" in said
    assert "April 21, 2026" in said
    assert "$2,450.00" in said
    assert "$0.00" in said  # nothing owed is a known amount
    assert "Larkfield Health Plan" in said
    assert (sheet.office, sheet.party) == ("Billing office", "Alder Ridge Hospital")
    assert sheet.promise_by == date(2026, 12, 5)
    assert not sheet.unknown


def test_a_fact_that_is_not_known_is_a_blank_that_says_where_to_look(bench: Bench, case: Case) -> None:
    sheet = bench.desk.calls.sheet(case.id, "hold_request")
    assert "[account number: on the bill]" in plain(sheet.opening)
    assert "Nora Ellingboe" in plain(sheet.opening)  # known from the person, though no fact says it
    assert [blank.key for blank in sheet.unknown][:2] == ["people.account_number", "dates.service"]


def test_a_sentence_that_ends_twice_ends_once(bench: Bench, late: Case) -> None:
    sheet = bench.desk.calls.sheet(late.id, "retro_authorization")
    assert plain(sheet.opening).endswith("The claim came after the filing limit.")


def test_every_fact_of_every_script_has_a_place_to_look() -> None:
    keys = {key for script in scripts().values() for key in blanks(script)} - {"people.patient"}
    assert sorted(key for key in keys if not look_for(key)) == []


def test_an_answer_goes_into_the_case_and_can_be_undone(bench: Bench, case: Case) -> None:
    calls = bench.desk.calls
    calls.answer(case.id, "people.account_number", "77-1")
    calls.answer(case.id, "dates.service", date(2026, 4, 21))
    assert "77-1" in plain(calls.sheet(case.id, "hold_request").opening)
    assert calls.typed(case.id, "dates.service") == date(2026, 4, 21)
    with pytest.raises(UserFixable):
        calls.answer(case.id, "dates.service_end", date(2026, 4, 1))
    bench.desk.undo.undo()
    assert calls.typed(case.id, "dates.service") is None


def test_a_finished_call_is_one_line_a_clock_of_theirs_and_an_ended_task(bench: Bench, late: Case) -> None:
    lane = track(bench, late)
    asked = task(bench, late, "hold_request", track_id=lane.id)
    sheet = bench.desk.calls.sheet(late.id, "hold_request")
    before = everything(bench.casebook)
    entry = bench.desk.calls.finish(
        sheet,
        CallReport(
            party="Alder Ridge Hospital, billing office",
            talked_to="Dana",
            reference="T-4471",
            promised="Hold the account for 30 days",
            by=date(2026, 11, 28),
            notes="She was kind.",
            answers=(Answered(question="How long?", asked=True, answer="30 days"), Answered(question="Anything else?")),
        ),
    )
    with bench.casebook.reading() as tx:
        kept = tx.get(LogEntry, entry.id)
        (clock,) = tx.find(Deadline, log_entry_id=entry.id)
        done = tx.get(Task, asked.id)
        party = tx.get(Party, str(kept.party_id))
    assert (kept.action, kept.reference, kept.talked_to) == (
        "Called: ask billing to hold the account",
        "T-4471",
        "Dana",
    )
    assert (kept.channel, kept.track_id, kept.deadline) == (Channel.PHONE, lane.id, date(2026, 11, 28))
    assert kept.notes.splitlines() == [
        "Asked: How long?",
        "Answer: 30 days",
        "Promised: Hold the account for 30 days",
        "",
        "She was kind.",
    ]
    assert (clock.title, clock.owner, clock.source) == (
        "Hold the account for 30 days",
        Owner.THEM,
        DeadlineSource.PROMISE,
    )
    assert (clock.due, clock.track_id) == (date(2026, 11, 28), lane.id)
    assert done.done_on == TODAY
    assert party.name == "Alder Ridge Hospital, billing office"
    assert bench.desk.undo.undo() == "call “Ask billing to hold the account”"
    assert everything(bench.casebook) == before


@pytest.mark.parametrize(
    ("outcome", "action"),
    [
        (Outcome.MESSAGE, "Left a message: ask billing to hold the account"),
        (Outcome.NO_ANSWER, "Called, no answer: ask billing to hold the account"),
    ],
)
def test_a_call_that_reached_nobody_is_called_again(bench: Bench, late: Case, outcome: Outcome, action: str) -> None:
    asked = task(bench, late, "hold_request")
    sheet = bench.desk.calls.sheet(late.id, "hold_request", asked.id)
    entry = bench.desk.calls.finish(sheet, CallReport(outcome=outcome, by=date(2026, 11, 23)))
    with bench.casebook.reading() as tx:
        (clock,) = tx.find(Deadline, log_entry_id=entry.id)
        still = tx.get(Task, asked.id)
    assert entry.action == action
    assert (clock.owner, clock.title) == (Owner.US, "Call again: ask billing to hold the account")
    assert still.done_on is None


def test_nothing_promised_starts_no_clock(bench: Bench, late: Case) -> None:
    entry = bench.desk.calls.finish(bench.desk.calls.sheet(late.id, "hold_request"), CallReport())
    with bench.casebook.reading() as tx:
        assert tx.find(Deadline, log_entry_id=entry.id) == []
    assert entry.notes == ""


def test_a_promise_before_the_call_is_refused_and_nothing_is_written(bench: Bench, late: Case) -> None:
    sheet = bench.desk.calls.sheet(late.id, "hold_request")
    before = everything(bench.casebook)
    with pytest.raises(ImpossibleDates):
        bench.desk.calls.finish(sheet, CallReport(promised="soon", by=date(2026, 11, 20)))
    assert everything(bench.casebook) == before


def test_what_was_typed_is_kept_until_the_call_is_in_the_log(bench: Bench, late: Case) -> None:
    calls = bench.desk.calls
    draft = CallDraft(talked_to="Dana", by="+7 days", asked=(True, False), answers=("30 days", ""))
    assert calls.draft(late.id, "hold_request") == CallDraft()
    calls.keep(late.id, "hold_request", draft)
    assert calls.draft(late.id, "hold_request") == draft
    calls.finish(calls.sheet(late.id, "hold_request"), CallReport())
    assert calls.draft(late.id, "hold_request") == CallDraft()


def test_a_draft_goes_with_its_case(bench: Bench, late: Case, case: Case) -> None:
    calls = bench.desk.calls
    calls.keep(late.id, "hold_request", CallDraft(notes="words about health"))
    bench.desk.cases.delete(late.id)
    calls.keep(case.id, "hold_request", CallDraft(notes="other"))
    with bench.casebook.reading() as tx:
        kept = [row.id for row in tx.find(Preference) if row.id.startswith("call.")]
    assert kept == [f"call.{case.id}.hold_request"]


def test_calls_the_plan_asks_for_come_first_by_date(bench: Bench, late: Case) -> None:
    task(bench, late, "peer_to_peer", date(2026, 12, 1))
    first = task(bench, late, "claim_status", date(2026, 11, 23))
    offered = bench.desk.calls.offered(late.id)
    assert [choice.script_id for choice in offered[:2]] == ["claim_status", "peer_to_peer"]
    assert len(offered) == len(scripts())
    assert [choice.title for choice in offered[2:]] == sorted(choice.title for choice in offered[2:])
    assert bench.desk.calls.next_task(late.id) == first


def test_a_script_that_is_not_there_is_named(bench: Bench, late: Case) -> None:
    with pytest.raises(UnknownName, match=r"no call script called “hold_requests”\. Did you mean hold_request"):
        bench.desk.calls.sheet(late.id, "hold_requests")
