# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard without its window: reading, typing, keeping, planning, and Finish as one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import Clock, fixed_clock
from app.domain.case import Case
from app.domain.coverage import Coverage, PlanKind
from app.domain.deadline import Deadline
from app.domain.document import Document
from app.domain.log import Attachment, LogEntry
from app.domain.party import Party, PartyKind
from app.domain.person import Person
from app.domain.reading import Confidence
from app.domain.track import Task, Track, TrackKind
from app.domain.wizard import WizardSession
from app.intake.facts_file import check_facts
from app.jobs import CancelFlag, drain
from app.ports import Casebook
from app.services.desk import Desk
from app.services.errors import NeedsWords, WrongFile
from app.services.wizard_facts import chosen, hold, problem_of, settled, text_of, typed
from app.services.wizard_finish import track_of
from app.services.wizard_questions import (
    NO,
    UNKNOWN,
    YES,
    answer,
    answer_of,
    proposals,
    question_groups,
    still_to_answer,
    tick_signal,
    tick_type,
    ticked_types,
)
from app.services.wizard_rows import LINE, confirm_row, edit_row, notice_rows
from app.services.wizard_state import WizardState, state_from_json, state_to_json
from app.services.wizard_ticks import (
    action_on,
    letter_id,
    letter_on,
    nearest_deadline,
    plan_counts,
    tick,
    tick_action,
    tick_letter,
    track_id,
)
from tests.support.notices import larkfield
from tests.support.window import house_in

TODAY = date(2026, 11, 21)
RECEIVED = "dates.denial_received"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the services of a real casebook, shared by the tests of this file: each begins its own wizard."""
    clock: Clock = fixed_clock(TODAY)
    house = house_in(tmp_path_factory.mktemp("house"), clock)
    casebook: Casebook = house.store.create(tmp_path_factory.mktemp("book") / "x.casewell", "four ordinary words")
    yield house.desk(casebook)
    casebook.close()


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """Return the notice of the wizard's picture as a file."""
    path = tmp_path / "Notice 3 June.pdf"
    path.write_bytes(larkfield()[0])
    return path


def read_into(desk: Desk, path: Path, state: WizardState | None = None) -> WizardState:
    """Give a file to the wizard."""
    return desk.wizard.with_paper(state or WizardState(), drain(desk.wizard.read_job(path, CancelFlag())))


def doubt(state: WizardState, field: str) -> WizardState:
    """Make one reading doubtful, as a fold in the paper would."""
    read = tuple(replace(f, confidence=Confidence.CHECK, note="A fold.") if f.field == field else f for f in state.read)
    return replace(state, read=read)


def necessity(desk: Desk, notice: Path) -> WizardState:
    """Return Nora's dispute: read, received, and known to be self-funded."""
    state = read_into(desk, notice)
    state = typed(state, "people.service_description", "MRI of the lower back", TODAY)
    state = chosen(state, "plan_kind", PlanKind.EMPLOYER_SELF_FUNDED, TODAY)
    return typed(state, RECEIVED, "June 8, 2026", TODAY)


# -- typing ----------------------------------------------------------------------------------------------------------


def test_text_counts_at_once() -> None:
    state = typed(WizardState(), "people.patient", "Nora Ellingboe", TODAY)
    assert state.facts.people.patient == "Nora Ellingboe"
    assert text_of(state, "people.patient") == "Nora Ellingboe"


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("dates.service", "the day after", "could not be read as a date"),
        ("amounts.billed", "a lot", "not an amount"),
        ("state", "Ohia", "two letters"),
        ("answers.household_size", "three", "whole number"),
        ("dates.denial_notice", "2027-01-01", "still to come"),
        ("people.date_of_birth", "4 Mar 2071", "still to come"),
        ("people.date_of_birth", "4 Mar 1771", "before 1900"),
        ("people.date_of_birth", "4 Mar", "four digits"),
        ("people.date_of_birth", "blue", "four digits"),
    ],
)
def test_what_cannot_be_used_waits_with_its_reason(key: str, text: str, said: str) -> None:
    state = typed(WizardState(), key, text, TODAY)
    assert text_of(state, key) == text
    assert said in problem_of(state, key, TODAY)
    assert state.facts == WizardState().facts


@pytest.mark.parametrize("text", ["4 Mar 1971", "3/4/1971", "1900-01-01", "2026-11-21"])
def test_a_date_of_birth_is_kept_as_it_was_written(text: str) -> None:
    state = typed(typed(WizardState(), "people.date_of_birth", "19", TODAY), "people.date_of_birth", text, TODAY)
    assert (state.facts.people.date_of_birth, state.pending) == (text, ())


def test_received_before_the_notice_waits_until_either_is_mended() -> None:
    state = typed(WizardState(), "dates.denial_notice", "3 June 2026", TODAY)
    state = typed(state, RECEIVED, "1 June 2026", TODAY)
    assert "before the date on the notice, Wed 3 Jun 2026" in problem_of(state, RECEIVED, TODAY)
    assert state.facts.dates.denial_received is None
    state = typed(state, "dates.denial_notice", "30 May 2026", TODAY)
    assert problem_of(state, RECEIVED, TODAY) == ""
    assert state.facts.dates.denial_received == date(2026, 6, 1)


def test_a_service_in_the_future_counts_once_the_care_is_to_come() -> None:
    state = typed(WizardState(), "dates.service", "2026-12-24", TODAY)
    assert "still to come" in problem_of(state, "dates.service", TODAY)
    state = chosen(state, "service_timing", "pre_service", TODAY)
    assert state.facts.dates.service == date(2026, 12, 24)
    state = chosen(state, "service_timing", "post_service", TODAY)
    assert state.facts.dates.service is None
    assert "24 Dec 2026" in text_of(state, "dates.service")


def test_what_is_being_typed_is_kept_before_it_is_judged() -> None:
    state = hold(WizardState(), "dates.service", "Apr 2")
    assert text_of(state, "dates.service") == "Apr 2"
    assert state_from_json(state_to_json(state)) == state


def test_codes_are_taken_as_people_list_them() -> None:
    state = typed(WizardState(), "codes", "co 50; N130, zz9", TODAY)
    assert state.facts.codes == ("CO-50", "N130", "ZZ9")


_TEXTS = st.sampled_from(
    ["", "3 June 2026", "6/1/2026", "2026-04-21", "2027-02-01", "soon", "1 Jan 1900", "30 Nov 2026", "+14 days"]
)
_KEYS = st.sampled_from(
    ["service", "service_end", "denial_notice", "denial_received", "notice_appeal_by", "appeal_filed", "corrected_eob"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(_KEYS, _TEXTS), max_size=12), st.sampled_from(["", "pre_service", "post_service"]))
def test_whatever_is_typed_facts_stay_true_and_no_word_is_lost(typing: list[tuple[str, str]], timing: str) -> None:
    state, last = WizardState(), {}
    for name, text in typing:
        state = typed(state, f"dates.{name}", text, TODAY)
        last[f"dates.{name}"] = text
    state = chosen(state, "service_timing", timing, TODAY)
    check_facts(state.facts, today=TODAY)
    for key, text in last.items():
        assert bool(text_of(state, key)) == bool(text)
    kept = state_from_json(state_to_json(state))
    assert settled(kept, TODAY) == state


# -- reading ---------------------------------------------------------------------------------------------------------


def test_a_notice_fills_the_facts_and_its_rows(desk: Desk, notice: Path) -> None:
    state = read_into(desk, notice)
    assert [paper.kind for paper in state.papers] == ["denial_notice"]
    assert state.facts.codes == ("CO-50", "N130")
    assert state.facts.people.claim_number == "LF-26-0419-7731"
    rows = {row.id: row for row in notice_rows(state, TODAY)}
    assert rows["people.patient"].value == "Nora Ellingboe"
    assert rows["people.patient"].number == rows["people.member_id"].number
    assert rows[LINE].value == "72148, $2,450.00"
    assert rows["people.service_description"].sure == "Missing"
    assert desk.documents.get(state.papers[0].document_id).title == "Notice 3 June"


def test_rows_stand_in_the_order_of_the_page(desk: Desk, notice: Path) -> None:
    numbers = [row.number for row in notice_rows(read_into(desk, notice), TODAY) if row.number]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers) + 1))


def test_what_was_typed_is_never_overwritten(desk: Desk, notice: Path) -> None:
    before = typed(WizardState(), "people.claim_number", "MY-OWN-1", TODAY)
    state = read_into(desk, notice, before)
    assert state.facts.people.claim_number == "MY-OWN-1"
    row = next(row for row in notice_rows(state, TODAY) if row.id == "people.claim_number")
    assert (row.value, row.sure) == ("MY-OWN-1", "Typed")


def test_a_date_of_the_paper_that_contradicts_waits(desk: Desk, notice: Path) -> None:
    before = typed(WizardState(), RECEIVED, "1 June 2026", TODAY)
    state = read_into(desk, notice, before)
    assert state.facts.dates.denial_received == date(2026, 6, 1)
    assert state.facts.dates.denial_notice is None
    row = next(row for row in notice_rows(state, TODAY) if row.id == "dates.denial_notice")
    assert row.open
    assert "after the day you received it" in row.problem


def test_a_doubtful_fact_counts_only_when_it_was_confirmed(desk: Desk, notice: Path) -> None:
    state = doubt(read_into(desk, notice), "appeal_fax")
    state = typed(state, "people.insurer_fax", "", TODAY)
    row = next(row for row in notice_rows(state, TODAY) if row.id == "people.insurer_fax")
    assert (row.sure, row.value, row.note) == ("Check", "(555) 014-2230", "A fold.")
    assert state.facts.people.insurer_fax == ""
    kept = confirm_row(state, "people.insurer_fax", TODAY)
    assert kept.facts.people.insurer_fax == "(555) 014-2230"
    changed = edit_row(state, "people.insurer_fax", "(555) 014-2290", TODAY)
    assert changed.facts.people.insurer_fax == "(555) 014-2290"
    assert not next(row for row in notice_rows(changed, TODAY) if row.id == "people.insurer_fax").open


def test_rows_are_mended_in_place(desk: Desk, notice: Path) -> None:
    state = edit_row(read_into(desk, notice), "codes", "CO-197", TODAY)
    assert state.facts.codes == ("CO-197",)
    state = edit_row(state, LINE, "72149, $1,200.00", TODAY)
    assert state.facts.people.service_codes == "72149"
    assert state.facts.amounts.in_dispute == 120_000
    state = edit_row(state, "reason", "No prior authorization.", TODAY)
    assert state.facts.reason == state.facts.people.denial_reason == "No prior authorization."
    state = edit_row(state, "dates.denial_notice", "last week or so", TODAY)
    row = next(row for row in notice_rows(state, TODAY) if row.id == "dates.denial_notice")
    assert row.value == "last week or so"
    assert row.problem


def test_an_address_left_as_it_was_keeps_its_lines(desk: Desk, notice: Path) -> None:
    state = read_into(desk, notice)
    lines = state.facts.people.insurer_address
    assert edit_row(state, "people.insurer_address", ", ".join(lines.splitlines()), TODAY).facts == state.facts


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("damaged.pdf", b"%PDF-1.7 this is not one", "damaged"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        ("thing.bin", bytes(range(256)), "not a kind of file"),
    ],
)
def test_a_file_that_cannot_be_read_is_kept_with_its_reason(
    desk: Desk, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = typed(WizardState(), "people.patient", "Nora", TODAY)
    state = read_into(desk, path, before)
    assert said in " ".join(state.papers[0].problems)
    assert state.facts == before.facts
    assert desk.documents.content(state.papers[0].document_id) == content


def test_an_empty_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "nothing.pdf"
    path.write_bytes(b"")
    with pytest.raises(WrongFile, match="empty"):
        read_into(desk, path)


def test_the_notice_is_shown_before_other_papers(desk: Desk, notice: Path, tmp_path: Path) -> None:
    other = tmp_path / "note.txt"
    other.write_text("Claim Number: AB-1\nPatient statement. Balance due $20.00. Please pay this amount.")
    state = read_into(desk, notice, read_into(desk, other))
    assert len(state.papers) == 2
    assert state.read_from == state.papers[1].document_id
    gone = desk.wizard.without_paper(state, state.papers[1].document_id)
    assert gone.read == ()
    assert gone.facts.codes == ()
    assert desk.undo.undo()


def test_a_known_person_and_plan_are_recognized(desk: Desk, notice: Path) -> None:
    person = Person(name="nora  ellingboe", address="12 Elm St", phone="555")
    plan = Coverage(person_id=person.id, member_id="LFK20411853", plan_kind=PlanKind.EMPLOYER_INSURED, employer="Mill")
    with desk.casebook.transaction() as tx:
        tx.save(person, plan)
        tx.commit()
    try:
        state = read_into(desk, notice)
        assert (state.person_id, state.coverage_id) == (person.id, plan.id)
        assert state.facts.people.patient_address == "12 Elm St"
        assert state.facts.people.employer == "Mill"
        assert state.facts.plan_kind is PlanKind.EMPLOYER_INSURED
    finally:
        with desk.casebook.transaction() as tx:
            tx.delete(plan, person)
            tx.commit()


# -- questions -------------------------------------------------------------------------------------------------------


def test_the_four_come_first_and_nothing_is_asked_twice() -> None:
    groups = question_groups(("medical_necessity", "diagnosis_mismatch"))
    fills = [question.fills for group in groups for question in group.questions]
    assert len(groups[0].questions) == 4
    assert len(fills) == len(set(fills))


def test_answers_fill_facts_and_can_be_taken_back() -> None:
    four = question_groups(())[0].questions
    state = answer(WizardState(), four[0], YES, TODAY)
    assert state.facts.signals == ("wrong_code",)
    assert answer_of(state, four[0]) == YES
    state = answer(state, four[0], NO, TODAY)
    assert state.facts.signals == ()
    assert answer_of(state, four[0]) == NO
    state = answer(state, four[2], UNKNOWN, TODAY)
    assert state.facts.answers.corrected_claim_submitted is None
    assert answer_of(state, four[2]) == UNKNOWN
    assert four[2].text not in still_to_answer(state, 99)


def test_a_signal_ticked_answers_its_question() -> None:
    four = question_groups(())[0].questions
    state = tick_signal(WizardState(), "wrong_code", True)
    assert answer_of(state, four[0]) == YES
    assert answer_of(tick_signal(state, "wrong_code", False), four[0]) == ""


def test_ticked_types_decide(desk: Desk, notice: Path) -> None:
    state = read_into(desk, notice)
    assert ticked_types(state) == ("medical_necessity",)
    assert {p.fit for p in proposals(state.facts)} == {"Fits", "Possible", "Not here"}
    other = tick_type(tick_type(state, "medical_necessity", False), "modifier", True)
    assert other.types == ("modifier",)
    assert [t.id for t in desk.wizard.plan(other).denial_types] == ["modifier"]


# -- ticks -----------------------------------------------------------------------------------------------------------


def test_a_letter_goes_with_its_action_and_comes_back_with_it(desk: Desk, notice: Path) -> None:
    state = necessity(desk, notice)
    plan = desk.wizard.plan(state)
    kind = plan.letters[0]
    sends = next(action for action in plan.actions if action.letter_kind == kind)
    out = tick_letter(state, plan, kind, False)
    assert not action_on(sends, out.unticked)
    assert not letter_on(plan, kind, out.unticked)
    assert letter_on(plan, kind, tick_action(out, sends, True).unticked)
    assert not letter_on(plan, kind, tick_action(state, sends, False).unticked)
    assert tick_letter(out, plan, kind, True).unticked == ()
    assert plan_counts(plan, state.unticked).startswith(f"{len(plan.actions)} of {len(plan.actions)} actions, 1 date")
    nearest = nearest_deadline(plan)
    assert nearest is not None
    assert nearest.working == date(2026, 11, 30)


# -- keeping ---------------------------------------------------------------------------------------------------------


def test_resume_returns_everything(desk: Desk, notice: Path) -> None:
    state = tick(necessity(desk, notice), "track:records", False)
    state = hold(replace(state, skipped=(3,), types=("modifier",)), "dates.service_end", "Apri")
    session = desk.wizard.keep(desk.wizard.start(), 5, state)
    again, kept = desk.wizard.resume(session.id)
    assert (again.step, kept) == (5, state)
    assert again.title == "Nora Ellingboe · Larkfield Health Plan"
    assert session.id in {s.id for s in desk.wizard.unfinished()}


def test_discarding_can_be_undone_and_an_empty_wizard_leaves_nothing(desk: Desk) -> None:
    session = desk.wizard.start()
    desk.wizard.discard(session.id)
    assert session.id not in {s.id for s in desk.wizard.unfinished()}
    desk.undo.undo()
    assert session.id in {s.id for s in desk.wizard.unfinished()}
    desk.wizard.forget_empty(session.id)
    assert session.id not in {s.id for s in desk.wizard.unfinished()}


# -- finish ----------------------------------------------------------------------------------------------------------


def test_finish_makes_everything(desk: Desk, notice: Path) -> None:
    state = necessity(desk, notice)
    session = desk.wizard.start()
    made = desk.wizard.finish(session, state)
    assert made.case.title == "MRI of the lower back: medical necessity"
    assert made.case.disputed == 245_000
    assert json.loads(made.case.facts)["people"]["claim_number"] == "LF-26-0419-7731"
    assert made.first is not None
    assert made.first.script == "hold_request"
    with desk.casebook.reading() as tx:
        assert tx.get(WizardSession, session.id).case_id == made.case.id
        insurer = tx.get(Party, made.case.insurer_id or "")
        office = tx.find(Party, name="Larkfield Health Plan, appeals")[0]
        deadline = tx.find(Deadline, case_id=made.case.id)[0]
        tracks = {track.kind: track for track in tx.find(Track, case_id=made.case.id)}
        entries = tx.find(LogEntry, order_by="date", case_id=made.case.id)
        attached = tx.find(Attachment, entry_id=entries[0].id)
        document = tx.get(Document, state.papers[0].document_id)
    assert "P.O. Box 61180" in insurer.address
    assert (office.kind, office.organization, office.fax) == (
        PartyKind.INSURER,
        "Larkfield Health Plan",
        "(555) 014-2230",
    )
    assert (deadline.due, deadline.law_due) == (date(2026, 11, 30), date(2026, 12, 5))
    assert deadline.letter_kind == "internal_appeal_medical_necessity"
    assert deadline.track_id == tracks[TrackKind.INSURER_APPEAL].id
    assert set(tracks) == {TrackKind.PROVIDER_BILLING, TrackKind.INSURER_APPEAL, TrackKind.RECORDS}
    assert [(e.action, e.date, e.reference) for e in entries] == [
        ("Denial notice came: CO-50, N130", date(2026, 6, 8), "LF-26-0419-7731"),
        ("Dispute opened. Plan: Internal appeal, Records request", TODAY, ""),
    ]
    assert [a.document_id for a in attached] == [document.id]
    assert (document.case_id, document.person_id) == (made.case.id, made.case.person_id)


def test_finish_leaves_out_what_was_unticked(desk: Desk, notice: Path) -> None:
    state = necessity(desk, notice)
    plan = desk.wizard.plan(state)
    state = tick(state, track_id(TrackKind.RECORDS), False)
    state = tick(state, letter_id("internal_appeal_medical_necessity"), False)
    state = tick_action(state, plan.actions[0], False)
    made = desk.wizard.finish(desk.wizard.start(), state)
    titles = {task.title for task in made.tasks}
    assert plan.actions[0].action not in titles
    assert "internal_appeal_medical_necessity" not in {task.letter_kind for task in made.tasks}
    with desk.casebook.reading() as tx:
        kinds = {track.kind for track in tx.find(Track, case_id=made.case.id)}
    assert TrackKind.RECORDS not in kinds
    assert len(made.deadlines) == 1, "a deadline does not vanish with a letter"
    without = tick(state, "deadline:erisa_appeal_filing", False)
    assert desk.wizard.finish(desk.wizard.start(), without).deadlines == ()


def test_a_deadline_outlives_its_track(desk: Desk, notice: Path) -> None:
    state = tick(necessity(desk, notice), track_id(TrackKind.INSURER_APPEAL), False)
    made = desk.wizard.finish(desk.wizard.start(), state)
    assert [d.track_id for d in made.deadlines] == [None]


def test_finish_without_a_name_is_refused_and_writes_nothing(desk: Desk) -> None:
    with desk.casebook.reading() as tx:
        before = len(tx.find(Case)), len(tx.find(Task)), len(tx.find(Party))
    with pytest.raises(NeedsWords, match="name"):
        desk.wizard.finish(desk.wizard.start(), WizardState())
    with desk.casebook.reading() as tx:
        assert (len(tx.find(Case)), len(tx.find(Task)), len(tx.find(Party))) == before


def test_finish_with_a_name_alone_plans_for_documents(desk: Desk) -> None:
    state = typed(WizardState(), "people.patient", "Ada Quill", TODAY)
    made = desk.wizard.finish(desk.wizard.start(), state)
    assert made.case.route == "get_documents_first"
    assert made.tasks
    assert made.case.title


def test_a_known_person_keeps_what_their_record_says(desk: Desk) -> None:
    person = Person(name="Iris Vale", phone="555-0100")
    with desk.casebook.transaction() as tx:
        tx.save(person)
        tx.commit()
    state = desk.wizard.with_person(WizardState(), person)
    state = typed(typed(state, "people.patient_phone", "555-0199", TODAY), "people.patient_address", "1 Oak", TODAY)
    made = desk.wizard.finish(desk.wizard.start(), state)
    with desk.casebook.reading() as tx:
        kept = tx.get(Person, made.case.person_id)
    assert (kept.id, kept.phone, kept.address) == (person.id, "555-0100", "1 Oak")
    assert json.loads(made.case.facts)["people"]["patient_phone"] == "555-0199"


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("erisa_appeal_filing", TrackKind.INSURER_APPEAL),
        ("erisa_claim_file_request", TrackKind.RECORDS),
        ("fed_ext_review_filing", TrackKind.EXTERNAL_REVIEW),
        ("fcra_reinvestigation", TrackKind.COLLECTIONS),
        ("medicare_ab_redetermination_filing", TrackKind.PROGRAM_APPEAL),
        ("nsa_ppdr_filing", TrackKind.SURPRISE_BILL),
        ("fap_application_period", TrackKind.FINANCIAL_ASSISTANCE),
    ],
)
def test_deadlines_know_their_track(rule: str, kind: TrackKind) -> None:
    assert track_of(rule) is kind
