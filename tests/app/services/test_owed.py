# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What they owe: clocks that letters start, a paper that must arrive, and a missed date that the next letter says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.case import Case
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.letter import Letter
from app.domain.log import Channel
from app.domain.party import Party, PartyKind
from app.domain.track import TRACK_STAGES, Track, TrackKind
from app.ports import LogFilter
from app.rules.missed_clocks import SENT_TRIGGER
from app.services.deadlines import from_computed
from app.services.desk import Desk
from app.services.errors import ImpossibleDates
from app.services.log import NewEntry
from app.services.owed import SIGNAL
from app.services.sending import Sent
from tests.support.desks import TODAY, Bench, add_case, everything

FACTS: dict[str, Any] = {
    "plan_kind": "employer_self_funded",
    "service_timing": "post_service",
    "dates": {"service": "2026-05-02", "denial_notice": "2026-06-03", "denial_received": "2026-06-08"},
    "people": {"patient": "Nora Ellingboe", "insurer": "Larkfield Health"},
}
APPEAL = "internal_appeal_medical_necessity"


def _case(bench: Bench, **facts: Any) -> tuple[Case, Party]:
    party = bench.desk.cases.save_party(Party(name="Larkfield Health", kind=PartyKind.INSURER))
    return add_case(bench, {**FACTS, **facts}, insurer_id=party.id), party


def _send(bench: Bench, case: Case, kind: str, sent: Sent) -> Letter:
    letter = bench.desk.letters.create(case.id, kind)
    bench.desk.sending.mark_sent(letter, sent, b"%PDF-1.4 as it went out")
    return letter


def _appeal_due(bench: Bench, case: Case) -> Deadline:
    computed = next(d for d in bench.desk.planner.deadlines(bench.desk.planner.facts_of(case)) if "filing" in d.rule)
    return bench.desk.deadlines.add(from_computed(computed, case.id, None, None))


def _open(desk: Desk, case: Case, owner: Owner) -> list[Deadline]:
    return [d for d in desk.deadlines.of_case(case.id) if d.owner is owner and d.status is DeadlineStatus.OPEN]


def test_a_decision_clock_counts_from_sending_until_receipt_is_known(bench: Bench, desk: Desk) -> None:
    case, _ = _case(bench)
    met = _appeal_due(bench, case)
    before = everything(bench.casebook)
    _send(bench, case, APPEAL, Sent(on=date(2026, 11, 18), method="certified_mail", tracking="9407 1"))
    (theirs,) = _open(desk, case, Owner.THEM)
    assert (theirs.due, theirs.trigger) == (date(2027, 1, 17), SENT_TRIGGER)
    assert desk.deadlines.get(met.id).status is DeadlineStatus.DONE
    (waits,) = _open(desk, case, Owner.US)
    assert (waits.title, waits.due) == ("See that it arrived: Internal appeal, medical necessity", met.due)
    assert "Sent on 18 November 2026" in waits.counted and "stays open" in waits.counted

    desk.owed.arrived(waits.id, date(2026, 11, 20))
    (recounted,) = _open(desk, case, Owner.THEM)
    assert (recounted.id, recounted.due) == (theirs.id, date(2027, 1, 19))
    assert "not known" not in recounted.counted
    assert desk.deadlines.get(waits.id).status is DeadlineStatus.DONE
    assert desk.log.page(LogFilter(case_id=case.id))[0].action == "It arrived: Internal appeal, medical necessity"
    desk.undo.undo()
    assert desk.deadlines.get(theirs.id) == theirs
    desk.undo.undo()
    desk.undo.undo()
    assert {k: v for k, v in everything(bench.casebook).items() if k != "LetterVersion"} == {
        k: v for k, v in before.items() if k != "LetterVersion"
    }


def test_an_arrival_cannot_be_before_the_sending_or_still_to_come(bench: Bench, desk: Desk) -> None:
    case, _ = _case(bench)
    _appeal_due(bench, case)
    _send(bench, case, APPEAL, Sent(on=date(2026, 11, 18), method="mail"))
    (waits,) = _open(desk, case, Owner.US)
    with pytest.raises(ImpossibleDates, match="before it was sent"):
        desk.owed.arrived(waits.id, date(2026, 11, 17))
    with pytest.raises(ImpossibleDates, match="not come yet"):
        desk.owed.arrived(waits.id, TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    "sent",
    [
        Sent(on=TODAY, method="certified_mail", received=TODAY),
        Sent(on=TODAY, method="in_person"),
        Sent(on=TODAY, method="fax", tracking="OK 3 pages"),
        Sent(on=TODAY, method="portal", proof=("page.txt", b"received")),
    ],
)
def test_nothing_is_awaited_once_it_is_known_to_be_there(bench: Bench, desk: Desk, sent: Sent) -> None:
    case, _ = _case(bench)
    _appeal_due(bench, case)
    _send(bench, case, APPEAL, sent)
    assert _open(desk, case, Owner.US) == []


def test_a_postmark_that_counts_is_not_awaited_and_a_late_letter_is_looked_after(bench: Bench, desk: Desk) -> None:
    case, _ = _case(bench)
    due = _appeal_due(bench, case)
    desk.deadlines.change(replace(due, rule_id="tricare_reconsideration_filing", letter_kind=APPEAL))
    _send(bench, case, APPEAL, Sent(on=TODAY, method="mail"))
    assert _open(desk, case, Owner.US) == []
    late, _ = _case(bench)
    desk.deadlines.change(replace(_appeal_due(bench, late), due=date(2026, 11, 2)))
    _send(bench, late, APPEAL, Sent(on=TODAY, method="mail"))
    (waits,) = _open(desk, late, Owner.US)
    assert (waits.due, waits.source, waits.citation) == (date(2026, 11, 24), DeadlineSource.OWN, "")
    assert "had passed" in waits.counted


def test_records_start_their_thirty_days(bench: Bench, desk: Desk) -> None:
    case, _ = _case(bench)
    _send(bench, case, "itemized_bill_request", Sent(on=TODAY, method="fax", tracking="1", received=TODAY))
    (theirs,) = _open(desk, case, Owner.THEM)
    assert (theirs.rule_id, theirs.due) == ("hipaa_access", date(2026, 12, 21))


def test_a_claim_file_gets_a_day_to_ask_again_and_no_invented_date(bench: Bench, desk: Desk) -> None:
    case, _ = _case(bench)
    _send(bench, case, "claim_file_request", Sent(on=TODAY, method="fax", tracking="1", received=TODAY))
    file = next(d for d in _open(desk, case, Owner.THEM) if d.rule_id == "erisa_claim_file_request")
    assert (file.source, file.law_due, file.citation) == (DeadlineSource.OWN, None, "")
    assert file.due == date(2026, 12, 7)  # two weeks on is a Saturday
    assert "sets no number of days" in file.counted


@pytest.mark.parametrize(
    ("rule", "acknowledgment"),
    [
        ("fed_ext_review_decision", "fed_ext_review_preliminary"),
        ("card_billing_error_resolve", "card_billing_error_ack"),
    ],
)
def test_an_acknowledgment_runs_beside_the_decision(desk: Desk, rule: str, acknowledgment: str) -> None:
    assert desk.planner.rules()[rule].with_it == (acknowledgment,)
    counted = desk.planner.from_start(acknowledgment, TODAY)
    assert counted is not None and counted.working is not None and counted.working > TODAY


# -- a date they missed -----------------------------------------------------------------------------------------------


def _late(bench: Bench, case: Case, party: Party, **more: Any) -> Deadline:
    computed = bench.desk.planner.from_start("erisa_appeal_postservice_decision_one_level", date(2026, 9, 1))
    assert computed is not None
    return bench.desk.deadlines.add(replace(from_computed(computed, case.id, None, party.id), **more))


def test_a_missed_date_goes_into_the_next_letter_with_its_law(bench: Bench, desk: Desk) -> None:
    case, party = _case(bench)
    theirs = _late(bench, case, party)
    assert theirs.due == date(2026, 10, 31)
    quiet = desk.letters.create(case.id, APPEAL)
    assert "had until" not in quiet.text
    before = everything(bench.casebook)
    found = desk.owed.take_up(theirs.id)
    assert found is not None and found.days == 21 and found.words.startswith("They are 21 days late.")
    assert "29 CFR 2590.715-2719(b)(2)(ii)(F)" in found.words
    assert "did you no harm" in found.exception and "10 days" in found.exception
    assert desk.owed.taken_up(theirs.id)
    assert desk.owed.take_up(theirs.id) == found  # noted once
    with bench.casebook.reading() as tx:
        kept = desk.planner.facts_of(tx.get(Case, case.id))
    assert SIGNAL in kept.signals
    row = desk.log.page(LogFilter(case_id=case.id))[0]
    assert (row.action, row.party) == ("They missed a date: Plan decides the appeal (care already given)", party.name)
    assert desk.deadlines.get(theirs.id).status is DeadlineStatus.OPEN  # they still owe it

    letter = desk.letters.create(case.id, APPEAL)
    said = letter.text.replace("\\", "")
    assert "Larkfield Health had until 31 October 2026 to decide an appeal about a bill" in said
    assert "29 CFR 2560.503-1(i)(2)(iii)(A)" in said and "external review or to court" in said
    assert json.loads(letter.facts)["letter.missed_clocks"]
    other = desk.letters.create(case.id, "itemized_bill_request")  # not to the one who is late
    assert "had until" not in other.text
    for _ in range(3):
        desk.undo.undo()
    assert everything(bench.casebook) == before


@pytest.mark.parametrize(
    ("kind", "people", "has", "lacks"),
    [
        ("individual", {}, "45 CFR 147.136(b)(3)(ii)(F)", "2560"),
        ("grandfathered", {"employer": "Alder Mills"}, "29 CFR 2560.503-1(l)(1)", "external review"),
        ("medicare_original", {}, "days late", "finished"),
        ("unknown", {}, "days late", "finished"),
    ],
)
def test_what_follows_depends_on_the_plan(
    bench: Bench, desk: Desk, kind: str, people: dict[str, str], has: str, lacks: str
) -> None:
    case, party = _case(bench, plan_kind=kind, people={**FACTS["people"], **people})
    found = desk.owed.look(_late(bench, case, party).id)
    assert found is not None
    assert has in found.words and lacks not in found.words


def test_a_late_medicaid_plan_opens_the_hearing(bench: Bench, desk: Desk) -> None:
    case, party = _case(bench, plan_kind="medicaid_managed_care")
    computed = desk.planner.from_start("medicaid_mco_appeal_decision", date(2026, 9, 1))
    assert computed is not None
    found = desk.owed.look(desk.deadlines.add(from_computed(computed, case.id, None, party.id)).id)
    assert found is not None and "fair hearing" in found.words and "438.408" in found.words


def test_a_clock_counted_from_sending_is_not_called_surely_late(bench: Bench, desk: Desk) -> None:
    case, party = _case(bench)
    found = desk.owed.look(_late(bench, case, party, trigger=SENT_TRIGGER).id)
    assert found is not None and not found.sure
    assert "ask for that day first" in found.words and "the day it was sent" in found.sentence


def test_what_is_not_late_or_not_theirs_is_not_missed(bench: Bench, desk: Desk) -> None:
    case, party = _case(bench)
    assert desk.owed.look(_late(bench, case, party, due=TODAY).id) is None
    assert desk.owed.look(_late(bench, case, party, owner=Owner.US).id) is None
    assert desk.owed.take_up(_late(bench, case, party, due=TODAY).id) is None
    promise = desk.deadlines.add(
        Deadline(
            case_id=case.id, title="Call back", owner=Owner.THEM, source=DeadlineSource.PROMISE, due=date(2026, 11, 2)
        )
    )
    (found,) = desk.owed.of_case(case.id)
    assert found.deadline == promise and "Call back" in found.sentence


# -- tracks and parties ------------------------------------------------------------------------------------------------


def test_a_track_begins_before_anything_was_asked_and_a_call_moves_it_on(bench: Bench, desk: Desk, case: Case) -> None:
    track = desk.cases.add_track(case.id, TrackKind.PROVIDER_BILLING)
    assert TRACK_STAGES[track.kind][track.stage] == "To ask"
    note = NewEntry(case_id=case.id, action="Thought about it", date=TODAY, track_id=track.id)
    desk.log.add(note)
    assert _track(bench, track).stage == 0
    desk.log.add(replace(note, action="Called billing", channel=Channel.PHONE))
    assert TRACK_STAGES[track.kind][_track(bench, track).stage] == "Asked"
    desk.undo.undo()
    assert _track(bench, track).stage == 0


def _track(bench: Bench, track: Track) -> Track:
    with bench.casebook.reading() as tx:
        return tx.get(Track, track.id)


def test_undo_of_an_entry_takes_its_new_party_along_unless_it_is_used(bench: Bench, desk: Desk, case: Case) -> None:
    names = {party.name for party in desk.log.parties()}
    desk.log.add(NewEntry(case_id=case.id, action="Called", party="Quiet Harbor Billing", date=TODAY))
    desk.undo.undo()
    assert {party.name for party in desk.log.parties()} == names
    entry = desk.log.add(NewEntry(case_id=case.id, action="Called", party="Quiet Harbor Billing", date=TODAY))
    with bench.casebook.transaction() as tx:
        tx.save(Deadline(case_id=case.id, title="Answer", due=TODAY, party_id=entry.party_id))
        tx.commit()
    desk.undo.undo()
    assert "Quiet Harbor Billing" in {party.name for party in desk.log.parties()}


def test_a_blank_typed_by_hand_is_filled_once_its_fact_is_known(bench: Bench, desk: Desk) -> None:
    case, _ = _case(bench, people={**FACTS["people"], "claim_number": "LF-26-0419"})
    letter = desk.letters.create(case.id, APPEAL)
    saved = desk.letters.save(letter.id, f"{letter.text}\n\nSee [[people.claim_number]] and [[people.group_number]].\n")
    missing = {item.key for item in desk.letters.look(saved, case).missing}
    assert "people.claim_number" not in missing and "people.group_number" in missing
