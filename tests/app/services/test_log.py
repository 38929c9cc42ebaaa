# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The log: entries with their promises, amendments with history, deletion, and undo of each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.case import Case
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.document import DocumentKind
from app.domain.letter import Sending
from app.domain.log import Channel, LogEntry
from app.domain.party import PartyKind
from app.domain.track import TrackKind
from app.ports import LogFilter
from app.services.desk import Desk
from app.services.errors import ImpossibleDates, NeedsWords
from app.services.log import NewEntry
from tests.support.desks import TODAY, Bench, everything

SOON = TODAY + timedelta(days=9)


def called(case: Case, **fields: object) -> NewEntry:
    return NewEntry(**{"case_id": case.id, "action": "Called billing", "date": TODAY, **fields})  # type: ignore[arg-type]


def promises(desk: Desk, case: Case) -> list[Deadline]:
    return desk.deadlines.of_case(case.id)


def test_an_entry_keeps_its_columns_and_makes_its_party_once(desk: Desk, case: Case) -> None:
    new = called(case, party=" Alder  Ridge billing ", party_kind=PartyKind.PROVIDER_BILLING, reference=" TKT 7 ")
    first = desk.log.add(replace(new, channel=Channel.PHONE, talked_to="Ms. Voss", notes="Hold agreed"))
    second = desk.log.add(replace(new, action="Called again", party="Alder Ridge billing"))
    assert first.party_id == second.party_id
    assert [p.name for p in desk.log.parties()].count("Alder Ridge billing") == 1
    row = desk.log.page(LogFilter(case_id=case.id, text="hold agreed"))[0]
    assert (row.action, row.party, row.date, row.reference, row.deadline) == (
        *("Called billing", "Alder Ridge billing", TODAY, "TKT 7"),
        None,
    )
    assert (row.talked_to, row.channel, row.person) == ("Ms. Voss", "phone", "Nora Ellingboe")
    assert desk.log.references(case.id) == ["TKT 7"]


def test_entries_of_one_day_are_listed_the_newest_first(desk: Desk, case: Case) -> None:
    for number in range(30):
        desk.log.add(called(case, action=f"Call {number}"))
    page = desk.log.page(LogFilter(case_id=case.id), limit=20)
    rest = desk.log.page(LogFilter(case_id=case.id), after=page[-1], limit=20)
    assert [r.action for r in (*page, *rest)] == [f"Call {n}" for n in reversed(range(30))]
    assert desk.log.count(LogFilter(case_id=case.id)) == 30


def test_a_deadline_in_the_log_is_theirs_unless_we_owe_it(desk: Desk, case: Case) -> None:
    desk.log.add(called(case, deadline=SOON))
    desk.log.add(called(case, action="Send the form", deadline=SOON, we_owe=True))
    found = {d.title: (d.owner, d.source, d.due, d.status) for d in promises(desk, case)}
    assert found == {
        "Called billing": (Owner.THEM, DeadlineSource.PROMISE, SOON, DeadlineStatus.OPEN),
        "Send the form": (Owner.US, DeadlineSource.OWN, SOON, DeadlineStatus.OPEN),
    }


@pytest.mark.parametrize("action", ["", "  \n "])
def test_an_entry_says_what_was_done(desk: Desk, case: Case, action: str) -> None:
    with pytest.raises(NeedsWords, match="The action is still empty"):
        desk.log.add(called(case, action=action))
    assert desk.log.count(LogFilter(case_id=case.id)) == 0


def test_days_that_cannot_be_right_are_refused_and_nothing_is_kept(bench: Bench, desk: Desk, case: Case) -> None:
    before = everything(bench.casebook)
    with pytest.raises(ImpossibleDates, match="has not come yet"):
        desk.log.add(called(case, date=TODAY + timedelta(days=2)))
    with pytest.raises(ImpossibleDates, match="before the action"):
        desk.log.add(called(case, deadline=TODAY - timedelta(days=1), party="Somebody new"))
    assert everything(bench.casebook) == before
    desk.log.add(called(case, date=TODAY + timedelta(days=1)))  # a person east of the clock's day


def test_an_amendment_keeps_what_was_said_before(desk: Desk, case: Case) -> None:
    entry = desk.log.add(called(case, reference="TKT 7"))
    once = desk.log.amend(entry.id, replace(entry, reference="TKT 71"), "Misheard")
    twice = desk.log.amend(entry.id, replace(once, notes="Line was bad"))
    assert twice.created_at == entry.created_at
    history = desk.log.history(entry.id)
    assert [json.loads(a.before)["reference"] for a in history] == ["TKT 7", "TKT 71"]
    assert [a.reason for a in history] == ["Misheard", ""]
    assert desk.log.page(LogFilter(case_id=case.id))[0].amended
    assert desk.log.amend(entry.id, twice) == twice  # nothing changed: no amendment
    assert len(desk.log.history(entry.id)) == 2


def test_the_promise_follows_its_entry(desk: Desk, case: Case) -> None:
    entry = desk.log.add(called(case, deadline=SOON))
    later = desk.log.amend(entry.id, replace(entry, action="Called the insurer", deadline=SOON + timedelta(days=5)))
    (promise,) = promises(desk, case)
    assert (promise.title, promise.due) == ("Called the insurer", SOON + timedelta(days=5))
    none = desk.log.amend(entry.id, replace(later, deadline=None))
    (promise,) = promises(desk, case)
    assert (promise.status, promise.closed_on) == (DeadlineStatus.VOID, TODAY)
    desk.log.amend(entry.id, replace(none, deadline=SOON))
    (promise,) = promises(desk, case)
    assert (promise.status, promise.due, promise.closed_on) == (DeadlineStatus.OPEN, SOON, None)


def test_a_kept_promise_stays_kept_when_its_entry_is_amended(desk: Desk, case: Case) -> None:
    entry = desk.log.add(called(case, deadline=SOON))
    desk.deadlines.done(promises(desk, case)[0].id)
    noted = desk.log.amend(entry.id, replace(entry, notes="They rang back"))
    assert [d.status for d in promises(desk, case)] == [DeadlineStatus.DONE]
    cleared = desk.log.amend(entry.id, replace(noted, deadline=None))
    assert [d.status for d in promises(desk, case)] == [DeadlineStatus.DONE]
    desk.log.amend(entry.id, replace(cleared, deadline=SOON + timedelta(days=1)))
    assert sorted(d.status for d in promises(desk, case)) == [DeadlineStatus.DONE, DeadlineStatus.OPEN]


def test_a_snoozed_promise_wakes_no_later_than_its_new_day(desk: Desk, case: Case) -> None:
    entry = desk.log.add(called(case, deadline=SOON))
    desk.deadlines.snooze("deadline", promises(desk, case)[0].id, SOON - timedelta(days=1), "On holiday")
    desk.log.amend(entry.id, replace(entry, deadline=TODAY + timedelta(days=2)))
    assert promises(desk, case)[0].snoozed_until is None


def test_undo_of_each_leaves_every_table_as_it_was(bench: Bench, desk: Desk, case: Case) -> None:
    states = [everything(bench.casebook)]
    entry = desk.log.add(called(case))
    states.append(everything(bench.casebook))
    changed = desk.log.amend(entry.id, replace(entry, deadline=SOON))
    states.append(everything(bench.casebook))
    desk.log.amend(entry.id, replace(changed, deadline=SOON + timedelta(days=3)))
    states.append(everything(bench.casebook))
    desk.log.delete(entry.id)
    assert desk.log.count(LogFilter(case_id=case.id)) == 0
    for state in reversed(states):
        assert desk.undo.undo()
        assert everything(bench.casebook) == state


def test_deleting_an_entry_and_undo_bring_back_its_links(bench: Bench, desk: Desk, case: Case) -> None:
    paper = desk.documents.add_bytes("a.pdf", b"%PDF-1.7 not much", case_id=case.id, kind=DocumentKind.OTHER)
    track = desk.cases.add_track(case.id, TrackKind.INSURER_APPEAL)
    entry = desk.log.add(called(case, deadline=SOON, track_id=track.id, document_ids=(paper.id,)))
    with bench.casebook.transaction() as tx:
        tx.save(Sending(case_id=case.id, sent_on=TODAY, method="fax", log_entry_id=entry.id))
        tx.commit()
    before = everything(bench.casebook)
    desk.log.delete(entry.id)
    assert not [r for r in everything(bench.casebook)["LogEntry"] if isinstance(r, LogEntry) and r.id == entry.id]
    desk.undo.undo()
    assert everything(bench.casebook) == before


def test_nothing_is_left_to_undo_after_the_last(bench: Bench) -> None:
    fresh = bench.house.desk(bench.casebook)
    assert fresh.undo.next_text is None
    assert fresh.undo.undo() is None


def test_undo_says_what_it_would_take_back(desk: Desk, case: Case) -> None:
    desk.log.add(called(case, action="Faxed the form", date=date(2026, 11, 20)))
    assert desk.undo.next_text == "log entry “Faxed the form”"
