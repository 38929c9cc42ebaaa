# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The fictional casebook: enough of everything, every screen alive, and papers that the program itself can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from app.clock import fixed_clock
from app.domain.case import Case, CaseStatus
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.document import Document, DocumentKind
from app.domain.letter import Letter, LetterStatus
from app.domain.log import LogEntry
from app.domain.packet import Packet
from app.domain.person import Person
from app.domain.reading import Reading
from app.domain.track import Task, Track, TrackKind
from app.intake.facts_file import facts_to_mapping
from app.intake.reader import read_bytes
from app.knowledge.sample import sample_cases, sample_parties, sample_people
from app.ports import LogFilter
from app.services.sample import NAME, fill_sample
from tests.support.desks import TODAY, Bench, new_bench


@dataclass(frozen=True)
class Sample:
    """The filled casebook and what is in it."""

    bench: Bench
    cases: dict[str, Case]
    documents: list[Document]
    readings: dict[str, Reading]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    bench = new_bench(tmp_path_factory.mktemp("sample"))
    fill_sample(bench.casebook, bench.house.paper, bench.house.clock)
    with bench.casebook.reading() as tx:
        documents = tx.find(Document)
        readings = {d.id: read_bytes(d.file_name, tx.file_bytes(d.sha256)) for d in documents}
        yield Sample(bench, {c.id: c for c in tx.find(Case)}, documents, readings)
    bench.casebook.close()


def values(reading: Reading, field: str) -> list[str]:
    return [fact.value for fact in reading.facts if fact.field == field]


def test_every_shipped_file_of_it_loads_and_names_what_exists() -> None:
    people, parties = sample_people(), sample_parties()
    for case in sample_cases().values():
        assert case.person in people, case.id
        named = {case.provider, case.insurer, *(e.party for e in case.log), *(c.party for c in case.clocks)}
        assert named - {""} <= set(parties), case.id
        documents = {d.id for d in case.documents}
        assert {d for e in case.log for d in e.documents} | {e.document for e in case.packet} <= documents, case.id
        assert all(entry.day <= 0 for entry in case.log), case.id


def test_there_is_enough_of_everything(sample: Sample) -> None:
    desk = sample.bench.desk
    assert desk.name == NAME
    with sample.bench.casebook.reading() as tx:
        people = tx.find(Person)
        assert len(people) >= 3 and any(p.representative for p in people)
        assert len(sample.cases) >= 12 and len(tx.find(LogEntry)) >= 150
        lanes = {track.kind for track in tx.find(Track)}
        assert {*lanes} >= {TrackKind.PROVIDER_BILLING, TrackKind.CORRECTED_CLAIM, TrackKind.INSURER_APPEAL}
        assert len(lanes) >= 7
        assert {letter.status for letter in tx.find(Letter)} == set(LetterStatus)
        assert tx.find(Packet)
    stages = {c.stage for c in sample.cases.values()}
    assert len(stages) >= 8
    outcomes = Counter(c.outcome for c in sample.cases.values() if c.status is CaseStatus.CLOSED)
    assert len(outcomes) >= 3
    assert any(c.corrected_eob_needed and c.corrected_eob_received is None for c in sample.cases.values())


def test_clocks_run_on_both_sides_overdue_near_and_far(sample: Sample) -> None:
    groups = {group.id: group.rows for group in sample.bench.desk.today.groups()}
    assert {"overdue", "week", "month", "later", "owed"} <= set(groups)
    counts = sample.bench.desk.today.counts()
    assert counts.today == sum(len(groups[key]) for key in ("overdue", "week", "month"))
    with sample.bench.casebook.reading() as tx:
        clocks = tx.find(Deadline)
    by_law = [c for c in clocks if c.rule_id]
    assert by_law and all(c.citation and c.counted and c.checked and c.law_due for c in by_law)
    assert {c.owner for c in clocks} == {Owner.US, Owner.THEM}
    assert DeadlineStatus.DONE in {c.status for c in clocks}
    assert any(c.notice_due and c.notice_due != c.law_due for c in by_law)
    assert all(c.safe is None or c.safe <= c.due for c in clocks)


def test_every_day_of_the_log_that_is_to_come_is_on_a_calendar_too(sample: Sample) -> None:
    with sample.bench.casebook.reading() as tx:
        for entry in tx.find(LogEntry):
            if sample.cases[entry.case_id].status is CaseStatus.OPEN and (entry.deadline or TODAY) > TODAY:
                clocks = tx.find(Deadline, case_id=entry.case_id)
                days = {day for clock in clocks for day in (clock.due, clock.safe, clock.law_due)}
                days |= {task.due for task in tx.find(Task, case_id=entry.case_id)}
                assert entry.deadline in days, f"{sample.cases[entry.case_id].title}: {entry.action}"


def test_every_paper_is_a_real_pdf_that_can_be_read(sample: Sample) -> None:
    for document in sample.documents:
        assert document.media_type == "application/pdf" and document.pages and document.text, document.title
        assert document.date is not None and document.date <= TODAY, document.title
    assert sample.bench.casebook.verify() == []


def test_the_reader_finds_claim_number_and_codes_in_each_denial_notice(sample: Sample) -> None:
    notices = [d for d in sample.documents if d.kind is DocumentKind.DENIAL_NOTICE]
    assert len(notices) >= 8
    for document in notices:
        assert document.case_id is not None
        case, reading = sample.cases[document.case_id], sample.readings[document.id]
        facts = facts_to_mapping(sample.bench.desk.planner.facts_of(case))
        where = f"{case.title}: {document.title}"
        assert reading.kind == "denial_notice", where
        assert not reading.problems, where
        if facts.get("service_timing") == "post_service":
            assert values(reading, "claim_number") == [case.claim_number], where
        codes = values(reading, "code")
        assert codes or document.title == "Final denial", where
        assert set(codes) <= set(facts["codes"]), where  # type: ignore[call-overload]
        assert values(reading, "notice_date") and values(reading, "reason"), where


def test_bills_and_eobs_are_told_apart(sample: Sample) -> None:
    kinds = {DocumentKind.EOB: "eob", DocumentKind.CORRECTED_EOB: "eob", DocumentKind.STATEMENT: "bill"}
    kinds[DocumentKind.ITEMIZED_BILL] = "bill"
    for document in sample.documents:
        if document.kind in kinds:
            assert sample.readings[document.id].kind == kinds[document.kind], document.title


def test_nothing_of_it_lies_in_the_future_but_what_is_due(sample: Sample) -> None:
    for row in sample.bench.desk.log.page(LogFilter(), limit=1_000):
        assert row.date <= TODAY
        assert row.deadline is None or row.deadline >= row.date
    for case in sample.cases.values():
        assert case.opened_on <= TODAY
        assert case.closed_on is None or case.opened_on <= case.closed_on <= TODAY


def test_it_never_ages(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its days count from today, whichever day that is: three years on it looks the same."""
    later = TODAY + timedelta(days=3 * 365)
    bench = new_bench(tmp_path_factory.mktemp("later"))
    house = replace(bench.house, clock=fixed_clock(later))
    fill_sample(bench.casebook, house.paper, house.clock)
    with bench.casebook.reading() as tx, sample.bench.casebook.reading() as now:
        days = Counter((entry.action, (later - entry.date).days) for entry in tx.find(LogEntry))
        assert days == Counter((entry.action, (TODAY - entry.date).days) for entry in now.find(LogEntry))
        assert len(tx.find(Deadline)) == len(now.find(Deadline))
    bench.casebook.close()


def test_the_search_finds_words_of_letters_papers_and_log(sample: Sample) -> None:
    kinds = {hit.kind for hit in sample.bench.desk.today.search("appeal")}
    assert {"log", "letter"} <= kinds
    assert {hit.kind for hit in sample.bench.desk.today.search("conservative treatment")} >= {"document"}
