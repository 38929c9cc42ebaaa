# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Deadlines: done, snoozed, the date of the notice, and what is offered when a trigger changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.case import Case
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.party import Party
from app.domain.track import Task
from app.intake.facts_file import facts_from_mapping
from app.ports import LogFilter
from app.services.deadlines import from_computed
from app.services.desk import Desk
from app.services.errors import ImpossibleDates, NeedsWords
from tests.support.desks import TODAY, Bench, add_case, everything

FACTS = {"plan_kind": "employer_insured", "dates": {"denial_notice": "2026-06-03", "denial_received": "2026-06-08"}}
RULE = "erisa_appeal_filing"


def counted(bench: Bench, facts: dict[str, object] | None = None) -> tuple[Case, Deadline]:
    """Return a case with the appeal deadline counted from its facts: Saturday 5 December, safe on the Friday."""
    case = add_case(bench, facts or FACTS)
    computed = next(d for d in bench.desk.planner.deadlines(bench.desk.planner.facts_of(case)) if d.rule == RULE)
    return case, bench.desk.deadlines.add(from_computed(computed, case.id, None, None))


def log_of(desk: Desk, case: Case) -> list[str]:
    return [row.action for row in desk.log.page(LogFilter(case_id=case.id))]


def test_a_counted_deadline_keeps_its_law_and_how_it_was_counted(bench: Bench) -> None:
    _, deadline = counted(bench)
    assert (deadline.due, deadline.safe, deadline.law_due) == (date(2026, 12, 5), date(2026, 12, 4), date(2026, 12, 5))
    assert (deadline.source, deadline.rule_id, deadline.trigger_date) == (DeadlineSource.LAW, RULE, date(2026, 6, 8))
    assert deadline.citation and deadline.counted and deadline.checked and deadline.verified
    assert '"denial_received": "2026-06-08"' in deadline.events


def test_done_is_logged_once_and_taken_back_whole(bench: Bench, desk: Desk) -> None:
    case, deadline = counted(bench)
    before = everything(bench.casebook)
    done = desk.deadlines.done(deadline.id, "Sent by fax")
    assert (done.status, done.closed_on, done.closed_reason) == (DeadlineStatus.DONE, TODAY, "Sent by fax")
    assert desk.deadlines.done(deadline.id) == done
    assert log_of(desk, case) == ["Done: File the internal appeal"]
    desk.undo.undo()
    assert everything(bench.casebook) == before


def test_what_they_owed_is_logged_with_their_name(bench: Bench, desk: Desk, case: Case) -> None:
    party = desk.cases.save_party(Party(name="Larkfield appeals"))
    owed = Deadline(case_id=case.id, party_id=party.id, title="Decide", owner=Owner.THEM, due=TODAY)
    desk.deadlines.done(desk.deadlines.add(owed).id)
    row = desk.log.page(LogFilter(case_id=case.id))[0]
    assert (row.action, row.party) == ("They did it: Decide", "Larkfield appeals")


def test_a_task_is_done_once(bench: Bench, desk: Desk, case: Case) -> None:
    task = Task(case_id=case.id, title="Call billing", due=TODAY)
    with bench.casebook.transaction() as tx:
        tx.save(task)
        tx.commit()
    assert desk.deadlines.task_done(task.id).done_on == TODAY
    desk.deadlines.task_done(task.id)
    assert log_of(desk, case) == ["Done: Call billing"]
    desk.undo.undo()
    assert desk.deadlines.task(task.id) == task


def test_a_snooze_needs_a_reason_and_never_passes_the_safe_day(bench: Bench, desk: Desk) -> None:
    _, deadline = counted(bench)
    with pytest.raises(NeedsWords, match="The reason"):
        desk.deadlines.snooze("deadline", deadline.id, date(2026, 11, 25), " ")
    with pytest.raises(ImpossibleDates, match="not in the future"):
        desk.deadlines.snooze("deadline", deadline.id, TODAY, "Later")
    with pytest.raises(ImpossibleDates, match="due on 2026-12-04"):
        desk.deadlines.snooze("deadline", deadline.id, date(2026, 12, 5), "Later")
    desk.deadlines.snooze("deadline", deadline.id, date(2026, 12, 4), " Waiting for records ")
    kept = desk.deadlines.get(deadline.id)
    assert (kept.due, kept.snoozed_until, kept.snooze_reason) == (
        *(deadline.due, date(2026, 12, 4)),
        "Waiting for records",
    )
    assert deadline.id not in [row.id for group in desk.today.groups() for row in group.rows]
    desk.undo.undo()
    assert desk.deadlines.get(deadline.id) == deadline


@pytest.mark.parametrize(
    ("printed", "due", "safe", "source"),
    [
        (date(2026, 11, 29), date(2026, 11, 29), date(2026, 11, 27), DeadlineSource.NOTICE),  # a Sunday, a holiday week
        (date(2026, 12, 5), date(2026, 12, 5), date(2026, 12, 4), DeadlineSource.LAW),
        (date(2026, 12, 24), date(2026, 12, 5), date(2026, 12, 4), DeadlineSource.LAW),
        (None, date(2026, 12, 5), date(2026, 12, 4), DeadlineSource.LAW),
    ],
)
def test_the_earlier_of_law_and_notice_governs(
    bench: Bench, desk: Desk, printed: date | None, due: date, safe: date, source: DeadlineSource
) -> None:
    _, deadline = counted(bench)
    desk.deadlines.set_notice_date(deadline.id, date(2026, 11, 24))  # a slip of the finger first
    changed = desk.deadlines.set_notice_date(deadline.id, printed)
    assert (changed.due, changed.safe, changed.source, changed.notice_due) == (due, safe, source, printed)
    assert changed.law_due == date(2026, 12, 5)


def test_the_safe_day_is_never_after_the_date_on_the_notice(bench: Bench) -> None:
    facts = {**FACTS, "dates": {**FACTS["dates"], "notice_appeal_by": "2026-11-30"}}  # type: ignore[dict-item]
    _, deadline = counted(bench, facts)
    assert (deadline.due, deadline.safe) == (date(2026, 11, 30), date(2026, 11, 30))
    assert deadline.source is DeadlineSource.NOTICE


def test_a_snooze_does_not_outlast_an_earlier_date_of_the_notice(bench: Bench, desk: Desk) -> None:
    _, deadline = counted(bench)
    desk.deadlines.snooze("deadline", deadline.id, date(2026, 12, 3), "Later")
    assert desk.deadlines.set_notice_date(deadline.id, date(2026, 11, 30)).snoozed_until is None


def test_a_changed_trigger_offers_every_dependent_deadline_again(bench: Bench, desk: Desk) -> None:
    case, deadline = counted(bench)
    moved = facts_from_mapping({**FACTS, "dates": {"denial_notice": "2026-06-03", "denial_received": "2026-06-15"}})
    assert desk.deadlines.offers(case.id, desk.planner.deadlines(desk.planner.facts_of(case))) == ()
    offers = desk.deadlines.offers(case.id, desk.planner.deadlines(moved))
    assert [(o.present.due, o.proposed.due) for o in offers] == [(date(2026, 12, 5), date(2026, 12, 12))]
    before = everything(bench.casebook)
    desk.deadlines.accept(offers)
    kept = desk.deadlines.get(deadline.id)
    assert (kept.due, kept.trigger_date) == (date(2026, 12, 12), date(2026, 6, 15))
    assert "15 June 2026" in kept.counted
    desk.undo.undo()
    assert everything(bench.casebook) == before


def test_an_offer_keeps_what_the_person_put_on_the_deadline(bench: Bench, desk: Desk) -> None:
    case, deadline = counted(bench)
    desk.deadlines.set_notice_date(deadline.id, date(2026, 12, 1))
    desk.deadlines.change(replace(desk.deadlines.get(deadline.id), title="Appeal, by registered mail"))
    moved = {**FACTS, "dates": {"denial_notice": "2026-05-20", "denial_received": "2026-05-25"}}
    (offer,) = desk.deadlines.offers(case.id, desk.planner.deadlines(facts_from_mapping(moved)))
    assert (offer.proposed.due, offer.proposed.notice_due) == (date(2026, 11, 21), date(2026, 12, 1))
    assert offer.proposed.title == "Appeal, by registered mail"
    later = {**FACTS, "dates": {"denial_notice": "2026-06-03", "denial_received": "2026-06-20"}}
    assert desk.deadlines.offers(case.id, desk.planner.deadlines(facts_from_mapping(later))) == ()  # the notice governs


def test_a_deadline_that_is_done_is_not_offered_again(bench: Bench, desk: Desk) -> None:
    case, deadline = counted(bench)
    desk.deadlines.done(deadline.id)
    moved = {**FACTS, "dates": {"denial_notice": "2026-06-03", "denial_received": "2026-06-15"}}
    assert desk.deadlines.offers(case.id, desk.planner.deadlines(facts_from_mapping(moved))) == ()


def test_a_rule_that_newly_applies_is_offered_and_one_that_left_stays_until_confirmed(bench: Bench, desk: Desk) -> None:
    case, deadline = counted(bench)
    planner = desk.planner
    before = planner.deadlines(facts_from_mapping(FACTS))
    decided = {**FACTS, "dates": {**FACTS["dates"], "final_denial_received": "2026-11-02"}, "state": "OH"}  # type: ignore[dict-item]
    after = planner.deadlines(facts_from_mapping(decided))
    offers = desk.deadlines.offers(case.id, after, before)
    new, gone = [o for o in offers if o.is_new], [o for o in offers if o.is_dropped]
    assert [o.proposed.rule_id for o in new] == ["state_ext_review_filing_minimum"]
    assert [o.present for o in gone] == [deadline]
    assert desk.deadlines.get(deadline.id).status is DeadlineStatus.OPEN
    kept = everything(bench.casebook)
    desk.deadlines.accept(offers)
    assert desk.deadlines.get(deadline.id).status is DeadlineStatus.VOID
    assert desk.deadlines.get(new[0].proposed.id).due == new[0].proposed.due
    assert desk.deadlines.offers(case.id, after, before) == ()
    # The decision was a mistake: the appeal is offered again, the review offered to go.
    back = desk.deadlines.offers(case.id, before, after)
    assert {(o.proposed.rule_id, o.is_new, o.is_dropped) for o in back} == {
        (RULE, True, False),
        ("state_ext_review_filing_minimum", False, True),
    }
    desk.undo.undo()
    assert everything(bench.casebook) == kept


def test_a_clock_that_a_letter_started_is_never_offered_to_go(bench: Bench, desk: Desk) -> None:
    case, _ = counted(bench)
    theirs = desk.planner.from_start("hipaa_access", TODAY)
    assert theirs is not None
    desk.deadlines.add(from_computed(theirs, case.id, None, None))
    assert desk.deadlines.offers(case.id, desk.planner.deadlines(facts_from_mapping(FACTS))) == ()


def test_a_deadline_of_ones_own_needs_words(desk: Desk, case: Case) -> None:
    with pytest.raises(NeedsWords):
        desk.deadlines.add(Deadline(case_id=case.id, title=" ", due=TODAY))
    mine = desk.deadlines.add(Deadline(case_id=case.id, title="Ring the doctor", due=TODAY + timedelta(days=3)))
    with pytest.raises(NeedsWords):
        desk.deadlines.change(replace(mine, title=""))
    assert mine.source is DeadlineSource.OWN
    assert desk.deadlines.set_notice_date(mine.id, None) == mine
