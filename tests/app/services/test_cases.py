# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Cases: the closing checklist, reopening, lanes, and deletion that undo takes back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.case import Case, CaseStatus, Outcome
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.log import LogEntry
from app.domain.money import Cents
from app.domain.party import Party
from app.domain.track import TRACK_STAGES, TrackKind
from app.ports import LogFilter
from app.services.desk import Desk
from app.services.errors import AmountBelowNothing, CaseNotClosable, ImpossibleDates, NeedsWords
from app.services.log import NewEntry
from storage.casebook import Store
from tests.storage.sample import World, save_world
from tests.support.desks import PASSPHRASE, TODAY, Bench, add_case, everything, new_bench

SOON = TODAY + timedelta(days=9)


def clock(case: Case, **fields: object) -> Deadline:
    return Deadline(**{"case_id": case.id, "title": "File the appeal", "due": SOON, **fields})  # type: ignore[arg-type]


def actions(desk: Desk, case: Case) -> list[str]:
    return [row.action for row in desk.log.page(LogFilter(case_id=case.id))]


def test_a_case_waiting_for_the_corrected_eob_cannot_be_closed(bench: Bench, desk: Desk) -> None:
    case = add_case(bench, corrected_eob_needed=True)
    assert next((i.id, i.done, i.blocks) for i in desk.cases.closing_checklist(case.id)) == (
        "corrected_eob",
        False,
        True,
    )
    before = everything(bench.casebook)
    for outcome in Outcome:
        if outcome:
            with pytest.raises(CaseNotClosable, match="A zero balance with an old EOB is not the end"):
                desk.cases.close(case.id, outcome, Cents(0))
    assert everything(bench.casebook) == before
    with pytest.raises(ImpossibleDates):
        desk.cases.corrected_eob_came(case.id, TODAY + timedelta(days=1))
    desk.cases.corrected_eob_came(case.id, TODAY)
    assert all(item.done for item in desk.cases.closing_checklist(case.id))
    closed = desk.cases.close(case.id, Outcome.WON, Cents(41_250), "Paid at last")
    assert (closed.status, closed.outcome, closed.saved, closed.closed_on) == (
        *(CaseStatus.CLOSED, Outcome.WON, 41_250),
        TODAY,
    )
    assert actions(desk, case)[0] == "Case closed: won, $412.50 saved"


def test_closing_ends_the_open_clocks_and_reopening_brings_them_back(desk: Desk, case: Case) -> None:
    ours = desk.deadlines.add(clock(case))
    theirs = desk.deadlines.add(clock(case, title="Decide", owner=Owner.THEM))
    kept = desk.deadlines.done(desk.deadlines.add(clock(case, title="Call")).id)
    assert not desk.cases.closing_checklist(case.id)[-1].done
    desk.cases.close(case.id, Outcome.LOST, None)
    status = {d.id: (d.status, d.closed_reason) for d in desk.deadlines.of_case(case.id)}
    assert status[ours.id] == status[theirs.id] == (DeadlineStatus.VOID, "Case closed")
    assert status[kept.id][0] is DeadlineStatus.DONE
    again = desk.cases.reopen(case.id)
    assert (again.status, again.outcome, again.closed_on) == (CaseStatus.OPEN, Outcome.NONE, None)
    status = {d.id: (d.status, d.closed_reason) for d in desk.deadlines.of_case(case.id)}
    assert status[ours.id] == status[theirs.id] == (DeadlineStatus.OPEN, "")
    assert status[kept.id][0] is DeadlineStatus.DONE


def test_closing_asks_how_it_ended_and_takes_no_saving_below_nothing(desk: Desk, case: Case) -> None:
    with pytest.raises(NeedsWords, match="How the case ended"):
        desk.cases.close(case.id, Outcome.NONE, None)
    with pytest.raises(AmountBelowNothing):
        desk.cases.close(case.id, Outcome.WON, Cents(-1))


def test_undo_of_closing_and_of_reopening_leaves_every_table_as_it_was(bench: Bench, desk: Desk, case: Case) -> None:
    desk.deadlines.add(clock(case))
    states = [everything(bench.casebook)]
    desk.cases.close(case.id, Outcome.REDUCED, Cents(100))
    states.append(everything(bench.casebook))
    desk.cases.reopen(case.id)
    for state in reversed(states):
        desk.undo.undo()
        assert everything(bench.casebook) == state


def test_an_edit_is_checked_and_can_be_taken_back(bench: Bench, desk: Desk, case: Case) -> None:
    before = everything(bench.casebook)
    with pytest.raises(NeedsWords):
        desk.cases.save(replace(case, title=" "))
    with pytest.raises(ImpossibleDates, match="ends before it starts"):
        desk.cases.save(replace(case, service_start=date(2026, 4, 21), service_end=date(2026, 4, 20)))
    assert everything(bench.casebook) == before
    desk.cases.save(replace(case, title="CT denied"))
    assert desk.cases.view(case.id).case.title == "CT denied"
    desk.undo.undo()
    assert everything(bench.casebook) == before


def test_a_party_is_kept_with_a_name(bench: Bench, desk: Desk) -> None:
    before = everything(bench.casebook)
    with pytest.raises(NeedsWords):
        desk.cases.save_party(Party(name=""))
    party = desk.cases.save_party(Party(name="Alder Ridge"))
    desk.cases.save_party(replace(party, fax="(555) 014-2230"))
    desk.undo.undo()
    desk.undo.undo()
    assert everything(bench.casebook) == before


def test_a_lane_moves_between_its_stages_and_the_log_says_so(bench: Bench, desk: Desk, case: Case) -> None:
    track = desk.cases.add_track(case.id, TrackKind.CORRECTED_CLAIM)
    assert desk.cases.add_track(case.id, TrackKind.CORRECTED_CLAIM) == track  # one lane of a kind
    last = len(TRACK_STAGES[TrackKind.CORRECTED_CLAIM])
    before = everything(bench.casebook)
    assert desk.cases.move_track(track.id, 99).stage == last
    assert desk.cases.view(case.id).lanes[0].track.closed_on == TODAY
    assert actions(desk, case) == ["Corrected claim: now at “done”"]
    desk.cases.move_track(track.id, last)  # already there: nothing to log
    assert len(actions(desk, case)) == 1
    desk.undo.undo()
    assert everything(bench.casebook) == before
    moved = desk.cases.move_track(track.id, 2)
    assert (moved.stage, moved.closed_on) == (2, None)


def test_the_lanes_say_what_comes_next_in_the_order_they_were_opened(desk: Desk, case: Case) -> None:
    kinds = (TrackKind.PROVIDER_BILLING, TrackKind.INSURER_APPEAL, TrackKind.RECORDS)
    tracks = [desk.cases.add_track(case.id, kind) for kind in kinds]
    desk.deadlines.add(clock(case, track_id=tracks[1].id, title="Decide", owner=Owner.THEM))
    desk.deadlines.add(clock(case, track_id=tracks[1].id, title="File", due=SOON + timedelta(days=1)))
    lanes = desk.cases.view(case.id).lanes
    assert [lane.track.kind for lane in lanes] == list(kinds)
    assert (lanes[1].next_step, lanes[1].next_date, lanes[1].they_owe) == ("They owe: Decide", SOON, True)


def test_deleting_a_case_takes_all_of_it_and_undo_brings_all_of_it_back(tmp_path: Path) -> None:
    bench = new_bench(tmp_path)
    try:
        world = World()
        save_world(bench.casebook, world)
        with bench.casebook.transaction() as tx:
            tx.save(replace(world.wizard, case_id=world.case.id))
            tx.commit()
        other = add_case(bench, title="Another one")
        bench.desk.log.add(_note(other))
        before = everything(bench.casebook)
        bench.desk.cases.delete(world.case.id)
        left = everything(bench.casebook)
        assert [c.title for c in left["Case"] if isinstance(c, Case)] == ["Another one"]
        gone = {"Track", "Task", "Amendment", "Attachment", "Letter", "LetterVersion", "Packet", "Exhibit", "Sending"}
        gone |= {"Claim", "ClaimLine", "Adjustment", "Deadline", "BillMark"}
        assert {kind for kind, records in left.items() if not records} == gone
        assert len(left["LogEntry"]) == 1
        assert [d.case_id for d in left["Document"]] == [None]  # type: ignore[attr-defined]
        assert bench.desk.undo.undo() == "deletion of “MRI of 21 Apr 2026”"
        assert everything(bench.casebook) == before
        assert bench.casebook.verify() == []
    finally:
        bench.casebook.close()


def _note(case: Case) -> NewEntry:
    return NewEntry(case_id=case.id, action="Called", date=TODAY)

    return NewEntry(case_id=case.id, action="Called", date=TODAY)


def test_what_was_done_is_there_after_closing_and_opening_again(tmp_path: Path) -> None:
    bench = new_bench(tmp_path)
    case = add_case(bench)
    bench.desk.log.add(_note(case))
    path = bench.casebook.path
    bench.casebook.close()
    opened = Store(bench.house.clock).open(path, PASSPHRASE)
    try:
        with opened.reading() as tx:
            assert [e.action for e in tx.find(LogEntry)] == ["Called"]
    finally:
        opened.close()
