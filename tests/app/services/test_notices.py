# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The notices of a case: checked against its facts, put into letters, noted, and taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.case import Case
from app.domain.document import Document, DocumentKind
from app.services.notices import DEFECT_LETTER, SIGNAL, NoticeService
from app.services.regulators import powers_for, told
from tests.support.desks import Bench, add_case, everything

TEXT = (Path(__file__).resolve().parents[2] / "fixtures" / "notice_checks" / "employer_bare.txt").read_text("utf-8")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PARAGRAPHS = ("It does not say * why #1.", "It does not say how to appeal.")


@pytest.fixture
def service(bench: Bench) -> NoticeService:
    desk = bench.desk
    return NoticeService(bench.casebook, desk.undo, desk.planner, desk.letters)


def add_notice(bench: Bench, case: Case, **fields: object) -> Document:
    made = Document(
        case_id=case.id,
        person_id=case.person_id,
        file_name="notice.txt",
        media_type="text/plain",
        sha256="",
        size=1,
        added_at=NOW,
        **{"title": "Denial", "kind": DocumentKind.DENIAL_NOTICE, "text": TEXT, "pages": 1, **fields},  # type: ignore[arg-type]
    )
    with bench.casebook.transaction() as tx:
        digest, size = tx.put_file([made.id.encode()])
        made = Document(**{name: getattr(made, name) for name in made.__slots__} | {"sha256": digest, "size": size})
        tx.save(made)
        tx.commit()
    return made


def test_denials_come_first_and_the_newest_first_among_them(bench: Bench, service: NoticeService) -> None:
    case = add_case(bench, {"plan_kind": "employer_self_funded", "state": "OH"})
    add_notice(bench, case, title="EOB", kind=DocumentKind.EOB, date=date(2026, 10, 1))
    add_notice(bench, case, title="First", date=date(2026, 5, 1))
    add_notice(bench, case, title="Second", date=date(2026, 9, 1))
    add_notice(bench, case, title="Records", kind=DocumentKind.RECORDS)
    found = service.of_case(case.id)
    assert [one.title for one in found] == ["Second", "First", "EOB"]
    assert "erisa_den_reason" in {lack.element.id for lack in found[0].check.missing}
    assert found[0].complaint[0].startswith("Goes first: Labor Department (EBSA)")
    assert any("ERISA preempts" in sentence for sentence in found[0].complaint)


def test_a_case_without_a_notice_has_nothing_to_check(bench: Bench, service: NoticeService) -> None:
    assert service.of_case(add_case(bench).id) == ()


def test_noting_it_is_one_change_that_undo_takes_back(bench: Bench, service: NoticeService) -> None:
    case = add_case(bench, {"signals": ["cannot_afford"]})
    before = everything(bench.casebook)
    service.mark(case.id)
    marked = bench.desk.cases.view(case.id).case
    assert bench.desk.planner.facts_of(marked).signals == ("cannot_afford", SIGNAL)
    assert service.mark(case.id) == marked
    bench.desk.undo.undo()
    assert everything(bench.casebook) == before


def test_omissions_become_points_of_an_appeal_that_nobody_changed(bench: Bench, service: NoticeService) -> None:
    case = add_case(bench, {"plan_kind": "employer_insured", "reason": "Not needed."})
    letter = bench.desk.letters.create(case.id, "internal_appeal_medical_necessity")
    assert [one.id for one in service.open_appeals(case.id)] == [letter.id]
    kept = service.put_into(letter.id, PARAGRAPHS)
    assert "It does not say how to appeal." in kept.text
    assert "why #1" in kept.text and r"\*" in kept.text  # typed signs stay text
    again = service.put_into(letter.id, PARAGRAPHS)
    assert again.text.count("It does not say how to appeal.") == 1


def test_a_changed_text_keeps_its_words_and_gets_them_at_the_end(bench: Bench, service: NoticeService) -> None:
    case = add_case(bench, {"plan_kind": "employer_insured"})
    letter = bench.desk.letters.create(case.id, "internal_appeal_medical_necessity")
    bench.desk.letters.save(letter.id, "My own words.\n")
    kept = service.put_into(letter.id, PARAGRAPHS)
    assert kept.text.startswith("My own words.")
    assert kept.text.rstrip().endswith("It does not say how to appeal.")


def test_the_letter_about_the_notice_holds_the_paragraphs(bench: Bench, service: NoticeService) -> None:
    case = add_case(bench, {"plan_kind": "employer_insured"})
    letter = service.write(case.id, PARAGRAPHS)
    assert letter.kind == DEFECT_LETTER
    assert "It does not say how to appeal." in letter.text


def test_a_complaint_names_the_states_office_with_what_is_doubted(bench: Bench) -> None:
    facts = bench.desk.planner.facts_of(add_case(bench, {"plan_kind": "employer_insured", "state": "GU"}))
    sentences = told(powers_for(facts, "denial"))
    assert "Guam Department of Revenue" in sentences[0] and "not known here" in sentences[0]
    assert any(sentence.startswith("Supplements: Labor Department") for sentence in sentences)
    nowhere = bench.desk.planner.facts_of(add_case(bench, {"plan_kind": "employer_insured"}))
    assert "Name the state" in told(powers_for(nowhere, "denial"))[-1]
