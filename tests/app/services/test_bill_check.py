# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The bill check of a case: its papers, what the person says of findings and lines, letters, calls and CMS lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.bill import Finding, MarkKind, SheetKind
from app.domain.case import Case
from app.domain.cms_lists import CmsListKind
from app.domain.document import Document, DocumentKind
from app.errors import UserFixable
from app.intake.table_columns import heading_key
from app.services.bill_check import CaseCheck
from tests.app.intake.test_cms_files import MUE, PAIRS
from tests.support.desks import Bench, add_case, everything, new_bench

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "bills"
FACTS = {"plan_kind": "employer_insured", "people": {"account_number": "A-9", "provider": "Saint Oswin"}}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Bench]:
    made = new_bench(tmp_path)
    yield made
    made.casebook.close()


@pytest.fixture
def case(fresh: Bench) -> Case:
    made = add_case(fresh, FACTS)
    add(fresh, made, "knee_bill.csv", DocumentKind.ITEMIZED_BILL)
    add(fresh, made, "knee_eob.csv", DocumentKind.EOB)
    return made


def add(bench: Bench, case: Case, name: str, kind: DocumentKind, content: bytes | None = None) -> Document:
    data = (FOLDER / name).read_bytes() if content is None else content
    return bench.desk.documents.add_bytes(name, data, case_id=case.id, kind=kind)


def findings(shown: CaseCheck, check: str) -> list[Finding]:
    assert shown.checked is not None
    return [one for one in shown.checked.findings if one.check == check]


def test_a_case_is_checked_from_its_own_papers(fresh: Bench, case: Case) -> None:
    shown = fresh.desk.bills.of_case(case.id)
    assert shown.bill is not None and shown.eob is not None and shown.unread == ()
    assert (len(shown.bill.lines), len(shown.eob.lines)) == (7, 7)
    assert [one.amount for one in findings(shown, "duplicate")] == [41200]


def test_a_case_without_a_bill_and_one_that_cannot_be_read(fresh: Bench) -> None:
    empty = add_case(fresh)
    assert fresh.desk.bills.of_case(empty.id) == CaseCheck()
    add(fresh, empty, "scan.xlsx", DocumentKind.ITEMIZED_BILL, b"PK\x03\x04xl/ torn")
    shown = fresh.desk.bills.of_case(empty.id)
    assert shown.checked is None and "damaged" in shown.unread[0].why


def test_a_finding_is_dismissed_with_a_reason_that_is_kept(fresh: Bench, case: Case) -> None:
    bills = fresh.desk.bills
    one = findings(bills.of_case(case.id), "duplicate")[0]
    with pytest.raises(UserFixable):
        bills.dismiss(case.id, one, "  ")
    bills.dismiss(case.id, one, "Two films were taken")
    shown = bills.of_case(case.id)
    assert findings(shown, "duplicate") == []
    assert [(gone.finding.key, gone.reason) for gone in shown.dismissed] == [(one.key, "Two films were taken")]
    bills.take_back(case.id, one.key)
    assert bills.of_case(case.id).dismissed == ()
    fresh.desk.undo.undo()
    assert bills.of_case(case.id).dismissed[0].reason == "Two films were taken"
    fresh.desk.undo.undo()
    assert findings(bills.of_case(case.id), "duplicate") == [one]


def test_a_line_is_marked_as_not_received(fresh: Bench, case: Case) -> None:
    bills = fresh.desk.bills
    shown = bills.of_case(case.id)
    assert shown.line_keys is not None
    bills.mark_not_received(case.id, shown.line_keys[6])
    again = bills.of_case(case.id)
    assert again.not_received == {6}
    assert [one.lines for one in findings(again, "not_received")] == [(6,)]
    bills.take_back(case.id, shown.line_keys[6], MarkKind.NOT_RECEIVED)
    assert bills.of_case(case.id).not_received == frozenset()


def test_lines_are_paired_by_hand(fresh: Bench, case: Case) -> None:
    bills = fresh.desk.bills
    shown = bills.of_case(case.id)
    assert shown.checked and shown.line_keys and shown.eob_keys
    assert (shown.checked.match.unmatched_bill, shown.checked.match.unmatched_eob) == ((7,), (7,))
    bills.pair(case.id, shown.line_keys[7], shown.eob_keys[7])
    again = bills.of_case(case.id).checked
    assert again is not None and again.match.unmatched_bill == again.match.unmatched_eob == ()


def test_a_finding_becomes_a_line_of_the_dispute_once(fresh: Bench, case: Case) -> None:
    bills = fresh.desk.bills
    shown = bills.of_case(case.id)
    first, second = findings(shown, "duplicate")[0], findings(shown, "units")[0]
    letter = bills.into_letter(case.id, first)
    assert bills.into_letter(case.id, first).id == bills.into_letter(case.id, second).id == letter.id
    kept = fresh.desk.letters.get(letter.id)
    lines = json.loads(kept.facts)["letter.lines"].split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("2, 3 | 14 September 2026 | 73562 | $412.00 | Charged twice")
    assert "73562" in kept.text and "$253.00" in kept.text
    assert bills.of_case(case.id).in_letter == {first.key, second.key}


def test_a_letter_that_was_changed_is_not_written_over(fresh: Bench, case: Case) -> None:
    bills, letters = fresh.desk.bills, fresh.desk.letters
    shown = bills.of_case(case.id)
    letter = bills.into_letter(case.id, findings(shown, "duplicate")[0])
    mine = f"{letters.get(letter.id).text}\nMy own words.\n"
    letters.save(letter.id, mine)
    bills.into_letter(case.id, findings(shown, "units")[0])
    kept = letters.get(letter.id)
    assert kept.text == mine
    assert json.loads(kept.facts)["letter.lines"].count("\n") == 1


def test_a_finding_becomes_a_point_of_its_call(fresh: Bench, case: Case) -> None:
    bills, calls = fresh.desk.bills, fresh.desk.calls
    one = findings(bills.of_case(case.id), "duplicate")[0]
    assert bills.into_call(case.id, one) == "duplicate_line"
    bills.into_call(case.id, one)
    notes = calls.draft(case.id, "duplicate_line").notes
    assert notes.count(one.question) == 1 and "Lines 2 and 3" in notes
    assert bills.of_case(case.id).in_call == {one.key}


def test_unclear_columns_are_asked_about_once_for_each_source(fresh: Bench) -> None:
    case = add_case(fresh, FACTS)
    table = b"Tag,Ziffer,Was,Wert\n2026-04-21,99213,Visit,200.00\n2026-04-22,80053,Panel,45.00\n"
    add(fresh, case, "export.csv", DocumentKind.ITEMIZED_BILL, table)
    bills = fresh.desk.bills
    shown = bills.of_case(case.id)
    assert shown.bill is None
    paper = shown.unread[0]
    assert paper.headings == ("Tag", "Ziffer", "Was", "Wert")
    assert [(one.heading, one.meaning) for one in paper.columns if one.ask][-1] == ("Wert", "")
    bills.remember_columns(
        SheetKind.BILL, paper.headings,
        {heading_key("Tag"): "date", heading_key("Ziffer"): "code", "was": "description", "wert": "charge"},
    )  # fmt: skip
    read = bills.of_case(case.id).bill
    assert read is not None and [one.line.billed for one in read.lines] == [20000, 4500]
    other = add_case(fresh, FACTS)
    add(fresh, other, "next.csv", DocumentKind.STATEMENT, table.replace(b"99213", b"99214"))
    assert bills.of_case(other.id).bill is not None, "the same source is read without asking"


def test_a_corrected_eob_takes_the_place_of_its_claim(fresh: Bench, case: Case) -> None:
    text = (FOLDER / "knee_eob.csv").read_text(encoding="utf-8").replace("0.00,CO,97", "188.00,PR,3")
    add(fresh, case, "corrected.csv", DocumentKind.CORRECTED_EOB, text.encode())
    shown = fresh.desk.bills.of_case(case.id)
    assert shown.eob is not None and len(shown.eob.lines) == 7
    assert 18800 not in [one.amount for one in findings(shown, "provider_liability_billed")]


def test_cms_lists_are_imported_used_replaced_and_undone(fresh: Bench, case: Case, tmp_path: Path) -> None:
    lists = fresh.desk.bills.lists
    (tmp_path / "mue.csv").write_text(MUE, encoding="utf-8")
    (tmp_path / "ncci.txt").write_text(PAIRS, encoding="utf-8")
    before = everything(fresh.casebook)
    limits = lists.import_list(tmp_path / "mue.csv", CmsListKind.UNIT_LIMITS)
    pairs = lists.import_list(tmp_path / "ncci.txt", CmsListKind.CODE_PAIRS)
    assert (limits.count, pairs.count, lists.lists()) == (3, 3, (limits, pairs))
    tables = lists.tables(["J1885", "43239", "43235", "11111", "33333"])
    assert tables.limits is not None and tables.pairs is not None
    assert tables.limits["J1885"].by_line and set(tables.limits) == {"J1885"}
    assert tables.pairs["43239"]["43235"].indicator == 0
    assert str(tables.pairs["11111"]["33333"].until) == "2025-03-31"
    left = fresh.desk.bills.of_case(case.id).checked
    assert left is not None and not {"units", "code_pair"} & {one.check for one in left.not_checked}
    lists.import_list(tmp_path / "mue.csv", CmsListKind.UNIT_LIMITS)
    assert len(lists.lists()) == 2
    lists.remove(CmsListKind.CODE_PAIRS)
    assert [one.kind for one in lists.lists()] == [CmsListKind.UNIT_LIMITS]
    for _ in range(4):
        fresh.desk.undo.undo()
    assert everything(fresh.casebook) == before
